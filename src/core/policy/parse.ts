import { type DocumentSource, readText } from './parse/document-source.ts';
import { elementsOf, isFields, parsedStatement, spellingsOf } from './parse/parse-statement.ts';
import { type Trouble, unparsedPart, unparsedParts } from './parse/unparsed.ts';
import type { PolicyDocument, Statement } from './statement.ts';

const documentElements = spellingsOf(['Version', 'Id', 'Statement']);

/**
 * Reads a policy document: a parsed object, JSON text, or URL-encoded JSON text. Never throws: what it cannot read is in
 * `unparsed`, and the rest is read. Element names and effects are taken in any letter case, as AWS does not, but real exports do. What AWS
 * would refuse and what could mean more than one thing is not read: unknown elements, an element beside its opposite, a name given twice.
 * Of a document that came as text, statements and unread parts have their line and column.
 */
export function parsePolicy(document: unknown): PolicyDocument {
  if (typeof document !== 'string') return parsedRoot(document, undefined);
  const source = readText(document);
  if ('root' in source) return parsedRoot(source.root, source);
  return { version: '2008-10-17', statements: [], unparsed: [unparsedPart(source.trouble, source.at)] };
}

/** The JSON value of a document given as an object, JSON text, or URL-encoded JSON text; `undefined` for text that is none. */
export function policyValueOf(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  const source = readText(document);
  return 'root' in source ? source.root : undefined;
}

function parsedRoot(root: unknown, source: DocumentSource | undefined): PolicyDocument {
  const troubles: Trouble[] = [...(source?.repeated ?? [])];
  const told = (version: PolicyDocument['version'], statements: readonly Statement[]): PolicyDocument => ({
    version,
    statements,
    unparsed: unparsedParts(troubles, source?.positionOf),
  });
  if (!isFields(root)) {
    troubles.push({ path: [], reason: 'expected a policy object', value: root });
    return told('2008-10-17', []);
  }
  const fields = elementsOf(root, documentElements, [], troubles);
  const version = parsedVersion(fields.Version, troubles);
  const listed = fields.Statement;
  if (listed === undefined) troubles.push({ path: [], reason: 'there is no `Statement`', value: root });
  // Of two lists of statements we do not know which one counts.
  const isOnce = !troubles.some(({ path }) => path.length === 1 && String(path[0]).toLowerCase() === 'statement');
  if (listed === undefined || !isOnce) return told(version, []);

  const doubtful = new Set(troubles.filter(({ path }) => path[0] === 'Statement').map(({ path }) => path[1]));
  const list: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const positionOf = source && ((index: number) => source.statementAt(index, list.length));
  const statements: Statement[] = [];
  for (const [index, one] of list.entries()) {
    const statement = parsedStatement(one, index, positionOf, troubles);
    if (statement !== undefined && !doubtful.has(index)) statements.push(statement);
  }
  return told(version, statements);
}

function parsedVersion(value: unknown, troubles: Trouble[]): PolicyDocument['version'] {
  if (value === undefined || value === '2008-10-17') return '2008-10-17';
  if (value !== '2012-10-17') {
    troubles.push({ path: ['Version'], reason: 'expected `2012-10-17` or `2008-10-17`', value });
    return '2008-10-17';
  }
  return value;
}
