import { z } from 'zod';
import { accountId, flag, object, said, text, wholeNumber } from './schema-words.ts';

const idList = z.array(accountId, said('a list of account ids'));

const accountFilter = z
  .strictObject(
    {
      units: z
        .array(
          z.string().regex(/^(?:ou|r)-[a-z0-9-]+$/, said('the id of a unit or root, such as `ou-ab12-cdef3456`')),
          {
            error: 'a list of ids of units',
          },
        )
        .default([])
        .describe('ids of units or roots; all accounts below count'),
      tags: z.record(z.string(), text, object).default({}).describe('value pattern by tag key; all must fit'),
      accounts: idList.default([]).describe('account ids'),
    },
    object,
  )
  .prefault({});

const accountsExpected = said('`"own"`, a list of account ids, or `{ "organization": {} }`');

/** The three ways to say which accounts. A value of another type gets one message, not those of all three. */
const accounts = z
  .union(
    [
      z.literal('own', accountsExpected),
      z.array(accountId, accountsExpected).min(1, accountsExpected),
      z.strictObject(
        {
          organization: z.strictObject(
            {
              include: accountFilter.describe('none: all active accounts'),
              exclude: accountFilter.describe('goes before `include`'),
            },
            object,
          ),
        },
        accountsExpected,
      ),
    ],
    accountsExpected,
  )
  .default('own')
  .describe('which accounts: the own, these, or those of the organization');

const region = z
  .string(said('a region, such as `eu-central-1`'))
  .regex(/^[a-z]{2,4}(?:-[a-z]+)+-\d+$/, said('a region, such as `eu-central-1`'));

const roleArn = z
  .string(said('the ARN of a role'))
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, said('the ARN of a role'))
  .describe('assumed to read the logs, where they lie in another account');

const place = said('a place such as `s3://bucket` or `s3://bucket/prefix`');
const location = z
  .string(place)
  .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/, place)
  .describe('what stands before `AWSLogs/`');

const name = z
  .string(said('a name of letters, digits and `_`'))
  .regex(/^\w+$/, said('a name of letters, digits and `_`'));

/** Names for Athena that nobody has to think of. */
export const athenaDefaults = { workgroup: 'primary', database: 'default', table: 'iam_drift_cloudtrail' } as const;

/** Where an account's logs are read, by `source`. */
const logs = z.discriminatedUnion(
  'source',
  [
    z.strictObject({ source: z.literal('changes-only') }, object),
    z.strictObject({ source: z.literal('event-history') }, object),
    z.strictObject(
      {
        source: z.literal('s3'),
        location,
        roleArn: roleArn.optional(),
        verifyDigests: flag.default(false).describe('whether log files are held against their digests'),
      },
      object,
    ),
    z.strictObject(
      {
        source: z.literal('athena'),
        location,
        region: region.optional().describe('where the queries run; none: the own region'),
        workgroup: text.default(athenaDefaults.workgroup),
        database: name.default(athenaDefaults.database),
        table: name.default(athenaDefaults.table).describe('the table to read; one that is not there is made'),
        output: z
          .string(place)
          .regex(/^s3:\/\//, place)
          .optional()
          .describe("results; none: the workgroup's own place"),
        roleArn: roleArn.optional(),
      },
      object,
    ),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? 'one of `changes-only`, `event-history`, `s3`, `athena`'
        : 'an object such as `{ "source": "changes-only" }`',
  },
);

/** A role's name, with or without its path. */
export const roleNamePattern = /^\/?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** The section `collect` of the configuration file. It has no key for credentials: those are the environment's. */
export const collectSchema = z
  .strictObject(
    {
      accounts,
      role: z
        .strictObject(
          {
            name: z
              .string(said('the name of a role, with its path if it has one'))
              .regex(roleNamePattern, said('the name of a role, with its path if it has one'))
              .default('iam-drift-auditor'),
            externalId: z
              .string(said('a text of 2 to 1224 characters'))
              .min(2, said('a text of 2 to 1224 characters'))
              .max(1224, said('a text of 2 to 1224 characters'))
              .optional(),
          },
          object,
        )
        .prefault({})
        .describe('the role assumed in every account but the own'),
      regions: z
        .array(region, said('a list of regions'))
        .min(1, said('a list of regions'))
        .optional()
        .describe('none: all that are enabled'),
      concurrency: z
        .strictObject(
          {
            accounts: wholeNumber(1, 50, 'accounts at once').default(4),
            calls: wholeNumber(1, 50, 'calls of an account at once').default(6),
            lastAccessed: wholeNumber(1, 20, 'jobs of last use of an account at once').default(3),
          },
          object,
        )
        .prefault({}),
      policyTags: flag.default(true).describe('whether to ask for the tags of each attached customer managed policy'),
      logs: logs.default({ source: 'changes-only' }).describe('where the logs are read'),
      accountLogs: z.record(accountId, logs, object).default({}).describe('by account id, where it differs'),
      keepBundles: wholeNumber(1, 1000, 'so many bundles of live audits are kept').default(7),
    },
    object,
  )
  .prefault({})
  .describe('how AWS is asked');
