import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textReporter } from '../../../src/adapters/report/text.ts';
import type { AuditResult } from '../../../src/core/model/finding.ts';
import { auditResult, finding, findings, hostileResult, keyFigures, richResult } from './audit-result.ts';
import { noSuggestion, suggestion } from './suggestion.ts';

const golden = join(import.meta.dirname, '../../golden');

function rendered(result: AuditResult, options = { colors: false, width: 100 }): string {
  return [...textReporter(options).render(result)].flatMap((file) => [...file.chunks]).join('');
}

/** The text as if the page had no right edge. */
function unwrapped(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const clean = auditResult({
  keyFigures: keyFigures([], {
    unusedElevatedRoles: { days: 60, environment: 'production', roles: 31, unusedElevated: 0, unknown: 0, share: 0 },
    permissionCreep: { granted: 12_345, used: 11_000, unused: 1_345, judged: 1, score: 10.9 },
    coverage: 1,
  }),
});

const blind = auditResult({
  keyFigures: keyFigures([], { coverage: 0.21, permissionCreepByAccount: [] }),
  scan: {
    gaps: [
      {
        service: 'cloudtrail',
        operation: 'DescribeTrails',
        account: '444455556666',
        errorCode: 'Missing',
        message: 'not in the bundle',
        path: 'accounts/444455556666/trails.json',
      },
    ],
  },
});

const nothing = auditResult({
  principals: [],
  keyFigures: keyFigures([], {
    unusedElevatedRoles: { days: 60, environment: 'production', roles: 0, unusedElevated: 0, unknown: 0, share: null },
    permissionCreep: { granted: 0, used: 0, unused: 0, judged: null, score: null },
    permissionCreepByAccount: [],
    coverage: null,
  }),
  scan: { accounts: [] },
});

describe('the text report', () => {
  it.each([
    ['rich', richResult()],
    ['clean', clean],
    ['blind', blind],
    ['nothing', nothing],
  ])('reads as in test/golden/report-%s.txt', async (name, result) => {
    await expect(rendered(result)).toMatchFileSnapshot(join(golden, `report-${name}.txt`));
  });

  it('tells of 20 suggestions the five that take away most, and what has none', () => {
    const suggestions = Array.from({ length: 20 }, (_, index) =>
      suggestion({
        id: `s-${index}`,
        principal: `arn:aws:iam::111122223333:role/worker-${index}`,
        tightness: { permissions: { before: 1500, after: 9 }, elevated: { before: index, after: 0 }, unjudged: 0 },
      }),
    );
    const left = [noSuggestion(), noSuggestion({ why: 'failed-check' }), noSuggestion({ why: 'nothing-unused' })];
    const text = rendered(auditResult({ suggestions, noSuggestions: left }));
    expect(text).toContain('\n  worker-19   1,500 to 9   19 to 0           0\n');
    expect(text).toContain('\n  And 15 more, in remediation/.\n');
    expect(text).toContain('No suggestion for 2 others: failed a check of ours 1 and too little seen 1.\n');
    expect(text).not.toContain('worker-14 ');
  });

  it('tells of a suggestion that failed a check of ours, where there is no other', () => {
    const result = auditResult({ noSuggestions: [noSuggestion({ why: 'failed-check' })] });
    expect(rendered(result)).toContain('Suggestions: none\n  No suggestion for 1 other: failed a check of ours 1.\n');
    expect(rendered(auditResult({ noSuggestions: [noSuggestion()] }))).not.toContain('Suggestions');
  });

  it('does not look like success when little could be judged', () => {
    expect(rendered(auditResult())).toContain('\nNothing found\n');
    expect(rendered(blind)).toContain('Nothing found, but little could be judged');
    expect(rendered(blind)).toContain('not a pass');
    expect(rendered(nothing)).toContain('Nothing was read');
    expect(rendered(nothing)).not.toContain('Nothing found');
  });

  it('says that a finding list is short for want of sight', () => {
    const result = auditResult({ findings: [finding()], keyFigures: keyFigures([finding()], { coverage: 0.2 }) });
    expect(unwrapped(rendered(result))).toContain('a short list of findings does not mean');
  });

  it('shows ten findings and counts the others by detector', () => {
    const text = rendered(
      auditResult({ findings: findings(1_210, (index) => ({ detector: index < 12 ? 'a' : 'b' })) }),
    );
    expect(text.match(/^ {4}Finding /gm)).toHaveLength(10);
    expect(text).toContain('Worst first: 10 of 1,210');
    expect(text).toContain('And 1,200 more, in report.md and findings.json: b 1,198, a 2.');
  });

  it('keeps lines to its width, but for names that are longer and must be copied', () => {
    for (const width of [60, 80, 100]) {
      for (const line of rendered(richResult(), { colors: false, width }).split('\n')) {
        const longest = Math.max(
          ...line
            .trim()
            .split(' ')
            .map((word) => word.length),
        );
        if (longest < width - 25 && !/^ ?\d+\. /.test(line) && !line.startsWith('iam-drift'))
          expect(line.length, line).toBeLessThanOrEqual(width);
      }
    }
  });

  it('has the same words with and without colors, and no escape without', () => {
    const colored = rendered(richResult(), { colors: true, width: 100 });
    const plain = rendered(richResult());
    expect(colored).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(plain).not.toContain('\u001b');
  });

  it('tells equal gaps once and many kinds of gap in ten lines', () => {
    const gaps = Array.from({ length: 900 }, (_, index) => ({
      service: 'iam',
      operation: `Get${index % 30}`,
      account: String(100_000_000_000 + index),
      errorCode: 'AccessDenied',
      message: `User: arn:aws:sts::${100_000_000_000 + index}:assumed-role/auditor/x is not authorized`,
    }));
    const text = rendered(auditResult({ scan: { gaps } }));
    const lines = text.slice(text.indexOf('What could not be seen')).match(/^ {2}- /gm);
    expect(lines).toHaveLength(10);
    expect(unwrapped(text)).toContain(
      'not allowed to call iam:Get0, in 30 accounts: 100000000000, 100000000030 and 28 more.',
    );
    expect(text).toContain('And 21 more kinds');
  });

  it('has no control, bidi or invisible character but its own line ends, whatever the names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        expect(rendered(hostileResult(name))).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { numRuns: 200 },
    );
    expect(rendered(hostileResult('\u001b]0;x\u0007\u202e\r\n'))).toContain('\\u001b]0;x\\u0007\\u202e\\u000d\\u000a');
  });

  it('cuts a name of 5,000 letters where it stands in a sentence or heading', () => {
    const text = rendered(auditResult({ findings: [finding({ summary: `${'x'.repeat(5_000)} is unused` })] }));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(700);
  });
});
