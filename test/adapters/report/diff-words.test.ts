import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import {
  amountOf,
  conclusionOf,
  countsSentence,
  sectionsOf,
  wordsOf,
} from '../../../src/adapters/report/diff-words.ts';
import type { AccessPart } from '../../../src/core/model/diff.ts';
import { accessPart, bundleDiff, changeOf, diffEntry, nothing, policyDiff, same } from './diff-result.ts';

function headOf(part: Partial<AccessPart>): string {
  const entry = diffEntry({ access: { ...same, gained: changeOf([accessPart(part)]) } });
  return sectionsOf(entry)
    .flatMap((section) => section.parts.map((one) => plainText(wordsOf(one, section).head)))
    .join('\n');
}

describe('conclusionOf', () => {
  it('says in one line how much is gained, and how much of it is elevated', () => {
    expect(conclusionOf(policyDiff())).toBe('wider: gains 1 action, elevated');
    const two = changeOf([accessPart(), accessPart({ actions: ['s3:GetObject'], elevated: [] })]);
    const both = diffEntry({ access: { relation: 'different', gained: two, lost: changeOf([accessPart()]) } });
    expect(conclusionOf(policyDiff({ relation: 'different', entries: [both] }))).toBe(
      'different: gains 2 actions, 1 of them elevated; loses 1 action, elevated',
    );
  });

  it('says that two sides are the same', () => {
    const diff = policyDiff({ relation: 'equal', entries: [diffEntry({ access: same })] });
    expect(conclusionOf(diff)).toBe('equal: both allow the same, whatever the words');
  });

  it('says why it is undecided, and what is known to be gained all the same', () => {
    const access = { relation: 'undecided', undecided: 'not all was read', gained: changeOf([accessPart()]) } as const;
    const diff = policyDiff({ relation: 'undecided', entries: [diffEntry({ access: { ...access, lost: nothing } })] });
    expect(conclusionOf(diff)).toBe('undecided: not all was read; gains 1 action, elevated');
  });

  it('tells trust and boundary of one principal apart from what it may do', () => {
    const changed = { relation: 'wider', gained: changeOf([accessPart()]), lost: nothing } as const;
    const diff = policyDiff({ entries: [diffEntry({ access: same, trust: changed, boundary: changed })] });
    expect(conclusionOf(diff)).toBe('wider: more may assume it; its permissions boundary holds back less');
  });

  it('counts the principals of two bundles', () => {
    expect(conclusionOf(bundleDiff())).toBe(
      'undecided: 2 principals gain access, 2 of them to elevated actions; 1 loses some; of 1 principal not all could be told',
    );
    expect(conclusionOf(bundleDiff({ relation: 'equal', entries: [] }))).toBe(
      'equal: no principal gains anything; none loses any',
    );
  });

  it('does not pass over accounts that were read in part', () => {
    expect(conclusionOf(bundleDiff({ relation: 'undecided', entries: [] }))).toMatch(/; and not all was read$/);
  });
});

describe('countsSentence', () => {
  it('says what became of all principals, service-linked roles apart', () => {
    expect(countsSentence(bundleDiff())).toBe(
      "1,205 principals: 1 added, 0 removed, 1 changed, 1 undecided, 1,200 unchanged, 2 service-linked roles that differ (AWS's own doing, not told here)",
    );
    expect(countsSentence(policyDiff())).toBeUndefined();
  });
});

describe('amountOf', () => {
  it('says that names are concerned which nobody can list', () => {
    expect(amountOf({ ...changeOf([accessPart({ elevated: [] })]), unlisted: true })).toBe(
      '1 action, and names that AWS may add',
    );
    expect(amountOf({ ...nothing, unlisted: true })).toBe('action names that the catalog does not list');
  });
});

describe('wordsOf', () => {
  it('says what, where, when and except what', () => {
    expect(headOf({ conditions: ['if aws:SourceIp is in 10.0.0.0/8'] })).toBe(
      's3:DeleteObject on arn:aws:s3:::billing-*/* if aws:SourceIp is in 10.0.0.0/8 (except with MFA)',
    );
    expect(headOf({ resources: ['*'], exceptions: [] })).toBe('s3:DeleteObject on every resource');
    expect(headOf({ resources: ['arn:aws:s3:::a'], isNotResources: true, exceptions: [] })).toBe(
      's3:DeleteObject on all but arn:aws:s3:::a',
    );
  });

  it('names the worst actions first, and of many the number of the others', () => {
    const actions = ['a4b:*', 'iam:*', 's3:GetObject', 's3:ListBucket', 'sqs:*', 'sts:AssumeRole'];
    expect(headOf({ actions, elevated: ['iam:PassRole', 'sts:AssumeRole'], resources: [], exceptions: [] })).toBe(
      'iam:*, sts:AssumeRole, a4b:*, s3:GetObject and 2 more on every resource',
    );
  });

  it('says by which policy, group and statement, freed from which Deny, and for example what', () => {
    const [entry] = bundleDiff().entries;
    const section = entry && sectionsOf(entry)[0];
    const part = section?.parts[1];
    expect(part && section && wordsOf(part, section).lines.map(plainText)).toEqual([
      'through inline policy own of group arn:aws:iam::111122223333:group/readers, statement All',
      'the Deny of policy arn:aws:iam::111122223333:policy/guard, statement Guard held it back before',
      'for example: s3:DeleteObject on arn:aws:s3:::billing-example/example',
    ]);
  });

  it('says of what is lost that a Deny holds it back now', () => {
    const part = accessPart({ freedFrom: { policy: 'guard.json', statement: 'Guard' } });
    const entry = diffEntry({ access: { relation: 'narrower', gained: nothing, lost: changeOf([part]) } });
    const [section] = sectionsOf(entry);
    expect(section && wordsOf(part, section).lines.map(plainText)).toContain(
      'the Deny of policy guard.json, statement Guard holds it back now',
    );
  });

  it('tells of a trust policy who may assume the role, with the keys of the example', () => {
    const [entry] = bundleDiff().entries;
    const section = entry && sectionsOf(entry).find(({ isTrust }) => isTrust);
    const part = section?.parts[0];
    const words = part && section && wordsOf(part, section);
    expect(words && [words.head, ...words.lines].map(plainText)).toEqual([
      'sts:AssumeRole for 999988887777',
      'through the trust policy, statement 0',
      'for example: sts:AssumeRole by arn:aws:iam::999988887777:role/example, with sts:ExternalId example, with aws:PrincipalTag/team a and b and without aws:PrincipalArn',
    ]);
  });

  it('cuts names that no report could hold', () => {
    expect(headOf({ resources: [`arn:aws:s3:::${'x'.repeat(5000)}`] }).length).toBeLessThan(300);
  });
});
