import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { membersOf } from '../../../src/core/catalog/action-set.ts';
import { detectors } from '../../../src/core/detect/index.ts';
import type { AuditResult } from '../../../src/core/model/finding.ts';
import { runCase } from './case-bundle.ts';
import { breachesOf, expectedShape } from './case-expectation.ts';

const root = join(import.meta.dirname, '../../cases/detectors');
const catalog = loadCatalogSync();

function casesOf(detector: string): readonly string[] {
  return readdirSync(join(root, detector))
    .filter((name) => /^(?:found|ok)\./.test(name))
    .sort();
}

/** What the finding's permissions name, patterns expanded. */
function namesOf(permissions: readonly string[]): ReadonlySet<string> {
  return new Set(
    permissions.flatMap((pattern) =>
      [...membersOf(catalog.matching(pattern))].map((i) => catalog.actions[i]?.name ?? ''),
    ),
  );
}

function verdictIn(result: AuditResult, who: string, action: string): string {
  const [account, kind, name] = who.split('/').length === 3 ? who.split('/') : ['', ...who.split('/')];
  const principal = result.principals.find(
    ({ arn, accountId }) =>
      (account === '' || account === accountId) && arn.includes(`:${kind}/`) && arn.split('/').at(-1) === name,
  );
  if (principal === undefined) return `no principal \`${who}\``;
  for (const row of principal.verdicts ?? []) if (row.action === action) return row.verdict;
  return 'not granted';
}

for (const { id } of detectors) {
  describe(id, () => {
    for (const name of casesOf(id)) {
      const folder = join(root, id, name);
      it(name.replaceAll('-', ' ').replace('.', ': '), async () => {
        const expected = expectedShape.parse(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')));
        expect(expected.length > 0, 'found.* expects findings, ok.* expects none').toBe(name.startsWith('found.'));
        const { file, result } = await runCase(folder, id, catalog);
        const skipped = result.scan.skipped.filter(({ detector }) => detector === id);
        // A skipped detector says nothing: an `ok` case that it skips would hold whatever the detector does.
        expect(skipped.map(({ needs }) => needs).join('; '), file.says).toBe(file.skipped ?? '');
        for (const [who, actions] of Object.entries(file.verdicts)) {
          for (const [action, verdict] of Object.entries(actions)) {
            expect(`${who} ${action}: ${verdictIn(result, who, action)}`, file.says).toBe(
              `${who} ${action}: ${verdict}`,
            );
          }
        }
        expect(breachesOf(expected, result.findings, namesOf).join('\n'), file.says).toBe('');
      });
    }
  });
}
