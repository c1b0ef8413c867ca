import { describe, expect, it } from 'vitest';
import { type ActionSet, fullSet, setOf } from '../../../../src/core/catalog/action-set.ts';
import { passedRoles, resourceScopeOf, scopedStatements } from '../../../../src/core/suggest/needs/scope-resources.ts';
import { accountId, catalog, daysAgo, type TestEvent } from '../../evidence/account.ts';
import { actionsOf, allow, namesIn, needsOfWorker, seen } from '../one-role.ts';

const role = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const bucket = (name: string): string => `arn:aws:s3:::${name}`;
const everything = fullSet(catalog.size);
const on = (...resources: readonly string[]): Partial<TestEvent> => ({ detail: { resources } });

/** The resources to which an action of the role is narrowed. */
function scopeOf(
  action: string,
  statements: readonly object[],
  events: readonly TestEvent[],
  covered: ActionSet = everything,
) {
  const index = catalog.byName.get(action.toLowerCase())?.index ?? -1;
  return resourceScopeOf([needsOfWorker(statements, events)], covered, catalog)(index);
}

describe('resourceScopeOf', () => {
  const statements = [allow('s3:GetBucketPolicy', 's3:DeleteBucketPolicy')];

  it('tells the resources of all calls, sorted, each once', () => {
    const events = [
      seen('s3:GetBucketPolicy', on(bucket('b'))),
      seen('s3:GetBucketPolicy', { ...on(bucket('a'), bucket('b')), daysAgo: 9 }),
    ];
    expect(scopeOf('s3:GetBucketPolicy', statements, events)).toEqual([bucket('a'), bucket('b')]);
  });

  it('tells nothing where a call names none, the sample was capped, or the logs do not cover the action', () => {
    const call = seen('s3:GetBucketPolicy', on(bucket('a')));
    expect(scopeOf('s3:GetBucketPolicy', statements, [call, seen('s3:GetBucketPolicy', { daysAgo: 9 })])).toEqual([
      bucket('a'),
    ]);
    expect(scopeOf('s3:GetBucketPolicy', statements, [seen('s3:GetBucketPolicy')])).toBeUndefined();
    const capped = seen('s3:GetBucketPolicy', { detail: { resources: [bucket('a')], resourcesCapped: true } });
    expect(scopeOf('s3:GetBucketPolicy', statements, [capped])).toBeUndefined();
    expect(scopeOf('s3:GetBucketPolicy', statements, [call], setOf(catalog.size, []))).toBeUndefined();
  });

  it('tells nothing of what was not used, and of what nobody is granted', () => {
    expect(scopeOf('s3:DeleteBucketPolicy', statements, [seen('s3:GetBucketPolicy', on(bucket('a')))])).toBeUndefined();
    expect(scopeOf('ec2:StopInstances', statements, [])).toBeUndefined();
  });

  it('tells nothing of what makes something, and of what needs several resources at once', () => {
    const instance = `arn:aws:ec2:us-east-1:${accountId}:instance/i-1`;
    expect(
      scopeOf('ec2:RunInstances', [allow('ec2:RunInstances')], [seen('ec2:RunInstances', on(instance))]),
    ).toBeUndefined();
    expect(
      scopeOf('iam:CreateRole', [allow('iam:CreateRole')], [seen('iam:CreateRole', on(role('new')))]),
    ).toBeUndefined();
  });

  it('tells nothing of a service whose records do not always name the resource', () => {
    const call = seen('iam:GetRole', on(role('a')));
    expect(scopeOf('iam:GetRole', [allow('iam:GetRole')], [call])).toBeUndefined();
  });

  it('tells no roles where another call may have passed one unseen', () => {
    const passed = [
      { arn: role('task'), service: 'ecs.amazonaws.com', outcome: 'allowed' as const, lastSeen: daysAgo(5) },
    ];
    const call = seen('ecs:RegisterTaskDefinition', { detail: { passed, requestKeys: ['family', 'taskRoleArn'] } });
    const granted = [allow('iam:PassRole', 'ecs:*', 'ec2:RunInstances')];
    const unknown = seen('ec2:RunInstances', { detail: { requestKeysKnown: false } });
    expect(scopeOf('iam:PassRole', granted, [call, unknown])).toBeUndefined();
  });

  it('tells nothing of a service of which a call was seen that nothing explains', () => {
    const call = seen('s3:GetBucketPolicy', on(bucket('a')));
    expect(scopeOf('s3:GetBucketPolicy', statements, [call, seen('s3:MakeEverythingBetter')])).toBeUndefined();
    expect(scopeOf('s3:GetBucketPolicy', statements, [call, seen('brandnew:DoIt')])).toBeUndefined();
    expect(scopeOf('s3:GetBucketPolicy', statements, [call, seen('sqs:MakeEverythingBetter')])).toEqual([bucket('a')]);
  });

  it('tells the roles that were passed', () => {
    const passed = [
      { arn: role('task'), service: 'ecs.amazonaws.com', outcome: 'allowed' as const, lastSeen: daysAgo(5) },
    ];
    const call = seen('ecs:RegisterTaskDefinition', { detail: { passed, requestKeys: ['family', 'taskRoleArn'] } });
    const events = [call, seen('s3:GetBucketPolicy', on(bucket('a')))];
    expect(
      scopeOf('iam:PassRole', [allow('iam:PassRole', 'ecs:RegisterTaskDefinition', 's3:GetBucketPolicy')], events),
    ).toEqual([role('task')]);
  });

  it('counts everybody concerned, and not who is not granted it', () => {
    const one = needsOfWorker(statements, [seen('s3:GetBucketPolicy', on(bucket('a')))]);
    const two = needsOfWorker(statements, [seen('s3:GetBucketPolicy', on(bucket('b')))]);
    const none = needsOfWorker([allow('sqs:SendMessage')], []);
    const idle = needsOfWorker([allow('s3:GetBucketPolicy')], [seen('s3:GetBucketPolicy')]);
    const index = catalog.byName.get('s3:getbucketpolicy')?.index ?? -1;
    expect(resourceScopeOf([one, two, none], everything, catalog)(index)).toEqual([bucket('a'), bucket('b')]);
    expect(resourceScopeOf([one, idle], everything, catalog)(index)).toBeUndefined();
  });
});

describe('passedRoles', () => {
  it('names roles and services once, refused calls and assumed roles aside', () => {
    const pass = (name: string, outcome: 'allowed' | 'denied' = 'allowed') => ({
      arn: role(name),
      service: 'lambda.amazonaws.com',
      outcome,
      lastSeen: daysAgo(5),
    });
    const events = [
      seen('lambda:CreateFunction20150331', { detail: { passed: [pass('b'), pass('a'), pass('refused', 'denied')] } }),
      seen('lambda:UpdateFunctionConfiguration20150331v2', { detail: { passed: [pass('a')] } }),
      seen('sts:AssumeRole', { detail: { passed: [pass('assumed')] } }),
    ];
    const { judged } = needsOfWorker([allow('lambda:*')], events);
    expect(passedRoles(judged.usage).map(({ arn }) => arn)).toEqual([role('a'), role('b')]);
    expect(passedRoles(undefined)).toEqual([]);
  });
});

describe('scopedStatements', () => {
  const writtenAs = (list: readonly number[]) => namesIn(setOf(catalog.size, list));
  const index = (name: string): number => catalog.byName.get(name.toLowerCase())?.index ?? -1;

  /** A statement over these actions in pieces, by the resources that were seen. */
  function pieces(raw: Record<string, unknown>, known: Readonly<Record<string, readonly string[]>>) {
    const scope = (action: number) => known[catalog.actions[action]?.name ?? ''];
    return scopedStatements(raw, actionsOf('iam:GetRole', 'iam:DeleteRole', 'iam:TagRole'), scope, writtenAs);
  }

  const raw = { Sid: 'Roles', ...allow('iam:*') };

  it('makes a piece for each set of resources, and one for what is not told', () => {
    expect(pieces(raw, { 'iam:GetRole': [role('a')], 'iam:DeleteRole': [role('a')] })).toEqual([
      { ...raw, Action: 'iam:TagRole' },
      { ...raw, Action: ['iam:DeleteRole', 'iam:GetRole'], Resource: role('a') },
    ]);
  });

  it('leaves a statement alone where nothing is told, its resources are named, or hold variables', () => {
    expect(pieces(raw, {})[0]).toBe(raw);
    const named = { ...raw, Resource: [role('a'), role('b')] };
    expect(pieces(named, { 'iam:GetRole': [role('a')] })).toEqual([named]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
    const variable = { ...raw, Resource: role('${aws:username}*') };
    expect(pieces(variable, { 'iam:GetRole': [role('a')] })).toEqual([variable]);
    const not = { Effect: 'Allow', Action: 'iam:*', NotResource: '*' };
    expect(pieces(not, { 'iam:GetRole': [role('a')] })).toEqual([not]);
  });

  it('stays within the statement, and keeps what it has where nothing seen is its own', () => {
    const app = { ...raw, Resource: role('app-*') };
    expect(pieces(app, { 'iam:GetRole': [role('app-a'), role('web')] })[1]).toEqual({
      ...app,
      Action: 'iam:GetRole',
      Resource: role('app-a'),
    });
    expect(pieces(app, { 'iam:GetRole': [role('web')] })).toEqual([app]);
  });

  it('writes more than ten as what their names have in common, or leaves them', () => {
    const many = Array.from({ length: 11 }, (_, at) => role(`app-${at}`));
    expect(pieces(raw, { 'iam:GetRole': many })[1]).toMatchObject({ Resource: role('app-*') });
    const mixed = Array.from({ length: 11 }, (_, at) => role(`${String.fromCharCode(97 + at)}-app`));
    expect(pieces(raw, { 'iam:GetRole': mixed })).toEqual([raw]);
    expect(pieces(raw, { 'iam:GetRole': many.slice(0, 10) })[1]).toMatchObject({
      Resource: [...many.slice(0, 10)].sort(),
    });
  });

  it('takes objects of S3 for their buckets', () => {
    const scope = () => ['arn:aws:s3:::one/a/b', 'arn:aws:s3:::one/c', 'arn:aws:s3:::two/d'];
    const objects = setOf(catalog.size, [index('s3:GetObject')]);
    const [piece] = scopedStatements(allow('s3:GetObject'), objects, scope, writtenAs);
    expect(piece).toMatchObject({ Resource: ['arn:aws:s3:::one/*', 'arn:aws:s3:::two/*'] });
  });
});
