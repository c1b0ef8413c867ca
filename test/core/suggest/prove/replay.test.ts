import { describe, expect, it } from 'vitest';
import { comparePolicies } from '../../../../src/core/policy/compare.ts';
import { replayOf } from '../../../../src/core/suggest/prove/replay.ts';
import { accountId, asOf, catalog, type TestEvent } from '../../evidence/account.ts';
import { allow, proposal, seen } from '../one-role.ts';

/** The calls asked again of a role's statements before and after. */
function replayed(before: readonly object[], after: readonly object[], events: readonly TestEvent[]) {
  const { facts } = proposal(before, after, { events });
  return replayOf(facts, comparePolicies(facts.before, facts.after, catalog), asOf, catalog);
}

const role = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const on = (...resources: readonly string[]): Partial<TestEvent> => ({ detail: { resources } });
const whole = allow('iam:GetRole', 'iam:DeleteRole');
const inOneRegion = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };

describe('replayOf', () => {
  it('asks every call again, each pair of action and resource once', () => {
    const events = [
      seen('iam:GetRole', on(role('a'))),
      seen('iam:GetRole', { ...on(role('a')), daysAgo: 9 }),
      seen('iam:DeleteRole', on(role('b'))),
    ];
    const { check, figures } = replayed([whole], [whole], events);
    expect(figures).toEqual({ events: 3, permissions: 2, unexplained: 0, denied: 0 });
    expect(check).toEqual({
      point: 'replay',
      holds: true,
      text: '3 calls of 2 permissions asked again, none refused; 0 calls not explained by these policies',
    });
  });

  it('allows a call on a resource that stays allowed, and finds one on a resource that does not', () => {
    const after = [{ ...whole, Resource: role('a') }];
    expect(replayed([whole], after, [seen('iam:GetRole', on(role('a')))]).check.holds).toBe(true);
    const { check, figures } = replayed([whole], after, [seen('iam:GetRole', on(role('b')))]);
    expect(check).toMatchObject({ holds: false, text: expect.stringContaining(role('b')) });
    expect(figures.denied).toBe(1);
  });

  it('finds a refused call among several resources of one event', () => {
    const after = [{ ...whole, Resource: role('a') }];
    expect(replayed([whole], after, [seen('iam:GetRole', on(role('a'), role('b')))]).check.holds).toBe(false);
  });

  it('wants an action whole where the logs name no resource, or not all of them', () => {
    const after = [{ ...whole, Resource: role('a') }];
    expect(replayed([whole], after, [seen('iam:GetRole')]).check.text).toMatch(/a resource that the logs do not name/);
    const capped = { detail: { resources: [role('a')], resourcesCapped: true } };
    expect(replayed([whole], after, [seen('iam:GetRole', capped)]).check.holds).toBe(false);
  });

  it('wants a call allowed under every condition under which it was', () => {
    const call = [seen('iam:GetRole', on(role('a')))];
    expect(replayed([whole], [{ ...whole, Condition: inOneRegion }], call).check.holds).toBe(false);
    expect(replayed([{ ...whole, Condition: inOneRegion }], [whole], call).check.holds).toBe(true);
    const under = { ...whole, Condition: inOneRegion };
    expect(replayed([under, whole], [under], call).check.holds).toBe(false);
  });

  it('finds a call that a new Deny refuses', () => {
    const deny = { Effect: 'Deny', Action: 'iam:GetRole', Resource: role('a') };
    expect(replayed([whole], [whole, deny], [seen('iam:GetRole', on(role('a')))]).check.holds).toBe(false);
    expect(replayed([whole], [whole, deny], [seen('iam:GetRole', on(role('b')))]).check.holds).toBe(true);
  });

  it('counts what the policies before do not explain, and does not ask it of those after', () => {
    const { check, figures } = replayed([whole], [allow('iam:GetRole')], [seen('ec2:DescribeInstances')]);
    expect(check.holds).toBe(true);
    expect(figures).toMatchObject({ events: 1, unexplained: 1, denied: 0 });
  });

  it('does not ask again what was refused when it was seen', () => {
    const { check, figures } = replayed(
      [whole],
      [allow('iam:GetRole')],
      [seen('iam:DeleteRole', { outcome: 'denied' })],
    );
    expect(check.holds).toBe(true);
    expect(figures.events).toBe(0);
  });

  it('asks what failed for another reason, since AWS may have authorized it', () => {
    expect(replayed([whole], [allow('iam:GetRole')], [seen('iam:DeleteRole', { outcome: 'failed' })]).check.holds).toBe(
      false,
    );
  });

  it('takes a wildcard in the name of a resource for the character that it is', () => {
    const before = [{ ...whole, Resource: role('a*') }];
    const call = [seen('iam:GetRole', on(role('a*')))];
    expect(replayed(before, before, call).check.holds).toBe(true);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the language's own way to write a star.
    expect(replayed(before, [{ ...whole, Resource: role('a${*}') }], call).check.holds).toBe(true);
    expect(replayed(before, [{ ...whole, Resource: role('ab') }], call).check.holds).toBe(false);
  });

  it('sees a policy variable in a resource for whatever it may stand for', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
    const own = { ...whole, Resource: role('${aws:PrincipalTag/team}-*') };
    const call = [seen('iam:GetRole', on(role('core-app')))];
    expect(replayed([own, whole], [own, whole], call).check.holds).toBe(true);
    expect(replayed([own], [{ ...own, Action: 'iam:DeleteRole' }], call).check.holds).toBe(false);
  });

  it('takes the same statements for the same answer where compare cannot tell', () => {
    const opaque = { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { StringSoundsLike: { k: 'v' } } };
    const call = [seen('iam:GetRole')];
    expect(replayed([whole, opaque], [allow('iam:GetRole'), opaque], call).check.holds).toBe(true);
    expect(replayed([whole, opaque], [allow('iam:DeleteRole'), opaque], call).check.holds).toBe(false);
  });
});
