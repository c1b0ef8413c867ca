import type { Catalog } from '../../catalog/catalog.ts';
import { counted } from '../../model/counted.ts';
import type { Certificate, CertificateCheck, SuggestedPolicy } from '../../model/suggestion.ts';
import type { Instant } from '../../model/time.ts';
import { matchesAction } from '../../policy/authorize/statement-match.ts';
import { type ComparisonResult, comparePolicies } from '../../policy/compare.ts';
import { type CompiledPolicy, compiledPolicy } from '../../policy/compiled-policy.ts';
import { isInForce } from '../../policy/date-condition.ts';
import type { ReachedAfter } from '../kept.ts';
import { maySpeakOf } from '../needs/seen-calls.ts';
import { rawStatements } from '../write/narrow-document.ts';
import { canonicalJson } from './canonical-json.ts';

/** What is replayed: the documents that change, and those whose calls are asked again. */
export interface ReplayFacts {
  readonly before: readonly SuggestedPolicy[];
  readonly after: readonly SuggestedPolicy[];
  readonly reached: readonly ReachedAfter[];
}

/**
 * Point 2: every call seen and not refused, on its resource where that is known, is allowed afterwards under every condition under which it was.
 *
 * An action of which nothing at all is lost needs no look at its resources. Of the others each resource seen is compared alone.
 */
export function replayOf(
  { before, after, reached }: ReplayFacts,
  { lost, relation }: ComparisonResult,
  asOf: Instant,
  catalog: Catalog,
): { readonly check: CertificateCheck; readonly figures: Certificate['replayed'] } {
  const lostNames = new Set(lost.actions.map((name) => name.toLowerCase()));
  const [old, young] = [before.map(compiledPolicy), after.map(compiledPolicy)];
  const answers = new Map<string, boolean>();
  const isKept = (name: string, resource: string | undefined): boolean => {
    if (relation !== 'undecided' && !lostNames.has(name)) return true;
    const key = `${name} ${resource ?? ''}`;
    let known = answers.get(key);
    if (known === undefined) {
      known =
        hasSameStatements(name, before, after, old, young) ||
        (resource !== undefined && isKeptOn(name, resource, before, after, old, young, asOf, catalog));
      answers.set(key, known);
    }
    return known;
  };
  const asked = new Set<string>();
  let events = 0;
  let unexplained = 0;
  let denied = 0;
  let first = '';
  for (const { needs } of reached) {
    events += needs.seen.events;
    unexplained += needs.seen.unexplainedEvents;
    for (const call of needs.seen.calls) {
      const name = (catalog.actions[call.action]?.name ?? '').toLowerCase();
      const isWhole = call.resources.length > 0 && !call.isCapped;
      // Where not all resources are known, the action must be kept on every one.
      for (const resource of isWhole ? call.resources : [...call.resources, undefined]) {
        asked.add(`${name} ${resource ?? ''}`);
        if (isKept(name, resource)) continue;
        denied += Math.max(1, call.count);
        first ||= `${catalog.actions[call.action]?.name ?? name} on ${resource ?? 'a resource that the logs do not name'}, seen of ${needs.judged.principal.name}`;
      }
    }
  }
  const text = `${counted(events, 'call')} of ${counted(asked.size, 'permission')} asked again, none refused; ${counted(unexplained, 'call')} not explained by these policies`;
  return {
    check: {
      point: 'replay',
      holds: denied === 0,
      text: denied === 0 ? text : `the policies after would refuse ${first}`,
    },
    figures: { events, permissions: asked.size, unexplained, denied },
  };
}

/**
 * Whether every Allow that spoke of an action still does, and no Deny does that did not: then nothing of it can be lost, whatever their conditions mean.
 */
function hasSameStatements(
  name: string,
  before: readonly SuggestedPolicy[],
  after: readonly SuggestedPolicy[],
  old: readonly CompiledPolicy[],
  young: readonly CompiledPolicy[],
): boolean {
  const allowed = framesOf('Allow', name, after, young);
  const denied = framesOf('Deny', name, before, old);
  return (
    [...framesOf('Allow', name, before, old)].every((frame) => allowed.has(frame)) &&
    [...framesOf('Deny', name, after, young)].every((frame) => denied.has(frame))
  );
}

function framesOf(
  effect: 'Allow' | 'Deny',
  name: string,
  policies: readonly SuggestedPolicy[],
  compiled: readonly CompiledPolicy[],
): ReadonlySet<string> {
  const frames = new Set<string>();
  for (const [place, { document, statements }] of compiled.entries()) {
    const raws = rawStatements(policies[place]?.document);
    for (const statement of statements) {
      if (statement.effect !== effect || !matchesAction(statement, name)) continue;
      const rest = Object.entries(raws[statement.statement.index] ?? {}).filter(
        ([key]) => !['sid', 'action', 'notaction'].includes(key.toLowerCase()),
      );
      frames.add(`${document.version} ${canonicalJson(Object.fromEntries(rest))}`);
    }
  }
  return frames;
}

/** Compares what both sides allow of one action on one resource. */
function isKeptOn(
  name: string,
  resource: string,
  before: readonly SuggestedPolicy[],
  after: readonly SuggestedPolicy[],
  old: readonly CompiledPolicy[],
  young: readonly CompiledPolicy[],
  asOf: Instant,
  catalog: Catalog,
): boolean {
  const was = restricted(name, resource, before, old, asOf);
  const is = restricted(name, resource, after, young, asOf);
  const { lost, relation } = comparePolicies(was, is, catalog);
  return relation !== 'undecided' && lost.witnesses.length === 0;
}

/** The statements that may speak of an action on a resource, of that alone: written anew where their patterns have no variables. */
function restricted(
  name: string,
  resource: string,
  policies: readonly SuggestedPolicy[],
  compiled: readonly CompiledPolicy[],
  asOf: Instant,
) {
  return compiled.map(({ document, statements }, place) => {
    const raws = rawStatements(policies[place]?.document);
    const own = statements.flatMap((statement) => {
      const raw = raws[statement.statement.index];
      if (raw === undefined || !matchesAction(statement, name) || !isInForce(statement.statement, asOf)) return [];
      if (!maySpeakOf(statement, resource)) return [];
      const hasVariables = statement.resources?.templates.some((one) => one.some(({ kind }) => kind === 'variable'));
      const frame = Object.entries(raw).filter(([key]) => {
        const lower = key.toLowerCase();
        return !['sid', 'action', 'notaction', ...(hasVariables === true ? [] : ['resource', 'notresource'])].includes(
          lower,
        );
      });
      return [
        {
          ...Object.fromEntries(frame),
          Action: name,
          ...(hasVariables === true ? {} : { Resource: literal(resource) }),
        },
      ];
    });
    return { name: policies[place]?.name ?? '', document: { Version: document.version, Statement: own } };
  });
}

/** In a policy `*` and `?` are wildcards; in the ARN of a call they are characters. */
function literal(resource: string): string {
  return resource.replace(/[*?$]/g, (character) => `\${${character}}`);
}
