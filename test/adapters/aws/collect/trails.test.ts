import { describe, expect, it } from 'vitest';
import { trailsPart } from '../../../../src/adapters/aws/collect/trails.ts';
import { trailsOf } from '../../../../src/adapters/bundle/trails.ts';
import type { Gap } from '../../../../src/core/model/gap.ts';
import { memoryWriter } from '../memory-writer.ts';
import { account, collecting, folder, gapTexts } from './collecting.ts';
import { type Answers, answering, htmlPage, refused, regionsFile } from './json-wire.ts';

const file = `${folder}/trails.json`;
const regions = { [`${folder}/regions.json`]: regionsFile('us-east-1', 'eu-west-1') };

const trail = (name: string, HomeRegion: string, more: object = {}) => ({
  Name: name,
  TrailARN: `arn:aws:cloudtrail:${HomeRegion}:${account}:trail/${name}`,
  S3BucketName: 'logs',
  HomeRegion,
  IsMultiRegionTrail: true,
  IncludeGlobalServiceEvents: true,
  HasCustomEventSelectors: true,
  ...more,
});
const main = trail('main', 'us-east-1');
const local = trail('local', 'eu-west-1', { IsMultiRegionTrail: false });

const plain: Answers = {
  DescribeTrails: (_, { region }) => ({ trailList: region === 'us-east-1' ? [main] : [main, local] }),
  GetTrailStatus: () => ({ IsLogging: true, StartLoggingTime: 1767225600 }),
  GetEventSelectors: ({ TrailName }) => ({
    TrailARN: TrailName,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
  }),
};

const collect = (answers: Answers, files: Readonly<Record<string, unknown>> = regions) =>
  collecting(answering(answers), { writer: memoryWriter({ files }) });

describe('trails', () => {
  it('are those of every region, each once, with status and selectors from their home regions', async () => {
    const { context, writer, wire, gaps } = await collect(plain);
    await trailsPart.collect(context);
    expect(gaps).toEqual([]);
    expect(wire.of('DescribeTrails').map(({ region, parameters }) => [region, parameters])).toEqual([
      ['eu-west-1', { includeShadowTrails: true }],
      ['us-east-1', { includeShadowTrails: true }],
    ]);
    expect(wire.of('GetTrailStatus').map(({ region, parameters }) => [region, parameters.Name])).toEqual([
      ['eu-west-1', local.TrailARN],
      ['us-east-1', main.TrailARN],
    ]);
    const gapsOfReader: Gap[] = [];
    const read = trailsOf(writer.json(file), { account, file, gaps: gapsOfReader });
    expect(read).toMatchObject([
      { name: 'local', homeRegion: 'eu-west-1', isMultiRegion: false },
      { name: 'main', isLogging: true, startedLoggingAt: Date.parse('2026-01-01T00:00:00Z') },
    ]);
    expect(read?.map(({ selectors }) => selectors?.length)).toEqual([1, 1]);
    expect(gapsOfReader).toEqual([]);
  });

  it('are not asked for again when they are there whole', async () => {
    const first = await collect(plain);
    await trailsPart.collect(first.context);
    const again = await collecting(answering(plain), { writer: first.writer });
    await trailsPart.collect(again.context);
    expect(again.calls()).toEqual({});
  });

  it('are those of the other regions where one refuses, and are asked for again until it does not', async () => {
    const first = await collect({
      ...plain,
      DescribeTrails: (parameters, request) =>
        request.region === 'us-east-1'
          ? plain.DescribeTrails?.(parameters, request)
          : refused('an explicit deny in a service control policy'),
    });
    await trailsPart.collect(first.context);
    expect(first.gaps).toEqual([
      {
        service: 'cloudtrail',
        operation: 'DescribeTrails',
        account,
        region: 'eu-west-1',
        errorCode: 'AccessDeniedException',
        message: 'an explicit deny in a service control policy',
      },
    ]);
    expect(first.writer.json(file)).toMatchObject({ trailList: [{ Name: 'main' }], regions: ['us-east-1'] });
    const again = await collecting(answering(plain), { writer: first.writer });
    await trailsPart.collect(again.context);
    expect(again.gaps).toEqual([]);
    expect(again.writer.json(file)).toMatchObject({ trailList: [{ Name: 'local' }, { Name: 'main' }] });
  });

  it('lack the status or selectors that were refused, and those of other trails stay', async () => {
    const { context, writer, gaps } = await collect({
      ...plain,
      GetTrailStatus: ({ Name }, request) => (Name === main.TrailARN ? refused() : plain.GetTrailStatus?.({}, request)),
      GetEventSelectors: ({ TrailName }, request) =>
        TrailName === local.TrailARN ? htmlPage : plain.GetEventSelectors?.({ TrailName }, request),
    });
    await trailsPart.collect(context);
    const written = writer.json(file);
    expect(written).toMatchObject({ status: { [local.TrailARN]: {} }, eventSelectors: { [main.TrailARN]: {} } });
    expect(written).not.toHaveProperty(['status', main.TrailARN]);
    expect(written).not.toHaveProperty(['eventSelectors', local.TrailARN]);
    expect(gaps.map(({ operation, region, errorCode }) => [operation, region, errorCode])).toEqual([
      ['GetTrailStatus', 'us-east-1', 'AccessDeniedException'],
      ['GetEventSelectors', 'eu-west-1', 'Http200'],
    ]);
  });

  it('are no file, and one gap, where every region refuses', async () => {
    const { context, writer, gaps } = await collect({ DescribeTrails: () => refused() });
    await trailsPart.collect(context);
    expect(writer.files.has(file)).toBe(false);
    expect(gapTexts(gaps)).toEqual([
      'AccessDeniedException DescribeTrails: not authorized to perform this (eu-west-1, and so in all 2 regions)',
    ]);
  });

  it('are not taken to be none where an answer holds no list', async () => {
    const { context, writer, gaps } = await collect({ DescribeTrails: () => ({}) });
    await trailsPart.collect(context);
    expect(writer.files.has(file)).toBe(false);
    expect(gapTexts(gaps)).toEqual([
      'WrongShape DescribeTrails: the answer holds no `trailList` (eu-west-1, and so in all 2 regions)',
    ]);
  });
});
