WITH calls AS (
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
  FROM "default"."iam_drift_cloudtrail"
  WHERE "account" IN ('111122223333', '444455556666')
    AND "region" IN ('eu-west-1', 'us-east-1')
    AND "day" >= '2026/08/01' AND "day" <= '2026/08/08'
    AND COALESCE(eventcategory, '') NOT IN ('Insight', 'Aggregated')
    AND COALESCE(eventtype, '') NOT IN ('AwsCloudTrailInsight', 'AwsAggregatedEvent')
    AND (NOT regexp_like(COALESCE(eventtime, ''), '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$')
      OR (eventtime >= '2026-08-01T00:00:00Z' AND eventtime <= '2026-08-07T23:59:59Z'))
),
answers AS (
  SELECT calls.*,
    CASE WHEN substr(json_format(json_extract(answer, '$.errorCode')), 1, 1) = '"' AND json_format(json_extract(answer, '$.errorCode')) <> '""' THEN json_format(json_extract(answer, '$.errorCode')) END AS answer_code,
    CASE WHEN substr(json_format(json_extract(answer, '$.errorMessage')), 1, 1) = '"' AND json_format(json_extract(answer, '$.errorMessage')) <> '""' THEN json_format(json_extract(answer, '$.errorMessage'))
      WHEN substr(json_format(json_extract(answer, '$.message')), 1, 1) = '"' AND json_format(json_extract(answer, '$.message')) <> '""' THEN json_format(json_extract(answer, '$.message')) END AS answer_message,
    CASE WHEN json_format(json_extract(answer, '$.ConsoleLogin')) = '"Failure"' THEN 'Failure' END AS console_login
  FROM calls
),
errors AS (
  SELECT answers.*,
    COALESCE(NULLIF(errormessage, ''), CASE WHEN answer_code IS NOT NULL THEN answer_message END) AS message
  FROM answers
),
verdicts AS (
  SELECT errors.*, lower(COALESCE(regexp_extract(message, '(?s)(?:with an explicit deny|because no) .*'), '')) AS verdict
  FROM errors
),
records AS (
  SELECT verdicts.*,
    CASE WHEN regexp_like(eventtime, '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$') THEN substr(eventtime, 1, 10) ELSE eventtime END AS slot,
    json_format(CAST(ARRAY[type, split_part(principal_id, ':', 1), regexp_replace(arn, '^(arn:[^:]*:sts::[0-9]*:(?:assumed-role|federated-user|assumed-root)/)[^:]*$', g -> COALESCE(g[1], '')), account_id, invoked_by, issuer_arn, issuer_id, issuer_account] AS JSON)) AS identity,
    CASE WHEN COALESCE(errorcode, '') <> '' OR message IS NOT NULL OR answer_code IS NOT NULL OR console_login IS NOT NULL THEN
      json_format(CAST(ARRAY[errorcode, CASE WHEN message IS NOT NULL THEN '- ' || COALESCE(regexp_extract(message, 'not authorized to perform: ?[a-z0-9-]+:[A-Za-z0-9*]+'), '') || ' because no '
        || CASE WHEN regexp_like(verdict, 'service control polic') THEN 'service control polic ' ELSE '' END
        || CASE WHEN regexp_like(verdict, 'resource control polic') THEN 'resource control polic ' ELSE '' END
        || CASE WHEN regexp_like(verdict, 'permissions boundar') THEN 'permissions boundar ' ELSE '' END
        || CASE WHEN regexp_like(verdict, 'session polic') THEN 'session polic ' ELSE '' END
        || CASE WHEN regexp_like(verdict, 'vpc ?endpoint polic') THEN 'vpc endpoint polic ' ELSE '' END
        || CASE WHEN regexp_like(verdict, 'resource-based polic') THEN 'resource-based polic ' ELSE '' END
        || CASE WHEN regexp_like(verdict, 'identity-based polic') THEN 'identity-based polic ' ELSE '' END END, answer_code, console_login] AS JSON)) END AS error
  FROM verdicts
),
facets AS (
  SELECT log_account, log_region, log_day, slot, recipient, awsregion, identity, eventsource, eventname, error, eventtime, facet
  FROM records
  CROSS JOIN UNNEST(filter(ARRAY[
    'u',
    'f' || path,
    'p' || CASE WHEN omitted = 'true' THEN 'o' ELSE '-' END || COALESCE(regexp_replace(requestparameters, '("[^"\\]*(?:\\.[^"\\]*)*"\s*:|"[^"\\]*(?:\\.[^"\\]*)*:iam::[^"\\]*(?:\\.[^"\\]*)*")|"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*', g -> COALESCE(g[1], '')), ''),
    'c' || json_format(CAST(ARRAY[principal_id, access_key_id, CASE WHEN regexp_like(sourceipaddress, '^(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])$') THEN regexp_extract(sourceipaddress, '^[0-9]+\.[0-9]+\.[0-9]+\.') || '0'
      WHEN regexp_like(sourceipaddress, '^[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){5}$') THEN regexp_extract(sourceipaddress, '^[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}') || '::'
      ELSE sourceipaddress END, useragent, sessioncredentialfromconsole, in_scope_of, CASE WHEN type = 'WebIdentityUser' THEN user_name END, CASE WHEN type = 'WebIdentityUser' THEN json_format(json_extract(responseelements, '$.subjectFromWebIdentityToken')) END] AS JSON)),
    CASE WHEN (eventsource = 'iam.amazonaws.com'
      OR (eventsource = 'sso.amazonaws.com' AND regexp_like(eventname, 'PermissionSet|PermissionsBoundary|AccountAssignment|ApplicationAssignment'))
      OR (eventsource = 'identitystore.amazonaws.com' AND regexp_like(eventname, 'Group'))
      OR (eventsource = 'sso-directory.amazonaws.com' AND regexp_like(eventname, 'Group'))
      OR (eventsource = 'organizations.amazonaws.com' AND regexp_like(eventname, 'Polic(?:y|ies|yType)$|^MoveAccount$'))
      OR (eventsource = 'cloudtrail.amazonaws.com' AND regexp_like(eventname, '^(?:Start|Stop)Logging$|^Put[A-Za-z0-9_]*Selectors$|^(?:Create|Update|Delete)Trail$')))
      AND NOT regexp_like(eventname, '^(?:Get|List|Describe|Generate|Simulate|Search|Is|BatchGet)') THEN 'e' || json_format(CAST(ARRAY[eventid, eventtime, recipient, awsregion, eventsource, eventname, errorcode, errormessage, requestparameters, responseelements, useragent, sourceipaddress, sessioncredentialfromconsole, type, principal_id, arn, account_id, invoked_by, issuer_arn, issuer_id, issuer_account] AS JSON)) END
  ] || COALESCE(transform(resources, x -> 'r' || x.arn), CAST(ARRAY[] AS array(varchar))), x -> x IS NOT NULL)) AS unnested (facet)
),
classes AS (
  SELECT kind, facet_key, slot, account, region, identity, source, name, error,
    count(*) AS calls, min(eventtime) AS first_time, max(eventtime) AS last_time, min(facet) AS least, max(facet) AS greatest
  FROM (
    SELECT substr(facet, 1, 1) AS kind, eventtime, facet,
      CASE WHEN substr(facet, 1, 1) IN ('p', 'c', 'e') THEN facet
        WHEN substr(facet, 1, 1) = 'r' THEN substr(to_hex(md5(to_utf8(facet))), 1, 3) END AS facet_key,
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
    row_number() OVER (PARTITION BY kind, slot, identity, source, name, error, strpos(least, ':iam::') > 0 ORDER BY to_hex(md5(to_utf8(least)))) AS class_place,
    count(*) OVER (PARTITION BY kind, slot, identity, source, name, error, strpos(least, ':iam::') > 0) AS class_size
  FROM classes
)
SELECT kind, slot, account, region, identity, source, name, error, calls, first_time, last_time, least, greatest, class_size
FROM numbered
WHERE kind IN ('u', 'e', 'f')
  OR (kind = 'p' AND (class_place <= 250 OR strpos(least, ':iam::') > 0))
  OR (kind = 'r' AND class_place <= 21)
  OR (kind = 'c' AND class_place <= 200)
ORDER BY CASE kind WHEN 'u' THEN 1 WHEN 'p' THEN 2 WHEN 'r' THEN 3 WHEN 'c' THEN 4 WHEN 'e' THEN 5 ELSE 6 END,
  identity, source, name, error, slot, account, region, least
