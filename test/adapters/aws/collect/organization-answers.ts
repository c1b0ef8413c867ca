import type { Answers } from './json-wire.ts';

/** A small organization: a root with two accounts and the unit `workloads`, which has one account and the unit `test` with another. */
export const root = 'r-ab12';
/** Below the root. */
export const workloads = 'ou-ab12-workload';
/** Below `workloads`. */
export const tests = 'ou-ab12-testing1';

const member = (Id: string, Name: string, Status = 'ACTIVE') => ({
  Id,
  Name,
  Status,
  Arn: `arn:aws:organizations::111122223333:account/o-abcdefghij/${Id}`,
});

/** The management account, and those below. */
export const members = [
  member('111122223333', 'management'),
  member('222233334444', 'old', 'SUSPENDED'),
  member('333344445555', 'shop'),
  member('444455556666', 'shop-test'),
];

const unitsOf: Readonly<Record<string, readonly string[]>> = { [root]: [workloads], [workloads]: [tests] };
const accountsOf: Readonly<Record<string, readonly number[]>> = { [root]: [0, 1], [workloads]: [2], [tests]: [3] };

/** Answers of Organizations, each list in two pages, the first of them empty at times, as AWS warns. */
export const organizationAnswers: Answers = {
  DescribeOrganization: () => ({
    Organization: { Id: 'o-abcdefghij', MasterAccountId: '111122223333', FeatureSet: 'ALL' },
  }),
  ListAccounts: ({ NextToken }) =>
    NextToken === undefined ? { Accounts: members.slice(0, 2), NextToken: 'more' } : { Accounts: members.slice(2) },
  ListRoots: () => ({ Roots: [{ Id: root, Name: 'Root' }] }),
  ListOrganizationalUnitsForParent: ({ ParentId, NextToken }) =>
    NextToken === undefined
      ? { OrganizationalUnits: [], NextToken: 'more' }
      : { OrganizationalUnits: (unitsOf[String(ParentId)] ?? []).map((Id) => ({ Id, Name: Id })) },
  ListAccountsForParent: ({ ParentId }) => ({
    Accounts: (accountsOf[String(ParentId)] ?? []).map((index) => members[index]),
  }),
};
