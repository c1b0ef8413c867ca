import { join, sep } from 'node:path';
import { remediationFiles } from '../adapters/remediation/index.ts';
import { reportersFor } from '../adapters/report/index.ts';
import { detectors } from '../core/detect/index.ts';
import { ConfigError } from '../core/model/errors.ts';
import type { AuditResult } from '../core/model/finding.ts';
import type { Reporter } from '../core/model/report.ts';
import { severities } from '../core/model/verdict.ts';
import { type AuditOptions, formatsOf, overridden } from './audit-options.ts';
import { type Config, loadConfig } from './config.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { callsLine } from './live/collected-text.ts';
import { collectForAudit, defaultStateFolder } from './live/live-audit.ts';
import { liveProgressFor } from './live/live-progress.ts';
import { reviewing } from './live/reviewing.ts';
import { removeOldBundles } from './live/state-folder.ts';
import { printResult } from './print-result.ts';
import { type Progress, progressFor } from './progress.ts';
import { scan } from './scan.ts';
import { replayingReviews } from './suggest/replayed-reviews.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/**
 * Audits AWS, or with `--from` a bundle, as the command line and the configuration file say, writes the reports, prints the page (or
 * `findings.json`), and says how to exit.
 */
export async function runAudit(options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const config = overridden(
    await loadConfig(
      options.config,
      detectors.map(({ id }) => id),
    ),
    options,
  );
  const { from, cloudtrail } = options;
  if (from === undefined) return auditLive(config, options, terminal);
  refuseLiveOptions(options);
  const progress = progressFor(options, terminal);
  const { secondOpinion = false } = options;
  const review = secondOpinion ? reviewing({ options, progress, terminal }) : replayingReviews(from);
  return audit({ from, cloudtrail, progress, review }, config, options, terminal);
}

/** Collects into the state folder, audits what was collected, and keeps so many bundles as the configuration says. */
async function auditLive(config: Config, options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  // What cannot be written is told now, and not after an hour of collecting.
  formatsOf(options.format);
  const progress = liveProgressFor(options, terminal);
  const live = await collectForAudit(config, options, terminal, progress);
  const { path, collection } = live.collected;
  const code = await audit(
    {
      from: path,
      cloudtrail: live.cloudtrail,
      progress,
      review: reviewing({ options, progress, terminal, keptIn: path }),
      // Those that asked about the suggestions are in the result.
      closing: ({ scan }) => [
        callsLine((scan.collection ?? collection).calls),
        `kept: ${path}, the BUNDLE to name with --from`,
      ],
    },
    live.config,
    options,
    terminal,
  );
  const state = options.state ?? defaultStateFolder;
  await removeOldBundles(state, { keep: config.collect.keepBundles, current: path, now: terminal.now() });
  return code;
}

/** Options that would change nothing, since a bundle is as it was collected. */
function refuseLiveOptions(options: AuditOptions): void {
  const given = [
    options.organization === true ? '--organization' : undefined,
    options.roleName === undefined ? undefined : '--role-name',
    options.externalId === undefined ? undefined : '--external-id',
    options.logs === undefined ? undefined : '--logs',
    options.verifyDigests === true ? '--verify-digests' : undefined,
  ].find((name) => name !== undefined);
  if (given === undefined) return;
  throw new ConfigError(
    `\`${given}\` and \`--from\` beside each other: a bundle is as it was collected`,
    `leave \`--from\` out to ask AWS, or give \`${given}\` to \`iam-drift collect\``,
  );
}

/** The files of the suggestions, beside the reports. */
const remediation: Reporter = { format: 'remediation', render: ({ suggestions }) => remediationFiles(suggestions) };

/** What is audited. */
export interface AuditInput {
  /** Folder of the bundle. */
  readonly from: string;
  /** Folders of logs beside the bundle's own. */
  readonly cloudtrail: readonly string[];
  readonly progress: Progress;
  /** Changes the result before it is reported, such as by what a reviewer says of its suggestions. */
  readonly review?: (result: AuditResult) => Promise<AuditResult>;
  /** Lines that stand below the page of what is reported. */
  readonly closing?: (result: AuditResult) => readonly string[];
}

/** Audits a bundle with a configuration that is already made. */
export async function audit(
  { from, cloudtrail, progress, review, closing: told }: AuditInput,
  config: Config,
  options: AuditOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const formats = formatsOf(options.format);
  const scanned = await scan({
    from,
    cloudtrail,
    accounts: options.account,
    config,
    withVerdicts: options.verdicts === true,
    now: terminal.now(),
    progress,
    signal: terminal.signal,
  });
  const result = review === undefined ? scanned : await review(scanned);
  const reporters = [...reportersFor({ colors: false, width: 100 }), remediation].filter(({ format }) =>
    formats.includes(format),
  );
  const files = (function* () {
    for (const reporter of reporters) yield* reporter.render(result);
  })();
  progress.step('writing the reports');
  const paths = await writeReports(files, {
    out: options.out,
    scanId: result.scan.id,
    signal: terminal.signal,
  }).finally(progress.done);
  const code = exitCodeOf(result, config);
  const closing = [
    ...writtenLines(paths, options.out, result),
    ...(told?.(result) ?? []),
    ...whyNot0(code, result, config),
  ];
  await printResult(result, closing, options, terminal);
  // A job that says nothing would not be missed, so this is said even when quiet.
  if (code === exitCodes.nothingCollected && options.quiet === true) terminal.stderr.write(`${closing.at(-1)}\n`);
  return code;
}

/** Suggestions have many files each: they are told by their folder. */
function writtenLines(
  paths: readonly string[],
  out: string,
  { scan: { id }, suggestions }: AuditResult,
): readonly string[] {
  const folder = join(out, id, 'remediation');
  const reports = paths.filter((path) => !path.startsWith(folder + sep));
  const files = paths.length - reports.length;
  const what = suggestions.length === 1 ? 'one suggestion' : `${suggestions.length} suggestions`;
  return [
    ...reports.map((path) => `written: ${path}`),
    ...(files === 0 ? [] : [`written: ${folder}${sep} (${files} files of ${what})`]),
  ];
}

/** A job that fails for its findings says so; the page above may be long. */
function whyNot0(code: ExitCode, { scan: { gaps }, findings }: AuditResult, { failOn }: Config): readonly string[] {
  if (code === exitCodes.nothingCollected) return ['exit 3: no user and no role was read, and that is not a pass'];
  if (code === exitCodes.gaps) {
    return [`exit 4: ${gaps.length === 1 ? 'one gap' : `${gaps.length} gaps`}, and --require-complete is set`];
  }
  if (code !== exitCodes.findings || failOn === 'never') return [];
  const counted = severities.slice(0, severities.indexOf(failOn) + 1);
  const count = findings.filter(
    ({ severity, status }) => counted.includes(severity) && status !== 'excepted' && status !== 'resolved',
  ).length;
  const what = counted.length === 1 ? failOn : `${failOn} or worse`;
  return [`exit 1: ${count === 1 ? 'one finding is' : `${count} findings are`} ${what} (--fail-on)`];
}
