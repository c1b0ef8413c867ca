import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { named, phrase } from '../../../src/adapters/markup/phrase.ts';
import {
  noSuggestionPage,
  type SuggestionTelling,
  suggestionPage,
} from '../../../src/adapters/report/suggestion-text.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { reviews, warning } from './reviews.ts';
import { hostileSuggestion, noSuggestion, suggestion } from './suggestion.ts';

const golden = join(import.meta.dirname, '../../golden');

const telling: SuggestionTelling = {
  place: 'payments-prod (111122223333), production',
  others: new Map([['s-other', 'arn:aws:iam::111122223333:policy/shared']]),
  stepOf: ({ id, changes }) => ({
    changes: changes.map((change) => phrase`${named(change.do)}`),
    run: changes.length === 0 ? '' : `bash ${id}.sh`,
    undo: changes.length === 0 ? '' : `bash ${id}-undo.sh`,
  }),
  files: 'The files are in reports/.',
};

function page(one: Suggestion, width = 100, colors = false): string {
  return [...suggestionPage(one, telling, { colors, width })].join('');
}

/** One of a broad policy: many services, most of which go whole. */
function broad(): Suggestion {
  const services = Array.from({ length: 60 }, (_, index) => `svc${String(index).padStart(2, '0')}`);
  return suggestion({
    removed: [...services.slice(2).map((service) => `${service}:*`), 'svc00:Delete*', 'svc01:Put*', 's3:DeleteBucket'],
    removedWith: [{ suggestion: 's-other', removed: ['kms:Decrypt'] }],
    kept: [
      ...['DescribeStacks', 'CreateStack', 'UpdateStack', 'DescribeStackEvents'].map((name, index) => ({
        action: `svc00:${name}`,
        why: 'used' as const,
        reason: `${index} calls`,
        lastUsed: `2026-11-0${index + 1}T10:00:00Z`,
      })),
      { action: 'svc00:DeleteStack', why: 'rollback', reason: 'a deployer must be able to take back what it creates' },
      { action: 'svc01:Get*', why: 'used-before', reason: 'within 400 days', lastUsed: '2026-01-02T00:00:00Z' },
      ...Array.from({ length: 40 }, (_, index) => ({
        action: `s3:GetObjectThing${index}`,
        why: 'unobservable' as const,
        reason: 'no trail records data events of AWS::S3::Object',
      })),
    ],
  });
}

const { principal: _, ...shared } = suggestion({
  policy: 'arn:aws:iam::111122223333:policy/shared',
  principals: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'],
  blastRadius: ['Roles a and b are touched.'],
});

describe('the page of a suggestion', () => {
  it.each([
    ['narrow', suggestion()],
    ['broad', broad()],
    ['shared', shared],
    [
      'retire',
      suggestion({
        kind: 'retire',
        after: [],
        kept: [],
        removed: ['*'],
        tightness: { permissions: { before: 412, after: 0 }, elevated: { before: 42, after: 0 }, unjudged: 0 },
        quarantine: {
          since: '2026-11-01',
          refused: [{ action: 's3:GetObject', lastRefused: '2026-11-03T00:00:00Z' }],
        },
        plan: {
          origins: [],
          steps: [
            ...suggestion().plan.steps.slice(0, 2),
            {
              id: 'delete',
              title: 'Delete the role',
              explanation: ['Made again it has another unique id.'],
              notBefore: '2027-02-18',
              irreversible: true,
              changes: suggestion().plan.steps[2]?.changes ?? [],
              undo: [],
            },
          ],
        },
      }),
    ],
  ])('reads as in test/golden/suggestion-%s.txt', async (name, one) => {
    await expect(page(one)).toMatchFileSnapshot(join(golden, `suggestion-${name}.txt`));
  });

  it.each([60, 80, 100])('keeps the columns apart and inside %d columns', (width) => {
    for (const one of [suggestion(), broad()]) {
      const table = page(one, width).split('What stays and what goes\n')[1]?.split('\n\n')[0] ?? '';
      const lines = table.split('\n').filter((line) => !line.includes(' also goes: '));
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(width);
    }
  });

  it('says of commands that cannot be run yet what they lack, before the first of them', () => {
    const lines = [
      ...suggestionPage(suggestion(), { ...telling, commands: 'Write them first.' }, { colors: false, width: 100 }),
    ];
    expect(lines.join('')).toContain('\nIn this order\n  Write them first.\n  1. ');
    expect(page(suggestion())).toMatch(/\nIn this order\n {2}1\. /);
  });

  it('breaks a name that has no room before one of its words', () => {
    const name = 'AcceptDelegationRequestOfAnotherAccount';
    const kept = (['used', 'unobservable'] as const).map((why) => ({ action: `svc:${why}${name}`, why, reason: '' }));
    const removed = [`svc:${name}`, ...Array.from({ length: 12 }, (_, index) => `svc${index}:*`)];
    const table = page(suggestion({ kept, removed }), 60);
    expect(table).toMatch(/AcceptDelegation {2}\[1\]\n {7}Delegation {8}RequestOfAnother {2}unobservable\n/);
    expect(table).toMatch(/\n {7}RequestOfAnother {2}Account {11}AcceptDelegation\n/);
  });

  it('says where a suggestion takes nothing away alone', () => {
    const { tightness } = suggestion();
    const same = { before: 12, after: 12 };
    const removedWith = [{ suggestion: 's-other', removed: ['kms:Decrypt'] }];
    const alone = { tightness: { ...tightness, permissions: same, elevated: same } };
    expect(page(suggestion({ ...alone, removedWith }))).toContain('Alone it takes nothing away');
    expect(page(suggestion(alone))).not.toContain('Alone it takes');
    expect(page(suggestion({ removedWith }))).not.toContain('Alone it takes');
  });

  it('has few rows for what stays because others need it', () => {
    const kept = Array.from({ length: 40 }, (_, index) => ({
      action: `svc${String(index).padStart(2, '0')}:List*`,
      why: 'needed-by-others' as const,
      reason: 'also granted by the group people',
    }));
    expect(page(suggestion({ kept, removed: [] }))).toContain('And 28 more services of which nothing is in use');
    expect(page(suggestion({ kept: kept.slice(0, 13), removed: [] }))).toContain('And 1 more service of which');
  });

  it('has every permission of a long cell counted, shown or not', () => {
    const cell = page(broad()).match(/… (\d+) more/);
    const named = page(broad()).match(/GetObjectThing\d+/g) ?? [];
    expect(named.length + Number(cell?.[1])).toBe(40);
  });

  it('tells what others said of the policies, only where they were asked', () => {
    const { certificate } = suggestion();
    const text = page(suggestion({ certificate: { ...certificate, reviews } }), 400);
    expect(text).toContain(`  - Reviewed by access-analyzer: warning for needed: ${warning.code}: ${warning.message}`);
    expect(page(suggestion(), 400)).not.toContain('Reviewed by');
  });

  it('says a check that fails, in red on a terminal only', () => {
    const { certificate } = suggestion();
    const checks = certificate.checks.map((check) => ({ ...check, holds: check.point !== 'fits' }));
    const failing = suggestion({ certificate: { ...certificate, checks } });
    expect(page(failing)).toMatch(/^ {2}FAILED {2}fits {12}What fits asks for holds\.$/m);
    expect(page(failing)).not.toContain('\u001b');
    expect(page(failing, 100, true)).toContain('\u001b[31m  FAILED');
  });

  it('shows every name as text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const text = page(hostileSuggestion(name), 100);
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { seed: 4, numRuns: 300 },
    );
    const nasty = page(hostileSuggestion('\u001b[2J\r\nCertificate\n  holds\u202e'), 400);
    expect(nasty.split('\n').filter((line) => line === 'Certificate')).toHaveLength(1);
    expect(nasty).not.toMatch(/^ {2}holds/m);
  });
});

describe('the page of what has no suggestion', () => {
  const told = (changes = {}): string =>
    [...noSuggestionPage(noSuggestion(changes), { colors: false, width: 100 })].join('');

  it('says why, and what would help', () => {
    expect(told()).toBe(
      [
        'worker-0  no suggestion: too little seen',
        'arn:aws:iam::111122223333:role/service/worker-0',
        'Use could be seen on 12 of 90 days, and 30 are needed.',
        'What would help: Read the logs of more days.',
        '',
      ].join('\n'),
    );
  });

  it('shows the checks that failed, and not those that hold', () => {
    const checks = [
      { point: 'fits' as const, holds: true, text: 'It fits.' },
      { point: 'replay' as const, holds: false, text: 'ec2:RunInstances would be refused.' },
    ];
    expect(told({ why: 'failed-check', checks })).toMatch(
      /\nChecks that failed\n {2}FAILED {2}replay {10}ec2:RunInstances would be refused\.\n$/,
    );
    expect(told({ why: 'failed-check', checks })).not.toContain('It fits.');
  });
});
