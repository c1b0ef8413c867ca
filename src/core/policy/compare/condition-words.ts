import { isoOf } from '../../model/time.ts';
import { type AddressRange, addressText } from '../address.ts';
import type { ConditionTest, Operand, Relation } from '../condition-test.ts';
import { templateText } from '../template.ts';

/** What a condition asks, or the opposite of it, as the end of a sentence: `with MFA`, `if aws:SourceIp is in 10.0.0.0/8`. */
export function conditionWords(test: ConditionTest, spelled: string, isHolding: boolean): string {
  if (test.kind === 'unknown')
    return isHolding ? `if ${test.operator} of ${spelled} held, which AWS does not know` : '';
  if (test.kind === 'presence') {
    const [present, absent] = isHolding ? [test.whenPresent, test.whenAbsent] : [!test.whenPresent, !test.whenAbsent];
    return present === absent ? (present ? '' : 'never') : `if ${spelled} is ${present ? 'present' : 'absent'}`;
  }
  const known = knownWords(test, isHolding);
  if (known !== undefined) return known;
  const isInside = test.isNegated !== isHolding;
  const isAbsentFine = test.holdsWhenAbsent === isHolding;
  const every = (test.quantifier === 'every') === isHolding;
  const subject = test.isSetTest ? `${every ? 'every' : 'a'} value of ${spelled}` : spelled;
  const what = operandWords(test.operand, isInside);
  // "Is not" says of an absent key what it says of another value; what is odd is told.
  if (isInside) return `if ${subject} ${what}${isAbsentFine ? ', or it is absent' : ''}`;
  return `if ${subject} ${isAbsentFine ? '' : 'is present and '}${what}`;
}

/** Keys that every reader knows by other words. */
function knownWords(test: ConditionTest & { readonly kind: 'values' }, isHolding: boolean): string | undefined {
  if (test.operand.type !== 'boolean' || test.operand.values.length !== 1 || test.isSetTest) return undefined;
  const isTrue = test.operand.values[0] === isHolding;
  const isAbsentFine = test.holdsWhenAbsent === isHolding;
  if (test.key === 'aws:multifactorauthpresent') {
    if (isTrue) return isAbsentFine ? 'with MFA or where MFA is not told' : 'with MFA';
    return isAbsentFine ? 'without MFA' : 'with MFA told as absent';
  }
  if (test.key === 'aws:securetransport' && isTrue !== isAbsentFine) return isTrue ? 'over TLS' : 'without TLS';
  return undefined;
}

function operandWords(operand: Operand, isInside: boolean): string {
  const is = isInside ? 'is' : 'is not';
  switch (operand.type) {
    case 'text': {
      const texts = operand.templates.map(templateText);
      const hasWildcards = operand.mode !== 'literal' && texts.some((text) => /[*?]/.test(text));
      return `${hasWildcards ? `${is} like` : is} ${anyOf(texts)}`;
    }
    case 'boolean':
      return `${is} ${anyOf(operand.values.map(String))}`;
    case 'address':
      return `${is} in ${anyOf(operand.ranges.map(rangeText))}`;
    default: {
      const bounds = operand.bounds.map((bound) => (operand.type === 'date' ? isoOf(bound) : String(bound)));
      return `${is}${relationWords[operand.relation]} ${anyOf(bounds)}`;
    }
  }
}

const relationWords: Readonly<Record<Relation, string>> = {
  equal: '',
  less: ' before',
  'less-or-equal': ' up to',
  greater: ' after',
  'greater-or-equal': ' from',
};

function anyOf(texts: readonly string[]): string {
  if (texts.length === 0) return 'anything that could be';
  const shown = texts.length > 4 ? [...texts.slice(0, 3), `${texts.length - 3} others`] : texts;
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

function rangeText({ bits, first, last }: AddressRange): string {
  const free = (last - first + 1n).toString(2).length - 1;
  return `${addressText(bits, first)}${free === 0 ? '' : `/${bits - free}`}`;
}
