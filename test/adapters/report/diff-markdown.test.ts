import { describe, expect, it } from 'vitest';
import { diffMarkdownReporter } from '../../../src/adapters/report/diff-markdown.ts';
import type { Diff } from '../../../src/core/model/diff.ts';
import { bundleDiff, hostileDiff, policyDiff } from './diff-result.ts';

function rendered(diff: Diff): string {
  return [...diffMarkdownReporter.render(diff)].join('');
}

describe('the comparison as Markdown', () => {
  it('opens with the conclusion, and tells each part with its path and example', () => {
    expect(rendered(policyDiff())).toBe(
      [
        '### iam-drift: wider: gains 1 action, elevated',
        '',
        'From `old.json` (1 policy) to `new.json` (1 policy).',
        '',
        '**Gained: 1 action, elevated**',
        '',
        '- `s3:DeleteObject` on `arn:aws:s3:::billing-*/*` (except with MFA)',
        '  - elevated: data destruction',
        '  - through policy `new.json`, statement `Billing`',
        '  - for example: `s3:DeleteObject` on `arn:aws:s3:::billing-example/example`',
        '',
      ].join('\n'),
    );
  });

  it('tells two bundles in whole as it should', async () => {
    await expect(rendered(bundleDiff())).toMatchFileSnapshot('../../golden/diff-bundles.md');
  });

  it('stays below what a comment of GitHub takes, and says that it was cut', () => {
    const entries = bundleDiff().entries.flatMap((entry) => Array.from({ length: 200 }, () => entry));
    const text = rendered(bundleDiff({ entries }));
    expect(text.length).toBeLessThan(65_536);
    expect(text.length).toBeGreaterThan(60_000);
    expect(text).toMatch(
      /\*\*Cut here:\*\* [\d,]+ more blocks would make it too long for a comment; `--json` has the whole\.\n$/,
    );
  });

  it('lets no name open a construct, mention anybody or begin a line', () => {
    const text = rendered(hostileDiff());
    for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character);
    expect(text).not.toMatch(/<img|^# Heading|\s@admin|:\/\//m);
    // What a code span holds is literal; outside of one every mark is escaped.
    const outside = text.replace(/\\[!-/:-@[-`{-~]|`[^`\n]*`/g, '').replace(/<code>[^<\n]*<\/code>/g, '');
    expect(outside).not.toMatch(/[[\]|`<]/);
  });
});
