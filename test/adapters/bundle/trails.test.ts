import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/adapters/bundle/shape.ts';
import { trailsOf } from '../../../src/adapters/bundle/trails.ts';

const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const main = {
  Name: 'main',
  S3BucketName: 'logs',
  S3KeyPrefix: 'org',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: 'eu-west-1',
  TrailARN: arn,
  LogFileValidationEnabled: true,
  HasCustomEventSelectors: true,
  IsOrganizationTrail: true,
};
const status = { IsLogging: true, StartLoggingTime: '2025-01-01T00:00:00+01:00', StopLoggingTime: 1735693200.5 };
const selectors = { TrailARN: arn, EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] };
const whole = { trailList: [main], status: { [arn]: status }, eventSelectors: { [arn]: selectors } };

function read(value: unknown) {
  const place: Place = { account: '111122223333', file: 'trails.json', gaps: [] };
  const trails = trailsOf(value, place);
  return { trails, messages: place.gaps.map(({ errorCode, message }) => `${errorCode}: ${message}`) };
}

const expected = {
  arn,
  name: 'main',
  homeRegion: 'eu-west-1',
  bucket: 'logs',
  prefix: 'org',
  isMultiRegion: true,
  isOrganization: true,
  includesGlobalServices: true,
  isLogging: true,
  startedLoggingAt: Date.UTC(2024, 11, 31, 23),
  stoppedLoggingAt: 1735693200500,
  selectors: [{ category: 'management', readWrite: 'write', resourceType: '', isPartial: false }],
};

describe('trailsOf', () => {
  it('joins trails with status and selectors; dates may be seconds, as older CLIs print them', () => {
    expect(read(whole)).toStrictEqual({ trails: [expected], messages: [] });
  });

  it('does not mind the letter case of names', () => {
    const lower = (value: object) =>
      Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key.charAt(0).toLowerCase() + key.slice(1), item]),
      );
    const value = {
      TrailList: [{ ...lower(main), trailARN: arn }],
      Status: { [arn]: lower(status) },
      EventSelectors: { [arn]: { eventSelectors: [{ readWriteType: 'WriteOnly', includeManagementEvents: true }] } },
    };
    expect(read(value)).toStrictEqual({ trails: [expected], messages: [] });
  });

  it('finds status and selectors by the name of the trail too', () => {
    expect(read({ ...whole, status: { main: status }, eventSelectors: { main: selectors } }).trails).toStrictEqual([
      expected,
    ]);
  });

  it('knows nothing where status and selectors are missing, and says so', () => {
    const { trails, messages } = read({ trailList: [main] });
    expect(trails?.[0]).not.toHaveProperty('isLogging');
    expect(trails?.[0]).not.toHaveProperty('selectors');
    expect(messages).toStrictEqual([
      `Missing: \`status[${arn}]\` is not there`,
      'Missing: the event selectors of `main` are not there',
    ]);
  });

  it("takes AWS's default for a trail that has no selectors of its own", () => {
    const { trails, messages } = read({
      trailList: [{ ...main, HasCustomEventSelectors: false }],
      status: { [arn]: status },
      eventSelectors: { [arn]: { TrailARN: arn, EventSelectors: [], AdvancedEventSelectors: [] } },
    });
    expect(trails?.[0]?.selectors).toStrictEqual([
      { category: 'management', readWrite: 'all', resourceType: '', isPartial: false },
    ]);
    expect(messages).toStrictEqual([]);
  });

  it('leaves out a trail that cannot be read, and keeps the others', () => {
    const { trails, messages } = read({ ...whole, trailList: [{ Name: 'x' }, 7, main] });
    expect(trails).toStrictEqual([expected]);
    expect(messages).toStrictEqual([
      'WrongShape: `trailList[0].TrailARN`: expected string, found undefined',
      'WrongShape: `trailList[1]`: expected object, found number',
    ]);
  });

  it('takes a status that cannot be read for an unknown one', () => {
    const { trails, messages } = read({ ...whole, status: { [arn]: { IsLogging: 'yes' } } });
    expect(trails?.[0]).not.toHaveProperty('isLogging');
    expect(messages).toStrictEqual([`WrongShape: \`status[${arn}].IsLogging\`: expected boolean, found string`]);
  });

  it('is not misled by a trail called like a method of objects', () => {
    const { trails } = read({ ...whole, trailList: [{ ...main, Name: 'constructor', TrailARN: 'toString' }] });
    expect(trails?.[0]).not.toHaveProperty('isLogging');
  });
});
