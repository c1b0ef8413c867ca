import type { KeptPermission, Suggestion } from '../../core/model/suggestion.ts';
import { dayText, formatNumber, listOf, shorten, wrap } from '../markup/prose.ts';
import { visible } from '../markup/visible.ts';

/** One row of the side-by-side view: a service, or an action where there are few. All texts are escaped. */
interface Row {
  readonly name: string;
  readonly stays: string;
  readonly goes: string;
  readonly cannotJudge: string;
}

/** Up to so many permissions have a row each. */
const mostRowsOfActions = 12;
/** Lines of one cell. */
const mostLines = 8;
/** Services that go whole and are named. */
const mostWhole = 24;

const titles: Row = { name: '', stays: 'Stays', goes: 'Goes', cannotJudge: 'Stays: cannot be judged' };
const columns = ['stays', 'goes', 'cannotJudge'] as const;
const gap = '  ';

/**
 * What of a suggestion stays, what goes and what nobody could judge, side by side; below it why what stays does, and the services that go
 * whole. The first line is the heading of the columns.
 */
export function suggestionTable(suggestion: Suggestion, width: number): readonly string[] {
  const { kept, removed } = suggestion;
  const notes = notesOf(kept);
  const isByAction = kept.length + removed.length <= mostRowsOfActions;
  const whole = isByAction ? [] : wholeServices(suggestion);
  const rows = isByAction ? rowsByAction(suggestion, notes) : rowsByService(suggestion, notes, new Set(whole));
  return [
    ...(rows.length === 0 ? [] : laidOut([titles, ...rows], width)),
    ...(whole.length === 0 ? [] : hanging('Goes whole: ', wholeSentence(whole), width)),
    ...[...notes].flatMap(([reason, number]) => hanging(`[${number}] `, visible(reason), width)),
  ];
}

/** Reasons by number, for all that is not simply in use. */
function notesOf(kept: readonly KeptPermission[]): ReadonlyMap<string, number> {
  const reasons = new Set(kept.filter(({ why }) => why !== 'used').map(reasonOf));
  return new Map([...reasons].map((reason, index) => [reason, index + 1]));
}

function reasonOf({ why, reason }: KeptPermission): string {
  return reason === '' ? why : `${why}: ${reason}`;
}

function rowsByAction({ kept, removed }: Suggestion, notes: ReadonlyMap<string, number>): readonly Row[] {
  const rows = [
    ...kept.map((one): Row => {
      const text = [one.why === 'used' ? '' : one.why, lastUse(one), noteMark(one, notes)].filter(Boolean).join(' ');
      const cell = text === '' ? 'in use' : text;
      return { ...emptyRow(visible(one.action)), [isUnjudged(one) ? 'cannotJudge' : 'stays']: cell };
    }),
    ...removed.map((action): Row => ({ ...emptyRow(visible(action)), goes: 'goes' })),
  ];
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function rowsByService(
  { kept, removed }: Suggestion,
  notes: ReadonlyMap<string, number>,
  whole: ReadonlySet<string>,
): readonly Row[] {
  const names = [...kept.map(({ action }) => action), ...removed].map(serviceOf);
  const services = [...new Set(names)].filter((service) => !whole.has(service)).sort();
  const keptOf = grouped(kept, ({ action }) => serviceOf(action));
  const removedOf = grouped(removed, serviceOf);
  return services.map((service) => {
    const own = keptOf.get(service) ?? [];
    return {
      name: visible(service === '' ? 'any' : service),
      stays: keptCell(
        own.filter((one) => !isUnjudged(one)),
        notes,
      ),
      goes: (removedOf.get(service) ?? []).map(actionName).join(', '),
      cannotJudge: keptCell(own.filter(isUnjudged), notes),
    };
  });
}

/** Names with their last use; those of the same reason share its mark. */
function keptCell(kept: readonly KeptPermission[], notes: ReadonlyMap<string, number>): string {
  return [...grouped(kept, (one) => noteMark(one, notes))]
    .map(([mark, same]) => {
      const names = same.map((one) => [actionName(one.action), lastUse(one)].filter(Boolean).join(' ')).join(', ');
      return mark === '' ? names : `${mark} ${names}`;
    })
    .join('; ');
}

function noteMark(one: KeptPermission, notes: ReadonlyMap<string, number>): string {
  const number = one.why === 'used' ? undefined : notes.get(reasonOf(one));
  return number === undefined ? '' : `[${number}]`;
}

function lastUse({ lastUsed }: KeptPermission): string {
  return lastUsed === undefined ? '' : dayText(lastUsed);
}

function isUnjudged({ why }: KeptPermission): boolean {
  return why === 'unobservable' || why === 'too-recent';
}

/** Services of which nothing stays, and everything goes. */
function wholeServices({ kept, removed }: Suggestion): readonly string[] {
  const staying = new Set(kept.map(({ action }) => serviceOf(action)));
  return removed.filter((action) => action.endsWith(':*') && !staying.has(serviceOf(action))).map(serviceOf);
}

function wholeSentence(services: readonly string[]): string {
  const names = services.map(visible);
  return `${listOf(names, mostWhole)} (${formatNumber(names.length)} ${names.length === 1 ? 'service' : 'services'}).`;
}

function laidOut(rows: readonly Row[], width: number): readonly string[] {
  const nameWidth = Math.min(Math.floor(width * 0.45), Math.max(...rows.map(({ name }) => name.length)));
  const used = columns.filter((column) => rows.some((row) => row !== titles && row[column] !== ''));
  const widths = widthsOf(
    used.map((column) => Math.max(...rows.map((row) => row[column].length))),
    width - nameWidth - gap.length * used.length,
  );
  return rows.flatMap((row) => {
    const cells = [
      [shorten(row.name, nameWidth)],
      ...used.map((column, index) => shortened(broken(row[column], widths[index] ?? 0))),
    ];
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, index) => (lines[line] ?? '').padEnd(index === 0 ? nameWidth : (widths[index - 1] ?? 0)))
        .join(gap)
        .trimEnd(),
    );
  });
}

/** The room shared out: who needs less than an even share gets what it needs, and the others the rest. */
function widthsOf(needed: readonly number[], room: number): readonly number[] {
  const even = Math.max(8, Math.floor(room / Math.max(1, needed.length)));
  const small = needed.filter((need) => need <= even);
  const large = needed.length - small.length;
  const left = room - small.reduce((sum, need) => sum + need, 0);
  return needed.map((need) => (need <= even ? need : Math.max(8, Math.floor(left / large))));
}

/** Wrapped, and a name that is longer than the column cut into pieces: the policy has it whole. */
function broken(text: string, width: number): readonly string[] {
  return wrap(text, width).flatMap((line) => {
    const characters = [...line];
    const pieces = Math.max(1, Math.ceil(characters.length / width));
    return Array.from({ length: pieces }, (_, piece) => characters.slice(piece * width, (piece + 1) * width).join(''));
  });
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  const left = lines
    .slice(mostLines - 1)
    .join(' ')
    .split(/[,;] /).length;
  return [...lines.slice(0, mostLines - 1), `… ${formatNumber(left)} more`];
}

function hanging(head: string, text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, width - head.length);
  return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
}

function emptyRow(name: string): Row {
  return { name, stays: '', goes: '', cannotJudge: '' };
}

function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return colon === -1 ? '' : action.slice(0, colon);
}

function actionName(action: string): string {
  return visible(action.slice(action.indexOf(':') + 1));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
