import { describe, expect, it } from 'vitest';
import { emptySet } from '../../../../src/core/catalog/action-set.ts';
import type { AttachedPolicy } from '../../../../src/core/inventory/principal.ts';
import { createActionWriter } from '../../../../src/core/policy/action-writer.ts';
import {
  type DoesNotFit,
  type Edited,
  editsOfHolder,
  editsOfShared,
} from '../../../../src/core/suggest/write/edits.ts';
import type { Release } from '../../../../src/core/suggest/write/narrow-document.ts';
import type { Way } from '../../../../src/core/suggest/write/ownership.ts';
import type { PolicyEdit } from '../../../../src/core/suggest/write/policy-edit.ts';
import { type Quotas, sizeOfDocument } from '../../../../src/core/suggest/write/quotas.ts';
import { accountId, catalog } from '../../evidence/account.ts';
import { actionsOf, allow, policyOf, worker } from '../one-role.ts';
import { attachedPolicy, awsArn, customerArn, inlinePolicy, managedPolicy, quotas } from '../written-policies.ts';

const before = policyOf(allow('iam:GetRole', 'iam:CreateUser'));
const after = policyOf({ ...allow(), Action: 'iam:GetRole' });
const others = policyOf(allow('sqs:SendMessage'));
const release: Release = { removable: actionsOf('iam:CreateUser'), droppable: emptySet(catalog.size) };
const arnPrefix = `arn:aws:iam::${accountId}:policy`;
const created = `${arnPrefix}/worker-least-privilege`;

/** How a role's policies are written anew; customer policies are its own unless said otherwise. */
function written(
  policies: readonly AttachedPolicy[],
  { way = 'own', taken = [], ...own }: { way?: Way; taken?: readonly string[] } & Partial<Quotas> = {},
  what: Release = release,
) {
  const room = { quotas: { ...quotas, ...own }, takenNames: new Set(taken), policyArnPrefix: arnPrefix };
  const ownership = { wayOf: () => way, shared: [], holdersOf: () => [] };
  return editsOfHolder(worker, policies, what, ownership, room, createActionWriter(catalog), catalog);
}

function editsIn(outcome: Edited | DoesNotFit | undefined): readonly PolicyEdit[] {
  if (outcome === undefined || 'doesNotFit' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome.edits;
}

describe('editsOfHolder', () => {
  it('writes an inline policy anew, in its place, and leaves one of which nothing goes', () => {
    const outcome = written([inlinePolicy('own', before), inlinePolicy('rest', others)]);
    expect(editsIn(outcome)).toEqual([{ edit: 'inline', holder: worker, name: 'own', before, after }]);
    const size = sizeOfDocument(after) + sizeOfDocument(others);
    expect(outcome).toMatchObject({
      isTidy: true,
      sizes: [
        {
          name: 'inline policies of worker',
          characters: size,
          quota: 10_240,
          before: sizeOfDocument(before) + sizeOfDocument(others),
        },
      ],
    });
  });

  it('deletes an inline policy of which nothing stays', () => {
    const gone = policyOf(allow('iam:CreateUser'));
    expect(editsIn(written([inlinePolicy('own', gone)]))).toEqual([
      { edit: 'inline', holder: worker, name: 'own', before: gone },
    ]);
  });

  it('is nothing where nothing changes', () => {
    expect(written([inlinePolicy('rest', others)])).toBeUndefined();
    expect(written([])).toBeUndefined();
  });

  it('gives a policy that nobody else has a new version, with all its versions for the undo', () => {
    const arn = customerArn('own');
    const managed = managedPolicy(arn, before);
    expect(editsIn(written([attachedPolicy(managed)]))).toEqual([
      {
        edit: 'version',
        arn,
        versions: [{ versionId: 'v1', isDefault: true, document: before }],
        versionQuota: 5,
        after,
      },
    ]);
  });

  it('detaches a policy of which nothing stays', () => {
    const arn = customerArn('own');
    const gone = policyOf(allow('iam:CreateUser'));
    expect(editsIn(written([attachedPolicy(managedPolicy(arn, gone))]))).toEqual([
      { edit: 'detach', holder: worker, arn, isAwsManaged: false, before: gone, isLastHolder: true },
    ]);
  });

  it("puts one of its own in place of AWS's and of what others share", () => {
    const arns = [awsArn('SomeAccess'), customerArn('shared')];
    const policies = arns.map((arn) => attachedPolicy(managedPolicy(arn, before)));
    const [create, ...detached] = editsIn(written(policies, { way: 'fork' }));
    expect(create).toEqual({
      edit: 'create',
      holder: worker,
      arn: created,
      name: 'worker-least-privilege',
      path: '/',
      after: policyOf({ ...allow(), Action: 'iam:GetRole' }),
    });
    expect(
      detached.map((edit) => (edit.edit === 'detach' ? [edit.arn, edit.isAwsManaged, edit.isLastHolder] : [])),
    ).toEqual([
      [arns[0], true, false],
      [arns[1], false, false],
    ]);
  });

  it('leaves what a service requires, and what is narrowed for all its holders or not at all', () => {
    const required = attachedPolicy(managedPolicy(awsArn('service-role/AWSLambdaBasicExecutionRole'), before));
    expect(written([required])).toBeUndefined();
    const shared = attachedPolicy(managedPolicy(customerArn('shared'), before));
    expect(written([shared], { way: 'in-place' })).toBeUndefined();
    expect(written([shared], { way: 'leave' })).toBeUndefined();
  });

  it('takes a name that no customer policy has, whatever its letter case, and of no more than 128 characters', () => {
    const shared = [attachedPolicy(managedPolicy(awsArn('SomeAccess'), before))];
    const [edit] = editsIn(written(shared, { taken: ['worker-least-privilege', 'worker-least-privilege-2'] }));
    expect(edit).toMatchObject({ name: 'worker-least-privilege-3', arn: `${created}-3` });
    const long = { ...worker, name: 'w'.repeat(128) };
    const room = { quotas, takenNames: new Set<string>(), policyArnPrefix: arnPrefix };
    const ownership = { wayOf: () => 'fork' as const, shared: [], holdersOf: () => [] };
    const [named] = editsIn(
      editsOfHolder(long, shared, release, ownership, room, createActionWriter(catalog), catalog),
    );
    expect(named?.edit === 'create' ? named.name : '').toMatch(/^w{112}-least-privilege$/);
  });

  it('moves an inline policy that no longer fits into a policy of its own', () => {
    const wide = policyOf(allow('iam:*'));
    // `iam:*` without one action is far longer than before.
    const outcome = written([inlinePolicy('own', wide)], { inlineSize: { role: 200, user: 200, group: 200 } });
    expect(editsIn(outcome).map(({ edit }) => edit)).toEqual(['inline', 'create']);
    expect(outcome).toMatchObject({ isTidy: false });
  });

  it('splits what is too long for one policy, each within the quota', () => {
    const wide = policyOf(allow('iam:*', 'ec2:*'));
    const goes = { ...release, removable: actionsOf('iam:CreateUser', 'ec2:RunInstances') };
    const outcome = written([attachedPolicy(managedPolicy(customerArn('own'), wide))], { policySize: 800 }, goes);
    const edits = editsIn(outcome);
    expect(edits.filter(({ edit }) => edit === 'create').length).toBeGreaterThan(1);
    for (const edit of edits) if (edit.edit === 'create') expect(sizeOfDocument(edit.after)).toBeLessThanOrEqual(800);
    expect(edits.at(-1)).toMatchObject({ edit: 'detach', isLastHolder: true });
  });

  it('says why it does not fit: policies attached, policies in the account, a statement that cannot be split', () => {
    const shared = ['OneAccess', 'TwoAccess'].map((name) => attachedPolicy(managedPolicy(awsArn(name), before)));
    expect(written(shared, { policiesLeft: 0 })).toEqual({
      doesNotFit: 'the account can hold 0 more policies, and 1 are needed',
    });
    // Every other action: no pattern says that shortly.
    const iam = catalog.actions.filter(({ service }) => service === 'iam').map(({ name }) => name);
    const wide = [attachedPolicy(managedPolicy(customerArn('own'), policyOf(allow('iam:*'))))];
    const goes = { ...release, removable: actionsOf(...iam.filter((_, at) => at % 2 === 0)) };
    expect(written(wide, { policySize: 300, attached: { role: 1, user: 1, group: 1 } }, goes)).toHaveProperty(
      'doesNotFit',
      expect.stringMatching(/^worker would need \d+ attached policies, and the account's quota is 1$/),
    );
    expect(written(shared, { policySize: 60 })).toEqual({ doesNotFit: 'a statement is longer than a policy may be' });
  });

  it('lets a policy that was over its quota already stay as long as it is', () => {
    const outcome = written([attachedPolicy(managedPolicy(customerArn('own'), before))], { policySize: 20 });
    expect(editsIn(outcome).map(({ edit }) => edit)).toEqual(['version']);
    expect(outcome).toMatchObject({
      sizes: [{ quota: 20, characters: sizeOfDocument(after), before: sizeOfDocument(before) }],
    });
  });

  it('tells the services of which unlisted names go, and where a NotAction grew', () => {
    const rest = { Sid: 'Rest', Effect: 'Allow', NotAction: ['ec2:*', 's3:*'], Resource: '*' };
    const outcome = written([inlinePolicy('own', policyOf(allow('iam:C*'), rest))]);
    expect(outcome).toMatchObject({
      unlistedLost: new Set(['iam']),
      remarks: [expect.stringMatching(/^own: Statement Rest/)],
    });
  });
});

describe('editsOfShared', () => {
  const shared = managedPolicy(customerArn('shared'), before, { attachmentCount: 3 });
  const writer = createActionWriter(catalog);

  it('gives a shared policy one new version', () => {
    const outcome = editsOfShared(shared, release, quotas, writer, catalog);
    expect(editsIn(outcome)).toMatchObject([{ edit: 'version', arn: shared.arn, after }]);
  });

  it('is nothing where nothing of it goes, and says so where all of it would', () => {
    expect(editsOfShared(managedPolicy(shared.arn, others), release, quotas, writer, catalog)).toBeUndefined();
    const gone = managedPolicy(shared.arn, policyOf(allow('iam:CreateUser')));
    expect(editsOfShared(gone, release, quotas, writer, catalog)).toEqual({
      doesNotFit: 'nothing would be left of shared: detach it',
    });
  });

  it('says where it would not fit, for it cannot be split among its holders', () => {
    const wide = managedPolicy(shared.arn, policyOf(allow('iam:*')));
    expect(editsOfShared(wide, release, { ...quotas, policySize: 100 }, writer, catalog)).toHaveProperty(
      'doesNotFit',
      expect.stringMatching(/^shared would have \d+ characters, and the account's quota is 100$/),
    );
  });
});
