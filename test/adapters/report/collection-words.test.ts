import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import { collectionSentence } from '../../../src/adapters/report/collection-words.ts';
import { jsonReporter } from '../../../src/adapters/report/json.ts';
import { markdownReporter } from '../../../src/adapters/report/markdown.ts';
import { textReporter } from '../../../src/adapters/report/text.ts';
import { type Collection, collectionSummaryOf } from '../../../src/core/model/calls.ts';
import type { Reporter } from '../../../src/core/model/report.ts';
import { auditResult } from './audit-result.ts';

const row = (operation: string, calls: number, retries = 0, throttled = 0) => ({
  service: operation === 'GetObject' ? 's3' : 'iam',
  operation,
  calls,
  retries,
  throttled,
});
const collection = collectionSummaryOf({
  tool: 'iam-drift 0.1.0',
  calls: [
    row('GenerateServiceLastAccessedDetails', 998, 2),
    row('GetAccountAuthorizationDetails', 12),
    row('GetServiceLastAccessedDetails', 1_120, 12, 12),
    row('ListRoles', 12),
    row('GetObject', 1),
  ],
});

const rendered = (reporter: Reporter, told = true) =>
  [...reporter.render(auditResult(told ? { scan: { collection } } : {}))].flatMap(({ chunks }) => [...chunks]).join('');

describe('who collected, and whose logs', () => {
  const told = (more: Partial<Collection>): string =>
    plainText(collectionSentence(collectionSummaryOf({ tool: 'iam-drift 0.1.0', calls: [], ...more })));

  it('are told where the bundle knows', () => {
    expect(
      told({
        calledBy: 'arn:aws:iam::111122223333:user/auditor',
        role: 'iam-drift-auditor',
        logs: [
          { source: 'changes-only', accounts: 2 },
          { source: 's3', location: 's3://logs/trail', accounts: 2 },
        ],
      }),
    ).toBe(
      'Collected by iam-drift 0.1.0 as arn:aws:iam::111122223333:user/auditor, in other accounts by their role iam-drift-auditor, with 0 calls of AWS. Logs: changes of IAM from the event history (2 accounts) and the files in s3://logs/trail (2 accounts).',
    );
  });

  it.each([
    ['event-history', undefined, 'the event history (1 account)'],
    ['athena', 's3://logs', 'the files in s3://logs, read by Athena (1 account)'],
  ] as const)('name the source %s', (source, location, words) => {
    const place = { source, ...(location === undefined ? {} : { location }), accounts: 1 };
    expect(told({ logs: [place] })).toContain(`Logs: ${words}.`);
  });
});

describe('collectionSentence', () => {
  it('tells what made the bundle, by how many calls, and which were most', () => {
    expect(plainText(collectionSentence(collection))).toBe(
      'Collected by iam-drift 0.1.0 with 2,143 calls of AWS, 12 throttled, 14 repeated; most: iam:GetServiceLastAccessedDetails 1,120, iam:GenerateServiceLastAccessedDetails 998 and iam:GetAccountAuthorizationDetails 12.',
    );
  });

  it.each([
    [[row('ListRoles', 1)], 'Collected by t with 1 call of AWS; most: iam:ListRoles 1.'],
    [[row('ListRoles', 2, 1)], 'Collected by t with 2 calls of AWS, 1 repeated; most: iam:ListRoles 2.'],
    [[row('ListRoles', 0)], 'Collected by t with 0 calls of AWS.'],
    [[], 'Collected by t with 0 calls of AWS.'],
  ])('leaves out what there was not: %j', (calls, expected) => {
    expect(plainText(collectionSentence(collectionSummaryOf({ tool: 't', calls })))).toBe(expected);
  });
});

describe('the reports', () => {
  it.each([
    ['text', textReporter({ colors: false, width: 400 }), 'with 2,143 calls of AWS'],
    ['Markdown', markdownReporter, 'Collected by `iam-drift 0.1.0` with 2,143 calls of AWS'],
    ['JSON', jsonReporter, '"total": 2143'],
  ])('tell what a collection cost as %s, and nothing of a bundle made by hand', (_, reporter, expected) => {
    expect(rendered(reporter)).toContain(expected);
    expect(rendered(reporter, false)).not.toMatch(/collect/i);
  });

  it.each([[textReporter({ colors: false, width: 100 })], [markdownReporter]])(
    'keep hostile names harmless',
    (reporter) => {
      const hostile = '\u001b[31m<script>|\n# x`';
      const calls = [{ service: hostile, operation: hostile, calls: 1, retries: 0, throttled: 0 }];
      const result = auditResult({ scan: { collection: collectionSummaryOf({ tool: hostile, calls }) } });
      const text = [...reporter.render(result)].flatMap(({ chunks }) => [...chunks]).join('');
      expect(text).not.toContain('\u001b');
      expect(text).not.toContain('\n# x');
    },
  );
});
