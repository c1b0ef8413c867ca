import { describe, expect, it } from 'vitest';
import { authorizationDetailsPart } from '../../../../src/adapters/aws/collect/authorization-details.ts';
import { testNow } from '../connection.ts';
import { memoryWriter } from '../memory-writer.ts';
import { type WireAnswer, xmlAnswer, xmlError } from '../wire.ts';
import { collecting, evenPage, folder, gapTexts, oddPage } from './collecting.ts';

const operation = 'GetAccountAuthorizationDetails';
const first = `${folder}/authorization-details.json`;
const second = `${folder}/authorization-details-2.json`;

const roleXml = (name: string) =>
  `<member><Path>/</Path><RoleName>${name}</RoleName><RoleId>AROA${name}</RoleId><Arn>arn:aws:iam::111122223333:role/${name}</Arn>` +
  '<CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument>' +
  '<RoleLastUsed/></member>';

function page(roles: readonly string[], marker?: string): WireAnswer {
  const more =
    marker === undefined
      ? '<IsTruncated>false</IsTruncated>'
      : `<IsTruncated>true</IsTruncated><Marker>${marker}</Marker>`;
  const list = `<RoleDetailList>${roles.map(roleXml).join('')}</RoleDetailList>`;
  return xmlAnswer(operation, `<UserDetailList/>${list}<GroupDetailList/><Policies/>${more}`);
}

/** Three pages: one role each. */
function threePages({ Marker }: Readonly<Record<string, unknown>>): WireAnswer {
  if (Marker === undefined) return page(['a'], 'm2');
  return Marker === 'm2' ? page(['b'], 'm3') : page(['c']);
}

const rolesIn = (value: unknown) => JSON.stringify(value).match(/"RoleName":"\w+"/g);

describe('authorization details', () => {
  it('are asked a thousand entities at a time, of all kinds, and each page is a file', async () => {
    const { context, writer, wire, gaps } = await collecting(({ parameters }) => threePages(parameters));
    await authorizationDetailsPart.collect(context);
    expect(wire.of(operation).map(({ parameters }) => [parameters.MaxItems, parameters.Marker])).toEqual([
      ['1000', undefined],
      ['1000', 'm2'],
      ['1000', 'm3'],
    ]);
    expect(Object.keys(wire.of(operation)[0]?.parameters ?? {}).filter((name) => name.startsWith('Filter'))).toEqual(
      [],
    );
    expect([...writer.files.keys()]).toEqual([first, second, `${folder}/authorization-details-3.json`]);
    expect(writer.json(second)).toEqual({
      UserDetailList: [],
      RoleDetailList: [
        {
          Path: '/',
          RoleName: 'b',
          RoleId: 'AROAb',
          Arn: 'arn:aws:iam::111122223333:role/b',
          CreateDate: '2026-01-01T00:00:00.000Z',
          AssumeRolePolicyDocument: '%7B%22Version%22%3A%222012-10-17%22%7D',
          RoleLastUsed: {},
        },
      ],
      GroupDetailList: [],
      Policies: [],
      IsTruncated: true,
      Marker: 'm3',
    });
    expect(gaps).toEqual([]);
  });

  it('that are there whole are not asked for again', async () => {
    const { context, writer } = await collecting(({ parameters }) => threePages(parameters));
    await authorizationDetailsPart.collect(context);
    const again = await collecting(() => xmlError(500, 'Never', 'asked'), { writer });
    await authorizationDetailsPart.collect(again.context);
    expect(again.calls()).toEqual({});
    expect(again.gaps).toEqual([]);
  });

  const halfway = (collectedAt: number) =>
    memoryWriter({
      collectedAt,
      files: {
        [first]: { RoleDetailList: [{ RoleName: 'a' }], IsTruncated: true, Marker: 'm2' },
        [second]: { RoleDetailList: [{ RoleName: 'b' }], IsTruncated: true, Marker: 'm3' },
      },
    });

  it('go on after the last page that is there', async () => {
    const writer = halfway(testNow - 59 * 60_000);
    const { context, wire } = await collecting(({ parameters }) => threePages(parameters), { writer });
    await authorizationDetailsPart.collect(context);
    expect(wire.of(operation).map(({ parameters }) => parameters.Marker)).toEqual(['m3']);
    expect(writer.steps).toEqual([`write ${folder}/authorization-details-3.json`]);
  });

  it('start over when the last page is an hour old, from the last file to the first', async () => {
    const writer = halfway(testNow - 61 * 60_000);
    const { context, wire } = await collecting(({ parameters }) => threePages(parameters), { writer });
    await authorizationDetailsPart.collect(context);
    expect(wire.of(operation)).toHaveLength(3);
    expect(writer.steps.slice(0, 3)).toEqual([`remove ${second}`, `remove ${first}`, `write ${first}`]);
    expect(rolesIn(writer.json(first))).toEqual(['"RoleName":"a"']);
  });

  it('start over when AWS does not take the marker of an earlier run', async () => {
    const writer = halfway(testNow - 60_000);
    const { context, wire, gaps } = await collecting(
      ({ parameters }) =>
        wire.of(operation).length === 1 ? xmlError(400, 'ValidationError', 'Invalid Marker') : threePages(parameters),
      { writer },
    );
    await authorizationDetailsPart.collect(context);
    expect(wire.of(operation).map(({ parameters }) => parameters.Marker)).toEqual(['m3', undefined, 'm2', 'm3']);
    expect(writer.files.size).toBe(3);
    expect(gaps).toEqual([]);
  });

  it('keep the pages they have when one is refused, and say so', async () => {
    const { context, writer, gaps } = await collecting(({ parameters }) =>
      parameters.Marker === undefined ? page(['a'], 'm2') : xmlError(403, 'AccessDenied', 'not authorized'),
    );
    await authorizationDetailsPart.collect(context);
    expect([...writer.files.keys()]).toEqual([first]);
    expect(gapTexts(gaps)).toEqual([`AccessDenied ${operation}: not authorized`]);
  });

  it('that are newer than what was read of the changes have the changes read anew', async () => {
    const usage = (name: string) => `usage/111122223333/${name}.jsonl.gz`;
    const kept = [usage('event-history-2026-08-01-to-2026-08-03'), usage('s3-logs-1a2b3c-2026-08-01-to-2026-08-30')];
    const gone = [
      usage('changes-only-2026-07-23-to-2026-10-31'),
      usage('changes-only-2026-07-23-to-2026-10-31.partial'),
      usage('event-history-2026-10-30-to-2026-10-31'),
    ];
    const other = 'usage/444455556666/changes-only-2026-07-23-to-2026-10-31.jsonl.gz';
    const files = Object.fromEntries([...kept, ...gone, other].map((name) => [name, '']));
    const { context, writer } = await collecting(({ parameters }) => threePages(parameters), {
      writer: memoryWriter({ files }),
    });
    await authorizationDetailsPart.collect(context);
    expect([...writer.files.keys()].filter((name) => name.startsWith('usage/')).sort()).toEqual(
      [...kept, other].sort(),
    );
    const again = await collecting(() => xmlError(500, 'Never', 'asked'), { writer });
    await writer.writeText(gone[0] ?? '', '');
    await authorizationDetailsPart.collect(again.context);
    expect(writer.files.has(gone[0] ?? '')).toBe(true);
  });

  it.each([
    ['repeats', 'm2', 'RepeatedPage'],
    ['gives none where more follows', '', 'WrongShape'],
  ])('end with a gap when AWS %s a marker', async (_, marker, code) => {
    const { context, wire, gaps } = await collecting(() => page(['a'], marker));
    await authorizationDetailsPart.collect(context);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual([code]);
    expect(wire.of(operation).length).toBeLessThanOrEqual(2);
  });

  it('know a marker that repeats over two runs', async () => {
    const { context, wire, gaps } = await collecting(() => page(['c'], 'm3'), { writer: halfway(testNow) });
    await authorizationDetailsPart.collect(context);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual(['RepeatedPage']);
    expect(wire.of(operation)).toHaveLength(1);
  });

  it.each([
    ['odd page with status 500', { status: 500, body: oddPage }, 'Http500'],
    ['even page with status 500', { status: 500, body: evenPage }, 'Http500'],
    ['odd page with status 200', { body: oddPage }, 'Http200'],
    ['even page with status 200', { body: evenPage }, 'WrongShape'],
    ['empty body', { body: '' }, 'WrongShape'],
  ])('take an %s for no answer', async (_, answer, code) => {
    const { context, writer, gaps } = await collecting(() => answer);
    await authorizationDetailsPart.collect(context);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual([code]);
    expect(writer.files.size).toBe(0);
  });

  it('are asked for again when AWS throttles', async () => {
    const { context, writer, gaps, connection } = await collecting(
      ({ attempt, parameters }) =>
        attempt === 1 && parameters.Marker === 'm2'
          ? xmlError(400, 'Throttling', 'Rate exceeded')
          : threePages(parameters),
      { connection: { maxAttempts: 3 } },
    );
    await authorizationDetailsPart.collect(context);
    expect(writer.files.size).toBe(3);
    expect(gaps).toEqual([]);
    expect(connection.calls.counts()[0]).toEqual({ service: 'iam', operation, calls: 3, retries: 1, throttled: 1 });
  }, 20_000);
});
