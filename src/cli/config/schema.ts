import { z } from 'zod';
import { environments } from '../../core/model/bundle.ts';
import { parseInstant } from '../../core/model/time.ts';
import { severities } from '../../core/model/verdict.ts';
import { collectSchema } from './collect-schema.ts';
import { accountId, flag, object, oneOf, said, text, textList, wholeNumber } from './schema-words.ts';

const severity = oneOf(severities);
const environment = oneOf(environments);

/** The configuration file. Every object is strict: an unknown key is an error, not a setting without effect. */
export const configSchema = z
  .strictObject(
    {
      $schema: text.optional().describe('the JSON Schema of this file, for editors'),
      windowDays: wholeNumber(1, 400, 'how many days back use counts').default(90),
      asOf: text
        .refine(
          (value) => parseInstant(value) !== undefined,
          said('a date such as `2026-01-31` or `2026-01-31T02:00:00Z`'),
        )
        .optional()
        .describe('the moment a replay of a bundle is judged for; default is when the bundle was collected'),
      accounts: z
        .record(
          accountId,
          z.strictObject(
            { environment: environment.optional(), alias: text.optional(), owner: text.optional() },
            object,
          ),
          object,
        )
        .default({})
        .describe('what is known of each account, by account id'),
      coverage: z
        .strictObject(
          {
            toleratedGapDays: wholeNumber(0, 400, 'days inside the window that may lack their logs').default(0),
            dataEvents: textList('resource types whose data events are recorded in all accounts').default([]),
          },
          object,
        )
        .prefault({}),
      keyFigures: z
        .strictObject(
          { unusedDays: wholeNumber(1, 400, 'a role counts as unused after so many days').default(60) },
          object,
        )
        .prefault({}),
      suggest: z
        .strictObject(
          {
            minCoverageDays: wholeNumber(1, 400, 'windows of fewer days are no ground for a suggestion').default(30),
            keepUsedDays: wholeNumber(1, 400, 'what was used within so many days is kept').default(400),
            includeDenied: flag.default(false).describe('whether what was only refused is suggested away too'),
            scope: oneOf(['actions', 'resources'] as const)
              .default('actions')
              .describe('`resources`: also narrow resources to those seen'),
          },
          object,
        )
        .prefault({})
        .describe('how suggestions are made'),
      detectors: z
        .record(
          z.string(),
          z.strictObject({ enabled: flag.default(true), severity: severity.optional() }, object),
          object,
        )
        .default({})
        .describe('settings by detector id'),
      breakGlass: z
        .strictObject(
          {
            principals: textList('patterns of names or ARNs; none: the built-in words such as `break-glass`').default(
              [],
            ),
            tags: z.record(z.string(), text, object).default({}).describe('value pattern by tag key'),
          },
          object,
        )
        .prefault({}),
      foundationRoles: z
        .array(
          z.strictObject({ pattern: text, trustedBy: textList('trusted principals; none: any') }, object),
          said('a list'),
        )
        .default([])
        .describe('landing-zone roles beside the built-in ones'),
      ownerTags: textList('tag keys that name an owner; the first that is there counts').default([
        'owner',
        'team',
        'service-owner',
        'contact',
      ]),
      sensitiveData: textList('action patterns whose reads count as elevated').default([]),
      trustedAccounts: z
        .array(accountId, said('a list of account ids'))
        .default([])
        .describe('outside accounts whose trust is in order'),
      failOn: oneOf([...severities, 'never' as const])
        .default('high')
        .describe('the severity from which on a finding fails the run'),
      requireComplete: flag.default(false).describe('whether gaps fail the run'),
      collect: collectSchema,
    },
    said('an object'),
  )
  .describe('Configuration of iam-drift');
