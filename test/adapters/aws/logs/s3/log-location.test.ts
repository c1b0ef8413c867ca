import { describe, expect, it } from 'vitest';
import { logLocationOf } from '../../../../../src/adapters/aws/logs/s3/log-location.ts';
import { ConfigError } from '../../../../../src/core/model/errors.ts';

describe('logLocationOf', () => {
  it.each([
    ['s3://log-archive', { bucket: 'log-archive', prefix: '' }],
    ['s3://log-archive/', { bucket: 'log-archive', prefix: '' }],
    ['s3://logs.example.com/a/b/', { bucket: 'logs.example.com', prefix: 'a/b/' }],
    ['s3://log-archive/a/AWSLogs/', { bucket: 'log-archive', prefix: 'a/' }],
    ['s3://log-archive/AWSLogs/111122223333', { bucket: 'log-archive', prefix: '', accountId: '111122223333' }],
    [
      's3://log-archive/AWSLogs/111122223333/CloudTrail/eu-west-1/',
      { bucket: 'log-archive', prefix: '', accountId: '111122223333' },
    ],
    ['s3://log-archive/AWSLogs/o-abc123/', { bucket: 'log-archive', prefix: '', organizationId: 'o-abc123' }],
    [
      's3://log-archive/a/AWSLogs/o-abc123/111122223333/CloudTrail/',
      { bucket: 'log-archive', prefix: 'a/', organizationId: 'o-abc123', accountId: '111122223333' },
    ],
  ])('reads %s', (text, location) => {
    expect(logLocationOf(text)).toEqual(location);
  });

  it.each(['log-archive', 's3://', 's3://Log_Archive', 'https://log-archive.s3.amazonaws.com/', 's3:///AWSLogs/'])(
    'refuses %s, and says how a location is written',
    (text) => {
      expect(() => logLocationOf(text)).toThrow(ConfigError);
      expect(() => logLocationOf(text)).toThrow(`\`${text}\` is no location of logs`);
    },
  );
});
