import type {
  AccessChange,
  AccessPart,
  Diff,
  DiffEntry,
  DiffWitness,
  PolicyReference,
  StatementReference,
} from '../../core/model/diff.ts';
import { isGaining, isLosing, isUndecided } from '../../core/model/diff.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { count, formatNumber, shorten } from '../markup/prose.ts';

/** What of an entry stands under one heading: parts gained (`+`) or lost (`-`), or something that is only said (`?`). */
export interface DiffSection {
  readonly sign: '+' | '-' | '?';
  readonly title: Phrase;
  readonly parts: readonly AccessPart[];
  readonly isElevated: boolean;
  /** Of a trust policy: what its parts are for needs no resource. */
  readonly isTrust: boolean;
}

/** One part in words: what, and below it a line each. */
export interface PartWords {
  readonly head: Phrase;
  readonly lines: readonly Phrase[];
}

/** Longest name and longest condition that a report shows; the JSON has them whole. */
const mostOfName = 160;
const mostOfCondition = 300;
const mostListed = 4;

/** One line: how the two sides stand to each other, and how much is gained and lost. */
export function conclusionOf(diff: Diff): string {
  const { relation, entries, counts } = diff;
  if (counts !== undefined) return `${relation}: ${bundleSentence(diff)}`;
  const [entry] = entries;
  if (entry === undefined || relation === 'equal') return 'equal: both allow the same, whatever the words';
  const { access, trust, boundary } = entry;
  const clauses = [
    ...[access, trust, boundary].flatMap((one) => (one?.undecided === undefined ? [] : [shortText(one.undecided)])),
    ...(access.gained.parts.length > 0 ? [`gains ${amountOf(access.gained)}`] : []),
    ...((trust?.gained.parts.length ?? 0) > 0 ? ['more may assume it'] : []),
    ...((boundary?.gained.parts.length ?? 0) > 0 ? ['its permissions boundary holds back less'] : []),
    ...(access.lost.parts.length > 0 ? [`loses ${amountOf(access.lost)}`] : []),
    ...((trust?.lost.parts.length ?? 0) > 0 ? ['fewer may assume it'] : []),
    ...((boundary?.lost.parts.length ?? 0) > 0 ? ['its permissions boundary holds back more'] : []),
  ];
  return `${relation}: ${clauses.join('; ')}`;
}

function bundleSentence({ entries, relation }: Diff): string {
  const gaining = entries.filter(isGaining);
  const elevated = gaining.filter((entry) =>
    sectionsOf(entry).some(({ sign, isElevated }) => sign === '+' && isElevated),
  );
  const losing = entries.filter(isLosing).length;
  const undecided = entries.filter(isUndecided).length;
  const worst = elevated.length === 0 ? '' : `, ${formatNumber(elevated.length)} of them to elevated actions`;
  return [
    gaining.length === 0
      ? 'no principal gains anything'
      : `${count(gaining.length, 'principal gains', 'principals gain')} access${worst}`,
    losing === 0 ? 'none loses any' : `${formatNumber(losing)} ${losing === 1 ? 'loses' : 'lose'} some`,
    ...(undecided === 0 ? [] : [`of ${count(undecided, 'principal')} not all could be told`]),
    ...(relation === 'undecided' && undecided === 0 ? ['and not all was read'] : []),
  ].join('; ');
}

/** The numbers of a comparison of bundles, as a sentence. */
export function countsSentence({ counts }: Diff): string | undefined {
  if (counts === undefined) return undefined;
  const { added, removed, changed, undecided, unchanged, serviceLinked } = counts;
  const total = added + removed + changed + undecided + unchanged + serviceLinked;
  const words = [`${added} added`, `${removed} removed`, `${changed} changed`, `${undecided} undecided`];
  const linked = `${count(serviceLinked, 'service-linked role')} that ${serviceLinked === 1 ? 'differs' : 'differ'} (AWS's own doing, not told here)`;
  return [
    `${count(total, 'principal')}: ${words.join(', ')}, ${formatNumber(unchanged)} unchanged`,
    ...(serviceLinked === 0 ? [] : [linked]),
  ].join(', ');
}

/** `3 actions, 1 of them elevated, and what AWS adds to them`. */
export function amountOf({ actionCount, elevated, unlisted }: AccessChange): string {
  if (actionCount === 0) return 'action names that the catalog does not list';
  const dangerous =
    elevated.length === 0
      ? ''
      : elevated.length === actionCount
        ? ', elevated'
        : `, ${formatNumber(elevated.length)} of them elevated`;
  return `${count(actionCount, 'action')}${dangerous}${unlisted ? ', and names that AWS may add' : ''}`;
}

/** What is to be said of an entry, gained before lost. */
export function sectionsOf(entry: DiffEntry): readonly DiffSection[] {
  const { access, trust, boundary } = entry;
  const limit = boundary === undefined ? [] : boundaryPhrase(boundary);
  return [
    // Where there is one entry alone, the conclusion says it.
    ...[access, trust, boundary].flatMap((one) =>
      one?.undecided === undefined || entry.principal === undefined
        ? []
        : [remark(phrase`Undecided: ${shortText(one.undecided)}`)],
    ),
    ...section('+', phrase`Gained: ${amountOf(access.gained)}`, access.gained),
    ...section('+', ['Gained: who may assume it'], trust?.gained, true),
    ...section('+', phrase`No longer held back by the permissions boundary ${limit}`, boundary?.gained),
    ...section('-', phrase`Lost: ${amountOf(access.lost)}`, access.lost),
    ...section('-', ['Lost: who may assume it'], trust?.lost, true),
    ...section('-', phrase`Now held back by the permissions boundary ${limit}`, boundary?.lost),
    ...(boundary?.relation === 'equal'
      ? [remark(phrase`Another permissions boundary that allows the same ${limit}`)]
      : []),
    ...entry.notes.map((note) => remark([`Note: ${shortText(note)}`])),
  ];
}

function section(
  sign: '+' | '-',
  title: Phrase,
  change: AccessChange | undefined,
  isTrust = false,
): readonly DiffSection[] {
  if (change === undefined || change.parts.length === 0) return [];
  return [{ sign, title, parts: change.parts, isElevated: !isTrust && change.elevated.length > 0, isTrust }];
}

function remark(title: Phrase): DiffSection {
  return { sign: '?', title, parts: [], isElevated: false, isTrust: false };
}

function boundaryPhrase({ before, after }: NonNullable<DiffEntry['boundary']>): Phrase {
  const now = after === undefined ? ['none'] : [shortName(after)];
  if (before === after) return phrase`(${now}, changed)`;
  return phrase`(now ${now}, before ${before === undefined ? ['none'] : [shortName(before)]})`;
}

/** A part in words. */
export function wordsOf(part: AccessPart, { sign, isTrust }: DiffSection): PartWords {
  const { conditions, exceptions, elevated, freedFrom } = part;
  const where = isTrust ? [] : resourcesPhrase(part);
  const when = conditions.map((one) => ` ${shortText(one)}`).join(',');
  const except = exceptions.length === 0 ? '' : ` (except ${exceptions.map(shortText).join('; ')})`;
  const lines: Phrase[] = [];
  if (!isTrust && elevated.length > 0) {
    const names = listPhrase(elevated.map(shortName), mostListed);
    const what = wordsOfClass(part.elevatedClass);
    lines.push(part.actionCount === 1 ? [`elevated: ${what}`] : phrase`elevated, at worst ${what}: ${names}`);
  }
  lines.push(phrase`through ${referencePhrase(part.through)}`);
  if (freedFrom !== undefined) {
    const deny = phrase`the Deny of ${referencePhrase(freedFrom)}`;
    lines.push(sign === '+' ? phrase`${deny} held it back before` : phrase`${deny} holds it back now`);
  }
  lines.push(phrase`for example: ${witnessPhrase(part.witness, isTrust)}`);
  return { head: phrase`${actionsPhrase(part)}${where}${when}${except}`, lines };
}

function actionsPhrase({ actions, elevated, unlisted }: AccessPart): Phrase {
  if (actions.length === 0) return ['action names that the catalog does not list'];
  const places = new Map<string, number>();
  for (const [place, name] of elevated.entries()) {
    places.set(name, place);
    const service = name.slice(0, name.indexOf(':'));
    if (!places.has(service)) places.set(service, place);
  }
  // The worst first: names, and of patterns those of the services of the worst names.
  const placeOf = (name: string): number => {
    const service = name.slice(0, name.indexOf(':')).toLowerCase();
    return places.get(/[*?]/.test(name) ? service : name) ?? elevated.length;
  };
  const sorted = actions.toSorted((a, b) => placeOf(a) - placeOf(b));
  const listed = listPhrase(sorted.map(shortName), mostListed);
  return unlisted && !actions.some((one) => /[*?]/.test(one)) ? phrase`${listed} and names that AWS may add` : listed;
}

function resourcesPhrase({ resources, isNotResources }: AccessPart): Phrase {
  if (resources.length === 0 || (!isNotResources && resources.includes('*'))) return [' on every resource'];
  return phrase` on ${isNotResources ? 'all but ' : ''}${listPhrase(resources.map(shortName), mostListed)}`;
}

function referencePhrase(reference: StatementReference): Phrase {
  if (reference.policy === 'no boundary' && reference.type === undefined) return ['the lack of a boundary'];
  return phrase`${policyPhrase(reference)}, statement ${shortName(reference.statement)}`;
}

const kinds: Readonly<Record<NonNullable<PolicyReference['type']>, string>> = {
  inline: 'inline policy',
  managed: 'policy',
  'aws-managed': 'AWS-managed policy',
  'permission-set-inline': 'inline policy of the permission set',
};

function policyPhrase({ policy, type, via }: PolicyReference): Phrase {
  if (policy === 'trust policy' && type === undefined) return ['the trust policy'];
  const group = via === undefined ? [] : phrase` of group ${shortName(via)}`;
  return phrase`${type === undefined ? 'policy' : kinds[type]} ${shortName(policy)}${group}`;
}

function witnessPhrase({ action, resource, context = {}, principal }: DiffWitness, isTrust: boolean): Phrase {
  const keys = Object.entries(context).map(([key, value]): Phrase => {
    const values = typeof value === 'string' ? [value] : value;
    if (values.length === 0) return phrase`without ${shortName(key)}`;
    return phrase`with ${shortName(key)} ${listPhrase(values.map(shortName), mostListed)}`;
  });
  const who = principal?.arn ?? principal?.service ?? principal?.kind;
  const by = who === undefined ? [] : phrase` by ${shortName(who)}`;
  const on = isTrust ? [] : phrase` on ${shortName(resource)}`;
  const given = keys.length === 0 ? [] : phrase`, ${listPhrase(keys, mostListed)}`;
  return phrase`${shortName(action)}${on}${by}${given}`;
}

function wordsOfClass(name = 'dangerous'): string {
  return name.replaceAll('-', ' ');
}

function shortName(name: string) {
  return named(shorten(name, mostOfName));
}

function shortText(text: string): string {
  return shorten(text, mostOfCondition);
}

/** `added`, `removed`: what stands beside a principal's name; empty for one that is on both sides. */
export function statusWords({ status }: DiffEntry): string {
  return status === 'kept' ? '' : status;
}

/** Where a principal is: its account, and what that is for. */
export function placeOf({ kind, accountId, environment }: NonNullable<DiffEntry['principal']>): string {
  return `${kind} in ${accountId}${environment === undefined ? '' : `, ${environment}`}`;
}
