import { ConfigError } from '../core/model/errors.ts';
import { nearestName } from './nearest-name.ts';

/** The options of `diff`, as the command line gives them. */
export interface DiffOptions {
  readonly principal?: string;
  readonly config?: string;
  readonly format?: string;
  readonly failOn?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** What a comparison can be printed as. */
export type DiffFormat = 'text' | 'json' | 'markdown';

const formats: readonly DiffFormat[] = ['text', 'json', 'markdown'];
const gates = ['gained', 'never'] as const;

/** The format to print. Throws `ConfigError` for one that is not known, or for two at once. */
export function diffFormatOf({ format, json }: DiffOptions): DiffFormat {
  if (format === undefined) return json === true ? 'json' : 'text';
  const found = oneOf('--format', format, formats, 'text');
  if (json === true && found !== 'json') {
    throw new ConfigError(
      `\`--json\` and \`--format ${format}\` beside each other`,
      'one thing is printed: give one of them',
    );
  }
  return found;
}

/** What to fail for. Throws `ConfigError` for what is not known. */
export function diffGateOf({ failOn }: DiffOptions): (typeof gates)[number] {
  return failOn === undefined ? 'never' : oneOf('--fail-on', failOn, gates, 'never');
}

function oneOf<Name extends string>(option: string, text: string, known: readonly Name[], usual: Name): Name {
  const found = known.find((name) => name === text);
  if (found !== undefined) return found;
  const nearest = nearestName(text, known);
  throw new ConfigError(
    `\`${option} ${text}\`: expected one of ${known.map((name) => `\`${name}\``).join(', ')}`,
    nearest === undefined ? `the default is \`${usual}\`` : `did you mean \`${nearest}\`?`,
  );
}
