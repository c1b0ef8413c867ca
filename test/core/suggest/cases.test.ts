import { describe, expect, it } from 'vitest';
import { type AccountAudit, conclude } from '../../../src/audit.ts';
import type {
  AccountParts,
  LastAccessedReport,
  OrganizationParts,
  RawGroup,
  RawManagedPolicy,
  RawRole,
  RawUser,
} from '../../../src/core/model/bundle.ts';
import type { SuggestSettings } from '../../../src/core/model/settings.ts';
import type { NoSuggestion, Suggestion } from '../../../src/core/model/suggestion.ts';
import type { LogObject } from '../../../src/core/model/usage.ts';
import {
  accountId,
  catalog,
  daysAgo,
  logsOf,
  partsWith,
  roleWith,
  settings,
  type TestEvent,
  trail,
} from '../evidence/account.ts';
import { auditedCase, contextOf } from './audited-case.ts';
import { complaintsAbout, namesLike } from './oracle.ts';

const worker = `arn:aws:iam::${accountId}:role/worker`;

/** An account as a case tells it; everything else covers management events of the whole window. */
interface Scene {
  readonly roles?: readonly RawRole[];
  readonly users?: readonly RawUser[];
  readonly groups?: readonly RawGroup[];
  readonly policies?: readonly RawManagedPolicy[];
  readonly events?: readonly TestEvent[];
  readonly suggest?: Partial<SuggestSettings>;
  readonly parts?: Partial<AccountParts>;
  readonly organization?: OrganizationParts;
  readonly windowDays?: number;
  readonly logs?: readonly LogObject[];
  /** How many actions each check asks about. */
  readonly depth?: number;
}

/** What is suggested of a scene; the oracle has looked at all of it. */
function suggested(scene: Scene) {
  const { roles = [], users = [], groups = [], policies = [] } = scene;
  const given = auditedCase(
    {
      parts: partsWith({ details: { roles, users, groups, policies, isComplete: true }, ...scene.parts }),
      events: scene.events ?? [],
      logs: scene.logs ?? logsOf(),
      windowDays: scene.windowDays ?? 90,
      suggest: { ...settings.suggest, ...scene.suggest },
      organization: scene.organization ?? { gaps: [] },
    },
    scene.depth ?? 25,
  );
  expect(complaintsAbout(given, catalog)).toEqual([]);
  const { suggestions, noSuggestions } = given.audit;
  const isOf = (subject: string) => (one: Suggestion) => [one.principal, one.policy, one.group].includes(subject);
  return {
    suggestions,
    noSuggestions,
    of(subject: string): Suggestion {
      const found = suggestions.find(isOf(subject));
      if (found === undefined) throw new Error(`no suggestion: ${JSON.stringify(noSuggestions)}`);
      return found;
    },
    noneOf(subject: string): NoSuggestion | undefined {
      expect(suggestions.find(isOf(subject))).toBeUndefined();
      return noSuggestions.find((one) => one.subject === subject);
    },
  };
}

/** The suggestion for a role with these statements that made these calls. */
function ofWorker(statements: readonly object[], events: readonly TestEvent[], scene: Scene = {}): Suggestion {
  return suggested({ roles: [roleWith(statements)], ...scene, events }).of(worker);
}

function call(event: string, more: Partial<TestEvent> = {}): TestEvent {
  const [source = '', name = ''] = event.split(':');
  return { daysAgo: 5, source: `${source}.amazonaws.com`, name, ...more };
}

const used = [call('iam:GetRole'), call('ec2:DescribeInstances')];

function policy(name: string, document: unknown, attachmentCount: number): RawManagedPolicy {
  const arn = name.startsWith('arn:') ? name : `arn:aws:iam::${accountId}:policy/${name}`;
  return {
    id: `ANPA${name.length}${name.at(-1)}`,
    arn,
    name: arn.split('/').at(-1) ?? '',
    path: '/',
    createdAt: daysAgo(700),
    attachmentCount,
    boundaryUsageCount: 0,
    versions: [{ versionId: 'v1', isDefault: true, createdAt: daysAgo(700), document }],
  };
}

function allow(...actions: readonly string[]) {
  return { Effect: 'Allow', Action: actions, Resource: '*' };
}

function documentOf(...statements: readonly object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

function user(name: string, over: Partial<RawUser>): RawUser {
  return {
    id: `AIDA${name.toUpperCase()}`,
    arn: `arn:aws:iam::${accountId}:user/${name}`,
    name,
    path: '/',
    createdAt: daysAgo(700),
    inlinePolicies: [],
    attachedPolicies: [],
    groups: [],
    tags: {},
    ...over,
  };
}

function group(name: string, over: Partial<RawGroup>): RawGroup {
  return {
    id: `AGPA${name.toUpperCase()}`,
    arn: `arn:aws:iam::${accountId}:group/${name}`,
    name,
    path: '/',
    createdAt: daysAgo(700),
    inlinePolicies: [],
    attachedPolicies: [],
    ...over,
  };
}

function by(one: { readonly id: string; readonly arn: string }, event: string, more: Partial<TestEvent> = {}) {
  const detail = { principalId: one.id, principalArn: one.arn, ...more.detail };
  return call(event, { ...more, principalId: one.id, principalArn: one.arn, detail });
}

/** Statements of the only policy afterwards. */
function statementsAfter({ after }: Suggestion): unknown {
  expect(after).toHaveLength(1);
  return after[0]?.document.Statement;
}

function isRemoved({ removed }: Suggestion, action: string): boolean {
  return removed.some((pattern) => namesLike(pattern, catalog).includes(action));
}

function whyKept({ kept }: Suggestion, action: string): string | undefined {
  return kept.find((one) => namesLike(one.action, catalog).includes(action))?.why;
}

describe('a suggestion for one policy', () => {
  it('takes out what is unused, and leaves Sids, order, resources and conditions', () => {
    const condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    const suggestion = ofWorker(
      [
        { Sid: 'Look', ...allow('iam:GetRole', 'iam:GetUser'), Condition: condition },
        { Sid: 'Make', ...allow('iam:CreateUser') },
        { Sid: 'Hosts', ...allow('ec2:DescribeInstances') },
      ],
      used,
    );
    expect(statementsAfter(suggestion)).toEqual([
      { Sid: 'Look', Effect: 'Allow', Action: 'iam:GetRole', Resource: '*', Condition: condition },
      { Sid: 'Hosts', ...allow('ec2:DescribeInstances') },
    ]);
    expect(suggestion.removed).toEqual(['iam:CreateUser', 'iam:GetUser']);
  });

  it('leaves a wildcard of which all is used, and breaks up one of which some is not', () => {
    const suggestion = ofWorker(
      [allow('iam:GetRole*', 'iam:*AccessKey')],
      [call('iam:GetRole'), call('iam:GetRolePolicy'), call('iam:CreateAccessKey')],
    );
    expect(statementsAfter(suggestion)).toEqual([allow('iam:GetRole*', 'iam:CreateAccessKey')]);
  });

  it('keeps a NotAction, and adds to it what goes', () => {
    const others = [...catalog.services.keys()].filter((service) => !['iam', 'sqs'].includes(service));
    const notAction = others.map((service) => `${service}:*`);
    const statement = { Sid: 'Rest', Effect: 'Allow', NotAction: notAction, Resource: '*' };
    const suggestion = ofWorker([statement], [call('iam:GetRole'), call('sqs:CreateQueue')]);
    const [after]: readonly { readonly NotAction?: readonly string[] }[] = [statementsAfter(suggestion)]
      .flat()
      .map(Object);
    expect(after).toMatchObject({ Sid: 'Rest', Effect: 'Allow', Resource: '*' });
    expect(after?.NotAction?.slice(0, others.length)).toEqual(notAction);
    expect(isRemoved(suggestion, 'iam:CreateUser')).toBe(true);
    expect(isRemoved(suggestion, 'sqs:DeleteQueue')).toBe(true);
    expect(whyKept(suggestion, 'iam:GetRole')).toBe('used');
    expect(whyKept(suggestion, 'sqs:CreateQueue')).toBe('used');
  });

  it('keeps a NotResource as it is', () => {
    const production = `arn:aws:iam::${accountId}:role/production-*`;
    const suggestion = ofWorker(
      [{ Effect: 'Allow', Action: ['iam:GetRole', 'iam:DeleteRole'], NotResource: production }],
      used,
    );
    expect(statementsAfter(suggestion)).toEqual([{ Effect: 'Allow', Action: 'iam:GetRole', NotResource: production }]);
  });

  it('keeps policy variables and the version that reads them', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const own = `arn:aws:iam::${accountId}:user/${'${aws:username}'}`;
    const document = documentOf({ Effect: 'Allow', Action: ['iam:*AccessKey'], Resource: own });
    const ada = user('ada', { inlinePolicies: [{ name: 'own', document }] });
    const suggestion = suggested({
      users: [ada],
      events: [by(ada, 'iam:CreateAccessKey'), by(ada, 'iam:DeleteAccessKey')],
    }).of(ada.arn);
    expect(suggestion.after.map((one) => one.document)).toEqual([
      documentOf({ Effect: 'Allow', Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey'], Resource: own }),
    ]);
  });

  it('keeps every Deny word for word, with its condition', () => {
    const deny = {
      Sid: 'NeedsMfa',
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    };
    const suggestion = ofWorker([allow('iam:GetRole', 'iam:DeleteRole'), deny], used);
    expect(statementsAfter(suggestion)).toEqual([{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }, deny]);
  });

  it('reads documents as AWS writes them, and leaves no policy that says nothing', () => {
    const encoded = encodeURIComponent(JSON.stringify({ Statement: allow('iam:DeleteRole') }));
    const role = roleWith([allow('iam:GetRole')]);
    const roles = [{ ...role, inlinePolicies: [...role.inlinePolicies, { name: 'more', document: encoded }] }];
    const suggestion = suggested({ roles, events: used }).of(worker);
    expect(suggestion.before.map(({ name }) => name)).toEqual(['more']);
    expect(suggestion.after).toEqual([]);
  });

  it('touches no boundary, and counts as granted only what it lets through', () => {
    const boundary = policy('limits', documentOf(allow('iam:Get*')), 0);
    const role = roleWith([allow('iam:Get*', 'iam:CreateUser')], { boundary: boundary.arn });
    const suggestion = suggested({
      roles: [role],
      policies: [{ ...boundary, boundaryUsageCount: 1 }],
      events: used,
    }).of(worker);
    expect(isRemoved(suggestion, 'iam:GetUser')).toBe(true);
    expect(isRemoved(suggestion, 'iam:CreateUser')).toBe(false);
    expect(suggestion.before.map(({ name }) => name)).toEqual(['own']);
  });
});

describe('a suggestion cuts every path', () => {
  it('of two policies that grant the same', () => {
    const role = roleWith([allow('iam:GetRole', 'iam:DeleteRole')]);
    const more = policy('more', documentOf(allow('iam:DeleteRole', 'iam:GetUser')), 1);
    const suggestion = suggested({
      roles: [{ ...role, attachedPolicies: [more.arn] }],
      policies: [more],
      events: [call('iam:GetRole'), call('iam:GetUser')],
    }).of(worker);
    expect(suggestion.removed).toEqual(['iam:DeleteRole']);
    expect(suggestion.after.map(({ name, document }) => [name, document.Statement])).toEqual([
      ['own', [{ ...allow(), Action: 'iam:GetRole' }]],
      [more.arn, [{ ...allow(), Action: 'iam:GetUser' }]],
    ]);
  });

  const admins = group('admins', {
    inlinePolicies: [{ name: 'all', document: documentOf(allow('iam:DeleteUser', 'iam:GetUser')) }],
  });
  const own = { inlinePolicies: [{ name: 'own', document: documentOf(allow('iam:DeleteUser', 'iam:GetRole')) }] };
  const ada = user('ada', { ...own, groups: ['admins'] });
  const bob = user('bob', { groups: ['admins'] });

  it('does not call removed what a group still grants, because another member needs it', () => {
    const all = suggested({
      users: [ada, bob],
      groups: [admins],
      events: [by(ada, 'iam:GetRole'), by(ada, 'iam:GetUser'), by(bob, 'iam:DeleteUser'), by(bob, 'iam:GetUser')],
    });
    expect(all.suggestions.filter((one) => one.group !== undefined)).toEqual([]);
    for (const one of all.suggestions) expect(isRemoved(one, 'iam:DeleteUser')).toBe(false);
  });

  it('of a user and a group, when nobody needs it', () => {
    const all = suggested({
      users: [ada, bob],
      groups: [admins],
      events: [by(ada, 'iam:GetRole'), by(ada, 'iam:GetUser'), by(bob, 'iam:GetUser')],
    });
    const [ofGroup, ofUser] = [all.of(admins.arn), all.of(ada.arn)];
    expect(ofGroup.principals?.toSorted()).toEqual([ada.arn, bob.arn]);
    expect(ofGroup.after.map((one) => one.document.Statement)).toEqual([[{ ...allow(), Action: 'iam:GetUser' }]]);
    expect(ofUser.after.map((one) => one.document.Statement)).toEqual([[{ ...allow(), Action: 'iam:GetRole' }]]);
    expect(ofUser.removedWith).toEqual([{ suggestion: ofGroup.id, removed: ['iam:DeleteUser'] }]);
  });

  it('of a role and a group that share a managed policy', () => {
    const both = policy('both', documentOf(allow('iam:GetRole', 'iam:DeleteRole')), 2);
    const readers = group('readers', { attachedPolicies: [both.arn] });
    const eve = user('eve', { groups: ['readers'] });
    const all = suggested({
      roles: [roleWith([], { inlinePolicies: [], attachedPolicies: [both.arn] })],
      users: [eve],
      groups: [readers],
      policies: [both],
      events: [call('iam:GetRole'), by(eve, 'iam:GetRole')],
    });
    const suggestion = all.of(both.arn);
    expect(suggestion.principals?.toSorted()).toEqual([worker, eve.arn]);
    expect(statementsAfter(suggestion)).toEqual([{ ...allow(), Action: 'iam:GetRole' }]);
  });
});

describe('a managed policy', () => {
  const shared = policy('shared', documentOf(allow('iam:GetRole', 'iam:GetUser', 'iam:DeleteUser')), 30);
  const roles = Array.from({ length: 30 }, (_, number) =>
    roleWith([], {
      id: `AROA${number}`,
      name: `r${number}`,
      arn: `arn:aws:iam::${accountId}:role/r${number}`,
      inlinePolicies: [],
      attachedPolicies: [shared.arn],
    }),
  );

  it('shared by 30 roles is narrowed to what all of them need together', () => {
    const all = suggested({
      roles,
      policies: [shared],
      events: roles.flatMap((role) => [by(role, 'iam:GetRole'), by(role, 'iam:GetUser')]),
    });
    expect(all.suggestions).toHaveLength(1);
    const suggestion = all.of(shared.arn);
    expect(suggestion.principals).toHaveLength(30);
    expect(suggestion.removed).toEqual(['iam:DeleteUser']);
    expect(statementsAfter(suggestion)).toEqual([allow('iam:GetRole', 'iam:GetUser')]);
    expect(suggestion.blastRadius.join(' ')).toMatch(/30|29/);
  });

  it('is never narrowed to the needs of one: whoever needs less gets a policy of its own', () => {
    const [first, ...others] = roles;
    if (first === undefined) throw new Error('there are 30 roles');
    const all = suggested({
      roles,
      policies: [shared],
      events: [
        by(first, 'iam:GetUser'),
        ...others.flatMap((role) => [by(role, 'iam:GetRole'), by(role, 'iam:GetUser')]),
      ],
    });
    const fork = all.of(first.arn);
    expect(fork.removed).toEqual(['iam:DeleteUser', 'iam:GetRole']);
    expect(fork.before.map(({ name }) => name)).toEqual([shared.arn]);
    expect(fork.after.map(({ document }) => document.Statement)).toEqual([[{ ...allow(), Action: 'iam:GetUser' }]]);
    expect(all.of(shared.arn).removed).toEqual(['iam:DeleteUser']);
  });

  it('of which not all holders are known is not changed in place', () => {
    const [first] = roles;
    if (first === undefined) throw new Error('there are 30 roles');
    const all = suggested({ roles: [first], policies: [shared], events: [by(first, 'iam:GetUser')] });
    expect(all.suggestions.filter((one) => one.policy !== undefined)).toEqual([]);
    const plan = all.of(first.arn).plan.steps.flatMap(({ changes }) => changes.map((change) => change.do));
    expect(plan).not.toContain('create-policy-version');
  });

  it('with five versions loses the oldest, and gets it back', () => {
    const versions = [1, 2, 3, 4, 5].map((number) => ({
      versionId: `v${number}`,
      isDefault: number === 3,
      createdAt: daysAgo(700 - number),
      document: documentOf(allow('iam:GetRole', 'iam:DeleteRole', `iam:GetUser${number}`)),
    }));
    const full = { ...policy('full', {}, 1), versions };
    const suggestion = suggested({
      roles: [roleWith([], { inlinePolicies: [], attachedPolicies: [full.arn] })],
      policies: [full],
      events: used,
    }).of(worker);
    const remove = suggestion.plan.steps.find(({ id }) => id === 'remove');
    expect(remove?.changes).toContainEqual({
      do: 'delete-policy-version',
      arn: full.arn,
      versionId: 'v1',
      document: versions[0]?.document,
    });
  });
});

describe('AdministratorAccess on a role that used four actions', () => {
  const admin = policy('arn:aws:iam::aws:policy/AdministratorAccess', documentOf(allow('*')), 1);
  const role = roleWith([], { inlinePolicies: [], attachedPolicies: [admin.arn] });
  const events = [call('iam:GetRole'), call('ec2:DescribeInstances'), call('sqs:CreateQueue'), call('s3:ListBuckets')];
  const usedServices = ['iam', 'ec2', 'sqs', 's3'];
  const report: LastAccessedReport = {
    arn: worker,
    completedAt: daysAgo(0),
    path: 'last-accessed/0.json',
    services: [...catalog.services.keys()].map((namespace) => ({
      namespace,
      ...(usedServices.includes(namespace) ? { lastAt: daysAgo(5) } : {}),
    })),
  };

  it('becomes one policy of its own, where last-accessed dates tell which services were not used', () => {
    const suggestion = suggested({
      roles: [role],
      policies: [admin],
      events,
      parts: { lastAccessed: [report] },
    }).of(worker);
    expect(suggestion.before.map(({ name, type }) => [name, type])).toEqual([[admin.arn, 'aws-managed']]);
    expect(suggestion.after.length).toBeGreaterThan(0);
    for (const { type } of suggestion.after) expect(['managed', 'inline']).toContain(type);
    const services = new Set(
      suggestion.kept.flatMap(({ action }) => namesLike(action, catalog)).map((name) => name.split(':')[0]),
    );
    expect([...services].filter((service) => !usedServices.includes(service ?? '')).length).toBeLessThan(40);
    for (const action of ['iam:CreateUser', 'iam:PutRolePolicy', 'ec2:TerminateInstances', 'lambda:CreateFunction'])
      expect(isRemoved(suggestion, action), action).toBe(true);
    for (const action of ['iam:GetRole', 'ec2:DescribeInstances', 'sqs:CreateQueue', 's3:ListAllMyBuckets'])
      expect(whyKept(suggestion, action), action).toBe('used');
    expect(suggestion.tightness.permissions.after).toBeLessThan(suggestion.tightness.permissions.before / 5);
  }, 60_000);

  it('keeps what leaves no event, where nothing else tells of it', () => {
    const all = suggested({ roles: [role], policies: [admin], events, depth: 5 });
    const none = all.noSuggestions.find(({ subject }) => subject === worker);
    if (none !== undefined) {
      expect(none.why).toBe('does-not-fit');
      return;
    }
    const suggestion = all.of(worker);
    expect(whyKept(suggestion, 's3:GetObject')).toBe('unobservable');
    expect(isRemoved(suggestion, 'iam:CreateUser')).toBe(true);
  }, 60_000);
});

describe('a role at its quota', () => {
  // Each name takes part, and so each pattern has to be written out.
  const names = namesLike('ec2:Describe*', catalog);

  it('of inline text still fits', () => {
    const document = documentOf(...[0, 1, 2].map((part) => allow(...names.slice(part * 75, part * 75 + 75))));
    const size = JSON.stringify(document).length;
    const filler = {
      Sid: 'Filler',
      Effect: 'Deny',
      Action: 'ec2:Nothing',
      Resource: `arn:aws:ec2:::${'x'.repeat(10_240 - size - 200)}`,
    };
    const role = roleWith([...document.Statement, filler, allow('iam:*')]);
    expect(JSON.stringify(role.inlinePolicies[0]?.document).length).toBeGreaterThan(10_000);
    const suggestion = ofWorker([...document.Statement, filler, allow('iam:*')], used);
    expect(suggestion.certificate.fits).toBe(true);
    expect(whyKept(suggestion, 'iam:GetRole')).toBe('used');
  });

  it('of attached policies gets no policy more than it had', () => {
    const policies = Array.from({ length: 10 }, (_, number) =>
      policy(`arn:aws:iam::aws:policy/Own${number}`, documentOf(allow('iam:GetRole', 'iam:DeleteRole')), 1),
    );
    const attachedPolicies = policies.map(({ arn }) => arn);
    const suggestion = suggested({
      roles: [roleWith([], { inlinePolicies: [], attachedPolicies })],
      policies,
      events: used,
    }).of(worker);
    const [holder] = suggestion.holders;
    expect(holder?.attachedPolicies.before).toHaveLength(10);
    expect(holder?.attachedPolicies.after.length).toBeLessThanOrEqual(10);
    expect(suggestion.removed).toEqual(['iam:DeleteRole']);
  });
});

describe('no suggestion', () => {
  const role = roleWith([allow('iam:GetRole', 'iam:DeleteRole')]);

  it('is made where nothing could be seen', () => {
    const none = suggested({ roles: [role], parts: { trails: [] } }).noneOf(worker);
    expect(none?.why).toBe('not-judged');
  });

  it('is made of policies that did not all parse', () => {
    const broken = { ...role, inlinePolicies: [...role.inlinePolicies, { name: 'broken', document: '{"Statement":' }] };
    const none = suggested({ roles: [broken], events: used }).noneOf(worker);
    expect(none).toMatchObject({ why: 'unread-policies' });
    expect(none?.text).toContain('broken');
  });

  it('is made on fewer than 30 days', () => {
    const none = suggested({ roles: [role], events: used, windowDays: 20 }).noneOf(worker);
    expect(none).toMatchObject({ why: 'thin-coverage' });
    expect(none?.next).toBeDefined();
  });

  it('is made of service-linked, foundation and break-glass roles', () => {
    const linked = roleWith([allow('iam:*')], {
      name: 'AWSServiceRoleForSupport',
      path: '/aws-service-role/support.amazonaws.com/',
      arn: `arn:aws:iam::${accountId}:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
    });
    const glass = roleWith([allow('iam:*')], { id: 'AROAGLASS', name: 'break-glass', arn: `${worker}-break-glass` });
    const all = suggested({ roles: [linked, glass], events: used });
    for (const { arn } of [linked, glass]) expect(all.noneOf(arn)?.why).toBe('not-touched');
  });

  it('is made where everything is used', () => {
    const none = suggested({ roles: [roleWith([allow('iam:GetRole')])], events: used }).noneOf(worker);
    expect(none?.why).toBe('nothing-unused');
  });
});

describe('what stays, and why', () => {
  it('keeps what was only refused, unless that is asked for and its own policies refused it', () => {
    const statements = [allow('iam:GetRole', 'iam:DeleteRole', 'iam:CreateUser')];
    const refused = (layer: 'identity' | 'scp') =>
      call('iam:DeleteRole', { outcome: 'denied', detail: { refusals: [{ action: 'iam:DeleteRole', layer }] } });
    const kept = ofWorker(statements, [...used, refused('identity')]);
    expect(whyKept(kept, 'iam:DeleteRole')).toBe('denied-only');
    expect(kept.removed).toEqual(['iam:CreateUser']);
    const gone = ofWorker(statements, [...used, refused('identity')], { suggest: { includeDenied: true } });
    expect(gone.removed).toEqual(['iam:CreateUser', 'iam:DeleteRole']);
    const held = ofWorker(statements, [...used, refused('scp')], { suggest: { includeDenied: true } });
    expect(held.removed).toEqual(['iam:CreateUser']);
  });

  it('keeps a Deny that only borrows the name of a quarantine', () => {
    const guard = {
      Sid: 'IamDriftQuarantineForever',
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: `arn:aws:iam::${accountId}:role/prod`,
    };
    const suggestion = ofWorker([allow('iam:GetRole', 'iam:CreateUser'), guard], used);
    expect(suggestion.after.map(({ document }) => document.Statement)).toEqual([
      [expect.objectContaining({ Effect: 'Allow' }), guard],
    ]);
  });

  it('keeps what was used 200 days ago, and not what was used 410 days ago', () => {
    const suggestion = ofWorker(
      [allow('iam:GetRole', 'iam:DeleteRole', 'iam:CreateUser')],
      [...used, call('iam:DeleteRole', { daysAgo: 200 }), call('iam:CreateUser', { daysAgo: 410 })],
    );
    expect(whyKept(suggestion, 'iam:DeleteRole')).toBe('used-before');
    expect(suggestion.kept.find(({ why }) => why === 'used-before')?.lastUsed).toMatch(/^2026-04-14/);
    expect(suggestion.removed).toEqual(['iam:CreateUser']);
  });

  it('keeps iam:PassRole where a call that may have handed a role over was made before the window', () => {
    const suggestion = ofWorker(
      [allow('iam:GetRole', 'lambda:CreateFunction', 'iam:PassRole', 'iam:CreateUser')],
      [...used, call('lambda:CreateFunction20150331', { daysAgo: 200 })],
    );
    expect(whyKept(suggestion, 'iam:PassRole')).toBe('used-before');
    expect(suggestion.removed).toEqual(['iam:CreateUser']);
  });

  it('keeps iam:PassRole of a call that handed a role over', () => {
    const runner = `arn:aws:iam::${accountId}:role/runner`;
    const suggestion = ofWorker(
      [allow('lambda:CreateFunction', 'iam:PassRole', 'iam:CreateUser')],
      [
        call('lambda:CreateFunction20150331', {
          detail: {
            requestKeys: ['functionName', 'role'],
            passed: [{ arn: runner, service: 'lambda.amazonaws.com', lastSeen: daysAgo(5), outcome: 'allowed' }],
          },
        }),
      ],
    );
    expect(whyKept(suggestion, 'iam:PassRole')).toBe('used');
    expect(suggestion.removed).toEqual(['iam:CreateUser']);
  });

  it('removes iam:PassRole when every call that could carry it was seen without it', () => {
    const suggestion = ofWorker(
      [allow('ec2:RunInstances', 'iam:PassRole')],
      [call('ec2:RunInstances', { detail: { requestKeys: ['instancesSet'] } })],
    );
    expect(isRemoved(suggestion, 'iam:PassRole')).toBe(true);
  });

  it('keeps what a deployer needs to take back what it made', () => {
    const build = roleWith([allow('sqs:*', 'iam:CreateUser')], {
      trustDocument: documentOf({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
    });
    const events = [call('sqs:CreateQueue', { detail: { requestKeys: ['queueName'] } })];
    const suggestion = suggested({ roles: [build], events }).of(worker);
    for (const action of ['sqs:DeleteQueue', 'sqs:TagQueue', 'sqs:GetQueueAttributes', 'sqs:SetQueueAttributes'])
      expect(['rollback', 'unobservable'], action).toContain(whyKept(suggestion, action));
    expect(whyKept(suggestion, 'sqs:DeleteQueue')).toBe('rollback');
    const plain = suggested({ roles: [{ ...build, trustDocument: roleWith([]).trustDocument }], events }).of(worker);
    expect(isRemoved(plain, 'sqs:DeleteQueue')).toBe(true);
    expect(isRemoved(suggestion, 'iam:CreateUser')).toBe(true);
  });

  it('takes from a vendor’s role only what is elevated', () => {
    const vendor = roleWith([allow('iam:GetRole', 'ec2:DescribeKeyPairs', 'iam:CreateAccessKey')], {
      trustDocument: documentOf({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
        Action: 'sts:AssumeRole',
      }),
    });
    const suggestion = suggested({ roles: [vendor], events: [call('iam:GetRole')] }).of(worker);
    expect(whyKept(suggestion, 'ec2:DescribeKeyPairs')).toBe('vendor');
    expect(suggestion.removed).toEqual(['iam:CreateAccessKey']);
  });

  it('does not narrow a service with a call that no policy explains', () => {
    const suggestion = ofWorker(
      [allow('iam:CreateUser', 'ec2:DescribeKeyPairs', 'ec2:DescribeInstances')],
      [call('ec2:DescribeInstances'), call('iam:GetRole')],
    );
    expect(suggestion.removed).toEqual(['ec2:DescribeKeyPairs']);
    expect(whyKept(suggestion, 'iam:CreateUser')).toBe('unexplained');
    expect(suggestion.certificate.replayed.unexplained).toBe(1);
  });

  it('removes only what was frozen, once a plan has begun', () => {
    const suggestion = ofWorker([allow('iam:GetRole', 'iam:DeleteRole', 'iam:CreateUser')], used, {
      suggest: { frozen: new Map([[worker, ['iam:CreateUser', 'iam:GetRole']]]) },
    });
    expect(suggestion.removed).toEqual(['iam:CreateUser']);
    expect(whyKept(suggestion, 'iam:DeleteRole')).toBe('frozen');
  });

  it('keeps a name that the catalog does not know', () => {
    const suggestion = ofWorker([allow('iam:GetRole', 'iam:DeleteRole', 'iam:FutureAction')], used);
    expect(statementsAfter(suggestion)).toEqual([allow('iam:GetRole', 'iam:FutureAction')]);
  });

  it('leaves policies that a service requires', () => {
    const needed = policy(
      'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
      documentOf(allow('ec2:CreateNetworkInterface', 'ec2:DescribeKeyPairs')),
      1,
    );
    const role = roleWith([allow('iam:GetRole', 'iam:DeleteRole', 'ec2:DescribeKeyPairs')], {
      attachedPolicies: [needed.arn],
    });
    const suggestion = suggested({ roles: [role], policies: [needed], events: used }).of(worker);
    expect(suggestion.before.map(({ name }) => name)).toEqual(['own']);
    expect(suggestion.removed).toEqual(['iam:DeleteRole']);
  });
});

describe('a role that nobody used', () => {
  const role = roleWith([allow('iam:GetRole', 'iam:DeleteRole')], { lastUsed: {} });
  const suggestion = () => suggested({ roles: [role] }).of(worker);

  it('gets the plan to take it out of service, and no policy', () => {
    const { kind, plan, after } = suggestion();
    expect(kind).toBe('retire');
    expect(after).toEqual([]);
    expect(plan.steps.map(({ id }) => id)).toContain('disable');
    expect(plan.steps.at(-1)).toMatchObject({ id: 'delete', irreversible: true, undo: [] });
  });

  it('is deleted no earlier than a window later, after it was disabled', () => {
    const { plan } = suggestion();
    const ids = plan.steps.map(({ id }) => id);
    expect(ids.indexOf('disable')).toBeLessThan(ids.indexOf('delete'));
    expect(plan.steps.at(-1)?.notBefore?.slice(0, 10)).toBe('2027-01-29');
    const disable = plan.steps.find(({ id }) => id === 'disable');
    expect(disable?.changes.map((change) => change.do)).toContain('put-trust-policy');
  });
});

describe('a user that nobody used', () => {
  it('loses its keys before anything is deleted', () => {
    const ada = user('ada', { inlinePolicies: [{ name: 'own', document: documentOf(allow('iam:DeleteUser')) }] });
    const row = {
      user: 'ada',
      arn: ada.arn,
      createdAt: daysAgo(700),
      passwordEnabled: false,
      passwordNeverUsed: false,
      isWhole: true,
      keys: [{ slot: 1 as const, isActive: true, rotatedAt: daysAgo(600), wasNeverUsed: true }],
    };
    const { kind, plan } = suggested({ users: [ada], parts: { credentialReport: [row] } }).of(ada.arn);
    expect(kind).toBe('retire');
    const disable = plan.steps.find(({ id }) => id === 'disable');
    expect(disable?.changes.map((change) => change.do)).toContain('deactivate-access-keys');
    expect(disable?.undo.map((change) => change.do)).toContain('reactivate-access-keys');
  });
});

describe('a quarantine that is in force', () => {
  const deny = {
    Sid: 'IamDriftQuarantine20261011',
    Effect: 'Deny',
    Action: ['iam:DeleteRole', 'iam:CreateUser'],
    Resource: '*',
  };
  const role = roleWith([allow('iam:GetRole', 'iam:DeleteRole', 'iam:CreateUser')]);
  const quarantined = {
    ...role,
    inlinePolicies: [...role.inlinePolicies, { name: 'IamDriftQuarantine-20261011', document: documentOf(deny) }],
  };

  it('is told with what it refused, and that is kept', () => {
    const refused = call('iam:DeleteRole', {
      outcome: 'denied',
      detail: { refusals: [{ action: 'iam:DeleteRole', layer: 'identity' }] },
    });
    const suggestion = suggested({
      roles: [quarantined],
      events: [...used, refused],
      suggest: { includeDenied: true },
    }).of(worker);
    expect(suggestion.quarantine?.since).toBe('2026-10-11');
    expect(suggestion.quarantine?.refused.map(({ action }) => action)).toEqual(['iam:DeleteRole']);
    expect(whyKept(suggestion, 'iam:DeleteRole')).toBe('denied-only');
    expect(suggestion.removed).toEqual(['iam:CreateUser']);
  });
});

describe('a quarantine that is in force in a shared policy', () => {
  it('is told, and goes with what it denies; nothing else changes by it', () => {
    const statement = allow('iam:GetRole', 'iam:DeleteRole', 'iam:CreateUser');
    const deny = {
      Sid: 'IamDriftQuarantine20261011',
      Effect: 'Deny',
      Action: ['iam:CreateUser', 'iam:DeleteRole'],
      Resource: '*',
    };
    const shared = policy('shared', documentOf(statement), 2);
    const versions = [
      ...shared.versions.map((version) => ({ ...version, isDefault: false })),
      { versionId: 'v2', isDefault: true, createdAt: daysAgo(20), document: documentOf(statement, deny) },
    ];
    const [first, second] = ['first', 'second'].map((name) =>
      roleWith([], {
        id: `AROA${name}`,
        name,
        arn: `arn:aws:iam::${accountId}:role/${name}`,
        inlinePolicies: [],
        attachedPolicies: [shared.arn],
      }),
    );
    if (first === undefined || second === undefined) throw new Error('there are two roles');
    const scene = { roles: [first, second], events: [by(first, 'iam:GetRole'), by(second, 'iam:GetRole')] };
    const before = suggested({ ...scene, policies: [shared] }).of(shared.arn);
    const since = suggested({ ...scene, policies: [{ ...shared, versions }] }).of(shared.arn);
    expect(since.removed).toEqual(before.removed);
    expect(since.after).toEqual(before.after);
    expect(since.quarantine).toEqual({ since: '2026-10-11', refused: [] });
  });
});

describe('narrowing resources to those seen, where that is asked for', () => {
  const runner = `arn:aws:iam::${accountId}:role/runner`;
  const scoped = { suggest: { scope: 'resources' as const } };
  const app = 'arn:aws:s3:::app';
  const statements = [
    { Sid: 'Buckets', ...allow('s3:GetBucketPolicy', 's3:DeleteBucketPolicy'), Resource: 'arn:aws:s3:::*' },
  ];

  it('names what was seen, within what was granted', () => {
    const seen = call('s3:GetBucketPolicy', { detail: { resources: [app] } });
    const suggestion = ofWorker(statements, [seen], scoped);
    expect(statementsAfter(suggestion)).toEqual([
      { Sid: 'Buckets', Effect: 'Allow', Action: 's3:GetBucketPolicy', Resource: app },
    ]);
  });

  it('leaves resources as they are when the sample was capped, or a call tells none', () => {
    for (const detail of [{ resources: [app], resourcesCapped: true }, { resources: [] }]) {
      const suggestion = ofWorker(statements, [call('s3:GetBucketPolicy', { detail })], scoped);
      expect(statementsAfter(suggestion)).toEqual([
        { Sid: 'Buckets', Effect: 'Allow', Action: 's3:GetBucketPolicy', Resource: 'arn:aws:s3:::*' },
      ]);
    }
  });

  it('narrows the actions alone where the only resource seen is one that a Deny covers', () => {
    const object = 'arn:aws:s3:::app/a/b';
    const suggestion = ofWorker(
      [allow('s3:GetObject', 's3:PutBucketPolicy'), { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::app/*' }],
      [call('s3:GetObject', { outcome: 'failed', detail: { resources: [object] } })],
      scoped,
    );
    expect(statementsAfter(suggestion)).toEqual(
      expect.arrayContaining([{ ...allow('s3:GetObject'), Action: 's3:GetObject' }]),
    );
  });

  it('leaves what makes things, and what is asked of several things at once', () => {
    const instance = `arn:aws:ec2:us-east-1:${accountId}:instance/i-1`;
    const suggestion = ofWorker(
      [allow('ec2:RunInstances', 'iam:CreateRole', 'iam:CreateUser')],
      [
        call('ec2:RunInstances', { detail: { resources: [instance], requestKeys: ['instancesSet'] } }),
        call('iam:CreateRole', { detail: { resources: [runner], requestKeys: ['roleName'] } }),
      ],
      scoped,
    );
    expect(statementsAfter(suggestion)).toEqual([allow('ec2:RunInstances', 'iam:CreateRole')]);
  });

  it('leaves them as they are when it is not asked for', () => {
    const seen = call('s3:GetBucketPolicy', { detail: { resources: [app] } });
    expect(statementsAfter(ofWorker(statements, [seen]))).toEqual([
      { Sid: 'Buckets', Effect: 'Allow', Action: 's3:GetBucketPolicy', Resource: 'arn:aws:s3:::*' },
    ]);
  });
});

describe('a permission set over two accounts', () => {
  const other = '444455556666';
  const setArn = 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-aaaabbbbccccdddd';
  const inlinePolicy = documentOf({ Sid: 'Users', ...allow('iam:GetRole', 'iam:GetUser', 'iam:DeleteUser') });
  const organization: OrganizationParts = {
    managementAccountId: accountId,
    permissionSets: [
      {
        arn: setArn,
        name: 'Dev',
        description: '',
        inlinePolicy,
        managedPolicies: [],
        customerManagedPolicies: [],
        provisionedAccounts: [accountId, other],
      },
    ],
    gaps: [],
  };

  function auditOf(account: string, event: string): AccountAudit {
    const name = 'AWSReservedSSO_Dev_0123456789abcdef';
    const path = '/aws-reserved/sso.amazonaws.com/';
    const role = roleWith([], {
      id: `AROA${account}`,
      arn: `arn:aws:iam::${account}:role${path}${name}`,
      name,
      path,
      trustDocument: documentOf({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_DO_NOT_DELETE` },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      }),
      inlinePolicies: [{ name: 'AwsSSOInlinePolicy', document: inlinePolicy }],
    });
    const parts = partsWith({
      account: { id: account, environment: 'production' },
      details: { roles: [role], users: [], groups: [], policies: [], isComplete: true },
      trails: [{ ...trail, arn: `arn:aws:cloudtrail:us-east-1:${account}:trail/all` }],
    });
    const given = auditedCase(
      {
        parts,
        events: [by(role, event)],
        logs: logsOf().map((log) => ({ ...log, accountId: account, path: log.path.replace(accountId, account) })),
        windowDays: 90,
        suggest: settings.suggest,
        organization,
      },
      25,
    );
    expect(given.audit.suggestions).toEqual([]);
    expect(given.audit.noSuggestions.map(({ why }) => why)).toEqual(['not-touched']);
    return given.audit;
  }

  function concluded(audits: readonly AccountAudit[]) {
    const context = contextOf(settings.suggest, 90, organization);
    return conclude(audits, { scanId: 'one', parts: organization, gaps: [] }, context, catalog);
  }

  it('is narrowed to the use in both', () => {
    const result = concluded([auditOf(accountId, 'iam:GetRole'), auditOf(other, 'iam:GetUser')]);
    expect(result.suggestions).toHaveLength(1);
    const [suggestion] = result.suggestions;
    expect(suggestion?.permissionSet).toBe(setArn);
    expect(suggestion?.principals).toHaveLength(2);
    expect(suggestion?.removed).toEqual(['iam:DeleteUser']);
    expect(suggestion?.after.map(({ type, document }) => [type, document.Statement])).toEqual([
      ['permission-set-inline', [{ Sid: 'Users', ...allow('iam:GetRole', 'iam:GetUser') }]],
    ]);
    expect(suggestion?.certificate.checks.filter(({ holds }) => !holds)).toEqual([]);
    const remove = suggestion?.plan.steps.find(({ id }) => id === 'remove');
    expect(remove?.changes.at(-1)?.do).toBe('provision-permission-set');
    expect(remove?.undo.map((change) => change.do)).toContain('put-permission-set-inline-policy');
    expect(remove?.undo.at(-1)?.do).toBe('provision-permission-set');
    expect(suggestion?.blastRadius.join(' ')).toContain('2 accounts');
  });

  it('is not judged when one of them was not read', () => {
    const result = concluded([auditOf(accountId, 'iam:GetRole')]);
    expect(result.suggestions).toEqual([]);
    expect(result.noSuggestions.find(({ subject }) => subject === setArn)).toMatchObject({ why: 'not-judged' });
  });
});

describe('close calls', () => {
  const admin = policy('arn:aws:iam::aws:policy/Wide', documentOf(allow('iam:GetRole', 'iam:DeleteRole')), 1);
  const holder = (name: string, ...attachedPolicies: readonly string[]) =>
    roleWith([], {
      id: `AROA${name.toUpperCase()}`,
      name,
      arn: `arn:aws:iam::${accountId}:role/${name}`,
      inlinePolicies: [],
      attachedPolicies,
    });
  const inPlace = (suggestions: readonly Suggestion[]) =>
    suggestions.flatMap(({ plan }) =>
      plan.steps.flatMap(({ changes }) => changes.filter((change) => change.do === 'create-policy-version')),
    );

  it('an event of an unknown service keeps wildcards over all services, refused or not', () => {
    const services = [...catalog.services.keys()].map((namespace) => ({
      namespace,
      ...(namespace === 'iam' ? { lastAt: daysAgo(5) } : {}),
    }));
    const lastAccessed = [{ arn: worker, completedAt: daysAgo(0), path: 'last-accessed/0.json', services }];
    const refused = { outcome: 'denied', detail: { refusals: [{ action: '', layer: 'scp' }] } } as const;
    for (const more of [{}, refused]) {
      const events = [call('iam:GetRole'), call('unheardof:Zap', more)];
      const all = suggested({ roles: [roleWith([allow('*')])], events, parts: { lastAccessed }, depth: 3 });
      expect(all.suggestions).toEqual([]);
    }
  }, 60_000);

  it('a role made again does not inherit the use of the one before it', () => {
    const again = roleWith([allow('iam:GetRole', 'iam:CreateUser')], { id: 'AROANEW', createdAt: daysAgo(300) });
    const suggestion = suggested({
      roles: [again],
      events: [by(again, 'iam:GetRole'), call('iam:CreateUser', { daysAgo: 320, principalId: 'AROAOLD' })],
    }).of(worker);
    expect(suggestion.removed).toEqual(['iam:CreateUser']);
  });

  it('documents of different versions are not joined, as the older one reads no variables', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: not a policy variable in the older version
    const literal = `arn:aws:iam::${accountId}:user/${'${aws:username}'}`;
    const statements = [
      { ...allow('iam:GetUser', 'iam:DeleteUser'), Resource: literal },
      allow('sqs:CreateQueue', 'sqs:DeleteQueue'),
    ];
    const older = policy('arn:aws:iam::aws:policy/Older', { Version: '2008-10-17', Statement: statements }, 1);
    const suggestion = suggested({
      roles: [holder('worker', older.arn, admin.arn)].map((role) => ({ ...role, id: 'AROAWORKER' })),
      policies: [older, admin],
      events: [call('iam:GetRole'), call('iam:GetUser'), call('sqs:CreateQueue')],
    }).of(worker);
    const versions = suggestion.after.map(({ document }) => [document.Version, JSON.stringify(document).includes('$')]);
    expect(versions.toSorted()).toEqual([
      ['2008-10-17', true],
      ['2012-10-17', false],
    ]);
  });

  it('a new policy gets a name that no other has, letter case aside', () => {
    const taken = policy('Worker-Least-Privilege', documentOf(allow('sqs:ListQueues')), 0);
    const [role, person] = [holder('worker', admin.arn), user('Worker', { attachedPolicies: [admin.arn] })];
    const all = suggested({
      roles: [role],
      users: [person],
      policies: [{ ...admin, attachmentCount: 2 }, taken],
      events: [by(role, 'iam:GetRole'), by(person, 'iam:GetRole')],
    });
    const names = all.suggestions.flatMap(({ after }) => after.map(({ name }) => name.toLowerCase()));
    expect(names).toHaveLength(2);
    expect(new Set([...names, taken.arn.toLowerCase()]).size).toBe(3);
  });

  it('a policy that is also a boundary, or whose holders are not all judged, is not changed in place', () => {
    const shared = policy('shared', documentOf(allow('iam:GetRole', 'iam:DeleteRole')), 1);
    const first = holder('first', shared.arn);
    const events = [by(first, 'iam:GetRole')];
    const bound = roleWith([allow('iam:DeleteRole')], {
      ...holder('bound'),
      inlinePolicies: [{ name: 'own', document: documentOf(allow('iam:DeleteRole')) }],
      boundary: shared.arn,
    });
    const asBoundary = suggested({
      roles: [first, bound],
      policies: [{ ...shared, boundaryUsageCount: 1 }],
      events: [...events, by(bound, 'iam:DeleteRole')],
    });
    const emergency = suggested({
      roles: [first, holder('break-glass', shared.arn)],
      policies: [{ ...shared, attachmentCount: 2 }],
      events,
    });
    const young = suggested({
      roles: [first, { ...holder('young', shared.arn), createdAt: daysAgo(5) }],
      policies: [{ ...shared, attachmentCount: 2 }],
      events,
    });
    const unread = suggested({
      roles: [first],
      parts: { details: { roles: [first], users: [], groups: [], policies: [shared], isComplete: false } },
      events,
    });
    for (const all of [asBoundary, emergency, young, unread]) {
      expect(all.of(first.arn).removed).toEqual(['iam:DeleteRole']);
      expect(inPlace(all.suggestions)).toEqual([]);
    }
  });

  it('a policy attached to a user directly and by a group is narrowed for both at once', () => {
    const shared = policy('shared', documentOf(allow('iam:GetRole', 'iam:DeleteRole')), 2);
    const ada = user('ada', { groups: ['readers'], attachedPolicies: [shared.arn] });
    const all = suggested({
      users: [ada],
      groups: [group('readers', { attachedPolicies: [shared.arn] })],
      policies: [shared],
      events: [by(ada, 'iam:GetRole')],
    });
    expect(all.of(shared.arn).removed).toEqual(['iam:DeleteRole']);
    expect(all.suggestions).toHaveLength(1);
  });

  it.each(['aws-cn', 'aws-us-gov'])('a new policy is one of the partition %s', (partition) => {
    const home = partition === 'aws-cn' ? 'cn-north-1' : 'us-gov-west-1';
    const wide = { ...admin, arn: `arn:${partition}:iam::aws:policy/Wide` };
    const role = { ...holder('worker', wide.arn), arn: `arn:${partition}:iam::${accountId}:role/worker` };
    const suggestion = suggested({
      roles: [role],
      policies: [wide],
      events: [by(role, 'iam:GetRole')],
      parts: {
        trails: [{ ...trail, arn: `arn:${partition}:cloudtrail:${home}:${accountId}:trail/all`, homeRegion: home }],
        regions: [home],
      },
      logs: logsOf().map((log) => ({ ...log, region: home })),
    }).of(role.arn);
    expect(suggestion.after.map(({ name }) => name)).toEqual([
      `arn:${partition}:iam::${accountId}:policy/worker-least-privilege`,
    ]);
  });

  it('a role full in every way is narrowed without a quarantine, and one policy goes before the new one comes', () => {
    const ten = Array.from({ length: 10 }, (_, number) => ({ ...admin, arn: `${admin.arn}${number}` }));
    const filler = { Effect: 'Deny', Action: 'ec2:Nothing', Resource: `arn:aws:ec2:::${'x'.repeat(10_100)}` };
    const suggestion = suggested({
      roles: [roleWith([filler], { attachedPolicies: ten.map(({ arn }) => arn) })],
      policies: ten,
      events: used,
    }).of(worker);
    const changes = (id: string) =>
      suggestion.plan.steps.find((step) => step.id === id)?.changes.map((change) => change.do);
    expect(changes('quarantine')).toEqual([]);
    expect(changes('remove')?.slice(0, 3)).toEqual(['create-policy', 'detach-policy', 'attach-policy']);
  });

  it('a role that was used a year ago is not to be denied anything before the year is over', () => {
    const { kind, plan } = suggested({
      roles: [roleWith([allow('iam:GetRole')], { lastUsed: { at: daysAgo(300) } })],
    }).of(worker);
    expect(kind).toBe('retire');
    expect(plan.steps.map(({ notBefore }) => notBefore?.slice(0, 10) ?? '')).toEqual([
      '2027-02-08',
      '',
      '2027-02-08',
      '2027-05-09',
    ]);
  });
});
