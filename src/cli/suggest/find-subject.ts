import { visible } from '../../adapters/markup/visible.ts';
import { subjectArnOf, subjectNameOf } from '../../adapters/report/suggestion-words.ts';
import { matchesPattern } from '../../core/catalog/pattern.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import { nearestName } from '../nearest-name.ts';

/**
 * The account that an ARN of IAM names, where nobody else's use counts for it; `undefined`: all accounts have to be read. The use of a role of
 * a permission set is that of all accounts the set is provisioned to.
 */
export function accountMeant(wanted: string): string | undefined {
  if (/:role\/aws-reserved\/sso\.amazonaws\.com\//.test(wanted)) return undefined;
  return /^arn:[^:]*:iam::(\d{12}):/.exec(wanted)?.[1];
}

/**
 * ARNs of what is meant: by ARN, name (of a permission set, whose ARN has none, where it has a suggestion), end of the ARN (`role/deploy`), or all roles and users that a pattern with `*` and `?` fits. Of a
 * policy, group or permission set, where there is something to say of it. Throws `ConfigError` where there is none, with the nearest name, or
 * where a name has several.
 */
export function subjectsMeant(wanted: string, result: AuditResult, from: string): readonly string[] {
  const principals = result.principals.map(({ arn }) => arn);
  const others = [...result.suggestions.map(subjectArnOf), ...result.noSuggestions.map(({ subject }) => subject)];
  const known = new Set([...principals, ...others]);
  const names = new Map(result.suggestions.map((suggestion) => [subjectArnOf(suggestion), subjectNameOf(suggestion)]));
  const exact = [...known].filter((arn) => isCalled(arn, wanted) || names.get(arn) === wanted);
  const own = exact.filter((arn) => principals.includes(arn));
  const found = own.length > 0 ? own : exact;
  if (found.length > 1) throw severalMeant(wanted, found, from);
  if (found.length === 1) return found;
  const isPattern = /[*?]/.test(wanted);
  const fitting = isPattern ? principals.filter((arn) => fits(arn, wanted)) : [];
  if (fitting.length > 0) return fitting;
  throw nobodyMeant(wanted, result, { arns: [...known], names: [...names.values()] }, from);
}

function isCalled(arn: string, wanted: string): boolean {
  return arn === wanted || arn.endsWith(`:${wanted}`) || arn.endsWith(`/${wanted}`);
}

/** Over the whole ARN, the end of it, or the name. */
function fits(arn: string, pattern: string): boolean {
  return [arn, shortOf(arn), nameOf(arn)].some((text) => matchesPattern(pattern, text));
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function severalMeant(wanted: string, found: readonly string[], from: string): ConfigError {
  const arns = found.slice(0, 10).map((arn) => `\`${visible(arn)}\``);
  const more = found.length > arns.length ? ` and ${found.length - arns.length} more` : '';
  const accounts = new Set(found.map((arn) => arn.split(':')[4]));
  const how = accounts.size > 1 ? 'give the ARN, or the account with `--account`' : 'give the ARN';
  return new ConfigError(
    `\`${visible(wanted)}\` names ${found.length} principals of the bundle \`${visible(from)}\``,
    `${how}: ${arns.join(', ')}${more}`,
  );
}

function nobodyMeant(
  wanted: string,
  result: AuditResult,
  { arns, names }: { readonly arns: readonly string[]; readonly names: readonly string[] },
  from: string,
): ConfigError {
  const last = nameOf(wanted);
  // Of an ARN mostly the path is forgotten.
  const nearest = wanted.includes('/')
    ? (arns.find((arn) => nameOf(arn) === last) ?? nearestName(shortOf(wanted), arns.map(shortOf)))
    : nearestName(wanted, [...new Set([...arns.map(nameOf), ...names])]);
  const accounts = result.scan.accounts.length;
  return new ConfigError(
    `no principal \`${visible(wanted)}\` in the bundle \`${visible(from)}\``,
    nearest === undefined
      ? `looked at the roles and users of ${accounts === 1 ? 'one account' : `${accounts} accounts`}; give a name, an ARN, or a pattern with \`*\``
      : `did you mean \`${visible(nearest)}\`?`,
  );
}

function shortOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
