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
      const parameters = words.filter((word) => !word.startsWith('?'));
      return {
        action,
        eventSource,
        eventName,
        parameters: parameters.flatMap(bothCases),
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

/** `a.b` as `a.b` and `A.B`; headers (`x-amz-acl`) as they are. */
function bothCases(path: string): readonly string[] {
  if (path.includes('-')) return [path];
  const small = path.replace(/(^|\.)([A-Z])/g, (start) => start.toLowerCase());
  const capital = path.replace(/(^|\.)([a-z])/g, (start) => start.toUpperCase());
  return [small, capital];
}
