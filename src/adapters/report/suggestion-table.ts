import type { KeptPermission, Suggestion } from '../../core/model/suggestion.ts';
import { count, dayText, formatNumber, listOf, shorten, wrap } from '../markup/prose.ts';
import { visible } from '../markup/visible.ts';

/** One row of the side-by-side view: a service, or an action where there are few. All texts are escaped. */
interface Row {
  readonly name: string;
  readonly stays: string;
  readonly goes: string;
  readonly cannotJudge: string;
  readonly mostLines?: number;
}

/** Up to so many permissions have a row each. */
const mostRowsOfActions = 12;
/** Lines of one cell: of a service in use, and of another. */
const mostLines = 8;
const mostLinesUnused = 2;
/** Rows of services of which nothing is in use. */
const mostUnused = 12;
/** Services that are told in one sentence, and named. */
const mostNamed = 24;

const titles: Row = { name: '', stays: 'Stays', goes: 'Goes', cannotJudge: 'Cannot be judged' };
const columns = ['stays', 'goes', 'cannotJudge'] as const;
const gap = '  ';

/**
 * What of a suggestion stays, what goes and what nobody could judge (it stays), side by side; below it the services that go or stay whole,
 * and why what stays does. Services in use come first. The first line is the heading of the columns.
 */
export function suggestionTable(suggestion: Suggestion, width: number): readonly string[] {
  const { kept, removed } = suggestion;
  const notes = createNotes();
  if (kept.length + removed.length <= mostRowsOfActions) {
    const rows = rowsByAction(suggestion, notes);
    return [...(rows.length === 0 ? [] : laidOut([titles, ...rows], width)), ...notes.lines(width)];
  }
  const going = wholeServices(removed, kept);
  const staying = wholeServices(
    kept.filter(isUnjudged).map(({ action }) => action),
    [...kept.filter((one) => !isUnjudged(one)), ...removed.map((action) => ({ action }))],
  );
  const rows = rowsByService(suggestion, notes, new Set([...going, ...staying]));
  const shown = [...rows.filter(isInUse), ...rows.filter((row) => !isInUse(row)).slice(0, mostUnused)];
  const rest = rows.length - shown.length;
  return [
    ...(shown.length === 0 ? [] : laidOut([titles, ...shown.map((row) => row.text())], width)),
    ...(rest === 0 ? [] : [`And ${count(rest, 'more service')} of which nothing is in use: --json has all.`]),
    ...(going.length === 0 ? [] : hanging('Goes whole: ', servicesText(going), width)),
    ...(staying.length === 0 ? [] : hanging('Cannot be judged, none of it: ', servicesText(staying), width)),
    ...notes.lines(width),
  ];
}

/** Reasons by number, in the order in which the page first points at them. */
interface Notes {
  /** `[1]`; nothing for what is simply in use. */
  markOf(one: KeptPermission): string;
  lines(width: number): readonly string[];
}

function createNotes(): Notes {
  const numbers = new Map<string, number>();
  return {
    markOf(one) {
      if (one.why === 'used') return '';
      const reason = one.reason === '' ? one.why : `${one.why}: ${one.reason}`;
      const number = numbers.get(reason) ?? numbers.size + 1;
      numbers.set(reason, number);
      return `[${number}]`;
    },
    lines: (width) => [...numbers].flatMap(([reason, number]) => hanging(`[${number}] `, visible(reason), width)),
  };
}

function rowsByAction({ kept, removed }: Suggestion, notes: Notes): readonly Row[] {
  const rows = [
    ...kept.map((one): Row => {
      const text = [one.why === 'used' ? '' : one.why, lastUse(one), notes.markOf(one)].filter(Boolean).join(' ');
      const cell = text === '' ? 'in use' : text;
      return { ...emptyRow(visible(one.action)), [isUnjudged(one) ? 'cannotJudge' : 'stays']: cell };
    }),
    ...removed.map((action): Row => ({ ...emptyRow(visible(action)), goes: 'goes' })),
  ];
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A service before its texts are made: a mark is given out where it is shown. */
interface ServiceRow {
  readonly inUse: readonly KeptPermission[];
  text(): Row;
}

function isInUse({ inUse }: ServiceRow): boolean {
  return inUse.length > 0;
}

function rowsByService({ kept, removed }: Suggestion, notes: Notes, told: ReadonlySet<string>): readonly ServiceRow[] {
  const names = [...kept.map(({ action }) => action), ...removed].map(serviceOf);
  const services = [...new Set(names)].filter((service) => !told.has(service)).sort();
  const keptOf = grouped(kept, ({ action }) => serviceOf(action));
  const removedOf = grouped(removed, serviceOf);
  return services.map((service) => {
    const own = keptOf.get(service) ?? [];
    const staying = own.filter((one) => !isUnjudged(one));
    const inUse = staying.filter(({ why }) => !heldOtherwise.has(why));
    return {
      inUse,
      text: () => ({
        name: visible(service === '' ? 'any' : service),
        stays: keptCell(staying, notes),
        goes: (removedOf.get(service) ?? []).map(actionName).join(', '),
        cannotJudge: keptCell(own.filter(isUnjudged), notes),
        ...(inUse.length === 0 ? { mostLines: mostLinesUnused } : {}),
      }),
    };
  });
}

/** Names with their last use; those of the same reason share its mark. */
function keptCell(kept: readonly KeptPermission[], notes: Notes): string {
  return [...grouped(kept, (one) => notes.markOf(one))]
    .map(([mark, same]) => {
      const names = same.map((one) => [actionName(one.action), lastUse(one)].filter(Boolean).join(' ')).join(', ');
      return mark === '' ? names : `${mark} ${names}`;
    })
    .join('; ');
}

function lastUse({ lastUsed }: KeptPermission): string {
  return lastUsed === undefined ? '' : dayText(lastUsed);
}

function isUnjudged({ why }: KeptPermission): boolean {
  return why === 'unobservable' || why === 'too-recent';
}

/** What stays for a reason that has nothing to do with use. */
const heldOtherwise: ReadonlySet<KeptPermission['why']> = new Set([
  'needed-by-others',
  'not-editable',
  'frozen',
  'no-room',
  'unlisted',
]);

/** Services of which one pattern means everything, and nothing else is said. */
function wholeServices(actions: readonly string[], others: readonly { readonly action: string }[]): readonly string[] {
  const elsewhere = new Set(others.map(({ action }) => serviceOf(action)));
  return actions
    .filter((action) => action.endsWith(':*'))
    .map(serviceOf)
    .filter((service) => !elsewhere.has(service))
    .sort();
}

function servicesText(services: readonly string[]): string {
  return `${listOf(services.map(visible), mostNamed)} (${count(services.length, 'service')}).`;
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
      ...used.map((column, index) => shortened(broken(row[column], widths[index] ?? 0), row.mostLines ?? mostLines)),
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

/** Wrapped, and a name that is longer than the column broken before the last of its words that has no room. */
function broken(text: string, width: number): readonly string[] {
  return wrap(text, width).flatMap((line) => {
    const pieces: string[] = [];
    let rest = [...line];
    while (rest.length > width) {
      const word = rest.findLastIndex(
        (letter, at) => at > width / 3 && at <= width && /[A-Z]/.test(letter) && /[^A-Z]/.test(rest[at - 1] ?? ''),
      );
      const end = word === -1 ? width : word;
      pieces.push(rest.slice(0, end).join(''));
      rest = rest.slice(end);
    }
    return [...pieces, rest.join('')];
  });
}

function shortened(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const left = lines
    .slice(most - 1)
    .join(' ')
    .split(/[,;] /).length;
  return [...lines.slice(0, most - 1), `… ${formatNumber(left)} more`];
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
