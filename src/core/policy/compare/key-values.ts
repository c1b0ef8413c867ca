import { addressText } from '../address.ts';
import type { ConditionTest } from '../condition-test.ts';
import type { VariableValues } from '../template.ts';
import { anyOne, anyRun, matchesText, type TextPattern, textPatternOf } from '../text-pattern.ts';
import { isInSet, type ValueSet, valueSetOf } from '../value-set.ts';
import type { Automata } from './automata.ts';
import type { Effort } from './effort.ts';
import { type Found, findText, none, unknown } from './find-text.ts';

/** What is asked of the values of one key; also of a condition that must not hold. */
export interface KeyDemand {
  readonly whenAbsent: boolean;
  readonly whenPresent: boolean | ValuesDemand;
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
  readonly isBoolean: boolean;
  readonly mayBeAbsent: boolean;
}

/** The demand that a condition holds, or that it does not. */
export function demandOf(test: ConditionTest, isHolding: boolean, variableValue: VariableValues): KeyDemand {
  if (test.kind === 'unknown') return { whenAbsent: !isHolding, whenPresent: !isHolding };
  if (test.kind === 'presence') {
    return { whenAbsent: test.whenAbsent === isHolding, whenPresent: test.whenPresent === isHolding };
  }
  const opposite = test.quantifier === 'some' ? 'every' : 'some';
  return {
    whenAbsent: test.holdsWhenAbsent === isHolding,
    whenPresent: {
      quantifier: isHolding ? test.quantifier : opposite,
      wanted: { isInside: test.isNegated !== isHolding, set: valueSetOf(test.operand, variableValue) },
    },
  };
}

/** Whether values (absent: none) meet a demand. The values of a key with several are never empty texts. */
export function meets(values: readonly string[] | undefined, { whenAbsent, whenPresent }: KeyDemand): boolean {
  if (values === undefined) return whenAbsent;
  // For `Null` an empty text is no value.
  if (typeof whenPresent === 'boolean') return values.every((value) => value === '') ? whenAbsent : whenPresent;
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
  const every: Wanted[] = [];
  const some: Wanted[] = [];
  for (const { whenPresent } of demands) {
    if (whenPresent === false) return none;
    if (whenPresent !== true) (whenPresent.quantifier === 'every' ? every : some).push(whenPresent.wanted);
  }
  if (!nature.isMultivalued) {
    const value = findValue([...every, ...some], nature, automata, effort);
    if (value.kind !== 'found') return value;
    return demands.every((demand) => meets([value.value], demand)) ? { kind: 'found', value: [value.value] } : none;
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
  const types = new Set(wanted.map(({ set }) => set.type));
  const candidates = [...candidatesFor(wanted, nature)];
  const isTwoValued = nature.isBoolean || types.has('boolean');
  const fitting = candidates.find((value) => effort.spend() && wanted.every((one) => isWanted(value, one)));
  if (fitting !== undefined) return { kind: 'found', value: fitting };
  // True and false were all there is; between the bounds of numbers, dates and addresses nothing changes.
  if (isTwoValued || !types.has('text')) return effort.isSpent ? unknown : none;
  const texts = textQueryOf(wanted);
  const mustNotBeEmpty = [...texts.required, [[anyOne, anyRun]]];
  const found = findText({ ...texts, required: mustNotBeEmpty }, automata, effort);
  const isOnlyText = types.size === 1;
  if (found.kind === 'none') {
    return nature.isMultivalued || !wanted.every((one) => isWanted('', one)) ? none : { kind: 'found', value: '' };
  }
  if (found.kind !== 'found') return found;
  // Of a key that is asked for as text and as a number, the texts that are numbers were not all looked at.
  return isOnlyText || wanted.every((one) => isWanted(found.value, one)) ? found : unknown;
}

function textQueryOf(wanted: readonly Wanted[]): {
  readonly required: readonly (readonly TextPattern[])[];
  readonly forbidden: readonly TextPattern[];
} {
  const required: (readonly TextPattern[])[] = [];
  const forbidden: TextPattern[] = [];
  for (const { isInside, set } of wanted) {
    if (set.type !== 'text') continue;
    if (isInside) required.push(set.patterns);
    else forbidden.push(...set.patterns);
  }
  return { required, forbidden };
}

/** Values at which the answer of some set changes, and readable ones for texts. */
function* candidatesFor(wanted: readonly Wanted[], nature: KeyNature): Generator<string> {
  if (nature.isBoolean || wanted.some(({ set }) => set.type === 'boolean')) {
    yield* ['true', 'false'];
    return;
  }
  yield* numberCandidates(boundsOf(wanted, 'number'));
  yield* dateCandidates(boundsOf(wanted, 'date'));
  yield* addressCandidates(wanted);
  for (const { set } of wanted) {
    if (set.type === 'text')
      for (const pattern of set.patterns) if (pattern.every((place) => place >= 0)) yield literalOf(pattern);
  }
  // Texts that nobody wrote: where any value will do, the witness should read as one.
  if (wanted.some(({ set }) => set.type === 'text')) yield 'other';
}

function literalOf(pattern: TextPattern): string {
  return String.fromCharCode(...pattern.map((place) => place & 0xffff));
}

function boundsOf(wanted: readonly Wanted[], type: 'number' | 'date'): readonly number[] {
  const bounds = wanted.flatMap(({ set }) => (set.type === type ? set.bounds : []));
  return [...new Set(bounds)].sort((a, b) => a - b);
}

function* numberCandidates(bounds: readonly number[]): Generator<string> {
  for (const value of aroundOf(bounds, 1)) yield String(value);
}

function* dateCandidates(bounds: readonly number[]): Generator<string> {
  for (const value of aroundOf(bounds, 1000)) {
    const at = new Date(Math.round(value));
    if (!Number.isNaN(at.getTime())) yield at.toISOString().replace('.000Z', 'Z');
  }
  // `aws:EpochTime` is asked for by numeric operators too.
  for (const value of aroundOf(bounds, 1000)) if (value >= 1e7 * 1000) yield String(Math.floor(value / 1000));
}

/** Every bound, a point between each two, and one before and after all. */
function aroundOf(bounds: readonly number[], step: number): readonly number[] {
  return bounds.flatMap((bound, at) => {
    const next = bounds[at + 1];
    const after = next === undefined || next - bound > 2 * step ? bound + step : (bound + next) / 2;
    return at === 0 ? [bound - step, bound, after] : [bound, after];
  });
}

function* addressCandidates(wanted: readonly Wanted[]): Generator<string> {
  const ranges = wanted.flatMap(({ set }) => (set.type === 'address' ? set.ranges : []));
  if (ranges.length === 0 && !wanted.some(({ set }) => set.type === 'address')) return;
  for (const { bits, first, last } of ranges) {
    for (const value of [first, last, first - 1n, last + 1n]) {
      if (value >= 0n && value < 1n << BigInt(bits)) yield addressText(bits, value);
    }
  }
  yield* ['198.51.100.1', '2001:db8::1'];
}

/** Whether a text matches one of the patterns. */
export function matchesAny(text: string, patterns: readonly TextPattern[]): boolean {
  return patterns.some((pattern) => matchesText(pattern, text));
}

/** A pattern of literal text. */
export function literalPattern(text: string): TextPattern {
  return textPatternOf([{ kind: 'text', text }], 'literal') ?? [];
}
