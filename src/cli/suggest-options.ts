import { subjectArnOf } from '../adapters/report/suggestion-words.ts';
import { ConfigError } from '../core/model/errors.ts';
import type { SuggestSettings } from '../core/model/settings.ts';
import type { RemediationLanguage, Suggestion } from '../core/model/suggestion.ts';
import { nearestName } from './nearest-name.ts';

/** The options of `suggest`, as the command line gives them. */
export interface SuggestOptions {
  readonly from?: string;
  readonly cloudtrail: readonly string[];
  readonly account: readonly string[];
  readonly config?: string;
  readonly asOf?: string;
  readonly windowDays?: string;
  readonly all?: boolean;
  readonly language?: string;
  readonly scope?: string;
  readonly includeDenied?: boolean;
  readonly terraformState: readonly string[];
  readonly frozen?: string;
  readonly verify?: string;
  readonly secondOpinion?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

const languages: readonly RemediationLanguage[] = ['json', 'terraform', 'cloudformation', 'cli'];
const scopes: readonly SuggestSettings['scope'][] = ['actions', 'resources'];

/** The language to print; `undefined`: the page. Throws `ConfigError` for one that is not known, or where something else is to be printed. */
export function languageOf({ language, json, all }: SuggestOptions): RemediationLanguage | undefined {
  if (language === undefined) return undefined;
  const found = oneOf('--language', language, languages);
  for (const [option, isGiven] of [
    ['--json', json],
    ['--all', all],
  ] as const) {
    if (isGiven !== true) continue;
    throw new ConfigError(
      `\`${option}\` and \`--language ${found}\` beside each other`,
      option === '--all'
        ? 'leave `--language` out: every language is written to the files'
        : 'one thing is printed: give one of them',
    );
  }
  return found;
}

/** How suggestions are made: as configured, with what the command line says instead. `frozen` is what a plan was begun with. */
export function suggestSettingsOf(
  configured: SuggestSettings,
  { scope, includeDenied }: SuggestOptions,
  frozen: Suggestion | undefined,
): SuggestSettings {
  return {
    ...configured,
    ...(scope === undefined ? {} : { scope: oneOf('--scope', scope, scopes) }),
    includeDenied: includeDenied ?? configured.includeDenied,
    ...(frozen === undefined ? {} : { frozen: new Map([[subjectArnOf(frozen), frozen.removed]]) }),
  };
}

function oneOf<Name extends string>(option: string, text: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === text);
  if (found !== undefined) return found;
  const nearest = nearestName(text, known);
  throw new ConfigError(
    `\`${option} ${text}\`: expected one of ${known.map((name) => `\`${name}\``).join(', ')}`,
    nearest === undefined ? 'see `iam-drift suggest --help`' : `did you mean \`${nearest}\`?`,
  );
}
