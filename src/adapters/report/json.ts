import type { AuditResult, PrincipalSummary, VerdictRow } from '../../core/model/finding.ts';
import type { Reporter } from '../../core/model/report.ts';
import { brokenJson, jsonBlock, jsonLine } from './json-layout.ts';
import { findingShape, keyFiguresShape, principalShape, scanShape } from './json-shape.ts';
import { inOrderOf } from './published-order.ts';
import { noSuggestionSchema, suggestionSchema } from './suggestion-schema.ts';

/** Version of `findings.json`; its schema is `schema/findings.json`. */
export const schemaVersion = 1;

/** Writes `findings.json`, the public contract: every fact of the scan, in a stable order, row by row. */
export const jsonReporter: Reporter = {
  format: 'json',
  render: (result) => [{ path: 'findings.json', chunks: jsonChunks(result) }],
};

function* jsonChunks(result: AuditResult): Generator<string> {
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "scan": {\n`;
  const { head, lists } = scanShape(result.scan);
  for (const [key, value] of Object.entries(head)) yield `    "${key}": ${jsonBlock(value, 2)},\n`;
  let separator = '';
  for (const [key, rows] of Object.entries(lists)) {
    yield `${separator}    "${key}": `;
    yield* listChunks(rows, 2, (row) => [jsonLine(row)]);
    separator = ',\n';
  }
  yield `\n  },\n  "keyFigures": ${brokenJson(keyFiguresShape(result.keyFigures), 1)},\n  "principals": `;
  yield* listChunks(result.principals, 1, principalChunks);
  yield ',\n  "findings": ';
  yield* listChunks(result.findings, 1, (finding) => [jsonBlock(findingShape(finding), 2)]);
  yield ',\n';
  yield* suggestionLists(result);
  yield '\n}\n';
}

/** Suggestions alone, as `findings.json` has them. */
export function* suggestionJsonChunks(lists: Pick<AuditResult, 'suggestions' | 'noSuggestions'>): Generator<string> {
  yield `{\n  "schemaVersion": ${schemaVersion},\n`;
  yield* suggestionLists(lists);
  yield '\n}\n';
}

function* suggestionLists({
  suggestions,
  noSuggestions,
}: Pick<AuditResult, 'suggestions' | 'noSuggestions'>): Generator<string> {
  yield '  "suggestions": ';
  yield* listChunks(suggestions, 1, (row) => [jsonBlock(inOrderOf(suggestionSchema, row), 2)]);
  yield ',\n  "noSuggestions": ';
  yield* listChunks(noSuggestions, 1, (row) => [jsonBlock(inOrderOf(noSuggestionSchema, row), 2)]);
}

/** A principal on one line; its verdicts, where there are any, one row a line below. */
function* principalChunks(principal: PrincipalSummary): Generator<string> {
  const line = jsonLine(principalShape(principal));
  if (principal.verdicts === undefined) {
    yield line;
    return;
  }
  yield `${line.slice(0, -' }'.length)}, "verdicts": `;
  yield* listChunks(principal.verdicts, 2, (row) => [verdictLine(row)]);
  yield ' }';
}

/** Written out for speed: a large organization has millions of these rows. The test holds it against `jsonLine`. */
function verdictLine({ action, verdict, reason, conditional }: VerdictRow): string {
  const condition = conditional === undefined ? '' : ', "conditional": true';
  return `{ "action": ${jsonLine(action)}, "verdict": "${verdict}", "reason": ${jsonLine(reason)}${condition} }`;
}

function* listChunks<T>(rows: Iterable<T>, indent: number, chunksOf: (row: T) => Iterable<string>): Generator<string> {
  const pad = '  '.repeat(indent);
  let isEmpty = true;
  for (const row of rows) {
    yield isEmpty ? `[\n${pad}  ` : `,\n${pad}  `;
    yield* chunksOf(row);
    isEmpty = false;
  }
  yield isEmpty ? '[]' : `\n${pad}]`;
}
