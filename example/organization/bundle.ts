import { accountPartsOf, organizationPathOf } from './account-parts.ts';
import { accountList } from './accounts.ts';
import { authorizationDetailsOf } from './authorization-details.ts';
import { collectedAt } from './calendar.ts';
import { credentialReportOf } from './credential-report.ts';
import { lastAccessedOf } from './last-accessed.ts';
import { lastUseOf } from './last-use.ts';
import { logFilesOf } from './log-files.ts';
import { historyOf } from './logs.ts';
import { organizationPartsOf } from './organization-parts.ts';
import { makeWorld, type World } from './world.ts';

/** The files of the bundle: text by path; a path that ends in `.gz` is to be compressed. */
export function makeBundle(world: World = makeWorld()): ReadonlyMap<string, string> {
  const history = historyOf(world);
  const lastUse = lastUseOf(world, history);
  const files = new Map<string, string>();
  const add = (folder: string, answers: ReadonlyMap<string, unknown>): void => {
    for (const [name, answer] of answers) files.set(`${folder}${name}`, written(name, answer));
  };
  add('', new Map([['manifest.json', manifest()]]));
  for (const account of accountList) {
    const folder = `accounts/${account.id}/`;
    add(folder, authorizationDetailsOf(world, account, lastUse));
    files.set(`${folder}credential-report.csv`, credentialReportOf(world, account, lastUse));
    add(folder, lastAccessedOf(world, account, lastUse));
    add(folder, accountPartsOf(world, account));
  }
  add('organization/', organizationPartsOf(world));
  add('', new Map([['collected.json', Object.fromEntries([...files.keys()].map((path) => [path, collectedAt]))]]));
  for (const [path, text] of logFilesOf(history.records)) files.set(path, text);
  return files;
}

function manifest(): unknown {
  return {
    schemaVersion: 1,
    collectedAt,
    accounts: accountList.map((account) => ({
      id: account.id,
      alias: account.alias,
      environment: account.key,
      organizationPath: organizationPathOf(account),
    })),
  };
}

/** What is compressed needs no white space; what is not is for people. */
function written(name: string, answer: unknown): string {
  return name.endsWith('.gz') ? JSON.stringify(answer) : `${JSON.stringify(answer, null, 2)}\n`;
}
