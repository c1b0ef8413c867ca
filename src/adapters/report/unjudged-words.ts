import type { AuditResult } from '../../core/model/finding.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { count, daysBetween, formatNumber } from '../markup/prose.ts';
import { accountList, accountNameOf } from './accounts.ts';

/** The event history goes back so far. */
const historyDays = 90;

const mostTypes = 5;

/** Which logs would judge elevated permissions that could not be judged; nothing where no log would. */
export function unjudgedLines(result: AuditResult): readonly Phrase[] {
  const { unjudged, window } = result.scan;
  const nameOf = accountNameOf(result);
  const total = (of: 'permissions' | 'byManagementEvents' | 'byDataEvents'): number =>
    unjudged.reduce((sum, row) => sum + row[of], 0);
  const placesOf = (of: 'byManagementEvents' | 'byDataEvents'): string =>
    accountList(
      unjudged.filter((row) => row[of] > 0).map(({ accountId }) => accountId),
      nameOf,
    );
  const all = total('permissions');
  const management = total('byManagementEvents');
  const data = total('byDataEvents');
  if (management + data === 0) return [];

  const head = `Of ${count(all, 'elevated permission')} that could not be judged`;
  const days = daysBetween(window.from, window.to) ?? Number.POSITIVE_INFINITY;
  const sources = days <= historyDays ? "from a trail's logs, or from the event history" : "from a trail's logs";
  const lines: Phrase[] = [];
  if (management > 0) {
    lines.push([
      `${head}, ${formatNumber(management)} can be once all management events of the window are read ${placesOf('byManagementEvents')}, in every region (${sources}).`,
    ]);
  }
  if (data > 0) {
    const types = typesOf(result);
    const more = lines.length === 0 ? `${head}, ${formatNumber(data)} can be` : `${formatNumber(data)} more can be`;
    lines.push(
      phrase`${more} once a trail records data events ${placesOf('byDataEvents')} for the whole window and they are read: ${listPhrase(types, mostTypes)}.`,
    );
  }
  const rest = all - management - data;
  if (rest > 0) lines.push([`For the other ${formatNumber(rest)} no log is sure to tell.`]);
  return lines;
}

/** Resource types over all accounts, those of most permissions first. */
function typesOf({ scan }: AuditResult): readonly Phrase[] {
  const byType = new Map<string, number>();
  for (const { dataEvents } of scan.unjudged)
    for (const { resourceType, permissions } of dataEvents)
      byType.set(resourceType, (byType.get(resourceType) ?? 0) + permissions);
  return [...byType]
    .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
    .map(([type, permissions]) => phrase`${named(type)} (${formatNumber(permissions)})`);
}
