import { describe, expect, it } from 'vitest';
import { createDocumentStore } from '../../../../src/core/inventory/documents.ts';
import type { AttachedPolicy, Group, Principal } from '../../../../src/core/inventory/principal.ts';
import type { PolicyHolder } from '../../../../src/core/model/remediation.ts';
import { documentsOf, editedPrincipal } from '../../../../src/core/suggest/write/after-policies.ts';
import type { PolicyEdit } from '../../../../src/core/suggest/write/policy-edit.ts';
import { accountId, catalog, judgedOf, roleWith } from '../../evidence/account.ts';
import { allow, policyOf, worker } from '../one-role.ts';
import { attachedPolicy, awsArn, customerArn, inlinePolicy, managedPolicy } from '../written-policies.ts';

const before = policyOf(allow('iam:GetRole', 'iam:CreateUser'));
const after = policyOf(allow('iam:GetRole'));
const group: Group = {
  id: 'AGPA1',
  arn: `arn:aws:iam::${accountId}:group/all`,
  name: 'all',
  accountId,
  members: [],
  policies: [],
};
const asGroup: PolicyHolder = { kind: 'group', arn: group.arn, name: group.name };
const { principal: base } = judgedOf({ parts: { roles: [roleWith([allow('iam:GetRole')])] } });

function principal(...policies: readonly AttachedPolicy[]): Principal {
  return { ...base, policies, groups: [group] };
}

/** Names and documents of what a principal holds after edits. */
function held(own: Principal, ...edits: readonly PolicyEdit[]) {
  const { policies } = editedPrincipal(own, edits, createDocumentStore(catalog));
  return policies.map(({ name, parsed, group: by }) => [name, parsed.value, by?.name]);
}

const shared = managedPolicy(customerArn('shared'), before);
const permissionSet = { arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', name: 'Set', instanceArn: '' };

describe('editedPrincipal', () => {
  it('has the inline policy written anew or deleted, and the others as they were', () => {
    const own = principal(inlinePolicy('own', before), inlinePolicy('rest', before));
    const edit = { edit: 'inline', holder: worker, name: 'own', before } as const;
    expect(held(own, { ...edit, after })).toEqual([
      ['own', after, undefined],
      ['rest', before, undefined],
    ]);
    expect(held(own, edit)).toEqual([['rest', before, undefined]]);
  });

  it('tells an inline policy of its own from one of its group by the same name', () => {
    const own = principal(inlinePolicy('own', before), { ...inlinePolicy('own', before), group });
    const edit = { edit: 'inline', holder: asGroup, name: 'own', before, after } as const;
    expect(held(own, edit)).toEqual([
      ['own', before, undefined],
      ['own', after, 'all'],
    ]);
  });

  it('has the new version wherever it holds the policy, and loses it where it is detached', () => {
    const own = principal(attachedPolicy(shared), { ...attachedPolicy(shared), group });
    const version = { edit: 'version', arn: shared.arn, versions: [], versionQuota: 5, after } as const;
    expect(held(own, version).map(([, document]) => document)).toEqual([after, after]);
    const detach = { edit: 'detach', arn: shared.arn, isAwsManaged: false, before, isLastHolder: false } as const;
    expect(held(own, { ...detach, holder: asGroup })).toEqual([[shared.arn, before, undefined]]);
    expect(held(own, { ...detach, holder: worker })).toEqual([[shared.arn, before, 'all']]);
  });

  it('gets what is created for it or its group, and nothing that is made for others', () => {
    const create = { edit: 'create', arn: customerArn('new'), name: 'new', path: '/', after } as const;
    expect(held(principal(), { ...create, holder: worker })).toEqual([[create.arn, after, undefined]]);
    expect(held(principal(), { ...create, holder: asGroup })).toEqual([[create.arn, after, 'all']]);
    expect(held(principal(), { ...create, holder: { ...worker, arn: 'arn:other' } })).toEqual([]);
  });

  it('has the inline policy of its permission set in place of its only one', () => {
    const own = principal(
      inlinePolicy('AwsSSOInlinePolicy', before),
      attachedPolicy(managedPolicy(awsArn('A'), before)),
    );
    const inline = { edit: 'permission-set-inline', permissionSet, before } as const;
    expect(held(own, { ...inline, after })).toEqual([
      [awsArn('A'), before, undefined],
      ['Set', after, undefined],
    ]);
    const detach = { edit: 'permission-set-detach', permissionSet, arn: awsArn('A'), before } as const;
    expect(held(own, inline, detach)).toEqual([]);
  });
});

describe('documentsOf', () => {
  it('names what is replaced or detached, and what takes its place', () => {
    const versions = [
      { versionId: 'v1', isDefault: false, document: after },
      { versionId: 'v2', isDefault: true, document: before },
    ];
    const { before: old, after: young } = documentsOf([
      { edit: 'inline', holder: worker, name: 'own', before, after },
      { edit: 'inline', holder: worker, name: 'gone', before },
      { edit: 'version', arn: shared.arn, versions, versionQuota: 5, after },
      { edit: 'detach', holder: worker, arn: awsArn('A'), isAwsManaged: true, before, isLastHolder: false },
      { edit: 'detach', holder: worker, arn: customerArn('B'), isAwsManaged: false, before, isLastHolder: true },
      { edit: 'create', holder: worker, arn: customerArn('new'), name: 'new', path: '/', after },
      { edit: 'permission-set-inline', permissionSet, before, after },
      { edit: 'permission-set-detach', permissionSet, arn: awsArn('C'), before },
    ]);
    const names = (list: typeof old) => list.map(({ name, type }) => `${type} ${name}`);
    expect(names(old)).toEqual([
      'inline own',
      'inline gone',
      `managed ${shared.arn}`,
      `aws-managed ${awsArn('A')}`,
      `managed ${customerArn('B')}`,
      'permission-set-inline Set',
      `aws-managed ${awsArn('C')}`,
    ]);
    expect(names(young)).toEqual([
      'inline own',
      `managed ${shared.arn}`,
      `managed ${customerArn('new')}`,
      'permission-set-inline Set',
    ]);
    expect(old.map(({ document }) => document)).toEqual(old.map(() => before));
    expect(young.map(({ document }) => document)).toEqual(young.map(() => after));
  });
});
