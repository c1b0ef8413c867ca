import type { Gap } from '../../core/model/gap.ts';
import type { Phrase } from '../markup/phrase.ts';
import { capitalized, count, formatNumber, listOf, shorten } from '../markup/prose.ts';
import { type AccountName, accountList } from './accounts.ts';
import { grouped, groups, withPlaces } from './same-sentence.ts';

/** Gaps as sentences, those that say the same told once, the widest first. */
export function gapLines(gaps: readonly Gap[], nameOf: AccountName): readonly Phrase[] {
  const rows = [...gaps.filter((gap) => !isAboutFile(gap)).map(toldAlone), ...toldByFile(gaps.filter(isAboutFile))];
  return grouped(
    rows,
    ({ sentence }) => sentence,
    ({ anywhere }) => anywhere,
  ).map(([sentence, group]) => {
    const accounts = [...new Set(group.map(({ gap }) => gap.account))];
    const regions = [...new Set(group.flatMap(({ gap }) => (gap.region === undefined ? [] : [gap.region])))].sort();
    return withPlaces(sentence, [
      accountList(accounts, nameOf),
      regions.length === 0 ? '' : `in ${regions.length > 3 ? count(regions.length, 'region') : listOf(regions)}`,
      group.length > accounts.length ? `${formatNumber(group.length)} times` : '',
    ]);
  });
}

/** A gap as a sentence, and as the one for all gaps that differ only in where they were met. */
interface ToldGap {
  readonly gap: Gap;
  readonly sentence: string;
  readonly anywhere: string;
}

/** Whether the gap is about one of the few files of a bundle; log files are many, and counted. */
function isAboutFile({ service, path, message, errorCode }: Gap): boolean {
  return service !== 'logs' && path !== undefined && !message.includes(path) && !isRefusal(errorCode);
}

function isRefusal(errorCode: string): boolean {
  return /AccessDenied|Unauthorized/i.test(errorCode);
}

/** Files of one account with the same trouble, as one sentence. */
function toldByFile(gaps: readonly Gap[]): readonly ToldGap[] {
  return groups(gaps, ({ account, message }) => `${account} ${message}`).flatMap((group) => {
    const [gap] = group;
    if (gap === undefined) return [];
    const told = shorten(gap.message, 200);
    const names = [...new Set(group.map((one) => without(fileNameOf(one), [one.region])))].sort();
    const sentence = `${listOf(names, 8)}: ${told}`;
    const { region: _, ...anyRegion } = gap;
    return [{ gap: group.length === 1 ? gap : anyRegion, sentence, anywhere: without(sentence, [gap.account]) }];
  });
}

function fileNameOf({ account, path = '' }: Gap): string {
  const folder = `accounts/${account}/`;
  return shorten(account !== '' && path.startsWith(folder) ? path.slice(folder.length) : path, 100);
}

/** A refusal is told without AWS's message, which repeats the auditor's ARN. */
function toldAlone(gap: Gap): ToldGap {
  const { service, operation, errorCode, message, account, region, path } = gap;
  if (isRefusal(errorCode)) {
    const sentence = `The auditor was not allowed to call ${service}:${operation}`;
    return { gap, sentence, anywhere: sentence };
  }
  const told = shorten(message, 200);
  if (service !== 'logs' || path === undefined) {
    // Calls of AWS are known by their names; what we did ourselves is told by the message alone.
    const sentence = /^[A-Z]/.test(operation) ? `${service}:${operation}: ${told}` : capitalized(told);
    return { gap, sentence, anywhere: without(sentence, [account, region]) };
  }
  const anywhere = without(`Log files: ${message.replaceAll(path, 'a file')}`, [account, region]);
  return { gap, sentence: message.includes(path) ? told : `${shorten(path, 100)}: ${told}`, anywhere };
}

function without(text: string, places: readonly (string | undefined)[]): string {
  return places.reduce<string>((rest, place) => (place ? rest.replaceAll(place, '…') : rest), text);
}
