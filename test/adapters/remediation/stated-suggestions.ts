import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { Change, Origin, PolicyHolder, RemediationStep } from '../../../src/core/model/remediation.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';

const accountId = '111122223333';
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const readOnlyAccess = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

/** A document that allows some actions on one resource. */
export function allowing(actions: readonly string[], resource = '*', more: JsonObject = {}): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Kept', Effect: 'Allow', Action: actions, Resource: resource, ...more }],
  };
}

function denying(actions: readonly string[]): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'IamDriftQuarantine20261121', Effect: 'Deny', Action: actions, Resource: '*' }],
  };
}

/** A role, user or group of the account. */
export function holder(kind: PolicyHolder['kind'], name: string, path = '/'): PolicyHolder {
  return { kind, arn: `arn:aws:iam::${accountId}:${kind}${path}${name}`, name };
}

function step(
  id: RemediationStep['id'],
  title: string,
  changes: readonly Change[],
  undo: readonly Change[],
): RemediationStep {
  return { id, title, explanation: [], irreversible: false, changes, undo };
}

function suggestion(
  parts: Partial<Suggestion> & { readonly steps: readonly RemediationStep[]; readonly origins?: readonly Origin[] },
): Suggestion {
  const { steps, origins = [], ...rest } = parts;
  return {
    id: 's-0001',
    kind: 'narrow',
    accountId,
    before: [],
    after: [],
    holders: [],
    removed: [],
    removedWith: [],
    kept: [],
    tightness: { permissions: { before: 10, after: 4 }, elevated: { before: 2, after: 0 }, unjudged: 1 },
    blastRadius: [],
    remarks: [],
    plan: { steps, origins },
    certificate: {
      noNewAccess: true,
      replayed: { events: 1, permissions: 1, unexplained: 0, denied: 0 },
      fits: true,
      sizes: [],
      notSeen: [],
      unlistedLost: [],
      meaningChanged: [],
      checks: [],
      inputs: {
        catalogVersion: 'test',
        toolVersion: '0.1.0',
        window: { from: '2026-08-23T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' },
        coverage: [],
        documents: [],
      },
    },
    ...rest,
  };
}

const ci = holder('role', 'ci-deploy', '/ci/');
const createdArn = `arn:aws:iam::${accountId}:policy/iam-drift/ci-deploy-AdministratorAccess`;
const quarantineName = 'iam-drift-quarantine-20261121';
// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
const deployBefore = allowing(['s3:*'], 'arn:aws:s3:::artifacts/${aws:username}/*');
// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
const deployAfter = allowing(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::artifacts/${aws:username}/*', {
  Condition: { StringEquals: { 'aws:PrincipalTag/team': ['payments'] }, Bool: { 'aws:SecureTransport': 'true' } },
});
const oldDocument = allowing(['iam:*']);

/** A CI role with AdministratorAccess: a policy of its own in its place, one inline policy narrowed, one deleted. */
export function ciRole(origins: readonly Origin[] = []): Suggestion {
  return suggestion({
    id: 's-ci',
    principal: ci.arn,
    before: [
      { name: administratorAccess, type: 'aws-managed', document: allowing(['*']) },
      { name: 'deploy', type: 'inline', document: deployBefore },
      { name: 'old', type: 'inline', document: oldDocument },
    ],
    after: [
      { name: createdArn, type: 'managed', document: allowing(['ec2:DescribeInstances']) },
      { name: 'deploy', type: 'inline', document: deployAfter },
    ],
    holders: [
      {
        holder: ci,
        inlinePolicies: { before: ['deploy', 'logs', 'old'], after: ['deploy', 'logs'] },
        attachedPolicies: { before: [administratorAccess, readOnlyAccess], after: [readOnlyAccess, createdArn] },
      },
    ],
    origins,
    steps: [
      step(
        'quarantine',
        'Deny what is to go',
        [{ do: 'put-inline-policy', holder: ci, name: quarantineName, document: denying(['iam:*', 's3:Delete*']) }],
        [{ do: 'delete-inline-policy', holder: ci, name: quarantineName }],
      ),
      step('watch', 'Watch', [], []),
      {
        ...step(
          'remove',
          'Remove what nobody used',
          [
            { do: 'note-quarantine', quarantine: { at: 'inline', holder: ci, name: quarantineName } },
            {
              do: 'create-policy',
              arn: createdArn,
              name: 'ci-deploy-AdministratorAccess',
              path: '/iam-drift/',
              description: 'What ci-deploy used of "AdministratorAccess"',
              document: allowing(['ec2:DescribeInstances']),
            },
            { do: 'attach-policy', holder: ci, arn: createdArn },
            { do: 'detach-policy', holder: ci, arn: administratorAccess },
            { do: 'put-inline-policy', holder: ci, name: 'deploy', document: deployAfter },
            { do: 'delete-inline-policy', holder: ci, name: 'old' },
            { do: 'delete-inline-policy', holder: ci, name: quarantineName, when: 'quarantined' },
          ],
          [
            { do: 'recall-quarantine', quarantine: { at: 'inline', holder: ci, name: quarantineName } },
            {
              do: 'put-inline-policy',
              holder: ci,
              name: quarantineName,
              document: denying(['iam:*', 's3:Delete*']),
              when: 'quarantined',
            },
            { do: 'put-inline-policy', holder: ci, name: 'old', document: oldDocument },
            { do: 'put-inline-policy', holder: ci, name: 'deploy', document: deployBefore },
            { do: 'attach-policy', holder: ci, arn: administratorAccess },
            { do: 'detach-policy', holder: ci, arn: createdArn },
            { do: 'delete-created-policy', arn: createdArn },
          ],
        ),
        notBefore: '2026-12-21',
      },
      step('disable', 'Disable', [], []),
    ],
  });
}

/** The same, defined in Terraform code as far as is told. */
export function ciRoleOfTerraform(): Suggestion {
  return ciRole([{ tool: 'terraform', arn: ci.arn, address: 'module.ci["eu"].aws_iam_role.deploy[0]' }]);
}

/** The same, of a CloudFormation stack. */
export function ciRoleOfCloudFormation(): Suggestion {
  return ciRole([{ tool: 'cloudformation', arn: ci.arn, stack: 'pipelines', address: 'DeployRole' }]);
}

const shared = `arn:aws:iam::${accountId}:policy/team/shared`;

/** A shared managed policy with five versions. */
export function sharedPolicy(): Suggestion {
  const [before, after] = [allowing(['sqs:*', 'sns:*']), allowing(['sqs:SendMessage', 'sns:*'])];
  return suggestion({
    id: 's-shared',
    policy: shared,
    principals: [ci.arn],
    before: [{ name: shared, type: 'managed', document: before }],
    after: [{ name: shared, type: 'managed', document: after }],
    steps: [
      step(
        'remove',
        'Remove what nobody used',
        [
          { do: 'delete-policy-version', arn: shared, versionId: 'v2', document: allowing(['sqs:*']) },
          { do: 'create-policy-version', arn: shared, document: after },
        ],
        [
          { do: 'return-to-version', arn: shared, versionId: 'v6' },
          { do: 'restore-policy-version', arn: shared, versionId: 'v2', document: allowing(['sqs:*']) },
        ],
      ),
    ],
  });
}

/** A user and a group whose names are chosen to break what is written of them. */
export function hostileNames(): Suggestion {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template to whoever does not escape it.
  const user = holder('user', 'eve"\n}${path.root}*/#');
  const group = holder('group', '9%{ for }');
  const group2 = holder('group', '9%{_for_}');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the same.
  const document = allowing(['s3:GetObject'], 'arn:aws:s3:::$${x}/%%{y}/$$${z}/\\"\u202e\u00e9', {
    Condition: { StringLike: { 'aws:RequestTag/for\n"${a}': 'null', for: [] } },
  });
  const put = (who: PolicyHolder, body: JsonObject): Change => ({
    do: 'put-inline-policy',
    holder: who,
    name: 'a b',
    document: body,
  });
  return suggestion({
    id: 's-"hostile\n#',
    principal: user.arn,
    before: [{ name: 'a b', type: 'inline', document: oldDocument }],
    after: [{ name: 'a b', type: 'inline', document }],
    holders: [user, group, group2].map((who) => ({
      holder: who,
      inlinePolicies: { before: ['a b'], after: ['a b'] },
      attachedPolicies: { before: [readOnlyAccess], after: [] },
    })),
    steps: [
      step(
        'remove',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the same.
        'Remove\n"what" ${nobody} used',
        [
          ...[user, group, group2].map((who) => put(who, document)),
          { do: 'detach-policy', holder: group, arn: readOnlyAccess },
          { do: 'deactivate-access-keys', holder: user },
        ],
        [
          { do: 'reactivate-access-keys', holder: user },
          { do: 'attach-policy', holder: group, arn: readOnlyAccess },
          ...[user, group, group2].map((who) => put(who, oldDocument)),
        ],
      ),
    ],
  });
}

/** A permission set whose inline policy is narrowed and from which a managed policy is taken. */
export function permissionSet(): Suggestion {
  const set = {
    arn: 'arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222',
    name: 'Developers',
    instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
  };
  const [before, after] = [allowing(['s3:*']), allowing(['s3:GetObject', 'ec2:DescribeInstances'])];
  return suggestion({
    id: 's-set',
    permissionSet: set.arn,
    principals: [],
    permissionSetPolicies: { before: [administratorAccess, readOnlyAccess], after: [readOnlyAccess] },
    before: [
      { name: 'Developers', type: 'permission-set-inline', document: before },
      { name: administratorAccess, type: 'aws-managed', document: allowing(['*']) },
    ],
    after: [{ name: 'Developers', type: 'permission-set-inline', document: after }],
    steps: [
      step(
        'remove',
        'Remove what nobody used',
        [
          { do: 'put-permission-set-inline-policy', permissionSet: set, document: after },
          { do: 'detach-permission-set-policy', permissionSet: set, arn: administratorAccess },
          { do: 'provision-permission-set', permissionSet: set },
        ],
        [
          { do: 'attach-permission-set-policy', permissionSet: set, arn: administratorAccess },
          { do: 'put-permission-set-inline-policy', permissionSet: set, document: before },
          { do: 'provision-permission-set', permissionSet: set },
        ],
      ),
    ],
  });
}

/** A role that nobody used. */
export function unusedRole(): Suggestion {
  const role = holder('role', 'legacy');
  const trust = allowing(['sts:AssumeRole']);
  return suggestion({
    id: 's-unused',
    kind: 'retire',
    principal: role.arn,
    steps: [
      step(
        'quarantine',
        'Deny everything',
        [{ do: 'put-inline-policy', holder: role, name: quarantineName, document: denying(['*']) }],
        [{ do: 'delete-inline-policy', holder: role, name: quarantineName }],
      ),
      step(
        'disable',
        'Disable',
        [{ do: 'put-trust-policy', holder: role, document: { Version: '2012-10-17', Statement: [] } }],
        [{ do: 'put-trust-policy', holder: role, document: trust }],
      ),
    ],
  });
}

/** Every suggestion of this file with a name for a file. */
export const statedSuggestions: readonly (readonly [name: string, Suggestion])[] = [
  ['ci-role', ciRole()],
  ['ci-role-of-terraform', ciRoleOfTerraform()],
  ['ci-role-of-cloudformation', ciRoleOfCloudFormation()],
  ['shared-policy', sharedPolicy()],
  ['hostile-names', hostileNames()],
  ['permission-set', permissionSet()],
  ['unused-role', unusedRole()],
];
