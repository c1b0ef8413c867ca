import { setImmediate } from 'node:timers/promises';
import { jsonBlock } from '../../adapters/report/json-layout.ts';
import { stillStands, verificationPage } from '../../adapters/report/verification-text.ts';
import { type AccountView, accountViewOf } from '../../core/evidence/account-evidence.ts';
import { inventoryOf } from '../../core/inventory/inventory.ts';
import { InternalError } from '../../core/model/errors.ts';
import type { Suggestion, Verification } from '../../core/model/suggestion.ts';
import { isoOf } from '../../core/model/time.ts';
import { reachOf, verifySuggestion } from '../../core/suggest/verify.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { pageSetting, printChunks } from '../print-result.ts';
import { openedScan, type ScanRequest } from '../scan.ts';
import type { SuggestOptions } from '../suggest-options.ts';
import type { Terminal } from '../terminal.ts';
import { readCertificate } from './certificate-file.ts';

/** Checks a certificate again against a bundle and prints what it finds: 0 where all still holds, 1 where something changed. Throws `ConfigError`. */
export async function verifyCertificate(
  path: string,
  request: Omit<ScanRequest, 'accounts'>,
  { account, json, quiet, color }: SuggestOptions,
  { stdout }: Terminal,
): Promise<ExitCode> {
  const suggestion = await readCertificate(path);
  const accounts = account.length === 0 ? accountsOf(suggestion) : account;
  const { verification, asOf } = await verified(suggestion, { ...request, accounts }).finally(request.progress.done);
  if (json === true) await printChunks([`${jsonBlock(verification, 0)}\n`], stdout);
  else if (quiet !== true) {
    await printChunks(verificationPage(suggestion, verification, asOf, pageSetting(color, stdout)), stdout);
  }
  return stillStands(verification) ? exitCodes.ok : exitCodes.findings;
}

/** Those of all whom it reaches; a permission set is kept in an account of which nothing else is needed. */
function accountsOf(suggestion: Suggestion): readonly string[] {
  const ids = reachOf(suggestion).map((arn) => arn.split(':')[4] ?? '');
  const distinct = [...new Set(ids)].filter((id) => /^\d{12}$/.test(id));
  return distinct.length === 0 ? [suggestion.accountId] : distinct;
}

async function verified(
  suggestion: Suggestion,
  request: ScanRequest,
): Promise<{ readonly verification: Verification; readonly asOf: string }> {
  const { bundle, wanted, ledger, context, catalog } = await openedScan(request);
  const { settings, suggest, window } = context;
  if (suggest === undefined) throw new InternalError('a scan was opened without what suggestions need');
  const views: AccountView[] = [];
  for (const [place, { id }] of wanted.entries()) {
    request.progress.account(id, place + 1, wanted.length);
    const parts = await bundle.readAccount(id);
    views.push(accountViewOf(parts, inventoryOf(parts, settings, catalog), ledger, context, catalog));
    await setImmediate();
    request.signal.throwIfAborted();
  }
  request.progress.step('checking the certificate');
  const options = { settings: settings.suggest, ...suggest };
  return { verification: verifySuggestion(suggestion, views, options, catalog), asOf: isoOf(window.to) };
}
