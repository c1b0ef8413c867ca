import { ConfigError } from '../core/model/errors.ts';
import { type Instant, parseInstant } from '../core/model/time.ts';
import { severities } from '../core/model/verdict.ts';
import type { LiveOptions } from './collect-options.ts';
import type { Config } from './config.ts';
import { nearestName } from './nearest-name.ts';

/** The options of `audit`, as the command line gives them. */
export interface AuditOptions extends LiveOptions {
  readonly config?: string;
  readonly from?: string;
  /** Where live audits keep their bundles. */
  readonly state?: string;
  /** Whether IAM Access Analyzer is asked whether suggestions allow more than what they replace. */
  readonly secondOpinion?: boolean;
  readonly asOf?: string;
  readonly windowDays?: string;
  readonly out: string;
  readonly format: readonly string[];
  readonly failOn?: string;
  readonly requireComplete?: boolean;
  readonly verdicts?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

const knownFormats = ['json', 'text', 'markdown', 'remediation'];

/** The formats to write: those given, or all. Throws `ConfigError` for one that is not known. */
export function formatsOf(given: readonly string[]): readonly string[] {
  for (const format of given) {
    if (knownFormats.includes(format)) continue;
    const nearest = nearestName(format, knownFormats);
    throw new ConfigError(
      `unknown format \`${format}\`: expected one of ${knownFormats.map((name) => `\`${name}\``).join(', ')}`,
      nearest === undefined ? 'check `--format`' : `did you mean \`${nearest}\`?`,
    );
  }
  return given.length === 0 ? knownFormats : given;
}

/** The configuration with what the command line says instead. Throws `ConfigError` for an option that cannot be understood. */
export function overridden(
  config: Config,
  options: Pick<AuditOptions, 'asOf' | 'windowDays' | 'failOn' | 'requireComplete'>,
): Config {
  const asOf = options.asOf === undefined ? config.asOf : instantOption(options.asOf);
  return {
    ...config,
    ...(asOf === undefined ? {} : { asOf }),
    ...(options.windowDays === undefined ? {} : { windowDays: windowDaysOption(options.windowDays) }),
    ...(options.failOn === undefined ? {} : { failOn: failOnOption(options.failOn) }),
    requireComplete: options.requireComplete ?? config.requireComplete,
  };
}

function instantOption(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined)
    throw new ConfigError(`\`--as-of ${text}\` is not a date`, 'write it as `2026-10-31` or `2026-10-31T06:00:00Z`');
  return at;
}

function windowDaysOption(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > 400) {
    throw new ConfigError(`\`--window-days ${text}\`: expected a whole number from 1 to 400`, 'the default is `90`');
  }
  return days;
}

function failOnOption(text: string): Config['failOn'] {
  const known = [...severities, 'never'] as const;
  const found = known.find((name) => name === text);
  if (found === undefined) {
    const nearest = nearestName(text, known);
    throw new ConfigError(
      `\`--fail-on ${text}\`: expected one of ${known.map((name) => `\`${name}\``).join(', ')}`,
      nearest === undefined ? 'the default is `high`' : `did you mean \`${nearest}\`?`,
    );
  }
  return found;
}
