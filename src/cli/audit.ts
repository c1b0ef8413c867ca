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
import { printResult } from './print-result.ts';
import { progressFor } from './progress.ts';
import { scan } from './scan.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** Audits a bundle as the command line and the configuration file say, writes the reports, prints the page (or `findings.json`), and says how to exit. */
export async function runAudit(options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const config = overridden(
    await loadConfig(
      options.config,
      detectors.map(({ id }) => id),
    ),
    options,
  );
  return audit(config, options, terminal);
}

/** The files of the suggestions, beside the reports. */
const remediation: Reporter = { format: 'remediation', render: ({ suggestions }) => remediationFiles(suggestions) };

/** Audits with a configuration that is already made. */
export async function audit(config: Config, options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const formats = formatsOf(options.format);
  if (options.from === undefined) {
    throw new ConfigError(
      'no bundle to audit: this version reads bundles, not AWS itself',
      'give `--from BUNDLE`, or see it at work with `iam-drift demo`',
    );
  }
  const progress = progressFor(options, terminal);
  const result = await scan({
    from: options.from,
    cloudtrail: options.cloudtrail,
    accounts: options.account,
    config,
    withVerdicts: options.verdicts === true,
    now: terminal.now(),
    progress,
    signal: terminal.signal,
  });
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
  const closing = [...writtenLines(paths, options.out, result), ...whyNot0(code, result, config)];
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
