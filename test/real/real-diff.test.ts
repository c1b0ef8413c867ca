import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/adapters/catalog/load-catalog.ts';
import { parseConfig } from '../../src/cli/config.ts';
import { compareSides } from '../../src/cli/diff/compare-sides.ts';
import { sideNamed } from '../../src/cli/diff/sides.ts';
import { quietProgress } from '../../src/cli/progress.ts';
import { detectors } from '../../src/core/detect/index.ts';
import { type Diff, isGaining, isLosing } from '../../src/core/model/diff.ts';

const file = fileURLToPath(
  new URL('../../../shared/data/gaad-realaccount-dev/account-authorization-details.json', import.meta.url),
);
const isPresent = existsSync(file);
const account = '012345678901';
let temp = '';

/** Compares two accounts in the layout of bundles, by the folders they were written to. */
async function diffOf(before: string, after: string): Promise<Diff> {
  const [old, young] = [
    await sideNamed(join(temp, before), undefined, process.stdin),
    await sideNamed(join(temp, after), undefined, process.stdin),
  ];
  const settings = parseConfig(
    '{}',
    'the test',
    detectors.map(({ id }) => id),
  );
  const { signal } = new AbortController();
  return compareSides(old, young, { settings, catalog: await loadCatalog(), progress: quietProgress, signal });
}

describe.skipIf(!isPresent)('two bundles of a real account (skipped: ../shared/data absent)', () => {
  beforeAll(async () => {
    temp = await mkdtemp(join(tmpdir(), 'iam-drift-real-diff-'));
    const whole: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    const bare = {
      ...whole,
      RoleDetailList: (whole.RoleDetailList ?? []).map((role) => ({ ...role, RolePolicyList: [] })),
    };
    const bundles = { whole, bare, empty: { ...whole, RoleDetailList: [], UserDetailList: [] } };
    for (const [name, details] of Object.entries(bundles)) {
      await mkdir(join(temp, name, 'accounts', account), { recursive: true });
      await writeFile(join(temp, name, 'accounts', account, 'authorization-details.json'), JSON.stringify(details));
    }
  });

  afterAll(() => rm(temp, { recursive: true, force: true }));

  it('are equal where they are the same', async () => {
    const { relation, counts, entries } = await diffOf('whole', 'whole');
    expect({ relation, entries }).toEqual({ relation: 'equal', entries: [] });
    expect(counts).toMatchObject({ unchanged: 58, undecided: 0 });
  });

  it('tell every principal that is new, and lose the same the other way round', async () => {
    const added = await diffOf('empty', 'whole');
    const removed = await diffOf('whole', 'empty');
    expect(added).toMatchObject({ relation: 'wider', counts: { removed: 0 } });
    expect(removed).toMatchObject({ relation: 'narrower', counts: { added: 0 } });
    const gained = new Map(added.entries.map(({ principal, access }) => [principal?.arn, access.gained.actions]));
    const lost = new Map(removed.entries.map(({ principal, access }) => [principal?.arn, access.lost.actions]));
    expect(gained.size).toBeGreaterThan(20);
    expect(lost).toEqual(gained);
  });

  it('lose nothing but what the inline policies gave where those are gone', async () => {
    const { entries } = await diffOf('whole', 'bare');
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.filter(isGaining)).toEqual([]);
    expect(entries.every(isLosing)).toBe(true);
    const types = entries.flatMap(({ access }) => access.lost.parts.map(({ through }) => through.type));
    expect(new Set(types)).toEqual(new Set(['inline']));
  });
});
