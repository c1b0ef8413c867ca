import type {
  AccessChange,
  AccessDiff,
  AccessPart,
  BoundaryDiff,
  ComparedPrincipal,
  Diff,
  DiffCounts,
  DiffEntry,
  DiffReporter,
  DiffSide,
  DiffWitness,
  StatementReference,
} from '../../core/model/diff.ts';
import { isoOf } from '../../core/model/time.ts';
import { brokenJson, jsonBlock, jsonLine } from './json-layout.ts';

/** Version of what `diff --json` prints; its schema is `schema/diff.json`. */
export const diffSchemaVersion = 1;

/** Writes the whole comparison as JSON, in a stable order, entry by entry. */
export const diffJsonReporter: DiffReporter = { format: 'json', render: jsonChunks };

function* jsonChunks({ before, after, relation, counts, notes, entries }: Diff): Generator<string> {
  yield `{\n  "schemaVersion": ${diffSchemaVersion},\n`;
  yield `  "before": ${jsonBlock(sideShape(before), 1)},\n  "after": ${jsonBlock(sideShape(after), 1)},\n`;
  yield `  "relation": ${jsonLine(relation)},\n`;
  if (counts !== undefined) yield `  "counts": ${jsonLine(countsShape(counts))},\n`;
  yield `  "notes": ${jsonBlock(notes, 1)},\n  "entries": [`;
  let separator = '\n    ';
  for (const entry of entries) {
    yield `${separator}${brokenJson(entryShape(entry), 2)}`;
    separator = ',\n    ';
  }
  yield entries.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** The fields of a type in the order in which they are written; the compiler misses none. */
type Shape<T> = Readonly<Record<keyof T, unknown>>;

function sideShape({ kind, name, policies, collectedAt }: DiffSide): object {
  const shape: Shape<DiffSide> = {
    kind,
    name,
    policies,
    collectedAt: collectedAt === undefined ? undefined : isoOf(collectedAt),
  };
  return shape;
}

function countsShape({ added, removed, changed, undecided, unchanged, serviceLinked }: DiffCounts): object {
  const shape: Shape<DiffCounts> = { added, removed, changed, undecided, unchanged, serviceLinked };
  return shape;
}

function entryShape({ principal, status, access, trust, boundary, notes }: DiffEntry): object {
  const shape: Shape<DiffEntry> = {
    principal: principal === undefined ? undefined : principalShape(principal),
    status,
    access: accessShape(access),
    trust: trust === undefined ? undefined : accessShape(trust),
    boundary: boundary === undefined ? undefined : boundaryShape(boundary),
    notes,
  };
  return shape;
}

function principalShape(principal: ComparedPrincipal): object {
  const { kind, arn, name, accountId, environment } = principal;
  const shape: Shape<ComparedPrincipal> = { kind, arn, name, accountId, class: principal.class, environment };
  return shape;
}

function accessShape({ relation, undecided, gained, lost }: AccessDiff): object {
  const shape: Shape<AccessDiff> = { relation, undecided, gained: changeShape(gained), lost: changeShape(lost) };
  return shape;
}

function boundaryShape(boundary: BoundaryDiff): object {
  const { before, after } = boundary;
  const shape: Pick<Shape<BoundaryDiff>, 'before' | 'after'> = { before, after };
  return { ...shape, ...accessShape(boundary) };
}

function changeShape({ actionCount, unlisted, actions, elevated, parts }: AccessChange): object {
  const shape: Shape<AccessChange> = { actionCount, unlisted, actions, elevated, parts: parts.map(partShape) };
  return shape;
}

function partShape(part: AccessPart): object {
  const { actions, actionCount, unlisted, elevated, elevatedClass, resources, isNotResources } = part;
  const { conditions, exceptions, through, freedFrom, witness } = part;
  const shape: Shape<AccessPart> = {
    actions,
    actionCount,
    unlisted,
    elevated,
    elevatedClass,
    resources,
    isNotResources,
    conditions,
    exceptions,
    through: referenceShape(through),
    freedFrom: freedFrom === undefined ? undefined : referenceShape(freedFrom),
    witness: witnessShape(witness),
  };
  return shape;
}

function referenceShape({ policy, type, statement, via }: StatementReference): object {
  const shape: Shape<StatementReference> = { policy, type, statement, via };
  return shape;
}

function witnessShape({ action, resource, context, principal }: DiffWitness): object {
  const shape: Shape<DiffWitness> = { action, resource, context, principal };
  return shape;
}
