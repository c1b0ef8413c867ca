/** One call that can carry an action which leaves no event of its own. */
export interface CompanionRow {
  readonly action: string;
  readonly eventSource: string;
  readonly eventName: string;
  /** Parameter paths as CloudTrail writes them, dotted, array elements not numbered; any of them carries it. None: every such call does. */
  readonly parameters: readonly string[];
  /** Parameters that may carry it unseen. */
  readonly maybe?: readonly string[];
  readonly source: string;
}

/**
 * Rows from text: `EventName OtherEvent: path ?path` a line. `?` marks what may carry it unseen, and `#` stands for the event name.
 *
 * CloudTrail writes most parameters with a small first letter and some services' with a capital one, so each path is given both ways.
 */
export function companionRowsOf(
  action: string,
  eventSource: string,
  lines: string,
  source: string,
): readonly CompanionRow[] {
  return linesOf(lines).flatMap((line) => {
    const [events = '', paths = ''] = line.split(':');
    return wordsOf(events).map((eventName) => {
      const words = wordsOf(paths.replaceAll('#', eventName));
      const maybe = words.filter((word) => word.startsWith('?')).map((word) => word.slice(1));
      const known = words.filter((word) => !word.startsWith('?'));
      const parameters = known.length === 0 && maybe.length > 0 ? [neverPresent] : known.flatMap(bothCases);
      return {
        action,
        eventSource,
        eventName,
        parameters,
        ...(maybe.length === 0 ? {} : { maybe: maybe.flatMap(bothCases) }),
        source,
      };
    });
  });
}

/** The lines that hold something. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** A path that no call has: an empty list would say that every call carries the action, where it only may, unseen. */
const neverPresent = '(unseen)';

/** `a.B` as written, as `a.b` and as `A.B`; headers (`x-amz-acl`) as they are. */
function bothCases(path: string): readonly string[] {
  if (path.includes('-')) return [path];
  const small = path.replace(/(^|\.)([A-Z])/g, (start) => start.toLowerCase());
  const capital = path.replace(/(^|\.)([a-z])/g, (start) => start.toUpperCase());
  return [...new Set([small, capital, path])];
}
