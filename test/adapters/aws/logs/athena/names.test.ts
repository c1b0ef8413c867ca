import { describe, expect, it } from 'vitest';
import {
  accountsFolder,
  checkedName,
  checkedOutput,
  literal,
  trailLocationOf,
} from '../../../../../src/adapters/aws/logs/athena/names.ts';

describe('trailLocationOf', () => {
  it.each([
    ['s3://logs', undefined, 's3://logs/AWSLogs/'],
    ['s3://logs/', undefined, 's3://logs/AWSLogs/'],
    ['s3://logs/a/b/', undefined, 's3://logs/a/b/AWSLogs/'],
    ['s3://logs/a/AWSLogs', undefined, 's3://logs/a/AWSLogs/'],
    ['s3://logs', 'o-a1b2c3d4e5', 's3://logs/AWSLogs/o-a1b2c3d4e5/'],
    ['s3://logs/AWSLogs/o-a1b2c3d4e5', undefined, 's3://logs/AWSLogs/o-a1b2c3d4e5/'],
  ])('reads %s with organization %s as %s', (location, organizationId, folder) => {
    expect(accountsFolder(trailLocationOf(location, organizationId))).toBe(folder);
  });

  it.each([
    'logs',
    's3://',
    's3://Logs',
    "s3://logs/a'",
    's3://logs/$x',
    's3://logs/a\\b',
    's3://logs//a',
    's3://logs/a\nb',
  ])('does not take %j', (location) => {
    expect(() => trailLocationOf(location)).toThrow('is no location of a trail that Athena can be told');
  });

  it('does not take an organization that is none', () => {
    expect(() => trailLocationOf('s3://logs', "o-'")).toThrow('is no location');
  });
});

describe('names and literals', () => {
  it('cannot end a quotation', () => {
    expect(literal("a'b")).toBe("'a''b'");
    expect(checkedName('table', 'cloudtrail_2')).toBe('cloudtrail_2');
    for (const name of ['', 'a b', 'a"b', 'a`b', 'A', '2a', 'a;--']) expect(() => checkedName('table', name)).toThrow();
  });

  it('end places for results with a slash', () => {
    expect(checkedOutput('s3://results')).toBe('s3://results/');
    expect(() => checkedOutput("s3://results/'")).toThrow();
  });
});
