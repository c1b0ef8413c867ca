import { describe, expect, it } from 'vitest';
import { intersects } from '../../../../src/core/catalog/action-set.ts';
import type { KeptWhy } from '../../../../src/core/model/suggestion.ts';
import { isUnused, type Needs, notInUse } from '../../../../src/core/suggest/needs/needs.ts';
import { daysAgo, logsOf, roleWith, viewOf } from '../../evidence/account.ts';
import { allow, namesIn, needsIn, needsOfWorker, policyOf, seen } from '../one-role.ts';

function kept({ kept: own }: Needs, why: KeptWhy): readonly string[] {
  return namesIn(own.get(why));
}

const used = seen('iam:GetRole');
const outside = {
  trustDocument: policyOf({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999999999999:root' },
    Action: 'sts:AssumeRole',
  }),
};

describe('needsOf', () => {
  it('keeps what was used, and lets go what was proved unused', () => {
    const needs = needsOfWorker([allow('iam:GetRole', 'iam:CreateUser')], [used]);
    expect(kept(needs, 'used')).toEqual(['iam:GetRole']);
    expect(namesIn(needs.removable)).toEqual(['iam:CreateUser']);
  });

  it('keeps what nobody could have seen, and what is too young', () => {
    const needs = needsOfWorker([allow('iam:GetRole', 's3:GetObject')], [used]);
    expect(kept(needs, 'unobservable')).toEqual(['s3:GetObject']);
    const roles = [roleWith([allow('iam:GetRole', 'iam:CreateUser')], { createdAt: daysAgo(20) })];
    const young = needsOfWorker([], [used], {}, { parts: { roles } });
    expect(kept(young, 'too-recent')).toEqual(['iam:CreateUser']);
    expect(namesIn(young.removable)).toEqual([]);
  });

  it('keeps everything where a day is missing from the logs', () => {
    const needs = needsOfWorker([allow('iam:GetRole', 'iam:CreateUser')], [used], {}, { logs: logsOf([10]) });
    expect(namesIn(needs.removable)).toEqual([]);
    expect(kept(needs, 'unobservable')).toEqual(['iam:CreateUser']);
  });

  it('keeps what was refused', () => {
    const statements = [allow('iam:GetRole', 'iam:CreateUser')];
    const events = [used, seen('iam:CreateUser', { outcome: 'denied' })];
    const needs = needsOfWorker(statements, events);
    expect(kept(needs, 'denied-only')).toEqual(['iam:CreateUser']);
    expect(namesIn(needs.removable)).toEqual([]);
  });

  it('lets go what was refused where that is asked for, and only where its own policies refused it', () => {
    const statements = [allow('iam:GetRole', 'iam:CreateUser')];
    const refusedBy = (layer: 'identity' | 'boundary') => {
      const refusals = [{ action: 'iam:CreateUser', layer }];
      const events = [used, seen('iam:CreateUser', { outcome: 'denied', detail: { refusals } })];
      return needsOfWorker(statements, events, { includeDenied: true });
    };
    expect(namesIn(refusedBy('identity').removable)).toEqual(['iam:CreateUser']);
    expect(kept(refusedBy('boundary'), 'denied-only')).toEqual(['iam:CreateUser']);
  });

  it('keeps what was used before the window, as long as that is asked for', () => {
    const statements = [allow('iam:GetRole', 'iam:CreateUser')];
    const events = [used, seen('iam:CreateUser', { daysAgo: 110 })];
    expect(kept(needsOfWorker(statements, events), 'used-before')).toEqual(['iam:CreateUser']);
    expect(namesIn(needsOfWorker(statements, events, { keepUsedDays: 100 }).removable)).toEqual(['iam:CreateUser']);
  });

  it('narrows no service of which a call was seen that nothing explains', () => {
    const needs = needsOfWorker(
      [allow('iam:GetRole', 'iam:CreateUser', 'route53:CreateHostedZone')],
      [used, seen('iam:GetUser')],
    );
    expect(kept(needs, 'unexplained')).toEqual(['iam:CreateUser']);
    expect(namesIn(needs.removable)).toEqual(['route53:CreateHostedZone']);
  });

  it('narrows nothing over all services after an event of a service that the catalog does not know', () => {
    const needs = needsOfWorker([allow('*')], [used, seen('brandnew:DoIt')]);
    expect(namesIn(needs.removable)).toEqual([]);
    const named = needsOfWorker([allow('iam:*')], [used, seen('brandnew:DoIt')]);
    expect(namesIn(named.removable)).toContain('iam:CreateUser');
  });

  it('keeps of an outside company what is not elevated', () => {
    const statements = [allow('iam:GetRole', 'iam:CreateUser', 'iam:ListUsers', 'iam:AttachUserPolicy')];
    const needs = needsOfWorker([], [used], {}, { parts: { roles: [roleWith(statements, outside)] } });
    expect(namesIn(needs.removable)).toContain('iam:AttachUserPolicy');
    expect(kept(needs, 'vendor')).toContain('iam:ListUsers');
  });

  it('may drop what is written and denied, where its use would have been seen', () => {
    const deny = { ...allow('iam:CreateUser', 's3:GetObject'), Effect: 'Deny' };
    const needs = needsOfWorker([allow('iam:GetRole', 'iam:CreateUser', 's3:GetObject'), deny], [used]);
    expect(namesIn(needs.droppable)).toEqual(['iam:CreateUser']);
    expect(namesIn(needs.removable)).toEqual([]);
  });

  it('has one reason for every permission granted, and none for others', () => {
    const needs = needsOfWorker(
      [allow('iam:*', 's3:*', 'ec2:*')],
      [
        used,
        seen('iam:CreateUser', { daysAgo: 110 }),
        seen('sqs:CreateQueue'),
        seen('ec2:RunInstances', { outcome: 'denied' }),
      ],
    );
    const sets = [needs.removable, ...needs.kept.values()];
    const all = sets.flatMap((set) => namesIn(set));
    expect([...all].sort()).toEqual([...namesIn(needs.judged.permissions.granted)].sort());
    expect(new Set(all).size).toBe(all.length);
    expect(intersects(needs.droppable, needs.judged.permissions.granted)).toBe(false);
  });
});

describe('isUnused and notInUse', () => {
  it('tell a role that was not used at all from one that was last used before the window', () => {
    const view = viewOf({ parts: { roles: [roleWith([allow('iam:GetRole')])] } });
    const [idle] = needsIn(view);
    expect(idle && isUnused(idle.judged, view)).toBe(true);
    const busy = viewOf({ parts: { roles: [roleWith([allow('iam:GetRole')])] }, events: [used] });
    const [own] = needsIn(busy);
    expect(own && [isUnused(own.judged, busy), notInUse(own.judged, busy)]).toEqual([false, undefined]);
    const before = viewOf({
      parts: { roles: [roleWith([allow('iam:GetRole')])] },
      events: [seen('iam:GetRole', { daysAgo: 95 })],
    });
    const [late] = needsIn(before);
    expect(late && notInUse(late.judged, before)).toMatch(/^worker was last used on 2026-07-28, before the window/);
  });
});
