import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createUsageLedger } from '../src/core/evidence/usage-ledger.ts';
import * as library from '../src/index.ts';
import { asOf, batchOf, catalog, daysAgo, logsOf, partsWith, roleWith, settings } from './core/evidence/account.ts';

const context: library.AuditContext = {
  window: { from: daysAgo(90), to: asOf },
  collectedAt: asOf,
  settings,
  organization: { gaps: [] },
  logGaps: [],
  withVerdicts: false,
};
const organization: library.Organization = { scanId: 'scan-1', parts: { gaps: [] }, gaps: [] };

/** The audit of one account whose only role may write policies, and only listed roles. */
function auditOnce(): library.AuditResult {
  const ledger = createUsageLedger(context.window);
  ledger.add(batchOf([{ daysAgo: 3, source: 'iam.amazonaws.com', name: 'ListRoles' }], logsOf()));
  const parts = partsWith({
    roles: [roleWith([{ Effect: 'Allow', Action: ['iam:ListRoles', 'iam:PutRolePolicy'], Resource: '*' }])],
  });
  return library.conclude(
    [library.auditAccount(parts, ledger.build(), context, catalog)],
    organization,
    context,
    catalog,
  );
}

describe('the library', () => {
  it('exports the functions of policy reasoning and of an audit, and nothing by accident', () => {
    expect(Object.keys(library).sort()).toEqual([
      'ConfigError',
      'auditAccount',
      'authorize',
      'authorizer',
      'compare',
      'conclude',
      'createUsageLedger',
      'expand',
      'loadCatalog',
      'minimize',
      'windowOf',
    ]);
    expect(Object.values(library).filter((value) => typeof value !== 'function')).toEqual([]);
  });

  it('loads the catalog of the package', async () => {
    expect((await library.loadCatalog()).version).toBe(catalog.version);
  });

  it('audits an account and concludes a scan, without clock, disk or network', () => {
    const { scan, findings, principals } = auditOnce();
    expect(scan).toMatchObject({ id: 'scan-1', asOf: '2026-10-31T06:00:00Z', accounts: [{ id: '111122223333' }] });
    expect(principals.map(({ arn, granted, used, unused }) => ({ arn, granted, used, unused }))).toEqual([
      { arn: 'arn:aws:iam::111122223333:role/worker', granted: 2, used: 1, unused: 1 },
    ]);
    expect(findings.map(({ detector, permissions }) => ({ detector, permissions }))).toEqual([
      { detector: 'unused-elevated-permission', permissions: ['iam:PutRolePolicy'] },
    ]);
  });

  it('gives the same answer for the same input', () => {
    expect(auditOnce()).toEqual(auditOnce());
  });

  it('concludes a scan of no accounts as one that says nothing', () => {
    const { scan, findings, principals } = library.conclude([], organization, context, catalog);
    expect({ accounts: scan.accounts, findings, principals }).toEqual({ accounts: [], findings: [], principals: [] });
  });
});

const ana = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/ana' } as const;
const job = { kind: 'role', arn: 'arn:aws:iam::111122223333:role/jobs/job' } as const;
const object = { action: 's3:GetObject', resource: 'arn:aws:s3:::reports/2026.csv', principal: ana } as const;
const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';

type Statement = Readonly<Record<string, unknown>>;

function policy(...statements: readonly Statement[]): library.PolicyInput {
  return { name: 'policy', document: { Version: '2012-10-17', Statement: statements } };
}

const allow = (Action: string | readonly string[], Resource = '*', more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const everything = policy(allow('*'));
const relationOf = (before: library.PolicyInput, after: library.PolicyInput) =>
  library.compare([before], [after]).relation;
const outcomeOf = (request: library.Request, policies: library.PolicySet) =>
  library.authorize(request, policies).outcome;

describe('the policy reasoning of the library', () => {
  beforeAll(() => library.loadCatalog());

  it('refuses to answer before the catalog is loaded, and says what to call', async () => {
    vi.resetModules();
    const fresh = await import('../src/index.ts');
    for (const ask of [
      () => fresh.authorize(object, { identity: [everything] }),
      () => fresh.authorizer({ identity: [everything] }),
      () => fresh.compare([everything], [everything]),
      () => fresh.minimize(['s3:GetObject']),
      () => fresh.expand(['s3:GetObject']),
    ]) {
      expect(ask).toThrow(fresh.ConfigError);
      expect(ask).toThrow('the action catalog is not loaded');
    }
    await fresh.loadCatalog();
    expect(fresh.expand(['s3:getobject'])).toEqual(['s3:GetObject']);
  });

  it('reads a document as an object, as JSON text and as URL-encoded text', () => {
    const { document } = policy(allow('s3:GetObject', 'arn:aws:s3:::reports/*'));
    const text = JSON.stringify(document, undefined, 2);
    const forms = [document, text, encodeURIComponent(text)].map((form) => ({ name: 'form', document: form }));
    for (const form of forms) {
      expect(outcomeOf(object, { identity: [form] })).toBe('allowed');
      for (const other of forms) expect(relationOf(form, other)).toBe('equal');
      expect(relationOf(form, everything)).toBe('wider');
    }
  });

  it('says what it could not read, and does not compare it', () => {
    const broken = { name: 'broken', document: '{"Version": "2012-10-17", "Statement": [{"Effect": "Maybe"' };
    expect(library.authorize(object, { identity: [broken] })).toMatchObject({
      outcome: 'implicitly-denied',
      reasons: { inError: [{ layer: 'identity', policy: 'broken', reason: 'not JSON' }] },
    });
    expect(library.compare([broken], [everything])).toMatchObject({
      relation: 'undecided',
      undecided: 'not all was read: policy `broken`: not JSON',
    });
  });
});

describe('authorize', () => {
  beforeAll(() => library.loadCatalog());

  it('gives the outcome with the statement it rests on', () => {
    const identity = [policy(allow('s3:Get*', 'arn:aws:s3:::reports/*', { Sid: 'ReadReports' }))];
    expect(library.authorize(object, { identity })).toEqual({
      outcome: 'allowed',
      reasons: {
        determining: [{ layer: 'identity', policy: 'policy', statement: 'ReadReports' }],
        notKnown: [],
        inError: [],
      },
    });
    expect(library.authorize(object, {})).toMatchObject({
      outcome: 'implicitly-denied',
      reasons: { blockedBy: 'identity' },
    });
  });

  it('answers many requests under policies that were read once as it answers each alone', () => {
    const policies = { identity: [policy(allow('s3:Get*', 'arn:aws:s3:::reports/*'))] };
    const decide = library.authorizer(policies);
    for (const resource of ['arn:aws:s3:::reports/a', 'arn:aws:s3:::other/a'])
      expect(decide({ ...object, resource })).toEqual(library.authorize({ ...object, resource }, policies));
  });

  it('derives the keys of principal and resource, lets the context overrule them, and takes an empty list for an absent key', () => {
    const condition = (name: string, value: string) => ({ Condition: { StringEquals: { [name]: value } } });
    const derived = {
      'aws:PrincipalArn': ana.arn,
      'aws:PrincipalAccount': '111122223333',
      'aws:PrincipalType': 'User',
      'aws:username': 'ana',
      'aws:ResourceAccount': '111122223333',
    };
    for (const [name, value] of Object.entries(derived)) {
      const identity = [policy(allow('s3:*', '*', condition(name, value)))];
      expect([name, outcomeOf(object, { identity })]).toEqual([name, 'allowed']);
      for (const given of ['other', []])
        expect(outcomeOf({ ...object, context: { [name.toUpperCase()]: given } }, { identity })).toBe(
          'implicitly-denied',
        );
    }
    const tagged = [policy(allow('s3:*', '*', condition('aws:PrincipalTag/team', 'a')))];
    expect(outcomeOf(object, { identity: tagged })).toBe('implicitly-denied');
    expect(outcomeOf({ ...object, context: { 'aws:PrincipalTag/team': 'a' } }, { identity: tagged })).toBe('allowed');
    expect(outcomeOf({ ...object, context: { 'aws:PrincipalTag/team': [] } }, { identity: tagged })).toBe(
      'implicitly-denied',
    );
  });

  it('knows a session by the role behind it, path and all, and takes a role for a session of it', () => {
    const ofRole = { Condition: { StringEquals: { 'aws:PrincipalArn': job.arn, 'aws:PrincipalType': 'AssumedRole' } } };
    const identity = [policy(allow('s3:*', '*', ofRole))];
    const arn = 'arn:aws:sts::111122223333:assumed-role/job/night';
    const session = { kind: 'session', arn, roleArn: job.arn } as const;
    for (const principal of [job, session]) expect(outcomeOf({ ...object, principal }, { identity })).toBe('allowed');
  });

  it('takes the resource of a request as it stands: a star in it is a character', () => {
    const identity = [policy(allow('s3:GetObject', 'arn:aws:s3:::reports/2026.csv'))];
    expect(outcomeOf({ ...object, resource: 'arn:aws:s3:::reports/*' }, { identity })).toBe('implicitly-denied');
  });

  it('lets the identity side decide where no resource policy is known, and says where AWS has one that must allow', () => {
    const identity = [everything];
    const passing = { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/x', principal: ana };
    expect(library.authorize(object, { identity }).reasons.notKnown).toEqual([]);
    expect(library.authorize(passing, { identity })).toMatchObject({
      outcome: 'allowed',
      reasons: { notKnown: ['role-trust'] },
    });
    expect(library.authorize({ ...object, action: 'kms:Decrypt', resource: key }, { identity })).toMatchObject({
      outcome: 'allowed',
      reasons: { notKnown: ['kms-key-policy'] },
    });
  });

  it('allows the root of the account unless an SCP, an RCP, a Deny of the resource policy or the key policy says no', () => {
    const principal = { kind: 'root', accountId: '111122223333' } as const;
    const request: library.Request = { ...object, principal };
    const toAll = { Principal: '*' };
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
    expect(outcomeOf(request, {})).toBe('allowed');
    expect(outcomeOf(request, { scps: [[policy(allow('ec2:*'))]] })).toBe('implicitly-denied');
    expect(outcomeOf(request, { rcps: [[everything, policy({ ...deny, ...toAll })]] })).toBe('explicitly-denied');
    expect(outcomeOf(request, { resource: policy({ ...deny, ...toAll }) })).toBe('explicitly-denied');
    const onKey: library.Request = { ...request, action: 'kms:Decrypt', resource: key };
    expect(outcomeOf(onKey, { resource: policy() })).toBe('implicitly-denied');
    expect(outcomeOf(onKey, { resource: policy(allow('kms:*', '*', toAll)) })).toBe('allowed');
  });

  it('takes no levels for policies that are not in force, and an empty level for one that denies', () => {
    const identity = [everything];
    for (const none of [{}, { scps: [], rcps: [], boundary: [] }])
      expect(outcomeOf(object, { identity, ...none })).toBe('allowed');
    expect(library.authorize(object, { identity, scps: [[everything], []] })).toMatchObject({
      outcome: 'implicitly-denied',
      reasons: { blockedBy: 'scp' },
    });
    expect(library.authorize(object, { identity, rcps: [[]] })).toMatchObject({
      outcome: 'implicitly-denied',
      reasons: { blockedBy: 'rcp' },
    });
    expect(outcomeOf(object, { identity, scps: [[everything], [everything]], rcps: [[everything]] })).toBe('allowed');
  });
});

describe('compare', () => {
  beforeAll(() => library.loadCatalog());

  it('finds policies equal that say the same in another order, split, repeated or in other letter case', () => {
    const one = policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::reports/*'), allow('sqs:*'));
    const other = policy(
      allow('SQS:*'),
      allow('s3:putobject', 'arn:aws:s3:::reports/*'),
      allow('S3:GetObject', 'arn:aws:s3:::reports/*'),
      allow('sqs:SendMessage'),
    );
    const none = { actions: [], unlisted: false, witnesses: [], parts: [] };
    expect(library.compare([one], [other])).toEqual({ relation: 'equal', gained: none, lost: none });
    const [first, second] = [policy(allow('s3:*')), policy(allow('sqs:*'))];
    expect(library.compare([first, second], [policy(allow(['s3:*', 'sqs:*']))]).relation).toBe('equal');
  });

  it('tells narrower from wider and both from different', () => {
    const [all, some] = [policy(allow('s3:*')), policy(allow('s3:Get*'))];
    expect(relationOf(all, some)).toBe('narrower');
    expect(relationOf(some, all)).toBe('wider');
    expect(relationOf(some, policy(allow('sqs:*')))).toBe('different');
  });

  it('names every action of a difference, and shows each by a request that authorize answers differently', () => {
    const mfa = (operator: string) => ({
      Effect: 'Deny',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::reports/payroll/*',
      Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
    });
    const before = [policy(allow('s3:GetObject', 'arn:aws:s3:::reports/*'), mfa('Bool'))];
    const after = [policy(allow(['s3:GetObject', 's3:GetObjectTag*'], 'arn:aws:s3:::reports/*'), mfa('BoolIfExists'))];
    const { relation, gained, lost } = library.compare(before, after);
    expect({ relation, gained: gained.actions, lost: lost.actions }).toEqual({
      relation: 'different',
      gained: ['s3:GetObjectTagging'],
      lost: ['s3:GetObject'],
    });
    expect([gained.unlisted, lost.unlisted]).toEqual([true, false]);
    const outcomes = ({ action, resource, context = {} }: library.Witness) =>
      [before, after].map(
        (identity) => outcomeOf({ action, resource, context, principal: ana }, { identity }) === 'allowed',
      );
    expect(gained.witnesses.length).toBeGreaterThan(0);
    expect(lost.witnesses.length).toBeGreaterThan(0);
    for (const witness of gained.witnesses) expect(outcomes(witness)).toEqual([false, true]);
    for (const witness of lost.witnesses) expect(outcomes(witness)).toEqual([true, false]);
    const seen = new Set([...gained.witnesses, ...lost.witnesses].map(({ action }) => action));
    expect([...gained.actions, ...lost.actions].filter((action) => !seen.has(action))).toEqual([]);
  });

  it('names in a witness who asks, where policies have a Principal', () => {
    const lent = (Principal: Statement) => policy(allow('s3:GetObject', 'arn:aws:s3:::reports/*', { Principal }));
    const [before, after] = [lent({ AWS: '444455556666' }), lent({ Service: 'lambda.amazonaws.com' })];
    const { relation, gained, lost } = library.compare([before], [after]);
    expect(relation).toBe('different');
    expect(gained.witnesses[0]?.principal).toEqual({ kind: 'service', service: 'lambda.amazonaws.com' });
    expect(lost.witnesses[0]?.principal?.arn).toContain(':444455556666:');
    const outcomes = ({ action, resource, principal = ana }: library.Witness) =>
      [before, after].map((given) =>
        outcomeOf(
          { action, resource, principal, resourceAccountId: '777788889999' },
          { identity: [everything], resource: given },
        ),
      );
    for (const witness of gained.witnesses) expect(outcomes(witness)).toEqual(['implicitly-denied', 'allowed']);
    for (const witness of lost.witnesses) expect(outcomes(witness)).toEqual(['allowed', 'implicitly-denied']);
    expect(relationOf(lent({ AWS: '444455556666' }), lent({ AWS: 'arn:aws:iam::444455556666:root' }))).toBe('equal');
  });

  it('counts names that the catalog does not list: a list of all names of a service is less than its pattern', () => {
    const listed = policy(allow(library.expand(['sqs:*'])));
    const { relation, gained } = library.compare([listed], [policy(allow('sqs:*'))]);
    expect({ relation, actions: gained.actions, unlisted: gained.unlisted }).toEqual({
      relation: 'wider',
      actions: [],
      unlisted: true,
    });
    expect(library.expand(gained.witnesses.map(({ action }) => action))).toEqual([]);
  });

  it('takes `*` and `*:*` for all actions, and no other wildcard in a prefix', () => {
    expect(relationOf(policy(allow('*')), policy(allow('*:*')))).toBe('equal');
    expect(relationOf(policy(), policy(allow('s?:GetObject')))).toBe('equal');
  });
});

describe('expand', () => {
  beforeAll(() => library.loadCatalog());

  it('gives the actions of the catalog in its spelling, sorted, each once', () => {
    expect(library.expand(['SQS:send*', 'sqs:SendMessage', 'sqs:DeleteQueue'])).toEqual([
      'sqs:DeleteQueue',
      'sqs:SendMessage',
    ]);
    const all = library.expand(['*']);
    expect(all).toHaveLength(catalog.size);
    expect(library.expand(['*:*'])).toEqual(all);
    expect(all).toEqual([...all].sort());
  });

  it('gives nothing for what the catalog does not list and for wildcards in a prefix', () => {
    expect(library.expand(['sqs:NoSuchAction', 'nosuchservice:*', 's*:SendMessage', 'sqs'])).toEqual([]);
  });
});

describe('minimize', () => {
  it('cuts no words where whole ones are asked for', () => {
    const lists = library.expand(['s3:*Acl']);
    expect(library.minimize(lists, { words: 'whole' })).toEqual(['s3:*Acl']);
    expect(library.minimize(lists)).toEqual(library.minimize(lists, { words: 'any' }));
    expect(library.minimize(lists)).not.toEqual(['s3:*Acl']);
  });

  it('cuts only behind leading words, or nothing, where that is asked for', () => {
    const acls = library.expand(['s3:*Acl']);
    expect(library.minimize(acls, { words: 'leading' })).toEqual(acls);
    const reads = library.expand(['sqs:*']).filter((name) => /^sqs:(Get|List)/.test(name));
    expect(library.minimize(reads, { words: 'leading' })).toEqual(['sqs:Get*', 'sqs:List*']);
    expect(library.minimize(reads, { words: 'none' })).toEqual(reads);
    expect(library.minimize(library.expand(['sqs:*']), { words: 'none' })).toEqual(['sqs:*']);
  });

  beforeAll(() => library.loadCatalog());
  const reads = ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging'];
  const lengthOf = (patterns: readonly string[]) => patterns.join('').length;

  it('writes patterns that expand to the given actions again, in no more characters', () => {
    const few = library.minimize(reads);
    expect(library.expand(few)).toEqual(reads);
    expect(lengthOf(few)).toBeLessThan(lengthOf(reads));
    expect(library.minimize(library.expand(['sqs:*']))).toEqual(['sqs:*']);
    expect(library.minimize([])).toEqual([]);
  });

  it('does not hang on order, letter case or repetition', () => {
    const again = [...reads, ...reads].reverse().map((name) => name.toUpperCase());
    expect(library.minimize(again)).toEqual(library.minimize(reads));
    expect(library.minimize(library.minimize(reads))).toEqual(library.minimize(reads));
  });

  it('stays within the given patterns, also of names that AWS will add', () => {
    const within = ['s3:Get*', 'sqs:*'];
    const few = library.minimize([...reads, 'sqs:SendMessage'], { within });
    expect(library.expand(few)).toEqual([...reads, 'sqs:SendMessage']);
    expect(library.compare([policy(allow(within))], [policy(allow(few))])).toMatchObject({
      relation: 'narrower',
      gained: { actions: [], unlisted: false },
    });
    expect(library.minimize(reads, { within: reads })).toEqual(reads);
  });

  it('refuses an action that the given patterns do not match', () => {
    const ask = () => library.minimize(['s3:GetObject', 's3:PutObject'], { within: ['s3:Get*'] });
    expect(ask).toThrow(library.ConfigError);
    expect(ask).toThrow('`s3:PutObject` cannot be written within the given patterns');
  });

  it('keeps an action that the catalog does not list as it is', () => {
    expect(library.minimize(library.expand(['sqs:*']).concat('sqs:FutureThing'))).toEqual(['sqs:*', 'sqs:FutureThing']);
    expect(library.minimize(['s3:GetObject', 'custom:Thing'])).toContain('custom:Thing');
  });
});

describe('what is not of the expected shape', () => {
  const request = { action: 's3:GetObject', resource: '*', principal: { kind: 'anonymous' } };
  const rows: readonly (readonly [string, (api: typeof library) => unknown])[] = [
    [
      'a request without a principal',
      ({ authorize }) => Reflect.apply(authorize, undefined, [{ ...request, principal: {} }, {}]),
    ],
    [
      'a request without an action',
      ({ authorize }) => Reflect.apply(authorize, undefined, [{ ...request, action: 1 }, {}]),
    ],
    [
      'a context of numbers',
      ({ authorize }) => Reflect.apply(authorize, undefined, [{ ...request, context: { k: 1 } }, {}]),
    ],
    ['no policies', ({ authorize }) => Reflect.apply(authorize, undefined, [request])],
    ['levels that are no lists', ({ authorize }) => Reflect.apply(authorize, undefined, [request, { scps: [{}] }])],
    [
      'a document where a list of policies belongs',
      ({ compare }) => Reflect.apply(compare, undefined, [{ Statement: [] }, []]),
    ],
    ['a policy without a name', ({ compare }) => Reflect.apply(compare, undefined, [[], [{ document: {} }]])],
    ['words that are neither', ({ minimize }) => Reflect.apply(minimize, undefined, [[], { words: 'half' }])],
    ['an action that is no text', ({ minimize }) => Reflect.apply(minimize, undefined, [[1]])],
    ['patterns that are no list', ({ expand }) => Reflect.apply(expand, undefined, ['s3:*'])],
  ];
  it.each(rows)('is a ConfigError: %s', async (_, call) => {
    await library.loadCatalog();
    expect(() => call(library)).toThrow(library.ConfigError);
  });
});
