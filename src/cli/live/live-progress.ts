import {
  canRewrite,
  counted,
  type Progress,
  quietProgress,
  rewritingLine,
  spoken,
  terminalProgress,
} from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { type CollectProgress, quietCollectProgress } from './collect-progress.ts';

/** What a run that asks AWS says while it works: collecting, and the audit after it. It goes to stderr. */
export interface LiveProgress extends Progress, CollectProgress {
  /** A remark that is not written over. */
  note(text: string): void;
}

/** Says nothing. */
export const quietLiveProgress: LiveProgress = {
  ...quietProgress,
  ...quietCollectProgress,
  note: () => undefined,
};

/** The progress of a long run: a line that rewrites itself on a terminal, elsewhere a plain line now and then; nothing when quiet. */
export function liveProgressFor({ quiet }: { readonly quiet?: boolean }, { stderr, now }: Terminal): LiveProgress {
  if (quiet === true) return quietLiveProgress;
  const write = (text: string): void => {
    stderr.write(text);
  };
  return canRewrite(stderr) ? rewritingProgress(write, now, () => stderr.columns) : plainProgress(write, now);
}

/** One line that rewrites itself, and remarks above it. */
export function rewritingProgress(
  write: (text: string) => void,
  now: () => number,
  columns: () => number | undefined = () => undefined,
): LiveProgress {
  const rest = terminalProgress(write, now, columns);
  const line = rewritingLine(write, now, columns);
  const state = newCollecting(now);
  const done = (): void => {
    line.clear();
    rest.done();
  };
  return {
    ...rest,
    begin(accounts) {
      state.begin(accounts.length);
      line.show(state.text(), true);
    },
    part(account, part, count, total) {
      const isNew = state.part(account, part, count, total);
      line.show(state.text(), isNew || (total > 0 && count === total));
    },
    end(account) {
      state.end(account);
      line.show(state.text(), true);
    },
    calls(total) {
      state.calls(total);
      if (state.isUnderWay()) line.show(state.text(), false);
    },
    note(text) {
      done();
      write(`${text}\n`);
    },
    done,
  };
}

/** In a log nobody wants a line a call: one so often at most, beside those of an account's end. */
const plainEveryMs = 10_000;

/** Plain lines, for logs of jobs. */
export function plainProgress(write: (text: string) => void, now: () => number): LiveProgress {
  const state = newCollecting(now);
  let last = now();
  const say = (text: string): void => {
    last = now();
    write(`${text}\n`);
  };
  const sayNowAndThen = (text: () => string): void => {
    if (now() - last >= plainEveryMs) say(text());
  };
  return {
    begin(accounts) {
      state.begin(accounts.length);
      say(`collecting ${accounts.length === 1 ? 'one account' : `${counted(accounts.length)} accounts`}`);
    },
    part(account, part, count, total) {
      state.part(account, part, count, total);
      sayNowAndThen(state.text);
    },
    end(account, outcome) {
      state.end(account);
      say(`${outcome} ${account} (${state.figures()})`);
    },
    calls(total) {
      state.calls(total);
      if (state.isUnderWay()) sayNowAndThen(state.text);
    },
    note: say,
    logs: ({ files, filesTotal, records }) =>
      sayNowAndThen(() => `reading logs: ${counted(files)}/${counted(filesTotal)} files, ${counted(records)} records`),
    account: (id, place, total) => sayNowAndThen(() => `auditing account ${id} (${counted(place)}/${counted(total)})`),
    step: (what) => sayNowAndThen(() => what),
    done: () => undefined,
  };
}

interface Asked {
  readonly part: string;
  readonly done: number;
  readonly total: number;
  /** When the part began, and with how much done: a resumed part does not begin at 0. */
  readonly began: number;
  readonly doneAtBegin: number;
}

/** Before so long, and before so many things, a guess at the time left is worse than none. */
const guessAfterMs = 5000;
const guessAfterThings = 5;

/** How far the collection is. */
function newCollecting(now: () => number) {
  /** In the order in which something was last heard of them: the last is told. */
  const asked = new Map<string, Asked>();
  let accounts = 0;
  let through = 0;
  let began = now();
  let calls = 0;

  const figures = (): string => {
    const places =
      accounts === 0 ? [] : [`${counted(through)}/${counted(accounts)} ${accounts === 1 ? 'account' : 'accounts'}`];
    const asked = calls === 0 ? [] : [calls === 1 ? 'one call' : `${counted(calls)} calls`];
    return [...places, ...asked].join(', ');
  };
  /** Of all accounts where several are to come, each about as long as those before; else of the part under way. */
  const left = (current: Asked | undefined): string | undefined => {
    const told = (passed: number, done: number, total: number): string | undefined =>
      passed < guessAfterMs || done < 1 ? undefined : `${spoken((passed * (total - done)) / done)} left`;
    if (accounts > 1 && through < accounts) return told(now() - began, through, accounts);
    if (current === undefined) return undefined;
    const done = current.done - current.doneAtBegin;
    if (done < guessAfterThings) return undefined;
    const time = told(now() - current.began, done, current.total - current.doneAtBegin);
    return time === undefined ? undefined : `${time} for this part`;
  };
  return {
    begin(total: number): void {
      accounts = total;
      through = 0;
      began = now();
      asked.clear();
    },
    /** Gives whether the part has just begun. */
    part(account: string, part: string, done: number, total: number): boolean {
      const known = asked.get(account);
      const isNew = known?.part !== part;
      const start = isNew ? { began: now(), doneAtBegin: done } : known;
      asked.delete(account);
      asked.set(account, { part, done, total, began: start.began, doneAtBegin: start.doneAtBegin });
      return isNew;
    },
    end(account: string): void {
      asked.delete(account);
      through += 1;
    },
    calls(total: number): void {
      calls = total;
    },
    /** Whether there are accounts to come; the calls before are those of finding them. */
    isUnderWay: () => through < accounts,
    figures,
    text(): string {
      const [account = '', current] = [...asked].at(-1) ?? [];
      const what =
        current === undefined
          ? []
          : [
              `${[account, current.part].filter(Boolean).join(' ')}${current.total > 0 ? ` ${counted(current.done)}/${counted(current.total)}` : ''}`,
            ];
      const time = left(current);
      const parts = [figures(), ...what, ...(time === undefined ? [] : [time])];
      return `collecting: ${parts.filter((part) => part !== '').join(', ')}`;
    },
  };
}
