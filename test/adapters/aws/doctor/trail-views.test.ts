import { describe, expect, it } from 'vitest';
import { trailsFound } from '../../../../src/adapters/aws/doctor/trail-views.ts';
import { sessionTo } from '../connection.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from '../wire.ts';

const trail = (name: string, region: string, more: object = {}) => ({
  Name: name,
  TrailARN: `arn:aws:cloudtrail:${region}:111122223333:trail/${name}`,
  HomeRegion: region,
  S3BucketName: 'logs',
  ...more,
});

async function found(answer: (request: WireRequest) => WireAnswer, regions: readonly string[]) {
  const { session, wire } = await sessionTo(answer, { maxAttempts: 1 });
  return { ...(await trailsFound(session, regions, (work) => work())), wire };
}

const refused = jsonError(400, 'AccessDeniedException', 'not authorized');

describe('trailsFound', () => {
  it('tells a trail once, however many regions show it', async () => {
    const { trails, regions, wire } = await found(
      ({ operation }) =>
        operation === 'DescribeTrails'
          ? jsonAnswer({ trailList: [trail('main', 'eu-west-1', { IsMultiRegionTrail: true })] })
          : jsonAnswer({ IsLogging: true }),
      ['eu-west-1', 'us-east-1'],
    );
    expect(trails.map(({ name }) => name)).toEqual(['main']);
    expect([...regions].sort()).toEqual(['eu-west-1', 'us-east-1']);
    expect(wire.of('GetTrailStatus')).toHaveLength(1);
  });

  it('goes on where one region refuses, and says which', async () => {
    const { trails, regions, gaps } = await found(
      ({ operation, region }) =>
        operation !== 'DescribeTrails'
          ? jsonAnswer({ IsLogging: false })
          : region === 'us-east-1'
            ? refused
            : jsonAnswer({ trailList: [trail('local', 'eu-west-1')] }),
      ['eu-west-1', 'us-east-1'],
    );
    expect(trails.map(({ name, isLogging }) => [name, isLogging])).toEqual([['local', false]]);
    expect(regions).toEqual(['eu-west-1']);
    expect(gaps).toMatchObject([
      { operation: 'DescribeTrails', region: 'us-east-1', errorCode: 'AccessDeniedException' },
    ]);
  });

  it('does not say of a trail that may not be asked whether it logs', async () => {
    const { trails, gaps } = await found(
      ({ operation }) =>
        operation === 'DescribeTrails' ? jsonAnswer({ trailList: [trail('main', 'us-east-1')] }) : refused,
      ['us-east-1'],
    );
    expect(trails[0]).not.toHaveProperty('isLogging');
    expect(trails[0]).not.toHaveProperty('selectors');
    expect(gaps.map(({ operation }) => operation).sort()).toEqual(['GetEventSelectors', 'GetTrailStatus']);
  });

  it('takes a trail without selectors of its own for one of all management events', async () => {
    const { trails } = await found(
      ({ operation }) =>
        operation === 'DescribeTrails'
          ? jsonAnswer({ trailList: [trail('main', 'us-east-1', { HasCustomEventSelectors: false })] })
          : refused,
      ['us-east-1'],
    );
    expect(trails[0]?.selectors).toMatchObject([{ category: 'management', readWrite: 'all' }]);
  });

  it('makes do with answers that lack nearly everything', async () => {
    const { trails } = await found(
      ({ operation }) =>
        operation === 'DescribeTrails'
          ? jsonAnswer({ trailList: [{}, { TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/bare' }] })
          : jsonAnswer({}),
      ['us-east-1'],
    );
    expect(trails).toMatchObject([{ name: 'bare', homeRegion: 'eu-west-1', bucket: '', isMultiRegion: false }]);
  });
});
