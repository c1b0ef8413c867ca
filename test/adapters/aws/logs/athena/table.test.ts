import { describe, expect, it } from 'vitest';
import { trailLocationOf } from '../../../../../src/adapters/aws/logs/athena/names.ts';
import { tableDefinition, tableFault } from '../../../../../src/adapters/aws/logs/athena/table.ts';

const names = { database: 'default', table: 'iam_drift_cloudtrail' };

describe('tableDefinition', () => {
  it('is this text for a trail of an account', async () => {
    const location = trailLocationOf('s3://logs/audit');
    await expect(`${tableDefinition({ ...names, location })}\n`).toMatchFileSnapshot(
      '../../../../golden/athena/table.sql',
    );
  });

  it('is this text for a trail of an organization', async () => {
    const location = trailLocationOf('s3://logs', 'o-a1b2c3d4e5');
    await expect(`${tableDefinition({ ...names, location })}\n`).toMatchFileSnapshot(
      '../../../../golden/athena/table-organization.sql',
    );
  });
});

describe('tableFault', () => {
  const location = trailLocationOf('s3://logs');
  const partitions = ['account', 'region', 'day'].map((Name) => ({ Name, Type: 'string' }));

  it('names what a table of another making lacks', () => {
    expect(tableFault({ Name: 'x', PartitionKeys: [{ Name: 'timestamp', Type: 'string' }] }, location)).toBe(
      'it has no partition column account, region, day',
    );
    const Columns = [
      ...['eventtime', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'useragent', 'errorcode'],
      ...['errormessage', 'requestparameters', 'responseelements', 'eventid', 'resources', 'eventtype'],
      ...['recipientaccountid', 'eventcategory', 'sessioncredentialfromconsole'],
    ].map((Name) => ({ Name, Type: 'string' }));
    const identity = { Name: 'UserIdentity', Type: 'struct<principalid:string,accesskeyid:string,invokedby:string>' };
    expect(tableFault({ Name: 'x', PartitionKeys: partitions, Columns: [...Columns, identity] }, location)).toBe(
      'it has no column omitted',
    );
    const whole = [...Columns, { Name: 'omitted', Type: 'string' }, identity];
    expect(tableFault({ Name: 'x', PartitionKeys: partitions, Columns: whole }, location)).toBe(
      'its column useridentity has no field inscopeof, sessionissuer',
    );
    const fields = 'inscopeof:struct<sourcearn:string>,sessioncontext:struct<sessionissuer:struct<arn:string>>';
    const useridentity = { ...identity, Type: `${identity.Type.slice(0, -1)},${fields}>` };
    const readable = { Name: 'x', PartitionKeys: partitions, Columns: [...whole.slice(0, -1), useridentity] };
    expect(tableFault(readable, location)).toBeUndefined();
    const projected = (key: string, value: string) =>
      tableFault({ ...readable, Parameters: { [key]: value } }, location);
    expect(projected('projection.day.format', 'yyyy-MM-dd')).toBe(
      'its days are written `yyyy-MM-dd`, not `yyyy/MM/dd`',
    );
    const template = 's3://logs/AWSLogs/o-a1b2c3d4e5/$' + '{account}/CloudTrail';
    expect(projected('storage.location.template', template)).toContain('it reads other log files');
  });
});
