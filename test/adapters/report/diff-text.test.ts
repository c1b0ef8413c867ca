import { describe, expect, it } from 'vitest';
import { diffTextReporter } from '../../../src/adapters/report/diff-text.ts';
import type { Diff } from '../../../src/core/model/diff.ts';
import { accessPart, bundleDiff, changeOf, diffEntry, hostileDiff, nothing, policyDiff } from './diff-result.ts';

function rendered(diff: Diff, colors = false): string {
  return [...diffTextReporter({ colors, width: 100 }).render(diff)].join('');
}

describe('the comparison as text', () => {
  it('opens with the sides and the conclusion', () => {
    expect(rendered(policyDiff()).split('\n').slice(0, 4)).toEqual([
      'From old.json (1 policy)',
      'to   new.json (1 policy)',
      '',
      'wider: gains 1 action, elevated',
    ]);
  });

  it('tells two bundles in whole as it should', async () => {
    await expect(rendered(bundleDiff())).toMatchFileSnapshot('../../golden/diff-bundles.txt');
  });

  it('tells a part of a long list, and how much more there is', () => {
    const parts = Array.from({ length: 25 }, (_, place) => accessPart({ resources: [`arn:aws:s3:::b${place}/*`] }));
    const access = { relation: 'wider', gained: changeOf(parts), lost: nothing } as const;
    const text = rendered(policyDiff({ entries: [diffEntry({ access })] }));
    expect(text.match(/^ {2}\+ s3:DeleteObject/gm)).toHaveLength(20);
    expect(text).toContain('\n  + and 5 more like these, with --json\n');
    const entries = bundleDiff().entries.flatMap((entry) => Array.from({ length: 20 }, () => entry));
    expect(rendered(bundleDiff({ entries }))).toContain('\nAnd 20 more principals, with --json.\n');
  });

  it('lets no name move the cursor or begin a line', () => {
    const text = rendered(hostileDiff());
    for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character);
    expect(text).not.toMatch(/^# Heading/m);
  });

  it('is colored only where that is wanted', () => {
    expect(rendered(policyDiff())).not.toContain('\u001b[');
    expect(rendered(policyDiff(), true)).toContain('\u001b[31m  + s3:DeleteObject');
  });
});
