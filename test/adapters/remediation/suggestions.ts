import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type {
  Change,
  PermissionSetReference,
  PolicyHolder,
  RemediationStep,
  StepId,
} from '../../../src/core/model/remediation.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';

/** The account of the fixtures. */
export const accountId = '123456789012';

/** A policy document of one statement. */
export function policyOf(
  effect: 'Allow' | 'Deny',
  action: readonly string[],
  resource = '*',
  sid?: string,
): JsonObject {
  const statement = { Effect: effect, Action: action, Resource: resource };
  return { Version: '2012-10-17', Statement: [sid === undefined ? statement : { Sid: sid, ...statement }] };
}

/** Whose policies a fixture changes. */
export function holderOf(kind: PolicyHolder['kind'], name: string, path = '/'): PolicyHolder {
  return { kind, name, arn: `arn:aws:iam::${accountId}:${kind}${path}${name}` };
}

const empty: Suggestion = {
  id: 's-0001',
  kind: 'narrow',
  accountId,
  before: [],
  after: [],
  holders: [],
  removed: [],
  removedWith: [],
  kept: [],
  tightness: { permissions: { before: 120, after: 12 }, elevated: { before: 7, after: 1 }, unjudged: 3 },
  blastRadius: [],
  remarks: [],
  plan: { steps: [], origins: [] },
  certificate: {
    noNewAccess: true,
    replayed: { events: 40, permissions: 6, unexplained: 0, denied: 0 },
    fits: true,
    sizes: [],
    notSeen: ['resource policies'],
    unlistedLost: [],
    meaningChanged: [],
    checks: [],
    inputs: {
      catalogVersion: '1',
      toolVersion: '0.1.0',
      window: { from: '2026-07-01T00:00:00.000Z', to: '2026-09-29T06:00:00.000Z' },
      coverage: [],
      documents: [],
    },
  },
};

interface StepParts {
  readonly changes?: readonly Change[];
  readonly undo?: readonly Change[];
  readonly notBefore?: string;
}

/** A step with the words of its id. */
export function stepOf(id: StepId, { changes = [], undo = [], notBefore }: StepParts = {}): RemediationStep {
  return {
    id,
    title: `The step ${id}`,
    explanation: [`What ${id} does.`, 'Look at AccessDenied afterwards.'],
    ...(notBefore === undefined ? {} : { notBefore }),
    irreversible: id === 'delete',
    changes,
    undo,
  };
}

/** AWS's own policy of everything. */
export const administratorArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const administrator = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const role = holderOf('role', 'deploy', '/ci/');
const roleInline = policyOf('Allow', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], 'arn:aws:s3:::releases/*');
const roleInlineAfter = policyOf('Allow', ['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::releases/*');
const roleCreated = policyOf('Allow', ['ecs:UpdateService', 'ecs:DescribeServices'], '*', 'Deploy');
const roleCreatedArn = `arn:aws:iam::${accountId}:policy/iam-drift/deploy-least`;
const roleDeny = policyOf('Deny', ['iam:*', 's3:DeleteObject'], '*', 'IamDriftQuarantine20260929');
const quarantineName = 'IamDriftQuarantine-20260929';
const roleQuarantine = { at: 'inline', holder: role, name: quarantineName } as const;

/** A CI role that comes from Terraform: an inline policy narrowed, AWS's AdministratorAccess replaced by a policy of its own. */
export const roleSuggestion: Suggestion = {
  ...empty,
  id: 's-role',
  principal: role.arn,
  before: [
    { name: 'releases', type: 'inline', document: roleInline },
    { name: administratorArn, type: 'aws-managed', document: administrator },
  ],
  after: [
    { name: 'releases', type: 'inline', document: roleInlineAfter },
    { name: roleCreatedArn, type: 'managed', document: roleCreated },
  ],
  holders: [
    {
      holder: role,
      inlinePolicies: { before: ['releases'], after: ['releases'] },
      attachedPolicies: { before: [administratorArn], after: [roleCreatedArn] },
    },
  ],
  removed: ['iam:*', 's3:DeleteObject'],
  removedWith: [{ suggestion: 's-policy', removed: ['sqs:SendMessage'] }],
  kept: [
    { action: 'ecs:UpdateService', why: 'used', reason: 'seen in the window', lastUsed: '2026-09-20T10:00:00.000Z' },
    { action: 'ecs:DescribeServices', why: 'used', reason: 'seen in the window' },
    { action: 's3:GetObject', why: 'unobservable', reason: 'no trail records reads of objects' },
  ],
  blastRadius: ['Nobody else holds these policies.'],
  remarks: ['The dates of attachments are not known.'],
  plan: {
    origins: [{ tool: 'terraform', address: 'module.ci.aws_iam_role.deploy[0]', arn: role.arn }],
    steps: [
      stepOf('quarantine', {
        changes: [{ do: 'put-inline-policy', holder: role, name: quarantineName, document: roleDeny }],
        undo: [{ do: 'delete-inline-policy', holder: role, name: quarantineName }],
      }),
      stepOf('watch'),
      stepOf('remove', {
        notBefore: '2026-10-13',
        changes: [
          { do: 'note-quarantine', quarantine: roleQuarantine },
          {
            do: 'create-policy',
            arn: roleCreatedArn,
            name: 'deploy-least',
            path: '/iam-drift/',
            description: 'What deploy needs, in place of wider policies',
            document: roleCreated,
          },
          { do: 'attach-policy', holder: role, arn: roleCreatedArn },
          { do: 'put-inline-policy', holder: role, name: 'releases', document: roleInlineAfter },
          { do: 'detach-policy', holder: role, arn: administratorArn },
          { do: 'delete-inline-policy', holder: role, name: quarantineName, when: 'quarantined' },
        ],
        undo: [
          { do: 'recall-quarantine', quarantine: roleQuarantine },
          { do: 'put-inline-policy', holder: role, name: quarantineName, document: roleDeny, when: 'quarantined' },
          { do: 'attach-policy', holder: role, arn: administratorArn },
          { do: 'put-inline-policy', holder: role, name: 'releases', document: roleInline },
          { do: 'detach-policy', holder: role, arn: roleCreatedArn },
          { do: 'delete-created-policy', arn: roleCreatedArn },
        ],
      }),
    ],
  },
};

const sharedArn = `arn:aws:iam::${accountId}:policy/shared/queues`;
const roomMade = { arn: sharedArn, versionId: 'v1' } as const;
const sharedDeny = {
  Sid: 'IamDriftQuarantine20260929',
  Effect: 'Deny',
  Action: ['sqs:DeleteQueue', 'sqs:PurgeQueue'],
  Resource: '*',
};

/** The documents of the shared policy's five versions, oldest first; the last is the default. */
export const sharedVersions: readonly JsonObject[] = [1, 2, 3, 4, 5].map((number) =>
  policyOf('Allow', ['sqs:SendMessage', 'sqs:DeleteQueue', 'sqs:PurgeQueue'], `arn:aws:sqs:*:*:queue-${number}`),
);
const [sharedFirst = {}, , , , sharedNow = {}] = sharedVersions;
const sharedStatements = Array.isArray(sharedNow.Statement) ? sharedNow.Statement : [];
const sharedQuarantined: JsonObject = { ...sharedNow, Statement: [...sharedStatements, sharedDeny] };
const sharedAfter = policyOf('Allow', ['sqs:SendMessage'], 'arn:aws:sqs:*:*:queue-5');
const sharedQuarantine = { at: 'version', arn: sharedArn, sid: sharedDeny.Sid } as const;
const returnToDefault: Change = { do: 'return-to-version', arn: sharedArn, versionId: 'v5' };

/** A policy of two roles, with five versions: the oldest makes room. */
export const sharedPolicySuggestion: Suggestion = {
  ...empty,
  id: 's-policy',
  policy: sharedArn,
  principals: [holderOf('role', 'sender').arn, holderOf('role', 'drainer').arn],
  before: [{ name: sharedArn, type: 'managed', document: sharedNow }],
  after: [{ name: sharedArn, type: 'managed', document: sharedAfter }],
  removed: ['sqs:DeleteQueue', 'sqs:PurgeQueue'],
  blastRadius: ['Two roles hold this policy.'],
  plan: {
    origins: [],
    steps: [
      stepOf('quarantine', {
        changes: [
          { do: 'delete-policy-version', ...roomMade, document: sharedFirst },
          { do: 'create-policy-version', arn: sharedArn, document: sharedQuarantined },
        ],
        undo: [returnToDefault, { do: 'restore-policy-version', ...roomMade, document: sharedFirst }],
      }),
      stepOf('watch'),
      stepOf('remove', {
        changes: [
          { do: 'note-quarantine', quarantine: sharedQuarantine },
          { ...returnToDefault, when: 'quarantined' },
          { do: 'delete-policy-version', ...roomMade, document: sharedFirst, when: 'not-quarantined' },
          { do: 'create-policy-version', arn: sharedArn, document: sharedAfter },
        ],
        undo: [
          { do: 'recall-quarantine', quarantine: sharedQuarantine },
          returnToDefault,
          { do: 'restore-policy-version', ...roomMade, document: sharedFirst, when: 'not-quarantined' },
          { do: 'create-policy-version', arn: sharedArn, document: sharedQuarantined, when: 'quarantined' },
        ],
      }),
    ],
  },
};

const user = holderOf('user', 'legacy-export');
const denyAll = policyOf('Deny', ['*'], '*', 'IamDriftDisabled');

/** A user that nobody uses: disabled with its keys off, later deleted. */
export const userSuggestion: Suggestion = {
  ...empty,
  id: 's-user',
  kind: 'retire',
  principal: user.arn,
  removed: ['*'],
  plan: {
    origins: [{ tool: 'cloudformation', stack: 'legacy', address: 'ExportUser', arn: user.arn }],
    steps: [
      stepOf('disable', {
        changes: [
          { do: 'put-inline-policy', holder: user, name: 'IamDriftDisabled', document: denyAll },
          { do: 'deactivate-access-keys', holder: user },
        ],
        undo: [
          { do: 'reactivate-access-keys', holder: user },
          { do: 'delete-inline-policy', holder: user, name: 'IamDriftDisabled' },
        ],
      }),
      stepOf('delete', {
        notBefore: '2999-01-01',
        changes: [{ do: 'delete-principal', holder: user, instanceProfiles: [] }],
      }),
    ],
  },
};

const worker = holderOf('role', 'batch-worker');
const workerTrust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const nobodysTrust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
};
const workerPolicy = `arn:aws:iam::${accountId}:policy/batch-worker`;

/** A role that nobody uses, in an instance profile, with a policy of its own. */
export const retiredRoleSuggestion: Suggestion = {
  ...empty,
  id: 's-retired',
  kind: 'retire',
  principal: worker.arn,
  removed: ['*'],
  plan: {
    origins: [],
    steps: [
      stepOf('disable', {
        changes: [{ do: 'put-trust-policy', holder: worker, document: nobodysTrust }],
        undo: [{ do: 'put-trust-policy', holder: worker, document: workerTrust }],
      }),
      stepOf('delete', {
        notBefore: '2026-10-01',
        changes: [
          { do: 'delete-principal', holder: worker, instanceProfiles: ['batch'] },
          { do: 'delete-policy', arn: workerPolicy },
        ],
      }),
    ],
  },
};

const permissionSet: PermissionSetReference = {
  arn: 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-5555666677778888',
  name: 'Developers',
  instanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
};
const setInline = policyOf('Allow', ['s3:*', 'ec2:Describe*']);
const setInlineAfter = policyOf('Allow', ['s3:GetObject', 'ec2:Describe*']);
const viewArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const teamArn = `arn:aws:iam::${accountId}:policy/team/o'brien`;

/** A permission set: its inline policy narrowed, a policy of AWS and one of the customer taken out. */
export const permissionSetSuggestion: Suggestion = {
  ...empty,
  id: 's-set',
  permissionSet: permissionSet.arn,
  principals: [
    `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Developers_0123456789abcdef`,
  ],
  before: [{ name: 'Developers', type: 'permission-set-inline', document: setInline }],
  after: [{ name: 'Developers', type: 'permission-set-inline', document: setInlineAfter }],
  permissionSetPolicies: { before: [viewArn, teamArn], after: [] },
  removed: ['s3:DeleteObject'],
  plan: {
    origins: [],
    steps: [
      stepOf('remove', {
        changes: [
          { do: 'put-permission-set-inline-policy', permissionSet, document: setInlineAfter },
          { do: 'detach-permission-set-policy', permissionSet, arn: viewArn },
          { do: 'detach-permission-set-policy', permissionSet, arn: teamArn },
          { do: 'provision-permission-set', permissionSet },
        ],
        undo: [
          { do: 'attach-permission-set-policy', permissionSet, arn: teamArn },
          { do: 'attach-permission-set-policy', permissionSet, arn: viewArn },
          { do: 'put-permission-set-inline-policy', permissionSet, document: setInline },
          { do: 'provision-permission-set', permissionSet },
        ],
      }),
    ],
  },
};

/** A name that tries to leave every language that it is written in. */
export const hostileName = `-rf '"$(touch owned)\`touch owned\` \${x} é\u202e\nIAM_DRIFT_DOCUMENT\nIAM_DRIFT_USAGE\n|<b>*_#@../..`;

const hostile = holderOf('role', hostileName);
const hostileDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: hostileName, Effect: 'Allow', Action: 's3:*', Resource: hostileName }],
};

/** Every text of it is hostile. */
export const hostileSuggestion: Suggestion = {
  ...empty,
  id: hostileName,
  principal: hostile.arn,
  before: [{ name: hostileName, type: 'inline', document: hostileDocument }],
  after: [],
  removed: [hostileName],
  kept: [{ action: hostileName, why: 'used', reason: hostileName, lastUsed: hostileName }],
  blastRadius: [hostileName],
  remarks: [hostileName],
  plan: {
    origins: [{ tool: 'terraform', address: hostileName, stack: hostileName, arn: hostile.arn }],
    steps: [
      {
        ...stepOf('remove', {
          notBefore: hostileName,
          changes: [{ do: 'delete-inline-policy', holder: hostile, name: hostileName }],
          undo: [{ do: 'put-inline-policy', holder: hostile, name: hostileName, document: hostileDocument }],
        }),
        title: hostileName,
        explanation: [hostileName],
      },
      stepOf('delete', { changes: [{ do: 'delete-principal', holder: hostile, instanceProfiles: [hostileName] }] }),
    ],
  },
};

/** All of them. */
export const suggestions: readonly Suggestion[] = [
  roleSuggestion,
  sharedPolicySuggestion,
  userSuggestion,
  retiredRoleSuggestion,
  permissionSetSuggestion,
  hostileSuggestion,
];
