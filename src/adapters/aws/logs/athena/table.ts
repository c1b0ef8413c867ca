import type { TableMetadata } from '@aws-sdk/client-athena';
import { accountsFolder, checkedName, literal, type TrailLocation } from './names.ts';

/**
 * The columns, as AWS documents them for CloudTrail's logs, and beside them what the roll-up looks at and the documented table lacks:
 * `inscopeof`, `omitted`. The SerDe reads the fields that are named here, in any letter case, and leaves the others.
 */
const columns: readonly (readonly [name: string, type: string])[] = [
  ['eventversion', 'string'],
  [
    'useridentity',
    'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,' +
      'onbehalfof:struct<userid:string,identitystorearn:string>,' +
      'inscopeof:struct<sourcearn:string,sourceaccount:string,issuertype:string,credentialsissuedto:string>,' +
      'sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,' +
      'sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,' +
      'ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>',
  ],
  ['eventtime', 'string'],
  ['eventsource', 'string'],
  ['eventname', 'string'],
  ['awsregion', 'string'],
  ['sourceipaddress', 'string'],
  ['useragent', 'string'],
  ['errorcode', 'string'],
  ['errormessage', 'string'],
  ['requestparameters', 'string'],
  ['responseelements', 'string'],
  ['requestid', 'string'],
  ['eventid', 'string'],
  ['readonly', 'string'],
  ['resources', 'array<struct<arn:string,accountid:string,type:string>>'],
  ['eventtype', 'string'],
  ['recipientaccountid', 'string'],
  ['sharedeventid', 'string'],
  ['vpcendpointid', 'string'],
  ['eventcategory', 'string'],
  ['sessioncredentialfromconsole', 'string'],
  ['omitted', 'string'],
];

/** Columns a table must have to be read. */
const needed: readonly string[] = columns
  .map(([name]) => name)
  .filter((name) => !['eventversion', 'requestid', 'readonly', 'sharedeventid', 'vpcendpointid'].includes(name));

/** Fields of `useridentity` that the query names. */
const neededFields = ['principalid', 'accesskeyid', 'invokedby', 'inscopeof', 'sessionissuer'];

const partitions = ['account', 'region', 'day'];

const dayFormat = 'yyyy/MM/dd';

/** Which table, and whose log files. */
export interface TrailTable {
  readonly database: string;
  readonly table: string;
  readonly location: TrailLocation;
}

/**
 * The definition of the table over a trail's log files, its partitions projected: Athena works out the folders from the query and lists no
 * partition. Account and region are `injected`: a query names those it wants, so that one table serves accounts and regions yet to come.
 */
export function tableDefinition({ database, table, location }: TrailTable): string {
  const folder = accountsFolder(location);
  const shown = columns.map(([name, type]) => `  \`${name}\` ${type}`).join(',\n');
  const properties: readonly (readonly [string, string])[] = [
    ['projection.enabled', 'true'],
    ['projection.account.type', 'injected'],
    ['projection.region.type', 'injected'],
    ['projection.day.type', 'date'],
    ['projection.day.format', dayFormat],
    ['projection.day.range', '2013/11/01,NOW'],
    ['projection.day.interval', '1'],
    ['projection.day.interval.unit', 'DAYS'],
    ['storage.location.template', templateOf(location)],
  ];
  return `CREATE EXTERNAL TABLE IF NOT EXISTS \`${checkedName('database', database)}\`.\`${checkedName('table', table)}\` (
${shown}
)
COMMENT 'CloudTrail log files, for iam-drift'
PARTITIONED BY (${partitions.map((name) => `\`${name}\` string`).join(', ')})
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${literal(folder)}
TBLPROPERTIES (
${properties.map(([key, value]) => `  ${literal(key)} = ${literal(value)}`).join(',\n')}
)`;
}

/** Where the files of an account, region and day lie, as projection is told it. */
function templateOf(location: TrailLocation): string {
  return `${accountsFolder(location)}\${account}/CloudTrail/\${region}/\${day}`;
}

/** What keeps a table from being read, in words; `undefined`: nothing. */
export function tableFault(table: TableMetadata, location: TrailLocation): string | undefined {
  const keys = (table.PartitionKeys ?? []).flatMap(({ Name }) => (Name === undefined ? [] : [Name.toLowerCase()]));
  const lacking = partitions.filter((name) => !keys.includes(name));
  if (lacking.length > 0) return `it has no partition column ${lacking.join(', ')}`;
  const types = new Map(
    (table.Columns ?? []).map(({ Name = '', Type = '' }) => [Name.toLowerCase(), Type.toLowerCase()]),
  );
  const absent = needed.filter((name) => !types.has(name));
  if (absent.length > 0) return `it has no column ${absent.join(', ')}`;
  const identity = types.get('useridentity') ?? '';
  const fields = neededFields.filter((name) => !identity.includes(`${name}:`));
  if (fields.length > 0) return `its column useridentity has no field ${fields.join(', ')}`;
  const template = table.Parameters?.['storage.location.template'];
  // A table over other log files would answer without an error, and with nothing of these accounts.
  if (template !== undefined && template.replace(/\/$/, '') !== templateOf(location)) {
    return `it reads other log files: \`${template}\``;
  }
  const format = table.Parameters?.['projection.day.format'];
  if (format !== undefined && format !== dayFormat) return `its days are written \`${format}\`, not \`${dayFormat}\``;
  return undefined;
}
