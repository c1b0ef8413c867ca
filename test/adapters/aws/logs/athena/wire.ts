import { answerColumns } from '../../../../../src/adapters/aws/logs/athena/query.ts';
import { tableDefinition } from '../../../../../src/adapters/aws/logs/athena/table.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from '../../wire.ts';

/** How an Athena of tests answers; each part may be replaced. */
export interface AthenaAnswers {
  readonly workgroup?: WireAnswer;
  readonly table?: WireAnswer;
  readonly start?: (request: WireRequest) => WireAnswer;
  /** The states of a query, one after the other; the last one stays. */
  readonly states?: readonly Readonly<Record<string, unknown>>[];
  readonly bytesScanned?: number;
  /** The rows of a query's answer, by page. */
  readonly pages?: readonly (readonly (readonly (string | undefined)[])[])[];
  readonly results?: (request: WireRequest) => WireAnswer | undefined;
}

/** GetTableMetadata's answer for a table as our own definition makes it. */
export function ownTable(location: Parameters<typeof tableDefinition>[0]['location']): WireAnswer {
  const definition = tableDefinition({ database: 'default', table: 'trail', location });
  const columns = [...definition.matchAll(/^ {2}`(\w+)` (.*?),?$/gm)].map(([, Name, Type]) => ({ Name, Type }));
  const parameters = [...definition.matchAll(/^ {2}'([^']+)' = '([^']*)',?$/gm)].map(([, key, value]) => [key, value]);
  return jsonAnswer({
    TableMetadata: {
      Name: 'trail',
      Columns: columns,
      PartitionKeys: ['account', 'region', 'day'].map((Name) => ({ Name, Type: 'string' })),
      Parameters: Object.fromEntries(parameters),
    },
  });
}

/** What Athena answers for a table that Glue does not know. */
export const noTable: WireAnswer = jsonError(
  400,
  'MetadataException',
  'Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: 1; Proxy: null)',
);

/** Answers Athena's calls. */
export function athenaAnswers(answers: AthenaAnswers = {}): (request: WireRequest) => WireAnswer {
  const asked = new Map<string, number>();
  let queries = 0;
  const states = answers.states ?? [{ State: 'SUCCEEDED' }];
  return (request) => {
    const id = String(request.parameters.QueryExecutionId ?? '');
    switch (request.operation) {
      case 'GetWorkGroup':
        return (
          answers.workgroup ??
          jsonAnswer({
            WorkGroup: {
              Name: 'primary',
              State: 'ENABLED',
              Configuration: { ResultConfiguration: { OutputLocation: 's3://results/' } },
            },
          })
        );
      case 'GetTableMetadata':
        return answers.table ?? ownTable({ bucket: 'logs', prefix: '' });
      case 'StartQueryExecution':
        queries += 1;
        return answers.start?.(request) ?? jsonAnswer({ QueryExecutionId: `query-${queries}` });
      case 'GetQueryExecution': {
        const times = asked.get(id) ?? 0;
        asked.set(id, times + 1);
        const Statistics = { DataScannedInBytes: answers.bytesScanned ?? 0 };
        return jsonAnswer({ QueryExecution: { Status: states[times] ?? states.at(-1), Statistics } });
      }
      case 'StopQueryExecution':
        return jsonAnswer({});
      case 'GetQueryResults':
        return answers.results?.(request) ?? pageOf(answers.pages ?? [[]], request);
      default:
        throw new Error(`not answered: ${request.operation}`);
    }
  };
}

/** A page as Athena writes it: the first row of the first page names the columns; NULL is a cell without a value. */
function pageOf(pages: NonNullable<AthenaAnswers['pages']>, request: WireRequest): WireAnswer {
  const at = Number(String(request.parameters.NextToken ?? 'page-0').slice('page-'.length));
  const rows = at === 0 ? [answerColumns, ...(pages[0] ?? [])] : (pages[at] ?? []);
  return jsonAnswer({
    ResultSet: {
      Rows: rows.map((cells) => ({ Data: cells.map((cell) => (cell === undefined ? {} : { VarCharValue: cell })) })),
    },
    ...(at + 1 < pages.length ? { NextToken: `page-${at + 1}` } : {}),
  });
}
