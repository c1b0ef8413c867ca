import type { z } from 'zod';
import type { AccountFilter, AccountsSetting, CollectSettings, LogSetting } from '../../core/model/collect-settings.ts';
import type { collectSchema } from './collect-schema.ts';

type Parsed = z.infer<typeof collectSchema>;

/** The section `collect` as the collection takes it: what is absent in the file is absent, and accounts and filters have one shape. */
export function collectSettingsOf(parsed: Parsed): CollectSettings {
  const { accounts, role, regions, concurrency, policyTags, logs, accountLogs, keepBundles } = parsed;
  return {
    accounts: accountsOf(accounts),
    role: { name: role.name, ...(role.externalId === undefined ? {} : { externalId: role.externalId }) },
    ...(regions === undefined ? {} : { regions }),
    concurrency,
    policyTags,
    logs: logSettingOf(logs),
    accountLogs: Object.fromEntries(Object.entries(accountLogs).map(([id, each]) => [id, logSettingOf(each)])),
    keepBundles,
  };
}

function accountsOf(accounts: Parsed['accounts']): AccountsSetting {
  if (accounts === 'own') return { kind: 'own' };
  if (Array.isArray(accounts)) return { kind: 'list', ids: [...new Set(accounts)] };
  const { include, exclude } = accounts.organization;
  return { kind: 'organization', include: filterOf(include), exclude: filterOf(exclude) };
}

function filterOf({
  accounts: ids,
  units,
  tags,
}: {
  accounts: string[];
  units: string[];
  tags: Record<string, string>;
}): AccountFilter {
  return { ids, units, tags };
}

function logSettingOf(logs: Parsed['logs']): LogSetting {
  switch (logs.source) {
    case 's3': {
      const { roleArn, ...rest } = logs;
      return { ...rest, ...(roleArn === undefined ? {} : { roleArn }) };
    }
    case 'athena': {
      const { region, output, roleArn, ...rest } = logs;
      return {
        ...rest,
        ...(region === undefined ? {} : { region }),
        ...(output === undefined ? {} : { output }),
        ...(roleArn === undefined ? {} : { roleArn }),
      };
    }
    default:
      return logs;
  }
}
