import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { PolicyHolder, RemediationStep } from '../../../src/core/model/remediation.ts';
import type { CertificatePoint, NoSuggestion, Suggestion } from '../../../src/core/model/suggestion.ts';

const account = '111122223333';
const holder: PolicyHolder = {
  kind: 'role',
  arn: `arn:aws:iam::${account}:role/legacy-deployer`,
  name: 'legacy-deployer',
};
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const points: readonly CertificatePoint[] = [
  'no-new-access',
  'replay',
  'nothing-unjudged-removed',
  'intent-kept',
  'fits',
  'every-path-cut',
  'right-target',
];

function documentOf(...actions: readonly string[]): JsonObject {
  return { Version: '2012-10-17', Statement: [{ Sid: 'Keep', Effect: 'Allow', Action: actions, Resource: '*' }] };
}

const quarantineDocument: JsonObject = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Quarantine20261120', Effect: 'Deny', Action: ['iam:*', 'ec2:*'], Resource: '*' }],
};

const steps: readonly RemediationStep[] = [
  {
    id: 'quarantine',
    title: 'Deny what would go',
    explanation: ['Denies for now exactly what would be removed; nothing is lost.'],
    irreversible: false,
    changes: [{ do: 'put-inline-policy', holder, name: 'iam-drift-quarantine', document: quarantineDocument }],
    undo: [{ do: 'delete-inline-policy', holder, name: 'iam-drift-quarantine' }],
  },
  {
    id: 'watch',
    title: 'Watch for refused calls',
    explanation: ['The following scans tell whether anybody needed what is denied.'],
    irreversible: false,
    changes: [],
    undo: [],
  },
  {
    id: 'remove',
    title: 'Put the smaller policy in its place',
    explanation: ['Attaches nothing new before the old is gone.'],
    notBefore: '2026-12-04',
    irreversible: false,
    changes: [
      {
        do: 'put-inline-policy',
        holder,
        name: 'needed',
        document: documentOf('s3:GetObject', 's3:PutObject', 'ecs:UpdateService'),
      },
      { do: 'detach-policy', holder, arn: administratorAccess },
    ],
    undo: [
      { do: 'attach-policy', holder, arn: administratorAccess },
      { do: 'delete-inline-policy', holder, name: 'needed' },
    ],
  },
];

/** A suggestion for the role of the hand-made findings: its AdministratorAccess becomes one inline policy. */
export function suggestion(changes: Partial<Suggestion> = {}): Suggestion {
  return {
    id: 's-0011223344556677',
    kind: 'narrow',
    accountId: account,
    principal: holder.arn,
    before: [{ name: administratorAccess, type: 'aws-managed', document: documentOf('*') }],
    after: [
      {
        name: 'needed',
        type: 'inline',
        document: documentOf('s3:GetObject', 's3:PutObject', 'ecs:UpdateService'),
      },
    ],
    holders: [
      {
        holder,
        inlinePolicies: { before: [], after: ['needed'] },
        attachedPolicies: { before: [administratorAccess], after: [] },
      },
    ],
    removed: ['ec2:*', 'ecs:CreateCluster', 'ecs:DeleteCluster', 'iam:*'],
    removedWith: [],
    kept: [
      { action: 'ecs:UpdateService', why: 'used', reason: '41 calls', lastUsed: '2026-11-08T10:00:00Z' },
      { action: 's3:GetObject', why: 'unobservable', reason: 'no trail records data events of AWS::S3::Object' },
      { action: 's3:PutObject', why: 'unobservable', reason: 'no trail records data events of AWS::S3::Object' },
      { action: 'ecs:RunTask', why: 'too-recent', reason: 'granted on 2026-11-01' },
    ],
    tightness: { permissions: { before: 412, after: 4 }, elevated: { before: 42, after: 1 }, unjudged: 3 },
    blastRadius: ['Only legacy-deployer is touched.'],
    remarks: ['When AdministratorAccess was attached is not known.'],
    plan: {
      steps,
      origins: [{ tool: 'terraform', address: 'module.app.aws_iam_role.deploy[0]', arn: holder.arn }],
    },
    certificate: {
      noNewAccess: true,
      replayed: { events: 1204, permissions: 17, unexplained: 0, denied: 0 },
      fits: true,
      sizes: [{ name: 'needed', characters: 180, quota: 10_240 }],
      notSeen: ['Resource policies and KMS grants were not read.'],
      unlistedLost: ['ec2', 'iam'],
      meaningChanged: [],
      checks: points.map((point) => ({ point, holds: true, text: `What ${point} asks for holds.` })),
      inputs: {
        catalogVersion: '2026-09-26',
        toolVersion: '0.1.0',
        window: { from: '2026-08-22T06:00:00Z', to: '2026-11-20T05:00:00Z' },
        coverage: ['Management events: recorded and read for the whole window.'],
        documents: [{ of: administratorAccess, part: 'v1', sha256: '0'.repeat(64) }],
      },
    },
    ...changes,
  };
}

/** Why there is none for another role. */
export function noSuggestion(changes: Partial<NoSuggestion> = {}): NoSuggestion {
  return {
    accountId: account,
    subject: `arn:aws:iam::${account}:role/service/worker-0`,
    why: 'thin-coverage',
    text: 'Use could be seen on 12 of 90 days, and 30 are needed.',
    next: 'Read the logs of more days.',
    ...changes,
  };
}

/** A suggestion in which every text from AWS is this. */
export function hostileSuggestion(name: string): Suggestion {
  const arn = `arn:aws:iam::${account}:role/${name}`;
  const hostile: PolicyHolder = { kind: 'role', arn, name };
  const base = suggestion();
  const document: JsonObject = { [name]: name };
  return suggestion({
    principal: arn,
    before: [{ name, type: 'inline', document }],
    after: [{ name, type: 'inline', document }],
    removed: [name, `s3:${name}`],
    removedWith: [{ suggestion: name, removed: [name] }],
    kept: [
      { action: name, why: 'used', reason: name, lastUsed: name },
      { action: `s3:${name}`, why: 'unobservable', reason: name },
    ],
    blastRadius: [name],
    remarks: [name],
    quarantine: { since: name, refused: [{ action: name, lastRefused: name }] },
    plan: {
      origins: [{ tool: 'cloudformation', stack: name, address: name, arn }],
      steps: [
        {
          id: 'remove',
          title: name,
          explanation: [name],
          notBefore: name,
          irreversible: true,
          changes: [
            { do: 'put-inline-policy', holder: hostile, name, document },
            { do: 'detach-policy', holder: hostile, arn: name },
          ],
          undo: [{ do: 'delete-inline-policy', holder: hostile, name }],
        },
      ],
    },
    certificate: {
      ...base.certificate,
      notSeen: [name],
      unlistedLost: [name],
      meaningChanged: [name],
      sizes: [{ name, characters: 1, quota: 2 }],
      checks: points.map((point) => ({ point, holds: false, text: name })),
    },
  });
}
