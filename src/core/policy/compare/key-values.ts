import { addressText } from '../address.ts';
import type { ConditionTest } from '../condition-test.ts';
import type { VariableValues } from '../template.ts';
import { anyOne, anyRun, type TextPattern, textPatternOf } from '../text-pattern.ts';
import { isInSet, type ValueSet, valueSetOf } from '../value-set.ts';
import type { Automata } from './automata.ts';
import type { Effort } from './effort.ts';
import { type Found, findText, none, type TextQuery, unknown } from './find-text.ts';

/** What is asked of the values of one key; also of a condition that must not hold. */
export interface KeyDemand {
  readonly whenAbsent: boolean;
  readonly whenPresent: boolean | ValuesDemand;
  /** Whether empty texts count as no values: for `ForAllValues`, and `Null` beside it. */
  readonly ignoresEmpty: boolean;
}

interface ValuesDemand {
  readonly quantifier: 'some' | 'every';
  readonly wanted: Wanted;
}

interface Wanted {
  readonly isInside: boolean;
  readonly set: ValueSet;
}

/** What a key can hold. */
export interface KeyNature {
  readonly isMultivalued: boolean;
  /** `true` and `false` are all that it holds. */
  readonly isBoolean: boolean;
  /** Any text, also an empty one. */
  readonly isTag: boolean;
  /** As what the policies ask for it: a key that is only ever compared as a number holds numbers. */
  readonly types: ReadonlySet<ValueSet['type']>;
  readonly mayBeAbsent: boolean;
}

/** The demand that a condition holds, or that it does not. */
export function demandOf(test: ConditionTest, isHolding: boolean, variableValue: VariableValues): KeyDemand {
  if (test.kind === 'unknown') return { whenAbsent: !isHolding, whenPresent: !isHolding, ignoresEmpty: false };
  if (test.kind === 'presence') {
    return {
      whenAbsent: test.whenAbsent === isHolding,
      whenPresent: test.whenPresent === isHolding,
      ignoresEmpty: test.ignoresEmpty,
    };
  }
  const opposite = test.quantifier === 'some' ? 'every' : 'some';
  return {
    whenAbsent: test.holdsWhenAbsent === isHolding,
    ignoresEmpty: test.isSetTest && test.quantifier === 'every',
    whenPresent: {
      quantifier: isHolding ? test.quantifier : opposite,
      wanted: { isInside: test.isNegated !== isHolding, set: valueSetOf(test.operand, variableValue) },
    },
  };
}

/** Whether values (absent: none) meet a demand. */
export function meets(
  given: readonly string[] | undefined,
  { whenAbsent, whenPresent, ignoresEmpty }: KeyDemand,
): boolean {
  const values = ignoresEmpty ? given?.filter((value) => value !== '') : given;
  if (values === undefined || values.length === 0) return whenAbsent;
  if (typeof whenPresent === 'boolean') return whenPresent;
  const fits = (value: string) => isWanted(value, whenPresent.wanted);
  return whenPresent.quantifier === 'some' ? values.some(fits) : values.every(fits);
}

/** Values that meet all demands; `value: undefined` where the key is best absent. */
export function findValues(
  demands: readonly KeyDemand[],
  nature: KeyNature,
  automata: Automata,
  effort: Effort,
): Found<readonly string[] | undefined> {
  if (nature.mayBeAbsent && demands.every(({ whenAbsent }) => whenAbsent)) return { kind: 'found', value: undefined };
  const found = findTexts(demands, nature, automata, effort);
  // An empty text may be nothing to one demand and a value to another.
  const isEmptyFine = found.kind !== 'found' && nature.isMultivalued && demands.every((demand) => meets([''], demand));
  return isEmptyFine ? { kind: 'found', value: [''] } : found;
}

/** Values that meet all demands; of a key that may have several, none of them empty. */
function findTexts(
  demands: readonly KeyDemand[],
  nature: KeyNature,
  automata: Automata,
  effort: Effort,
): Found<readonly string[]> {
  const every: Wanted[] = [];
  const some: Wanted[] = [];
  for (const { whenPresent } of demands) {
    if (whenPresent === false) return none;
    if (whenPresent !== true) (whenPresent.quantifier === 'every' ? every : some).push(whenPresent.wanted);
  }
  if (!nature.isMultivalued) {
    const value = findValue([...every, ...some], nature, automata, effort);
    return value.kind === 'found' ? { kind: 'found', value: [value.value] } : value;
  }
  // Each value that must exist may be another one; all of them must be what every one must be.
  const values = new Set<string>();
  for (const one of some.length === 0 ? [undefined] : some) {
    const value = findValue(one === undefined ? every : [...every, one], nature, automata, effort);
    if (value.kind !== 'found') return value;
    values.add(value.value);
  }
  return { kind: 'found', value: [...values] };
}

function isWanted(value: string, { isInside, set }: Wanted): boolean {
  return isInSet(value, set) === isInside;
}

function findValue(wanted: readonly Wanted[], nature: KeyNature, automata: Automata, effort: Effort): Found<string> {
  const isFitting = (value: string) => wanted.every((one) => isWanted(value, one));
  // An empty text is a value like others, but where there may be several it is none.
  const emptyValue = (): Found<string> =>
    !nature.isMultivalued && isFitting('') ? { kind: 'found', value: '' } : none;
  for (const value of candidatesFor(wanted, nature)) {
    if (value !== '' && effort.spend() && isFitting(value)) return { kind: 'found', value };
  }
  if (effort.isSpent) return unknown;
  // True and false were all there is; between the bounds of numbers, dates and addresses nothing changes.
  if (nature.isBoolean) return none;
  if (!nature.isTag && !nature.types.has('text') && nature.types.size > 0) return none;
  const query = textQueryOf(wanted);
  const found = findText({ ...query, required: [...query.required, [[anyOne, anyRun]]] }, automata, effort);
  if (found.kind === 'found' && isFitting(found.value)) return found;
  const empty = emptyValue();
  if (empty.kind === 'found' || found.kind === 'none') return empty;
  // Of a key that is asked for as text and as a number, the texts that are numbers were not all looked at.
  return unknown;
}

function textQueryOf(wanted: readonly Wanted[]): TextQuery {
  const required: (readonly TextPattern[])[] = [];
  const forbidden: TextPattern[] = [];
  for (const { isInside, set } of wanted) {
    const patterns =
      set.type === 'text'
        ? set.patterns
        : set.type === 'boolean'
          ? set.values.map((value) => wordPattern(String(value)))
          : undefined;
    if (patterns === undefined) continue;
    if (isInside) required.push(patterns);
    else forbidden.push(...patterns);
  }
  return { required, forbidden };
}

/** A word in any letter case. */
function wordPattern(word: string): TextPattern {
  return textPatternOf([{ kind: 'text', text: word }], 'literal', true) ?? [];
}

/** Values at which the answer of some set changes, and readable ones for texts. */
function* candidatesFor(wanted: readonly Wanted[], nature: KeyNature): Generator<string> {
  yield* ['true', 'false'].filter(() => nature.isBoolean || wanted.some(({ set }) => set.type === 'boolean'));
  if (nature.isBoolean) return;
  yield* numberCandidates(boundsOf(wanted, 'number'));
  yield* dateCandidates(boundsOf(wanted, 'date'));
  yield* addressCandidates(wanted);
  for (const { set } of wanted) {
    if (set.type === 'text')
      for (const pattern of set.patterns) if (pattern.every((place) => place >= 0)) yield literalOf(pattern);
  }
  // Where any value will do, the witness should read as one.
  if (nature.types.has('number')) yield '1';
  if (nature.types.has('date')) yield '2026-01-01T00:00:00Z';
  if (nature.types.has('address')) yield* ['198.51.100.1', '2001:db8::1'];
  if (nature.isTag || nature.types.has('text') || nature.types.size === 0) yield 'other';
}

function literalOf(pattern: TextPattern): string {
  return String.fromCharCode(...pattern.map((place) => place & 0xffff));
}

function boundsOf(wanted: readonly Wanted[], type: 'number' | 'date'): readonly number[] {
  const bounds = wanted.flatMap(({ set }) => (set.type === type ? set.bounds : []));
  return [...new Set(bounds)].sort((a, b) => a - b);
}

function* numberCandidates(bounds: readonly number[]): Generator<string> {
  for (const value of aroundOf(bounds, 1)) yield decimalText(value);
}

function* dateCandidates(bounds: readonly number[]): Generator<string> {
  for (const value of aroundOf(bounds, 1000)) {
    const at = new Date(Math.round(value));
    if (!Number.isNaN(at.getTime())) yield at.toISOString().replace('.000Z', 'Z');
  }
  // `aws:EpochTime` is asked for by numeric operators too.
  for (const value of aroundOf(bounds, 1000)) if (value >= 1e7 * 1000) yield String(Math.floor(value / 1000));
}

/** Without an exponent, which conditions do not have. */
function decimalText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(20).replace(/0+$/, '');
}

/** Every bound, a point between each two, and one before and after all. */
function aroundOf(bounds: readonly number[], step: number): readonly number[] {
  return bounds.flatMap((bound, at) => {
    // Past 2^53 a step of one is lost.
    const far = Math.max(step, Math.abs(bound) * 2 ** -50);
    const next = bounds[at + 1];
    const after = next === undefined || next - bound > 2 * far ? bound + far : (bound + next) / 2;
    return at === 0 ? [bound - far, bound, after] : [bound, after];
  });
}

function* addressCandidates(wanted: readonly Wanted[]): Generator<string> {
  const ranges = wanted.flatMap(({ set }) => (set.type === 'address' ? set.ranges : []));
  for (const { bits, first, last } of ranges) {
    for (const value of [first, last, first - 1n, last + 1n]) {
      if (value >= 0n && value < 1n << BigInt(bits)) yield addressText(bits, value);
    }
  }
}
