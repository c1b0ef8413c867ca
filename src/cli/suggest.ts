import { visible } from '../adapters/markup/visible.ts';
import { remediationFiles } from '../adapters/remediation/index.ts';
import { subjectArnOf } from '../adapters/report/suggestion-words.ts';
import { detectors } from '../core/detect/index.ts';
import { ConfigError } from '../core/model/errors.ts';
import type { AuditResult } from '../core/model/finding.ts';
import type { Suggestion } from '../core/model/suggestion.ts';
import { overridden } from './audit-options.ts';
import { type Config, loadConfig } from './config.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { reviewing } from './live/reviewing.ts';
import { progressFor } from './progress.ts';
import { type ScanRequest, scan } from './scan.ts';
import { answerFor, failureLines, type Told } from './suggest/answer.ts';
import { readCertificate } from './suggest/certificate-file.ts';
import { accountMeant, subjectsMeant } from './suggest/find-subject.ts';
import { printMainFile } from './suggest/main-file.ts';
import { printTold } from './suggest/print-told.ts';
import { replayingReviews } from './suggest/replayed-reviews.ts';
import { readTerraformStates } from './suggest/terraform-states.ts';
import { verifyCertificate } from './suggest/verify-certificate.ts';
import { languageOf, type SuggestOptions, suggestSettingsOf } from './suggest-options.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** Suggests smaller policies for whom the command line names, or verifies a certificate, and says how to exit. Throws `ConfigError`. */
export async function runSuggest(
  names: readonly string[],
  options: SuggestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const language = languageOf(options);
  const named = whomMeant(names, options);
  if (options.from === undefined) {
    throw new ConfigError('no bundle to read', 'give `--from BUNDLE`; `iam-drift collect --bundle BUNDLE` makes one');
  }
  const { from } = options;
  const frozen = options.frozen === undefined ? undefined : await readCertificate(options.frozen);
  const config = await configOf(options, frozen);
  if (options.verify !== undefined) {
    const request = await requestOf(from, config, options, terminal);
    return verifyCertificate(options.verify, request, options, terminal);
  }
  const wanted = named ?? (frozen === undefined ? undefined : subjectArnOf(frozen));
  const request = await requestOf(from, config, options, terminal);
  const meant = wanted === undefined ? undefined : accountMeant(wanted);
  const accounts = options.account.length === 0 && meant !== undefined ? [meant] : options.account;
  const scanned = await scan({ ...request, accounts });
  const { secondOpinion = false } = options;
  const { progress } = request;
  const review = secondOpinion ? reviewing({ options, progress, terminal }) : replayingReviews(from);
  const result = await review(scanned);
  const told = toldOf(wanted, from, result);
  if (frozen !== undefined) checkFrozen(frozen, told);
  const folder = await writtenTo(told, result, options, terminal);
  if (language === undefined) await printTold(told, result, folder, options, terminal);
  else await printMainFile(told, language, options, terminal);
  const failed = failureLines(told);
  for (const line of failed) terminal.stderr.write(`${line}\n`);
  return failed.length === 0 ? exitCodes.ok : exitCodes.internal;
}

/** The one argument; `undefined` where an option says who is meant. */
function whomMeant(names: readonly string[], { all, verify, frozen }: SuggestOptions): string | undefined {
  const [name, surplus] = names;
  if (surplus !== undefined) {
    throw new ConfigError(
      `unexpected argument \`${surplus}\``,
      'one principal at a time, or a pattern in quotes: `iam-drift suggest "app-*" --from BUNDLE`',
    );
  }
  const others = [...(all === true ? ['--all'] : []), ...(verify === undefined ? [] : ['--verify'])];
  if (others.length > (name === undefined ? 1 : 0)) {
    const given = [...(name === undefined ? [] : [name]), ...others].map((one) => `\`${one}\``).join(' and ');
    throw new ConfigError(`${given} beside each other`, 'name one principal, or give one of `--all` and `--verify`');
  }
  if (name === undefined && others.length === 0 && frozen === undefined) {
    throw new ConfigError('nobody to suggest for', 'name a role or user by name, ARN or pattern, or give `--all`');
  }
  return name;
}

async function configOf(options: SuggestOptions, frozen: Suggestion | undefined): Promise<Config> {
  const config = await loadConfig(
    options.config,
    detectors.map(({ id }) => id),
  );
  return { ...overridden(config, options), suggest: suggestSettingsOf(config.suggest, options, frozen) };
}

async function requestOf(
  from: string,
  config: Config,
  { cloudtrail, terraformState, quiet }: SuggestOptions,
  terminal: Terminal,
): Promise<Omit<ScanRequest, 'accounts'>> {
  const states = terraformState.length === 0 ? undefined : await readTerraformStates(terraformState);
  // The state is not of the bundle, and the gaps of a scan are.
  for (const { path = '', message } of quiet === true ? [] : (states?.gaps ?? [])) {
    terminal.stderr.write(`not read: ${visible(path)}: ${visible(message)}\n`);
  }
  return {
    from,
    cloudtrail,
    config,
    withVerdicts: false,
    ...(states === undefined ? {} : { terraformAddresses: states.addresses }),
    now: terminal.now(),
    progress: progressFor(quiet === undefined ? {} : { quiet }, terminal),
    signal: terminal.signal,
  };
}

function toldOf(wanted: string | undefined, from: string, result: AuditResult): Told {
  if (wanted === undefined) return result;
  const answers = subjectsMeant(wanted, result, from).map((subject) => answerFor(subject, result));
  return {
    answers,
    suggestions: [...new Set(answers.flatMap(({ suggestions }) => suggestions))],
    noSuggestions: answers.flatMap(({ noSuggestions }) => noSuggestions),
  };
}

/** What was begun for one must not be taken for frozen while another is narrowed without a bound. */
function checkFrozen(frozen: Suggestion, { answers = [], suggestions, noSuggestions }: Told): void {
  const subject = subjectArnOf(frozen);
  const subjects = [
    ...answers.map((answer) => answer.subject),
    ...suggestions.map(subjectArnOf),
    ...noSuggestions.map((one) => one.subject),
  ];
  if (subjects.includes(subject)) return;
  throw new ConfigError(
    `the certificate of \`--frozen\` is for \`${visible(subject)}\`, and that is not asked about`,
    'leave the name out, or give the certificate of the plan that was begun for it',
  );
}

/** Writes the files where that is asked for; gives the scan's folder. */
async function writtenTo(
  { suggestions }: Told,
  { scan: { id } }: AuditResult,
  options: SuggestOptions,
  terminal: Terminal,
): Promise<string | undefined> {
  const out = options.out ?? (options.all === true ? 'reports' : undefined);
  if (out === undefined || suggestions.length === 0) return undefined;
  const progress = progressFor(options, terminal);
  progress.step('writing the files');
  const target = { out, scanId: id, signal: terminal.signal };
  await writeReports(remediationFiles(suggestions), target).finally(progress.done);
  return `${out.replace(/[/\\]+$/, '')}/${id}`;
}
