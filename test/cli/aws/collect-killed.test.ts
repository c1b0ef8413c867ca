import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../external-programs.ts';
import { type MotoServer, objectOf, startMoto } from '../moto-server.ts';
import type { Ended } from '../run-command.ts';
import { filesOfCall } from './file-of-call.ts';
import { type SeededWorld, seedWorld } from './seed-world.ts';
import { logBucket } from './world.ts';
import { startFront, type WorldFront } from './world-front.ts';
import { runAgainst } from './world-run.ts';

/** The kills are placed by this number: another one places them elsewhere. */
const seed = 20_261_121;
const kills = 10;

describeWith(
  ['moto_server'],
  'a collection that is killed',
  () => {
    let moto: MotoServer;
    let world: SeededWorld;
    let front: WorldFront;
    let folder: string;
    let undisturbed: ReadonlyMap<string, string>;
    let answers: number;
    let filesOfCalls: ReadonlySet<string>;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'iam-drift-killed-'));
      moto = await startMoto();
      world = await seedWorld(moto.url, { roles: 8, days: 12 });
      front = await startFront(moto.url, world);
      const { code, stderr } = await collect('undisturbed');
      expect({ code, stderr }).toMatchObject({ code: 0 });
      answers = front.calls.length;
      undisturbed = await contentsOf('undisturbed');
      filesOfCalls = new Set(front.calls.flatMap((call) => filesOfCall(call, [...undisturbed.keys()])));
    }, 240_000);
    afterAll(async () => {
      await front.stop();
      moto.stop();
      await rm(folder, { recursive: true });
    });

    function collect(bundle: string, onStart?: (kill: () => void) => void): Promise<Ended> {
      const accounts = world.accounts.flatMap(({ id }) => ['--account', id]);
      const logs = ['--cloudtrail', `s3://${logBucket}`, '--window-days', '20'];
      return runAgainst(front.url, ['collect', '--bundle', bundle, ...accounts, ...logs], {
        cwd: folder,
        ...(onStart === undefined ? {} : { onStart }),
      });
    }

    /** The files of a bundle, comparable: without what says when, and lines of roll-ups in an order of their own. */
    async function contentsOf(bundle: string): Promise<ReadonlyMap<string, string>> {
      const contents = new Map<string, string>();
      const path = join(folder, bundle);
      for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const name = join(entry.parentPath, entry.name).slice(path.length + 1);
        const bytes = await readFile(join(path, name));
        const text = name.endsWith('.gz') ? linesOf(gunzipSync(bytes).toString('utf8')) : bytes.toString('utf8');
        contents.set(name, text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)/g, 'a date'));
      }
      return contents;
    }

    /** Files that are there, and what is answered about last-accessed by its principal. */
    function wholeFiles(contents: ReadonlyMap<string, string>): ReadonlySet<string> {
      const names = [...contents].map(([name, text]) =>
        name.includes('/last-accessed/') ? `last-accessed of ${String(objectOf(JSON.parse(text)).Arn)}` : name,
      );
      return new Set(names);
    }

    it('makes enough calls for the kills to lie apart', () => {
      expect(answers).toBeGreaterThan(200);
    });

    it('makes files of which it is known by which calls', () => {
      const unknown = [...wholeFiles(undisturbed)].filter((file) => !filesOfCalls.has(file));
      expect(unknown.sort()).toStrictEqual([
        // No policy, no call.
        `accounts/${world.accounts[0]?.id}/policy-tags.json`,
        'collected.json',
        'collection.json',
        'manifest.json',
        // As the account's own.
        'organization/regions.json',
      ]);
      expect(filesOfCalls.size).toBeGreaterThan(40);
    });

    const random = randomOf(seed);
    it.each(Array.from({ length: kills }, (_, index) => Math.round(100 * (10 * index + 10 * random())) / 100))(
      'after %d percent of its answers and begun again ends as one that was not, and asks for no whole file again',
      async (percent) => {
        const bundle = `killed-${percent}`;
        const last = 1 + Math.floor((percent / 100) * (answers - 1));
        const killed = await collect(bundle, (kill) => {
          front.onAnswer((number) => {
            if (number === last) kill();
          });
        });
        front.onAnswer(undefined);
        expect(killed.signal).toBe('SIGKILL');
        const before = wholeFiles(await contentsOf(bundle));
        expect(before.has('collection.json')).toBe(false);

        front.forget();
        const { code, stderr } = await collect(bundle);
        expect({ code, stderr }).toMatchObject({ code: 0 });
        const usage = [...undisturbed.keys()].filter((name) => name.startsWith('usage/'));
        const repeated = front.calls.filter((call) => {
          const files = filesOfCall(call, usage);
          return files.length > 0 && files.every((file) => before.has(file));
        });
        expect(repeated).toStrictEqual([]);

        const after = await contentsOf(bundle);
        // What it cost differs: some was asked twice.
        const withoutCost = (all: ReadonlyMap<string, string>) =>
          [...all].filter(([name]) => name !== 'collection.json').sort(([a], [b]) => (a < b ? -1 : 1));
        expect(withoutCost(after)).toStrictEqual(withoutCost(undisturbed));
      },
      120_000,
    );
  },
  { onlyInCi: true },
);

/** Lines of roll-ups come in the order in which log files were read; each roll-up has its header. */
function linesOf(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('{"kind":"header"'));
  return lines.sort().join('\n');
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
