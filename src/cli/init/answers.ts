import { wrap } from '../../adapters/markup/prose.ts';
import type { Environment } from '../../core/model/bundle.ts';
import type { LogSetting } from '../../core/model/collect-settings.ts';

/** The options of `init`, as the command line gives them. */
export interface InitOptions {
  readonly config: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly profile?: string;
  readonly quiet?: boolean;
}

/** What was answered, or what holds where nothing was asked. */
export interface InitAnswers {
  readonly accounts: 'own' | 'organization' | readonly string[];
  /** By account id, what is known of it. */
  readonly known: Readonly<Record<string, { readonly environment?: Environment; readonly alias?: string }>>;
  /** Absent where only the own account is audited, and none is assumed. */
  readonly role?: { readonly name: string; readonly externalId?: string };
  readonly logs: { readonly source: LogSetting['source']; readonly location?: string };
  readonly ownerTags: readonly string[];
}

/** What holds where nothing is asked. */
export const defaultAnswers: InitAnswers = {
  accounts: 'own',
  known: {},
  logs: { source: 'changes-only' },
  ownerTags: ['owner', 'team', 'service-owner', 'contact'],
};

/** The configuration file of these answers: only what was answered, the rest has its defaults. `schema` is where its JSON Schema lies. */
export function configurationText(answers: InitAnswers, schema: string): string {
  const { accounts, known, role, logs, ownerTags } = answers;
  const configuration = {
    $schema: schema,
    windowDays: 90,
    accounts: known,
    ownerTags,
    collect: {
      accounts: accounts === 'organization' ? { organization: {} } : accounts,
      ...(role === undefined ? {} : { role }),
      logs,
    },
  };
  return `${JSON.stringify(configuration, undefined, 2)}\n`;
}

/** The keys of the file in plain words, for who has just written it. */
export function explanations({ accounts, role, logs }: InitAnswers): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    ['windowDays', 'so many days must be without use before something is called unused'],
    ['accounts', 'what each is for: { "111122223333": { "environment": "production" } }; else names and tags tell'],
    ['ownerTags', 'the tags that name an owner; the first that is there counts'],
    [
      'collect.accounts',
      accounts === 'own'
        ? 'the account of the credentials; or a list of ids, or { "organization": {} }'
        : accounts === 'organization'
          ? 'all active accounts of the organization; "include" and "exclude" choose by units, tags and ids'
          : 'these accounts; each but the own is entered by assuming the role',
    ],
    ...(role === undefined
      ? []
      : ([
          ['collect.role', 'must be there in every account but the own: deploy/ holds a template and a module'],
        ] as const)),
    ['collect.logs', logSentences[logs.source]],
  ];
  return rows.flatMap(([key, about]) =>
    wrap(about, 80).map((line, place) => `  ${(place === 0 ? key : '').padEnd(16)}  ${line}`),
  );
}

const logSentences: Readonly<Record<LogSetting['source'], string>> = {
  'changes-only': 'only changes of IAM are read, in minutes; "event-history", "s3" and "athena" can prove more',
  'event-history': 'all management events of 90 days are read: minutes for a quiet account, hours for a busy one',
  s3: "the trail's log files are read where they lie",
  athena: "Athena reads the trail's log files: workgroup, database and table have keys of their own",
};
