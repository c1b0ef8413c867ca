import { accountParts, organizationParts } from '../../adapters/aws/collect/collect-account.ts';
import type { NeededPermission } from '../../adapters/aws/needed-permission.ts';
import { sessionPermissions } from '../../adapters/aws/session.ts';
import { listOf, wrap } from '../../adapters/markup/prose.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';
import type { LiveSettings } from '../collect-options.ts';
import { counted } from '../progress.ts';

const width = 100;

/** What a collection would ask, as lines, from the configuration alone: AWS is not asked. */
export function dryRunLines({ config, accounts, logs }: LiveSettings): readonly string[] {
  const { collect } = config;
  const wanted = accounts.length > 0 ? accounts : collect.accounts.kind === 'list' ? collect.accounts.ids : [];
  const others = wanted.length > 0 || collect.accounts.kind === 'organization';
  const all = logs ?? [collect.logs];
  const own = logs === undefined ? Object.entries(collect.accountLogs) : [];
  return [
    'A collection would ask',
    ...told(whom(wanted, collect.accounts.kind)),
    ...(others ? told(`entering every account but the own by assuming the role ${collect.role.name}`) : []),
    ...told(`regions: ${collect.regions === undefined ? 'all that are enabled' : listOf(collect.regions)}`),
    ...told(`in each account: ${actionsOf([...sessionPermissions, ...accountParts.flatMap(permissionsOf)])}`),
    ...told(`of the organization, where there is one: ${actionsOf(organizationParts.flatMap(permissionsOf))}`),
    ...told(`logs of ${counted(config.windowDays)} days: ${listOf(all.map(logsText))}`),
    ...own.flatMap(([id, setting]) => told(`logs of account ${id}: ${logsText(setting)}`)),
  ];
}

/** The accounts' settings of Athena, each once. */
export function athenaSettingsOf({ config: { collect }, logs }: LiveSettings): readonly AthenaSetting[] {
  const all = logs ?? [collect.logs, ...Object.values(collect.accountLogs)];
  const found = all.filter((setting) => setting.source === 'athena');
  return [...new Map(found.map((setting) => [JSON.stringify(setting), setting])).values()];
}

type AthenaSetting = Extract<LogSetting, { readonly source: 'athena' }>;

function told(text: string): readonly string[] {
  return wrap(text, width - 4).map((part, place) => `${place === 0 ? '  - ' : '    '}${part}`);
}

function whom(ids: readonly string[], kind: 'own' | 'list' | 'organization'): string {
  if (ids.length > 0) return `accounts: ${listOf(ids, 20)}`;
  return kind === 'organization'
    ? 'the accounts of the organization that the configuration chooses'
    : 'the account of the credentials at hand';
}

function permissionsOf({
  permissions,
}: {
  readonly permissions: readonly NeededPermission[];
}): readonly NeededPermission[] {
  return permissions;
}

function actionsOf(permissions: readonly NeededPermission[]): string {
  return [...new Set(permissions.map(({ action }) => action))].sort().join(', ');
}

function logsText(setting: LogSetting): string {
  switch (setting.source) {
    case 'changes-only':
      return 'changes of IAM, from the event history';
    case 'event-history':
      return 'all management events, from the event history';
    case 's3':
      return `log files below ${setting.location}${setting.verifyDigests ? ', checked against their digests' : ''}, and changes of IAM`;
    case 'athena':
      return `log files below ${setting.location} by Athena, and changes of IAM`;
  }
}
