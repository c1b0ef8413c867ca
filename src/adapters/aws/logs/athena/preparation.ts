import { type AthenaClient, GetTableMetadataCommand, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import type { Gap } from '../../../../core/model/gap.ts';
import { type AwsCall, failureOf, gapOfFailure } from '../../failure.ts';
import { type TrailTable, tableDefinition, tableFault } from './table.ts';

/** What was found of the workgroup and the table. */
export type Preparation =
  | { readonly kind: 'ready' }
  /** The table is not there: this statement makes it. */
  | { readonly kind: 'to-make'; readonly statement: string }
  | { readonly kind: 'refused'; readonly gap: Gap };

/** What is looked at before the first query. */
export interface PreparationRequest {
  readonly client: AthenaClient;
  readonly table: TrailTable;
  readonly workgroup: string;
  /** Whether the results have a place of their own. */
  readonly hasOutput: boolean;
  /** Where the calls are made, for gaps. */
  readonly account: string;
  readonly region: string;
}

/** The catalog that Glue keeps, under the name Athena has for it. */
const catalog = 'AwsDataCatalog';

/** Looks whether the workgroup can run queries and the table is one over these logs. Both cost nothing. Throws what ends the run. */
export async function prepare(request: PreparationRequest): Promise<Preparation> {
  const fault = await workgroupFault(request);
  if (fault !== undefined) return { kind: 'refused', gap: fault };
  return findTable(request);
}

/** `undefined` too where the workgroup may not be looked at: then the first query tells. */
async function workgroupFault(request: PreparationRequest): Promise<Gap | undefined> {
  const { client, workgroup, hasOutput } = request;
  const call = callOf(request, 'GetWorkGroup');
  try {
    const { WorkGroup: found } = await client.send(new GetWorkGroupCommand({ WorkGroup: workgroup }));
    if (found?.State === 'DISABLED')
      return ownGap(call, 'DisabledWorkGroup', `the workgroup \`${workgroup}\` is disabled`);
    const own = found?.Configuration;
    const hasPlace =
      hasOutput ||
      own?.ResultConfiguration?.OutputLocation !== undefined ||
      own?.ManagedQueryResultsConfiguration?.Enabled === true;
    if (own === undefined || hasPlace) return undefined;
    const message = `the workgroup \`${workgroup}\` has no place for results: set \`collect.logs.output\``;
    return ownGap(call, 'NoOutputLocation', message);
  } catch (error) {
    if (failureOf(error).kind === 'refused') return undefined;
    return gapOfFailure(error, call);
  }
}

async function findTable(request: PreparationRequest): Promise<Preparation> {
  const { client, table, workgroup } = request;
  const call = callOf(request, 'GetTableMetadata');
  try {
    const { TableMetadata: found } = await client.send(
      new GetTableMetadataCommand({
        CatalogName: catalog,
        DatabaseName: table.database,
        TableName: table.table,
        WorkGroup: workgroup,
      }),
    );
    const fault = found === undefined ? 'Athena tells nothing of it' : tableFault(found, table.location);
    if (fault === undefined) return { kind: 'ready' };
    const message = `the table \`${table.database}.${table.table}\` cannot be read: ${fault}; name one that is not there, and it is made`;
    return { kind: 'refused', gap: ownGap(call, 'WrongTable', message) };
  } catch (error) {
    const { code, message } = failureOf(error);
    // Glue's answer to Athena, handed on in words: an entity that is not there is the table or its database.
    const isMissing = code === 'MetadataException' && /EntityNotFound|not found/i.test(message);
    if (isMissing) return { kind: 'to-make', statement: tableDefinition(table) };
    return { kind: 'refused', gap: gapOfFailure(error, call) };
  }
}

function callOf({ account, region }: PreparationRequest, operation: string): AwsCall {
  return { service: 'athena', operation, account, region };
}

function ownGap(call: AwsCall, errorCode: string, message: string): Gap {
  return { ...call, errorCode, message };
}
