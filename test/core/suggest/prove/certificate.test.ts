import { describe, expect, it } from 'vitest';
import { emptySet } from '../../../../src/core/catalog/action-set.ts';
import type { CertificatePoint } from '../../../../src/core/model/suggestion.ts';
import { type CertificateFacts, certificateOf, notSeenOf } from '../../../../src/core/suggest/prove/certificate.ts';
import { accountId, catalog, daysAgo, type Given, logsOf, roleWith } from '../../evidence/account.ts';
import { sha256 } from '../audited-case.ts';
import { actionsOf, allow, policyOf, proposal, seen, sizeOf, worker } from '../one-role.ts';

/** The certificate of a proposal, with the points that fail. */
function certified(
  before: readonly object[],
  after: readonly object[],
  given: Given = {},
  over: Partial<CertificateFacts> = {},
) {
  const { facts, context } = proposal(before, after, given, over);
  const certificate = certificateOf(facts, context, catalog);
  const failing = certificate.checks.filter(({ holds }) => !holds);
  return { certificate, points: failing.map(({ point }) => point), text: failing[0]?.text };
}

const points: readonly CertificatePoint[] = [
  'no-new-access',
  'replay',
  'nothing-unjudged-removed',
  'intent-kept',
  'fits',
  'every-path-cut',
  'right-target',
];

const used: Given = { events: [seen('iam:GetRole')] };
const condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
const guard = { Sid: 'Guard', Effect: 'Deny', Action: 'iam:GetRole', Resource: '*', Condition: condition };
const wide = { Sid: 'Look', ...allow('iam:GetRole', 'iam:CreateUser', 'iam:DeleteUser') };
const right = { ...wide, Action: 'iam:GetRole' };

describe('certificateOf a right suggestion', () => {
  it('holds in all seven points, each with a sentence', () => {
    const { certificate, points: failing } = certified([wide, guard], [right, guard], used);
    expect(failing).toEqual([]);
    expect(certificate.checks.map(({ point }) => point)).toEqual(points);
    expect(certificate.checks.filter(({ text }) => text === '')).toEqual([]);
    expect(certificate).toMatchObject({ noNewAccess: true, fits: true });
    expect(certificate.replayed).toEqual({ events: 1, permissions: 1, unexplained: 0, denied: 0 });
  });

  it('names every document that it rests on by its hash, with the catalog, the tool and the window', () => {
    const { certificate } = certified([wide], [right], used);
    const { inputs } = certificate;
    expect(inputs.documents.map(({ of, part }) => [of, part])).toEqual([
      [worker.arn, 'inline own'],
      [worker.arn, 'trust'],
    ]);
    const text = `{"Statement":[{"Action":["iam:GetRole","iam:CreateUser","iam:DeleteUser"],"Effect":"Allow","Resource":"*","Sid":"Look"}],"Version":"2012-10-17"}`;
    expect(inputs.documents[0]?.sha256).toBe(sha256(text));
    expect(inputs).toMatchObject({ catalogVersion: catalog.version, toolVersion: '0.0.0' });
    expect(Date.parse(inputs.window.to)).toBe(daysAgo(0));
    expect(inputs.coverage.length).toBeGreaterThan(0);
  });

  it('tells sizes, changes of meaning and lost services as the synthesis told them', () => {
    const edited = {
      unlistedLost: new Set(['sns', 'iam']),
      remarks: ['own: Statement Rest keeps its NotAction'],
      sizes: [{ name: 'own', characters: 290, quota: 300, before: 320 }],
    };
    const { certificate, points: failing } = certified([wide], [right], used, { edited });
    expect(failing).toEqual([]);
    expect(certificate.unlistedLost).toEqual(['iam', 'sns']);
    expect(certificate.meaningChanged).toEqual(edited.remarks);
    expect(certificate.sizes).toEqual([{ name: 'own', characters: 290, quota: 300 }]);
  });
});

describe('certificateOf a suggestion that was tampered with', () => {
  it('fails for an action that was not allowed before', () => {
    const { certificate, points: failing, text } = certified([wide], [{ ...right, Action: 'iam:*' }], used);
    expect(failing).toContain('no-new-access');
    expect(certificate.noNewAccess).toBe(false);
    expect(text).toMatch(/^the policies after allow iam:\w+ on .+, and those before do not$/);
  });

  it('fails for a name that the catalog does not list', () => {
    const after = [{ ...right, Action: ['iam:GetRole', 'iam:MakeEverythingBetter'] }];
    expect(certified([wide], after, used).points).toContain('no-new-access');
  });

  it('fails for a wider resource', () => {
    const narrow = { ...wide, Resource: `arn:aws:iam::${accountId}:role/app-*` };
    expect(certified([narrow], [right], used).points).toEqual(['no-new-access', 'intent-kept']);
  });

  it('fails for a used call that is lost', () => {
    const { certificate, points: failing } = certified([wide], [{ ...wide, Action: 'iam:DeleteUser' }], used);
    expect(failing).toEqual(['replay', 'nothing-unjudged-removed']);
    expect(certificate.replayed.denied).toBe(1);
  });

  it('fails for an unjudged permission that is lost', () => {
    // No trail records who reads an object.
    const before = [allow('iam:GetRole', 's3:GetObject')];
    const { points: failing, text } = certified(before, [allow('iam:GetRole')], used);
    expect(failing).toEqual(['nothing-unjudged-removed']);
    expect(text).toBe('worker would lose s3:GetObject, which was not proved unused');
  });

  it('fails for a permission that is too young to be judged and is lost', () => {
    const roles = [roleWith([wide], { createdAt: daysAgo(20) })];
    expect(certified([wide], [right], { ...used, parts: { roles } }).points).toEqual(['nothing-unjudged-removed']);
  });

  it('fails for an unjudged permission that is kept under a condition only', () => {
    const before = [allow('iam:GetRole'), { ...allow('s3:GetObject') }];
    const after = [allow('iam:GetRole'), { ...allow('s3:GetObject'), Condition: condition }];
    const { points: failing, certificate } = certified(before, after, used);
    expect(failing).toContain('nothing-unjudged-removed');
    expect(failing).toContain('intent-kept');
    expect(certificate.noNewAccess).toBe(true);
  });

  it('fails for a part of an unjudged permission that is lost, though it stays granted elsewhere', () => {
    const before = [allow('iam:GetRole', 's3:GetObject')];
    const after = [allow('iam:GetRole'), { ...allow('s3:GetObject'), Resource: 'arn:aws:s3:::one/*' }];
    expect(certified(before, after, used).points).toEqual(['nothing-unjudged-removed']);
  });

  it('lets a used action lose resources only where it was narrowed to those seen', () => {
    const role = `arn:aws:iam::${accountId}:role/app`;
    const given: Given = { events: [seen('iam:GetRole', { detail: { resources: [role] } })] };
    const after = [{ ...right, Resource: role }];
    expect(certified([wide], after, given).points).toEqual(['nothing-unjudged-removed']);
    const scoped = actionsOf('iam:GetRole');
    expect(certified([wide], after, given, { scoped }).points).toEqual([]);
  });

  it('fails for more than the frozen permissions', () => {
    const frozen = actionsOf('iam:CreateUser');
    const { points: failing, text } = certified([wide], [right], used, { frozen });
    expect(failing).toEqual(['nothing-unjudged-removed']);
    expect(text).toBe('worker would lose more than the frozen permissions');
  });

  it('fails for names outside the catalog lost of a service that left an event nobody can map', () => {
    const given: Given = { events: [seen('iam:GetRole'), seen('sqs:MakeEverythingBetter')] };
    const edited = { unlistedLost: new Set(['sqs']), remarks: [], sizes: [sizeOf([], [right, allow('sqs:*')])] };
    const before = [wide, allow('sqs:*')];
    const { points: failing, text } = certified(before, [right, allow('sqs:*')], given, { edited });
    expect(failing).toEqual(['nothing-unjudged-removed']);
    expect(text).toMatch(/worker.*sqs|sqs.*worker/);
    expect(certified(before, [right, allow('sqs:*')], given).points).toEqual([]);
  });

  it('fails for names of all services lost after an event of a service that the catalog does not know', () => {
    const given: Given = { events: [seen('iam:GetRole'), seen('brandnew:DoIt')] };
    const edited = { unlistedLost: new Set(['*']), remarks: [], sizes: [sizeOf([], [right, allow('sqs:*')])] };
    const { text } = certified([wide], [right], given, { edited });
    expect(text).toMatch(/of a service that the catalog does not know/);
    expect(certified([wide], [right], given).points).toEqual([]);
  });

  it.each([
    ['a Deny dropped', [right], 'a Deny statement is not kept as it was'],
    ['a Deny with another condition', [right, { ...guard, Condition: undefined }], 'a Deny statement is not kept'],
    ['a Deny of its own', [right, guard, { ...guard, Action: 'iam:GetUser' }], 'a Deny statement is new'],
    ['another Sid', [{ ...right, Sid: 'Other' }, guard], 'statement Other has another Sid than the statement'],
    ['another condition', [{ ...right, Condition: condition }, guard], 'statement Look is not one of those before'],
  ])('fails for %s', (_, after, text) => {
    const { certificate, points: failing } = certified([wide, guard], after, used);
    expect(failing).toContain('intent-kept');
    expect(certificate.checks[3]?.text).toContain(text);
  });

  it('fails over the quota, but lets a policy that was over it already stay so long', () => {
    const size = { name: 'own', characters: 201, quota: 200, before: 200 };
    const over = { unlistedLost: new Set<string>(), remarks: [], sizes: [size] };
    const { certificate, points: failing, text } = certified([wide], [right], used, { edited: over });
    expect(failing).toEqual(['fits']);
    expect(certificate.fits).toBe(false);
    expect(text).toBe('own has 201 characters, and the quota is 200');
    const long = { ...over, sizes: [{ ...size, before: 201 }] };
    expect(certified([wide], [right], used, { edited: long }).points).toEqual([]);
  });

  it('fails where the sizes that were counted are not those of what is written', () => {
    const size = sizeOf([wide], [right]);
    const short = {
      unlistedLost: new Set<string>(),
      remarks: [],
      sizes: [{ ...size, characters: size.characters - 1 }],
    };
    expect(certified([wide], [right], used, { edited: short }).points).toEqual(['fits']);
    const after = [{ name: 'arn:p', type: 'managed' as const, document: policyOf(right) }];
    const { points: failing, text } = certified([wide], [right], used, { after });
    expect(failing).toEqual(['fits']);
    expect(text).toBe('the characters of arn:p were not counted right');
  });

  it('fails for a path left open to what is said to be gone', () => {
    const removed = actionsOf('iam:GetRole', 'iam:CreateUser');
    const { points: failing, text } = certified([wide], [right], used, { removed });
    expect(failing).toEqual(['every-path-cut']);
    expect(text).toBe('worker would still be granted iam:GetRole by another policy');
    expect(certified([wide], [right], used, { removed: emptySet(catalog.size) }).points).toEqual([]);
  });

  it('fails for a target that something speaks against, and says what', () => {
    const targetTroubles = ['shared is also held by other'];
    const { points: failing, text } = certified([wide], [right], used, { targetTroubles });
    expect(failing).toEqual(['right-target']);
    expect(text).toBe('shared is also held by other');
  });
});

describe('certificateOf policies that compare cannot decide', () => {
  const opaque = { Effect: 'Deny', Action: 'sqs:*', Resource: '*', Condition: { StringSoundsLike: { k: 'v' } } };

  it('takes a mere part of the statements before for no gain, and nothing else', () => {
    const { certificate } = certified([wide, opaque], [right, opaque], used);
    expect(certificate.noNewAccess).toBe(true);
    expect(certificate.checks[0]?.text).toMatch(/every Allow statement is a part of one before/);
    const more = certified([{ ...wide, Action: 'iam:Get*' }, opaque], [wide, opaque], used);
    expect(more.certificate.noNewAccess).toBe(false);
  });

  it('says that it could not be told where the words do not show it', () => {
    const unclear = { ...wide, Action: 'iam:Get*', Condition: opaque.Condition };
    const { certificate } = certified([unclear], [{ ...unclear, Action: 'iam:GetRole' }]);
    expect(certificate.noNewAccess).toBe(true);
    const { points: failing, text } = certified([unclear], [{ ...unclear, Action: 'iam:*' }]);
    expect(failing[0]).toBe('no-new-access');
    expect(text).toMatch(/^it could not be told: ./);
  });
});

describe('notSeenOf', () => {
  it('names what no certificate knows of, and IAM changes where the logs do not cover them', () => {
    const covered = notSeenOf({ coversIam: true });
    const open = notSeenOf({ coversIam: false });
    expect(covered.join()).toMatch(/resource policies/);
    expect(open).toEqual([...covered, expect.stringMatching(/^IAM changes in the window/)]);
    const { certificate } = certified([wide], [right], { ...used, logs: logsOf([10]) });
    expect(certificate.notSeen).toEqual(open);
  });
});
