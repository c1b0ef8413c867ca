import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/cli/config.ts';
import { recommendedLogs } from '../../../src/cli/doctor/recommended-logs.ts';
import { detectors } from '../../../src/core/detect/index.ts';
import { examinationOf } from './examination.ts';

const { logs } = examinationOf();
const refused = { ...logs, listing: { state: 'refused', reason: 'AccessDenied: no' } as const };
const { place: _, listing: __, ...nowhere } = logs;

describe('recommendedLogs', () => {
  it.each([
    ['s3', 'a bucket that can be listed', {}],
    [
      'athena',
      'more files in a day than are worth listing',
      {
        logs: {
          ...logs,
          listing: { state: 'listed', files: 5000, bytes: 9e8, isCapped: true, region: 'eu-west-1' } as const,
        },
      },
    ],
    [
      'athena',
      'gigabytes a day',
      {
        logs: {
          ...logs,
          listing: { state: 'listed', files: 900, bytes: 3e9, isCapped: false, region: 'eu-west-1' } as const,
        },
      },
    ],
    ['athena', 'many accounts', { accounts: { others: 120, tried: [] } }],
    ['event-history', 'a small account whose bucket refuses', { logs: refused, size: { principals: 30 } }],
    ['event-history', 'a small account without a trail', { logs: nowhere, size: { principals: 30 } }],
    [
      'event-history',
      'a small account of which no file came yesterday',
      {
        logs: {
          ...logs,
          listing: { state: 'listed', files: 0, bytes: 0, isCapped: false, region: 'eu-west-1' } as const,
        },
        size: { principals: 30 },
      },
    ],
    ['changes-only', 'a large account without a trail', { logs: nowhere }],
    [
      'changes-only',
      'several accounts without a trail',
      { logs: nowhere, size: { principals: 30 }, accounts: { others: 3, tried: [] } },
    ],
  ] as const)('is %s for %s', (source, _about, more) => {
    const recommended = recommendedLogs(examinationOf(more));
    expect(recommended.source).toBe(source);
    expect(recommended.why.every((sentence) => /^[A-Z\d].*\.$/.test(sentence))).toBe(true);
  });

  it('gives lines that the configuration takes', () => {
    const ids = detectors.map(({ id }) => id);
    for (const accounts of [0, 120].map((others) => ({ others, tried: [] }))) {
      const { configuration, source } = recommendedLogs(examinationOf({ accounts }));
      const { collect } = parseConfig(JSON.stringify(configuration), 'pasted', ids);
      expect(collect.logs).toMatchObject({ source, location: 's3://logs/org' });
    }
  });
});
