import { describe, expect, it } from 'vitest';
import { compiledPolicy } from '../../../../src/core/policy/compiled-policy.ts';
import { fittingResourcesOf, maySpeakOf } from '../../../../src/core/suggest/needs/seen-calls.ts';
import { accountId, catalog, type TestEvent } from '../../evidence/account.ts';
import { allow, needsOfWorker, policyOf, seen } from '../one-role.ts';

const role = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;

function callsOf(statements: readonly object[], events: readonly TestEvent[], keepUsedDays = 400) {
  return needsOfWorker(statements, events, { keepUsedDays }).seen;
}

describe('seenCallsOf', () => {
  it('names what a call exercised, on the resources that its action can be asked of', () => {
    const resources = [role('a'), `arn:aws:iam::${accountId}:user/b`];
    const { calls, events } = callsOf([allow('iam:GetRole')], [seen('iam:GetRole', { detail: { resources } })]);
    expect(events).toBe(1);
    expect(calls).toMatchObject([{ eventName: 'GetRole', resources: [role('a')], isCapped: false, count: 1 }]);
    expect(catalog.actions[calls[0]?.action ?? 0]?.name).toBe('iam:GetRole');
  });

  it('leaves refused calls, and calls before the days that count, aside', () => {
    expect(callsOf([allow('iam:GetRole')], [seen('iam:GetRole', { outcome: 'denied' })])).toMatchObject({
      calls: [],
      events: 0,
    });
    expect(callsOf([allow('iam:GetRole')], [seen('iam:GetRole', { daysAgo: 60 })], 30)).toMatchObject({
      calls: [],
      events: 0,
    });
    expect(callsOf([allow('iam:GetRole')], [seen('iam:GetRole', { outcome: 'failed' })]).events).toBe(1);
  });

  it('counts as unexplained what no policy allows, by service, with one such event', () => {
    const { unexplained, unexplainedEvents } = callsOf(
      [allow('iam:GetRole')],
      [seen('iam:GetRole'), seen('ec2:DescribeInstances'), seen('ec2:DescribeVpcs', { daysAgo: 6 })],
    );
    expect([...unexplained.keys()]).toEqual(['ec2']);
    expect(unexplained.get('ec2')).toMatch(/^ec2\.amazonaws\.com Describe(Instances|Vpcs)$/);
    expect(unexplainedEvents).toBe(2);
  });

  it('does not take an Allow of another resource for an explanation, and any condition for one', () => {
    const call = [seen('iam:GetRole', { detail: { resources: [role('a')] } })];
    const other = { ...allow('iam:GetRole'), Resource: role('b') };
    expect([...callsOf([other], call).unexplained.keys()]).toEqual(['iam']);
    const under = { ...allow('iam:GetRole'), Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
    expect(callsOf([under], call).unexplained.size).toBe(0);
    expect(callsOf([{ ...allow('iam:GetRole'), Effect: 'Deny' }], call).unexplained.size).toBe(1);
  });

  it('does not take a statement that has ended for an explanation', () => {
    const ended = {
      ...allow('iam:GetRole'),
      Condition: { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    };
    expect(callsOf([ended], [seen('iam:GetRole')]).unexplained.size).toBe(1);
  });
});

describe('fittingResourcesOf', () => {
  const fitting = fittingResourcesOf(catalog);
  const index = (name: string): number => catalog.byName.get(name.toLowerCase())?.index ?? -1;

  it('keeps the ARNs that an action can be asked of', () => {
    const arns = [role('a'), role('path/b'), `arn:aws:iam::${accountId}:user/c`, 'arn:aws:s3:::bucket'];
    expect(fitting(index('iam:GetRole'), arns)).toEqual([role('a'), role('path/b')]);
    expect(fitting(index('iam:GetRole'), [])).toEqual([]);
  });

  it('tells a bucket from its objects', () => {
    const arns = ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/key'];
    expect(fitting(index('s3:ListBucket'), arns)).toEqual(['arn:aws:s3:::bucket']);
    expect(fitting(index('s3:GetObject'), arns)).toEqual(['arn:aws:s3:::bucket/key']);
  });
});

describe('maySpeakOf', () => {
  const speaks = (resources: object, resource: string): boolean => {
    const [statement] = compiledPolicy({
      name: '',
      document: policyOf({ Effect: 'Allow', Action: '*', ...resources }),
    }).statements;
    if (statement === undefined) throw new Error('no statement');
    return maySpeakOf(statement, resource);
  };

  it('takes a variable for whatever it may be, and wildcards as they are', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
    const own = { Resource: role('${aws:PrincipalTag/team}-*') };
    expect(speaks(own, role('core-app'))).toBe(true);
    expect(speaks(own, role('core'))).toBe(false);
    expect(speaks({ Resource: '*' }, role('a'))).toBe(true);
    expect(speaks({ Resource: [role('a'), role('b?')] }, role('bc'))).toBe(true);
  });

  it('takes a NotResource for the rest, and one with a variable for anything', () => {
    expect(speaks({ NotResource: role('a*') }, role('ab'))).toBe(false);
    expect(speaks({ NotResource: role('a*') }, role('b'))).toBe(true);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
    expect(speaks({ NotResource: role('${aws:username}') }, role('b'))).toBe(true);
  });
});
