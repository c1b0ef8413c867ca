import { trino } from '../../adapters/aws/logs/athena/dialect.ts';
import { trailLocationOf } from '../../adapters/aws/logs/athena/names.ts';
import { rollUpQuery } from '../../adapters/aws/logs/athena/query.ts';
import { tableDefinition } from '../../adapters/aws/logs/athena/table.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';
import { dayMs, dayOf } from '../../core/model/time.ts';
import type { Config } from '../config.ts';

/** What stands for what is only known once AWS is asked. */
const anyAccount = '111122223333';
const anyRegion = 'us-east-1';

/** The statements that Athena would run for a setting, told without asking AWS: the table, where it is not there, and a query like those that follow. */
export function athenaStatements(
  { location, database, table, workgroup, output }: Extract<LogSetting, { readonly source: 'athena' }>,
  { config, accounts }: { readonly config: Config; readonly accounts: readonly string[] },
  now: number,
): readonly string[] {
  const place = trailLocationOf(location);
  const window = { from: now - config.windowDays * dayMs, to: now };
  const query = rollUpQuery(
    {
      database,
      table,
      accounts: accounts.length === 0 ? [anyAccount] : accounts,
      regions: config.collect.regions ?? [anyRegion],
      firstDay: dayOf(window.from),
      lastDay: dayOf(window.to) + 1,
      window,
    },
    trino,
  );
  return [
    `-- In the workgroup ${workgroup}, results in ${output ?? "the workgroup's own place"}. The table, where it is not there:`,
    `${tableDefinition({ database, table, location: place })};`,
    '',
    '-- Then queries like this one, each for a batch of accounts and days. What they cost is the bytes that they scan: all log',
    '-- files of these accounts, regions and days, compressed as they lie; each query tells it afterwards.',
    ...(accounts.length === 0 ? [`-- ${anyAccount} stands for the accounts, which are known once AWS is asked.`] : []),
    ...(config.collect.regions === undefined ? [`-- ${anyRegion} stands for all enabled regions.`] : []),
    `${query};`,
  ];
}
