import { dateOf, isoOf, startOfDay, type TimeWindow } from '../../../../core/model/time.ts';
import type { SqlDialect } from './dialect.ts';
import { emptiedText, facetLimits, isWhole, messageWords, shortAddress, shortArn, verdictOf } from './facets.ts';
import { checkedName, literal, literals } from './names.ts';

/** What one query reads: events of a window, in files of some accounts, regions and delivery days. */
export interface QueryScope {
  readonly database: string;
  readonly table: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Delivery days, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Of the events' times. */
  readonly window: TimeWindow;
}

/** The columns of the answer, in their order. */
export const answerColumns = [
  'kind',
  'slot',
  'account',
  'region',
  'identity',
  'source',
  'name',
  'error',
  'calls',
  'first_time',
  'last_time',
  'least',
  'greatest',
  'class_size',
] as const;

const plainTime = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$';

/**
 * The roll-up of all principals as one statement, which reads each file once (Athena is paid by the byte read): every record is told as
 * several **facets**, and the facets are grouped. A facet's first letter is its kind:
 *
 * - `u` usage: a call, counted by day, place, identity, event and error;
 * - `p` parameters, emptied of their values, and `r` one resource: by identity, event and error;
 * - `c` caller: from where and as what, by day and identity;
 * - `e` a change event, whole;
 * - `f` file: the first path by account, region and delivery day.
 *
 * Everything is answered as the record had it, shortened only where the decoding does not look, so that the decoding itself says what it
 * means. Of resources, Athena keeps the least and the greatest of 4096 parts by hash, since there may be as many as there are objects.
 */
export function rollUpQuery(scope: QueryScope, sql: SqlDialect): string {
  const { window } = scope;
  const from = isoOf(Math.ceil(window.from / 1000) * 1000);
  const to = isoOf(Math.floor(window.to / 1000) * 1000);
  return `WITH calls AS (
  SELECT
    "$path" AS path, "account" AS log_account, "region" AS log_region, "day" AS log_day,
    eventtime, eventsource, eventname, awsregion, eventid, useragent, sourceipaddress, errorcode, errormessage,
    requestparameters, responseelements, resources, sessioncredentialfromconsole, omitted,
    COALESCE(NULLIF(recipientaccountid, ''), "account") AS recipient,
    useridentity.type AS type, useridentity.principalid AS principal_id, useridentity.arn AS arn,
    useridentity.accountid AS account_id, useridentity.invokedby AS invoked_by,
    useridentity.accesskeyid AS access_key_id, useridentity.username AS user_name,
    useridentity.inscopeof.sourcearn AS in_scope_of,
    useridentity.sessioncontext.sessionissuer.arn AS issuer_arn,
    useridentity.sessioncontext.sessionissuer.principalid AS issuer_id,
    useridentity.sessioncontext.sessionissuer.accountid AS issuer_account,
    CASE WHEN COALESCE(errorcode, '') = '' AND COALESCE(errormessage, '') = ''
      AND (strpos(responseelements, 'errorCode') > 0 OR strpos(responseelements, 'ConsoleLogin') > 0)
      THEN responseelements END AS answer
  FROM "${checkedName('database', scope.database)}"."${checkedName('table', scope.table)}"
  WHERE "account" IN (${literals(scope.accounts)})
    AND "region" IN (${literals(scope.regions)})
    AND "day" >= ${literal(folderDay(scope.firstDay))} AND "day" <= ${literal(folderDay(scope.lastDay))}
    AND COALESCE(eventcategory, '') NOT IN ('Insight', 'Aggregated')
    AND COALESCE(eventtype, '') NOT IN ('AwsCloudTrailInsight', 'AwsAggregatedEvent')
    AND (NOT ${sql.matches("COALESCE(eventtime, '')", plainTime)}
      OR (eventtime >= ${literal(from)} AND eventtime <= ${literal(to)}))
),
answers AS (
  SELECT calls.*,
    CASE WHEN ${isText(sql.member('answer', 'errorCode'))} THEN ${sql.member('answer', 'errorCode')} END AS answer_code,
    CASE WHEN ${isText(sql.member('answer', 'errorMessage'))} THEN ${sql.member('answer', 'errorMessage')}
      WHEN ${isText(sql.member('answer', 'message'))} THEN ${sql.member('answer', 'message')} END AS answer_message,
    CASE WHEN ${sql.member('answer', 'ConsoleLogin')} = '"Failure"' THEN 'Failure' END AS console_login
  FROM calls
),
errors AS (
  SELECT answers.*,
    COALESCE(NULLIF(errormessage, ''), CASE WHEN answer_code IS NOT NULL THEN answer_message END) AS message
  FROM answers
),
verdicts AS (
  SELECT errors.*, ${verdictOf(sql, 'message')} AS verdict
  FROM errors
),
records AS (
  SELECT verdicts.*,
    CASE WHEN ${sql.matches('eventtime', plainTime)} THEN substr(eventtime, 1, 10) ELSE eventtime END AS slot,
    ${sql.list(['type', "split_part(principal_id, ':', 1)", shortArn(sql, 'arn'), 'account_id', 'invoked_by', 'issuer_arn', 'issuer_id', 'issuer_account'])} AS identity,
    CASE WHEN COALESCE(errorcode, '') <> '' OR message IS NOT NULL OR answer_code IS NOT NULL OR console_login IS NOT NULL THEN
      ${sql.list(['errorcode', messageWords(sql, 'message', 'verdict'), 'answer_code', 'console_login'])} END AS error
  FROM verdicts
),
facets AS (
  SELECT log_account, log_region, log_day, slot, recipient, awsregion, identity, eventsource, eventname, error, eventtime, facet
  FROM records
  CROSS JOIN UNNEST(${sql.withoutNulls(`ARRAY[
    'u',
    'f' || path,
    'p' || CASE WHEN omitted = 'true' THEN 'o' ELSE '-' END || COALESCE(${emptiedText(sql, 'requestparameters')}, ''),
    'c' || ${callerFacet(sql)},
    CASE WHEN ${isWhole(sql)} THEN 'e' || ${changeFacet(sql)} END
  ] || ${sql.fieldTexts('resources', 'r', 'arn')}`)}) AS unnested (facet)
),
classes AS (
  SELECT kind, facet_key, slot, account, region, identity, source, name, error,
    count(*) AS calls, min(eventtime) AS first_time, max(eventtime) AS last_time, min(facet) AS least, max(facet) AS greatest
  FROM (
    SELECT substr(facet, 1, 1) AS kind, eventtime, facet,
      CASE WHEN substr(facet, 1, 1) IN ('p', 'c', 'e') THEN facet
        WHEN substr(facet, 1, 1) = 'r' THEN substr(${sql.hash('facet')}, 1, 3) END AS facet_key,
      CASE WHEN substr(facet, 1, 1) IN ('u', 'c') THEN slot WHEN substr(facet, 1, 1) = 'f' THEN log_day
        WHEN substr(facet, 1, 1) IN ('p', 'r') AND slot = eventtime THEN slot END AS slot,
      CASE WHEN substr(facet, 1, 1) = 'u' THEN recipient WHEN substr(facet, 1, 1) = 'f' THEN log_account END AS account,
      CASE WHEN substr(facet, 1, 1) = 'u' THEN awsregion WHEN substr(facet, 1, 1) = 'f' THEN log_region END AS region,
      CASE WHEN substr(facet, 1, 1) IN ('u', 'p', 'r', 'c') THEN identity END AS identity,
      CASE WHEN substr(facet, 1, 1) IN ('u', 'p', 'r') THEN eventsource END AS source,
      CASE WHEN substr(facet, 1, 1) IN ('u', 'p', 'r') THEN eventname END AS name,
      CASE WHEN substr(facet, 1, 1) IN ('u', 'p', 'r') THEN error END AS error
    FROM facets
  ) AS keyed
  GROUP BY kind, facet_key, slot, account, region, identity, source, name, error
),
numbered AS (
  SELECT classes.*,
    row_number() OVER (PARTITION BY kind, slot, identity, source, name, error, strpos(least, ':iam::') > 0 ORDER BY ${sql.hash('least')}) AS class_place,
    count(*) OVER (PARTITION BY kind, slot, identity, source, name, error, strpos(least, ':iam::') > 0) AS class_size
  FROM classes
)
SELECT kind, slot, account, region, identity, source, name, error, calls, first_time, last_time, least, greatest, class_size
FROM numbered
WHERE kind IN ('u', 'e', 'f')
  OR (kind = 'p' AND (class_place <= ${facetLimits.p} OR strpos(least, ':iam::') > 0))
  OR (kind = 'r' AND class_place <= ${facetLimits.r})
  OR (kind = 'c' AND class_place <= ${facetLimits.c})
ORDER BY CASE kind WHEN 'u' THEN 1 WHEN 'p' THEN 2 WHEN 'r' THEN 3 WHEN 'c' THEN 4 WHEN 'e' THEN 5 ELSE 6 END,
  identity, source, name, error, slot, account, region, least`;
}

/** `2026/08/01`: as the folders of a trail name a day. */
function folderDay(day: number): string {
  return dateOf(startOfDay(day)).replaceAll('-', '/');
}

/** Whether JSON text is that of a string which is not empty. */
function isText(json: string): string {
  return `substr(${json}, 1, 1) = '"' AND ${json} <> '""'`;
}

/** In the order in which `athena-records.ts` reads it. */
function callerFacet(sql: SqlDialect): string {
  const ofToken = (text: string): string => `CASE WHEN type = 'WebIdentityUser' THEN ${text} END`;
  return sql.list([
    'principal_id',
    'access_key_id',
    shortAddress(sql, 'sourceipaddress'),
    'useragent',
    'sessioncredentialfromconsole',
    'in_scope_of',
    ofToken('user_name'),
    ofToken(sql.member('responseelements', 'subjectFromWebIdentityToken')),
  ]);
}

/** In the order in which `athena-records.ts` reads it. */
function changeFacet(sql: SqlDialect): string {
  return sql.list([
    'eventid',
    'eventtime',
    'recipient',
    'awsregion',
    'eventsource',
    'eventname',
    'errorcode',
    'errormessage',
    'requestparameters',
    'responseelements',
    'useragent',
    'sourceipaddress',
    'sessioncredentialfromconsole',
    'type',
    'principal_id',
    'arn',
    'account_id',
    'invoked_by',
    'issuer_arn',
    'issuer_id',
    'issuer_account',
  ]);
}
