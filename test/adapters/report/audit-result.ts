import type {
  AuditResult,
  Finding,
  KeyFigures,
  PrincipalSummary,
  ScannedAccount,
} from '../../../src/core/model/finding.ts';
import type { Severity } from '../../../src/core/model/verdict.ts';
import { hostileSuggestion, noSuggestion, suggestion } from './suggestion.ts';

/** The two accounts of the hand-made scans. */
export const accounts: readonly ScannedAccount[] = [
  { id: '111122223333', alias: 'payments-prod', environment: 'production' },
  { id: '444455556666' },
];

/** A principal of which some is used, some is not and some cannot be seen. */
export function principal(changes: Partial<PrincipalSummary> = {}): PrincipalSummary {
  return {
    arn: 'arn:aws:iam::111122223333:role/legacy-deployer',
    id: 'AROAEXAMPLELEGACY001',
    kind: 'role',
    class: 'ci-role',
    accountId: '111122223333',
    environment: 'production',
    owner: 'team-payments',
    granted: 412,
    used: 17,
    unused: 301,
    unobservable: 88,
    tooRecent: 6,
    deniedOnly: 0,
    blocked: 0,
    elevated: 42,
    unusedElevated: 40,
    lastUsed: '2026-11-08T10:00:00Z',
    ...changes,
  };
}

/** A finding about that principal. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'f-5a1c09d2e7b84c31',
    detector: 'unused-elevated-permission',
    title: 'Elevated permissions nobody uses',
    severity: 'critical',
    confidence: 'certain',
    risk: 92,
    riskParts: { severity: 60, environment: 20, reach: 12 },
    status: 'new',
    subject: {
      kind: 'role',
      arn: 'arn:aws:iam::111122223333:role/legacy-deployer',
      id: 'AROAEXAMPLELEGACY001',
      accountId: '111122223333',
      environment: 'production',
      owner: 'team-payments',
      class: 'ci-role',
    },
    permissions: [
      'iam:AttachRolePolicy',
      'iam:CreateAccessKey',
      'iam:CreatePolicyVersion',
      'iam:PassRole',
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'kms:PutKeyPolicy',
      'lambda:UpdateFunctionCode',
    ],
    grants: [
      {
        policy: 'arn:aws:iam::111122223333:policy/deploy/legacy-admin',
        type: 'managed',
        statement: 'AllowAll',
        resources: ['*'],
      },
    ],
    summary: 'legacy-deployer holds 8 elevated permissions that it has not used in 90 days.',
    why: 'Whoever takes over this role can make itself administrator of a production account.',
    fix: [
      'Take the 8 permissions out of the policy arn:aws:iam::111122223333:policy/deploy/legacy-admin.',
      'Wait for one release, then look at the next scan.',
    ],
    attack: ['T1098.003'],
    introduced: {
      at: '2025-03-04T09:12:44Z',
      by: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jane@example.com',
      via: 'console',
      eventName: 'AttachRolePolicy',
      eventId: '0a1b2c3d-0000-4000-8000-000000000001',
    },
    evidence: [{ source: 'cloudtrail', text: 'No call of these in 90 days, in any of 17 regions.' }],
    firstSeen: '2026-11-20T06:00:00Z',
    lastSeen: '2026-11-20T06:00:00Z',
    ...changes,
  };
}

/** Numbered findings of rising number and falling risk. */
export function findings(number: number, changes: (index: number) => Partial<Finding>): readonly Finding[] {
  return Array.from({ length: number }, (_, index) =>
    finding({ id: `f-${String(index).padStart(16, '0')}`, risk: Math.max(0, 90 - index), ...changes(index) }),
  );
}

/** Key figures that fit the findings given. */
export function keyFigures(found: readonly Finding[] = [], changes: Partial<KeyFigures> = {}): KeyFigures {
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of found) bySeverity[severity]++;
  return {
    unusedElevatedRoles: {
      days: 60,
      environment: 'production',
      roles: 31,
      unusedElevated: 12,
      unknown: 3,
      share: 12 / 31,
    },
    permissionCreep: { granted: 12_345, used: 2_101, unused: 8_022, judged: 0.82, score: 79.2 },
    permissionCreepByAccount: [
      { accountId: '111122223333', granted: 10_000, used: 1_500, unused: 7_500, judged: 0.9, score: 83.3 },
      { accountId: '444455556666', granted: 2_345, used: 601, unused: 522, judged: 0.479, score: 46.5 },
    ],
    coverage: 0.82,
    suggestions: {
      suggestions: 0,
      permissions: { before: 0, after: 0 },
      elevated: { before: 0, after: 0 },
      unjudged: 0,
    },
    findings: bySeverity,
    principals: 31,
    accounts: 2,
    ...changes,
  };
}

/** A scan; without changes one in which nothing was found and everything was seen. */
export function auditResult(
  changes: Partial<Omit<AuditResult, 'scan'>> & { readonly scan?: Partial<AuditResult['scan']> } = {},
): AuditResult {
  const { scan, ...rest } = changes;
  return {
    scan: {
      id: 'scan-3f9a1c0d',
      asOf: '2026-11-20T06:00:00Z',
      window: { from: '2026-08-22T06:00:00Z', to: '2026-11-20T05:00:00Z' },
      accounts,
      coverage: [],
      gaps: [],
      unmappedEvents: [],
      unknownPrincipals: [],
      skipped: [],
      unjudged: [],
      catalogVersion: '2026-09-26',
      ...scan,
    },
    keyFigures: keyFigures(rest.findings),
    principals: [principal()],
    findings: [],
    suggestions: [],
    noSuggestions: [],
    ...rest,
  };
}

/** A scan whose every name tries to break out of the report it stands in. */
export function hostileResult(name: string): AuditResult {
  const arn = `arn:aws:iam::111122223333:role/${name}`;
  const note = { source: name, text: name, permissions: [name] };
  const gap = {
    service: 'iam',
    operation: name,
    account: '111122223333',
    region: name,
    errorCode: name,
    message: name,
  };
  return auditResult({
    findings: [
      finding({
        id: name,
        detector: name,
        title: name,
        subject: { kind: 'role', arn, id: name, accountId: '111122223333', owner: name },
        permissions: Array.from({ length: 9 }, () => name),
        grants: [{ policy: name, type: 'inline', statement: name, via: name, resources: [name] }],
        summary: name,
        why: name,
        fix: [name, name],
        introduced: { at: name, by: name, via: name },
        evidence: [note],
        suggestion: hostileSuggestion(name).id,
        firstSeen: name,
        status: 'open',
      }),
    ],
    suggestions: [hostileSuggestion(name)],
    noSuggestions: [noSuggestion({ subject: name, text: name, next: name })],
    principals: [principal({ arn, id: name, owner: name, lastUsed: name })],
    scan: {
      id: name,
      asOf: name,
      window: { from: name, to: name },
      accounts: [{ id: '111122223333', alias: name }],
      coverage: [{ accountId: name, source: name, what: name, isCovered: false, confidence: 'weak', text: name }],
      gaps: [gap, { ...gap, path: name }],
      unmappedEvents: [{ eventSource: name, eventName: name, count: 1, principals: 1 }],
      unknownPrincipals: [{ accountId: name, id: name, arn: name, events: 1 }],
      skipped: [{ detector: name, accountId: name, needs: name }],
    },
  });
}

/** A scan with something of everything: every severity, status, kind of subject, and every kind of thing not seen. */
export function richResult(): AuditResult {
  const proposed = suggestion();
  const found: readonly Finding[] = [
    finding({ suggestion: proposed.id }),
    finding({
      id: 'f-1b2c3d4e5f607182',
      detector: 'unused-access-key',
      title: 'Access key nobody uses',
      severity: 'high',
      confidence: 'strong',
      risk: 70,
      status: 'reopened',
      subject: {
        kind: 'access-key',
        arn: 'arn:aws:iam::444455556666:user/ci/report-export',
        id: 'AKIAIOSFODNN7EXAMPLE',
        accountId: '444455556666',
      },
      permissions: [],
      grants: [],
      summary: 'The access key AKIAIOSFODNN7EXAMPLE of report-export was last used 213 days ago.',
      fix: [
        'Make the key inactive: aws iam update-access-key --user-name report-export --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive',
      ],
      evidence: [{ source: 'credential-report', text: 'Last used on 2026-04-21.' }],
      firstSeen: '2026-06-01T06:00:00Z',
    }),
    finding({
      id: 'f-2c3d4e5f60718293',
      detector: 'temporary-grant',
      title: 'Temporary grant still there',
      severity: 'medium',
      confidence: 'weak',
      risk: 55,
      status: 'open',
      subject: {
        kind: 'user',
        arn: 'arn:aws:iam::111122223333:user/oncall',
        id: 'AIDAEXAMPLEONCALL001',
        accountId: '111122223333',
        environment: 'production',
        class: 'console-user',
      },
      permissions: ['s3:*'],
      grants: [
        {
          policy: 'TempDebug-INC-4711',
          type: 'inline',
          statement: '0',
          via: 'arn:aws:iam::111122223333:group/oncall',
          resources: ['arn:aws:s3:::ledger/*'],
          conditional: true,
        },
      ],
      summary: 'A policy that calls itself temporary (TempDebug-INC-4711) is still attached.',
      introduced: { at: '2026-10-02T01:15:00Z' },
      firstSeen: '2026-10-03T06:00:00Z',
    }),
    finding({ id: 'f-3d4e5f6071829304', detector: 'unused-role', severity: 'low', risk: 20, status: 'excepted' }),
    finding({ id: 'f-4e5f607182930415', detector: 'unused-role', severity: 'info', risk: 5, status: 'resolved' }),
    ...findings(12, (index) => ({
      detector: index % 3 === 0 ? 'unused-role' : 'unused-permission',
      severity: index % 2 === 0 ? 'low' : 'info',
      risk: 10,
      subject: {
        kind: 'role',
        arn: `arn:aws:iam::111122223333:role/service/worker-${index}`,
        id: `AROAEXAMPLEWORKER${index}`,
        accountId: '111122223333',
        environment: 'production',
        class: 'workload-role',
      },
      permissions: ['sqs:DeleteMessage'],
      summary: `worker-${index} was not used in 90 days.`,
      fix: ['Take the unused permissions away.'],
      confidence: 'strong',
    })),
  ];
  const { lastUsed: _, ...neverUsed } = principal();
  return auditResult({
    findings: found,
    suggestions: [proposed],
    noSuggestions: [noSuggestion()],
    keyFigures: keyFigures(found, { suggestions: { suggestions: 1, ...proposed.tightness } }),
    principals: [
      principal(),
      { ...neverUsed, arn: 'arn:aws:iam::111122223333:role/service/worker-0', id: 'AROAEXAMPLEWORKER0' },
      principal({
        arn: 'arn:aws:iam::111122223333:user/oncall',
        id: 'AIDAEXAMPLEONCALL001',
        kind: 'user',
        class: 'console-user',
        verdicts: [
          { action: 's3:GetObject', verdict: 'used', reason: '12 calls, the last on 2026-11-19' },
          { action: 's3:PutObject', verdict: 'unobservable', reason: 'no data events', conditional: true },
        ],
      }),
    ],
    scan: {
      coverage: [
        {
          accountId: '111122223333',
          source: 'logs',
          what: 'management events',
          isCovered: true,
          confidence: 'certain',
          text: 'all regions',
          from: '2026-08-22T06:00:00Z',
          to: '2026-11-20T05:00:00Z',
        },
        {
          accountId: '111122223333',
          source: 'logs',
          what: 'data events of AWS::S3::Object',
          isCovered: false,
          confidence: 'certain',
          text: 'no trail records them',
        },
      ],
      gaps: [
        ...['111122223333', '444455556666', '777788889999'].map((account) => ({
          service: 'iam',
          operation: 'GenerateCredentialReport',
          account,
          errorCode: 'AccessDenied',
          message: `User: arn:aws:sts::${account}:assumed-role/auditor/x is not authorized`,
        })),
        {
          service: 'logs',
          operation: 'read',
          account: '444455556666',
          region: 'eu-west-1',
          errorCode: 'Unreadable',
          message: 'the file ends in the middle of its zipped content',
          path: 'AWSLogs/444455556666/x.json.gz',
        },
      ],
      unmappedEvents: [{ eventSource: 'newthing.amazonaws.com', eventName: 'DoNewThing', count: 1204, principals: 3 }],
      unknownPrincipals: [
        {
          accountId: '444455556666',
          id: 'AROAEXAMPLEGONE00001',
          arn: 'arn:aws:iam::444455556666:role/gone',
          events: 17,
        },
      ],
      skipped: [{ detector: 'unused-access-key', accountId: '111122223333', needs: 'credential-report.csv' }],
    },
  });
}
