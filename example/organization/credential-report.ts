import type { Account } from './accounts.ts';
import { cliDate, instantOf } from './calendar.ts';
import type { KeyDefinition, UserDefinition } from './definitions.ts';
import type { LastUse } from './last-use.ts';
import { inAccount, type Placed, type World } from './world.ts';

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

const noKey = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const noCertificates = ['false', 'N/A', 'false', 'N/A'];
/** The report tells last uses to the quarter of an hour. */
const quarterMs = 900_000;

/** The credential report of an account, as CSV. */
export function credentialReportOf(world: World, account: Account, lastUse: LastUse): string {
  const root = [
    '<root_account>',
    `arn:aws:iam::${account.id}:root`,
    cliDate(instantOf(1960, 30_000)),
    'not_supported',
    'no_information',
  ];
  const rows = [
    columns,
    [...root, 'not_supported', 'not_supported', 'true', ...noKey, ...noKey, ...noCertificates],
    ...inAccount(world.users, account).map((user) => rowOf(user, lastUse)),
  ];
  return `${rows.map((row) => row.join(',')).join('\n')}\n`;
}

function rowOf(user: Placed<UserDefinition>, lastUse: LastUse): readonly string[] {
  const { definition, arn, createdAt } = user;
  const { password, keys = [] } = definition;
  return [
    definition.name,
    arn,
    cliDate(createdAt),
    String(password !== undefined),
    passwordLastUsed(user, lastUse),
    password === undefined ? 'N/A' : cliDate(instantOf(password.changedDaysAgo, 33_000)),
    'N/A',
    String(definition.hasMfa === true),
    ...keyCells(user, keys[0], 0, lastUse),
    ...keyCells(user, keys[1], 1, lastUse),
    ...noCertificates,
  ];
}

function quarter(instant: string): string {
  return cliDate(new Date(Math.floor(Date.parse(instant) / quarterMs) * quarterMs).toISOString().replace('.000Z', 'Z'));
}

function passwordLastUsed({ definition, id }: Placed<UserDefinition>, lastUse: LastUse): string {
  const { password, isConsole } = definition;
  if (password === undefined) return 'N/A';
  const seen = isConsole === true ? lastUse.of(id)?.at : undefined;
  if (seen !== undefined) return quarter(seen);
  return password.lastUsedDaysAgo === undefined
    ? 'no_information'
    : quarter(instantOf(password.lastUsedDaysAgo, 36_000));
}

function keyCells(
  { definition, id }: Placed<UserDefinition>,
  key: KeyDefinition | undefined,
  index: number,
  lastUse: LastUse,
): readonly string[] {
  if (key === undefined) return noKey;
  const rotated = cliDate(instantOf(key.rotatedDaysAgo, firstRotation(index)));
  // The key that the logs show is always the first.
  const isSeen = index === 0 && (definition.activity ?? []).length > 0;
  const seen = isSeen ? lastUse.of(id) : undefined;
  const at = seen?.at ?? (key.lastUsedDaysAgo === undefined ? undefined : instantOf(key.lastUsedDaysAgo, 43_000));
  if (at === undefined) return [String(key.isActive), rotated, 'N/A', 'N/A', 'N/A'];
  return [String(key.isActive), rotated, quarter(at), seen?.region ?? 'us-east-1', serviceOf(definition)];
}

/** A second key that the logs see made is made at nine, when changes are. */
function firstRotation(index: number): number {
  return index === 0 ? 30_600 : 9 * 3600;
}

function serviceOf(definition: UserDefinition): string {
  const source = definition.activity?.at(0)?.calls.at(-1)?.source;
  const earlier = Object.keys(definition.earlierUse ?? {})[0]?.split(':')[0];
  return source ?? earlier ?? 's3';
}
