import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import type { Finding } from '../../../src/core/model/finding.ts';
import type { KeptWhy, Suggestion } from '../../../src/core/model/suggestion.ts';
import { adviceOf, fixWithoutAdvice } from '../../../src/core/track/suggestion-advice.ts';
import { finding } from '../../adapters/report/audit-result.ts';
import { suggestion } from '../../adapters/report/suggestion.ts';

const catalog = loadCatalogSync();

function kept(why: KeptWhy, ...actions: readonly string[]): Suggestion['kept'] {
  return actions.map((action) => ({ action, why, reason: 'a reason' }));
}

function advice(
  permissions: readonly string[],
  changes: Partial<Suggestion>,
  { done = ['s-other'], ...about }: Partial<Finding> & { done?: readonly string[] } = {},
): string | undefined {
  const proposed = suggestion({ removed: [], kept: [], ...changes });
  return adviceOf(finding({ permissions, ...about }), proposed, new Set(done), catalog);
}

describe('what a finding says of its suggestion', () => {
  it('is that it takes all away, whether by name or by pattern', () => {
    const text = 'Its suggestion takes all of these 2 permissions away; what follows is the way by hand';
    expect(advice(['iam:PassRole', 's3:DeleteBucket'], { removed: ['iam:*', 's3:DeleteBucket'] })).toBe(text);
    expect(advice(['iam:PassRole'], { removed: ['iam:Pass*'] })).toBe(
      'Its suggestion takes this permission away; what follows is the way by hand',
    );
  });

  it('is how many it takes away, and why the others stay, most first', () => {
    const permissions = ['iam:PutRolePolicy', 'iam:AttachRolePolicy', 's3:DeleteBucket', 's3:PutBucketPolicy'];
    expect(
      advice(permissions, {
        removed: ['s3:PutBucketPolicy'],
        kept: [...kept('used-before', 's3:Delete*'), ...kept('rollback', 'iam:PutRole*', 'iam:AttachRolePolicy')],
      }),
    ).toBe(
      'Its suggestion takes 1 of these 4 permissions away, and by hand no more should go: 3 stay (needed to take back what it creates: 2; used not long ago, or it may have been: 1)',
    );
    expect(advice(permissions.slice(2), { removed: ['s3:DeleteBucket'], kept: kept('no-room', 's3:Put*') })).toBe(
      'Its suggestion takes 1 of these 2 permissions away, and by hand no more should go: 1 stays (unused, but what is left without it would fit nowhere)',
    );
  });

  it('counts the reasons that matter least together', () => {
    const permissions = ['s3:PutObject', 's3:PutBucketAcl', 's3:PutBucketPolicy', 's3:DeleteBucket', 's3:DeleteObject'];
    const reasons: readonly KeptWhy[] = ['frozen', 'no-room', 'not-editable', 'rollback', 'vendor'];
    const text = advice(permissions, { kept: permissions.flatMap((action, i) => kept(reasons[i] ?? 'used', action)) });
    expect(text?.match(/: 1;/g)).toHaveLength(3);
    expect(text).toMatch(/; other reasons: 2\)$/);
  });

  it('is that none should go where it keeps them all', () => {
    expect(advice(['iam:PassRole', 'iam:CreateRole'], { kept: kept('rollback', 'iam:*') })).toBe(
      'Its suggestion takes none of these 2 permissions away, and none should go by hand (needed to take back what it creates)',
    );
    expect(advice(['iam:PassRole'], { kept: kept('too-recent', 'iam:PassRole') })).toBe(
      'Its suggestion does not take this permission away, and it should not go by hand (too recent to tell)',
    );
  });

  it('tells what goes once another suggestion is done as well, and not of one that was withheld', () => {
    const changes = {
      removed: ['s3:DeleteBucket'],
      removedWith: [{ suggestion: 's-other', removed: ['iam:PassRole'] }],
      kept: kept('needed-by-others', 'iam:PassRole'),
    };
    const permissions = ['iam:PassRole', 's3:DeleteBucket'];
    expect(advice(permissions, changes)).toBe(
      'Its suggestion takes 1 of these 2 permissions away, and 1 more once another suggestion that it names is done as well; what follows is the way by hand',
    );
    expect(advice(permissions, changes, { done: [] })).toMatch(/: 1 stays \(needed by others with the same policy\)$/);
    expect(advice(['iam:PassRole'], changes)).toBe(
      'Its suggestion takes this permission away once another suggestion that it names is done as well; what follows is the way by hand',
    );
  });

  it('says of a policy of several that others use what the finding calls unused', () => {
    const changes = { removed: ['iam:PassRole'], kept: kept('used', 's3:PutObject') };
    const permissions = ['iam:PassRole', 's3:PutObject'];
    expect(advice(permissions, { ...changes, principals: [] })).toMatch(/1 stays \(used by others who hold it\)$/);
  });

  it('leaves open what the suggestion does not speak of', () => {
    const permissions = ['iam:PassRole', 's3:PutObject', 's3:DeleteObject', 's3:DeleteBucket'];
    expect(advice(permissions, { removed: ['iam:*'] })).toBe(
      'Its suggestion takes 1 of these 4 permissions away; of the other 3 it says nothing',
    );
    expect(advice(permissions, { removed: ['iam:*'], kept: kept('vendor', 's3:Delete*') })).toBe(
      'Its suggestion takes 1 of these 4 permissions away; 2 should not go by hand either (held by an outside company), and of the other one it says nothing',
    );
    expect(advice(permissions, { removed: ['ec2:*'] })).toBeUndefined();
  });

  it('counts of a pattern only what is granted', () => {
    const changes = { removed: ['iam:PassRole'], kept: kept('used', 's3:PutObject') };
    expect(advice(['*'], changes, { detector: 'all-access-service-account' })).toBe(
      'Its suggestion takes 1 of these 2 permissions away, and by hand no more should go: 1 stays (used)',
    );
  });

  it('is nothing where the finding is not about permissions to take out', () => {
    expect(advice(['iam:PassRole'], { removed: ['iam:*'] }, { detector: 'unused-role' })).toBeUndefined();
  });

  it('is taken back with the link alone', () => {
    const own = ['Its suggestion is late', 'Take it out'];
    expect(fixWithoutAdvice(finding({ fix: own }))).toEqual(own);
    expect(fixWithoutAdvice(finding({ fix: own, suggestion: 's-1' }))).toEqual(['Take it out']);
  });
});
