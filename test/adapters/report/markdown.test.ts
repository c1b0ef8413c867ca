import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownReporter } from '../../../src/adapters/report/markdown.ts';
import type { AuditResult } from '../../../src/core/model/finding.ts';
import { auditResult, finding, findings, hostileResult, keyFigures, richResult } from './audit-result.ts';

function rendered(result: AuditResult): string {
  return [...markdownReporter.render(result)].flatMap((file) => [...file.chunks]).join('');
}

/** How often each construct that only we may open is opened. */
function skeletonOf(markdown: string): Readonly<Record<string, number>> {
  // Left to right, as a parser reads: an escaped character, or a span of code.
  const outsideCode = markdown.replace(/\\[!-/:-@[-`{-~]|`[^`\n]*`/g, (match) =>
    match.startsWith('`') ? 'CODE' : 'x',
  );
  const number = (pattern: RegExp): number => outsideCode.match(pattern)?.length ?? 0;
  return {
    headings: number(/^#{1,6} /gm),
    bullets: number(/^ *- /gm),
    numbered: number(/^ *\d+[.)] /gm),
    bars: number(/\|/g),
    strong: number(/\*\*/g),
    single: number(/(?<!\*)\*(?!\*)/g),
    backticks: number(/`/g),
    brackets: number(/[[\]]/g),
    tags: number(/<(?!\/?(?:code|details|summary)>)/g),
    details: number(/<details>/g),
    mentions: number(/@(?!&#8203;)/g),
    addresses: number(/:\/\/|www\./gi),
    lines: markdown.split('\n').length,
  };
}

describe('the Markdown report', () => {
  it('reads as in test/golden/report-rich.md', async () => {
    await expect(rendered(richResult())).toMatchFileSnapshot(join(import.meta.dirname, '../../golden/report-rich.md'));
  });

  it('holds every standing finding, worst severity first, and none that is excepted or resolved', () => {
    const text = rendered(richResult());
    const standing = richResult().findings.filter(({ status }) => status !== 'excepted' && status !== 'resolved');
    for (const { id } of standing) expect(text).toContain(`\`${id}\``);
    expect(text.match(/^#### /gm)).toHaveLength(standing.length);
    expect(text).not.toContain('f-3d4e5f6071829304');
    const order = ['### Critical', '### High', '### Medium', '### Low', '### For information'];
    const places = order.map((heading) => text.indexOf(heading));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('folds long permission lists away, whole and by service', () => {
    const permissions = ['s3', 'sqs'].flatMap((service) =>
      Array.from({ length: 50 }, (_, index) => `${service}:A${index}`),
    );
    const text = rendered(auditResult({ findings: [finding({ permissions })] }));
    expect(text).toContain('<details><summary>All 100 permissions</summary>\n\n- `s3:A0`, `s3:A1`');
    expect(text).toContain('\n- `sqs:A0`, ');
    expect(text).toContain('`sqs:A49`\n\n</details>');
    expect(rendered(auditResult({ findings: [finding({ permissions: ['s3:*'] })] }))).not.toContain('<details>');
  });

  it('counts thousands of permissions by service, and says where their names are', () => {
    const permissions = ['s3', 'sqs'].flatMap((service) =>
      Array.from({ length: 1_500 }, (_, index) => `${service}:A${index}`),
    );
    const text = rendered(auditResult({ findings: [finding({ permissions })] }));
    expect(text).toContain(
      '3,000 permissions, by service (by name in findings.json)</summary>\n\n- `s3`: 1,500\n- `sqs`: 1,500\n',
    );
  });

  it('does not look like success when little could be judged', () => {
    const blind = auditResult({ keyFigures: keyFigures([], { coverage: 0.21 }) });
    expect(rendered(blind)).toContain('not a pass');
    expect(rendered(auditResult())).not.toContain('not a pass');
    expect(rendered(auditResult({ principals: [], scan: { accounts: [] } }))).toContain('Nothing was read');
  });

  it('comes in chunks of which none holds many findings', () => {
    const [file] = markdownReporter.render(auditResult({ findings: findings(2_000, () => ({})) }));
    expect(Math.max(...[...(file?.chunks ?? [])].map((chunk) => chunk.length))).toBeLessThan(5_000);
  });

  it('lets no name open a construct: the skeleton is that of a harmless name', () => {
    const harmless = skeletonOf(rendered(hostileResult('name')));
    const pieces = fc.constantFrom(
      '`',
      '``',
      '|',
      '<img src=x onerror=a()>',
      '**',
      '*',
      '_',
      '[a](http://b)',
      '![](',
      '@octocat',
      '#1',
      '\n# ',
      '\r\n',
      '- ',
      '1. ',
      '~~',
      'www.evil.example',
      'https://evil.example',
      '\\',
      '&lt;',
      '$',
      '> ',
      '</details>',
      '<!--',
      '\u202e',
      ' ',
      'a',
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 5 }), (parts) => {
        // A part of only spaces would change nothing but the look of an empty name.
        expect(skeletonOf(rendered(hostileResult(`${parts.join('')}x`)))).toEqual(harmless);
      }),
      { numRuns: 300 },
    );
  });
});
