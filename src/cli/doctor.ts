import { newCallCounter } from '../adapters/aws/call-counter.ts';
import { type Examination, examine } from '../adapters/aws/doctor/examine.ts';
import { permissionGroupIds, permissionGroupOf } from '../adapters/aws/permissions/needed-permissions.ts';
import { policyDocumentsOf } from '../adapters/aws/permissions/policy-document.ts';
import { type AwsConnection, ownSession } from '../adapters/aws/session.ts';
import { listOf } from '../adapters/markup/prose.ts';
import { detectors } from '../core/detect/index.ts';
import type { CollectSettings } from '../core/model/collect-settings.ts';
import { ConfigError } from '../core/model/errors.ts';
import { type LiveSettings, liveSettings, maxAttemptsIn } from './collect-options.ts';
import { loadConfig } from './config.ts';
import { type Diagnosis, diagnosisOf } from './doctor/diagnosis.ts';
import type { DoctorOptions } from './doctor/doctor-options.ts';
import { doctorLines } from './doctor/doctor-text.ts';
import { partitionOf, policyNames, policyPlaceholders } from './doctor/policy-names.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { nearestName } from './nearest-name.ts';
import { printChunks } from './print-result.ts';
import { progressFor } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** Looks at what iam-drift may read, says so, and says how to exit; or only prints a policy. */
export async function runDoctor(options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.printPolicy !== undefined) {
    await printPolicy(options, terminal);
    return exitCodes.ok;
  }
  const live = await liveOf(options);
  const connection: AwsConnection = {
    ...(live.profile === undefined ? {} : { profile: live.profile }),
    ...(live.region === undefined ? {} : { region: live.region }),
    calls: newCallCounter(),
    now: terminal.now,
    signal: terminal.signal,
    maxAttempts: attempts(),
  };
  const progress = progressFor(options, terminal);
  try {
    progress.step('signing in');
    const examination = await examine({
      session: await ownSession(connection),
      connection,
      settings: settingsOf(live),
      now: terminal.now,
      signal: terminal.signal,
      onStep: (what) => progress.step(what),
    });
    progress.done();
    const diagnosis = diagnosisOf(examination, process.versions.node);
    await tell(examination, diagnosis, options, terminal);
    return diagnosis.exitCode;
  } finally {
    progress.done();
  }
}

async function liveOf(options: DoctorOptions): Promise<LiveSettings> {
  const ids = detectors.map(({ id }) => id);
  return liveSettings(await loadConfig(options.config, ids), options);
}

/** A probe that is throttled need not be repeated for long. */
function attempts(): number {
  return process.env.AWS_MAX_ATTEMPTS === undefined ? 3 : maxAttemptsIn(process.env);
}

/** What the command line says of accounts and logs, in place of what the configuration says. */
function settingsOf({ config, accounts, logs }: LiveSettings): CollectSettings {
  const [first] = logs ?? [];
  return {
    ...config.collect,
    ...(accounts.length === 0 ? {} : { accounts: { kind: 'list', ids: accounts } as const }),
    ...(first === undefined ? {} : { logs: first, accountLogs: {} }),
  };
}

async function tell(
  examination: Examination,
  diagnosis: Diagnosis,
  options: DoctorOptions,
  { stdout }: Terminal,
): Promise<void> {
  const node = process.versions.node;
  if (options.json === true) {
    const { troubles, logs, usable } = diagnosis;
    const report = {
      schemaVersion: 1,
      usable,
      ...examination,
      node: { version: node },
      recommendedLogs: logs,
      troubles,
      fixFirst: troubles[0] ?? null,
    };
    await printChunks([`${JSON.stringify(report, undefined, 2)}\n`], stdout);
    return;
  }
  if (options.quiet === true) return;
  await printChunks(
    doctorLines(examination, diagnosis, node).map((line, index, { length }) =>
      index === length - 1 && line === '' ? '' : `${line}\n`,
    ),
    stdout,
  );
}

/** The policies of a group as JSON, one after the other where AWS's limit asks for several. */
async function printPolicy(options: DoctorOptions, { stdout, stderr }: Terminal): Promise<void> {
  const name = options.printPolicy === true || options.printPolicy === undefined ? 'account' : options.printPolicy;
  const group = permissionGroupOf(name);
  if (group === undefined) {
    const nearest = nearestName(name, permissionGroupIds);
    throw new ConfigError(
      `\`--print-policy ${name}\`: expected one of ${permissionGroupIds.map((id) => `\`${id}\``).join(', ')}`,
      nearest === undefined ? 'without a name it is `account`' : `did you mean \`${nearest}\`?`,
    );
  }
  const settings = settingsOf(await liveOf(options));
  const place = { partition: partitionOf(options.region), names: policyNames(settings) };
  const texts = policyDocumentsOf(group, place).map((document) => `${JSON.stringify(document, undefined, 2)}\n`);
  await printChunks(texts, stdout);
  const open = policyPlaceholders.filter((placeholder) => texts.some((text) => text.includes(placeholder)));
  if (open.length > 0 && options.quiet !== true) stderr.write(`put your own in place of ${listOf(open)}\n`);
}
