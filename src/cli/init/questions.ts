import { type Environment, environments } from '../../core/model/bundle.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';
import { roleNamePattern } from '../config/collect-schema.ts';
import { defaultAnswers, type InitAnswers } from './answers.ts';

/** Puts questions to somebody. Each ends in an answer, or throws when they give up. */
export interface Asker {
  choose<const Value extends string>(
    question: string,
    options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[],
  ): Promise<Value>;
  /** `wrong` says what is wrong with an answer; `undefined`: nothing. */
  text(
    question: string,
    about: {
      readonly example?: string;
      readonly initial?: string;
      readonly wrong?: (answer: string) => string | undefined;
    },
  ): Promise<string>;
}

/** The account that the credentials at hand belong to. */
export interface OwnAccount {
  readonly id: string;
  readonly alias?: string;
}

/** Asks what a first configuration needs. `own` is told where credentials are at hand. */
export async function askedAnswers(asker: Asker, own: OwnAccount | undefined): Promise<InitAnswers> {
  const accounts = await askAccounts(asker, own);
  const role = accounts === 'own' ? undefined : await askRole(asker);
  const known = await askEnvironments(asker, accounts, own);
  const logs = await askLogs(asker);
  const ownerTags = await asker.text('Which tags name an owner? The first that is there counts.', {
    initial: defaultAnswers.ownerTags.join(', '),
    wrong: (answer) => (listed(answer).length === 0 ? 'name at least one tag key' : undefined),
  });
  return { accounts, known, ...(role === undefined ? {} : { role }), logs, ownerTags: listed(ownerTags) };
}

async function askAccounts(asker: Asker, own: OwnAccount | undefined): Promise<InitAnswers['accounts']> {
  const hint = own === undefined ? {} : { hint: own.alias === undefined ? own.id : `${own.id}, ${own.alias}` };
  const kind = await asker.choose('Which accounts are to be audited?', [
    { value: 'own', label: 'the account of the credentials at hand', ...hint },
    { value: 'list', label: 'some accounts, by id' },
    { value: 'organization', label: 'all accounts of the organization' },
  ]);
  return kind === 'list' ? askIds(asker, 'Their ids?', 'one') : kind;
}

async function askIds(asker: Asker, question: string, least: 'one' | 'none'): Promise<readonly string[]> {
  const answer = await asker.text(question, {
    example: '111122223333, 444455556666',
    wrong: (text) => {
      const ids = listed(text);
      if (ids.length === 0 && least === 'one') return 'name at least one account';
      const odd = ids.find((id) => !/^\d{12}$/.test(id));
      return odd === undefined ? undefined : `${odd} is no account id: give twelve digits`;
    },
  });
  return [...new Set(listed(answer))];
}

async function askRole(asker: Asker): Promise<InitAnswers['role']> {
  const name = await asker.text('The role to assume in them?', {
    initial: 'iam-drift-auditor',
    wrong: (answer) => (roleNamePattern.test(answer) ? undefined : 'give its name, with its path if it has one'),
  });
  const externalId = await asker.text('The external id that it asks for? (empty: none)', {
    wrong: (answer) => (answer === '' || answer.length >= 2 ? undefined : 'at least two characters'),
  });
  return { name, ...(externalId === '' ? {} : { externalId }) };
}

/** Beyond so many, one question an account is no service. */
const mostAskedOneByOne = 8;

async function askEnvironments(
  asker: Asker,
  accounts: InitAnswers['accounts'],
  own: OwnAccount | undefined,
): Promise<InitAnswers['known']> {
  const ids = accounts === 'own' ? (own === undefined ? [] : [own.id]) : accounts === 'organization' ? [] : accounts;
  if (ids.length === 0 || ids.length > mostAskedOneByOne) {
    const production = await askIds(
      asker,
      'Ids of production accounts? (empty: names and tags tell, such as shop-prod or environment=production)',
      'none',
    );
    return Object.fromEntries(production.map((id) => [id, { environment: 'production' as const }]));
  }
  const known: Record<string, { environment?: Environment; alias?: string }> = {};
  for (const id of ids) {
    const alias = id === own?.id ? own.alias : undefined;
    const environment = await asker.choose(`What is ${alias ?? id} for?`, [
      ...environments.map((value) => ({ value, label: value })),
      { value: 'unknown', label: 'names and tags tell' },
    ]);
    const entry = {
      ...(environment === 'unknown' ? {} : { environment }),
      ...(alias === undefined ? {} : { alias }),
    };
    if (Object.keys(entry).length > 0) known[id] = entry;
  }
  return known;
}

async function askLogs(asker: Asker): Promise<InitAnswers['logs']> {
  const source = await asker.choose<LogSetting['source']>('Where is it seen who used what?', [
    { value: 'changes-only', label: 'last-accessed data and changes of IAM', hint: 'minutes; proves the least' },
    {
      value: 'event-history',
      label: 'the event history',
      hint: '90 days of management events; hours for a busy account',
    },
    { value: 's3', label: "a trail's log files in S3", hint: 'proves the most' },
    { value: 'athena', label: "a trail's log files, by Athena", hint: 'for organizations past one machine' },
  ]);
  if (source === 'changes-only' || source === 'event-history') return { source };
  const location = await asker.text('Where do they lie? (what stands before AWSLogs/)', {
    example: 's3://log-archive/cloudtrail',
    wrong: (answer) =>
      /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/.test(answer)
        ? undefined
        : 'write it as s3://BUCKET or s3://BUCKET/PREFIX',
  });
  return { source, location };
}

function listed(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}
