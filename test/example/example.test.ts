import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeBundle } from '../../example/organization/bundle.ts';
import { actionOf } from '../../example/organization/services.ts';
import { truthOf } from '../../example/organization/truth.ts';
import { loadCatalog } from '../../src/adapters/catalog/load-catalog.ts';
import {
  accountIds,
  allRecords,
  bundleFolder,
  bytesBelow,
  detailsOf,
  exampleFolder,
  filesBelow,
  isJson,
  type Json,
  listOf,
  objectOf,
  readJson,
  readText,
} from './committed-bundle.ts';

const generated = makeBundle();
const records = allRecords();
const firstDay = '2026-07-03';

describe('the committed example', () => {
  it('is what the generator makes, file by file', () => {
    expect(filesBelow('').toSorted()).toEqual([...generated.keys()].toSorted());
    const different = [...generated].filter(([path, text]) => readText(path) !== text).map(([path]) => path);
    expect(different).toEqual([]);
  });

  it('has the truth file of the same stories', () => {
    expect(JSON.parse(readFileSync(`${exampleFolder}/truth.json`, 'utf8'))).toEqual(truthOf());
  });

  it('comes out the same when it is made twice', () => {
    expect([...makeBundle()]).toEqual([...generated]);
  });

  it('is no larger than 2 MB', () => {
    expect(bytesBelow('')).toBeGreaterThan(100_000);
    expect(bytesBelow('')).toBeLessThanOrEqual(2_000_000);
  });

  it('compresses its logs without a time in the header, so that the same text gives the same bytes', () => {
    const timed = filesBelow('cloudtrail').filter(
      (path) => readFileSync(`${bundleFolder}/${path}`).readUInt32LE(4) !== 0,
    );
    expect(timed).toEqual([]);
  });
});

describe('the logs of the example', () => {
  const fields = [
    'eventVersion',
    'userIdentity',
    'eventTime',
    'eventSource',
    'eventName',
    'awsRegion',
    'sourceIPAddress',
    'userAgent',
    'requestParameters',
    'responseElements',
    'requestID',
    'eventID',
    'readOnly',
    'eventType',
    'managementEvent',
    'recipientAccountId',
    'eventCategory',
  ];

  it('have every field that matters in every record', () => {
    const lacking = records.filter((record) => fields.some((field) => !(field in record)));
    expect(records.length).toBeGreaterThan(3000);
    expect(lacking).toEqual([]);
  });

  it('give every event an id of its own', () => {
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(records.length);
  });

  it('say of every session which role it is of, by unique id and ARN', () => {
    const sessions = records
      .map(({ userIdentity }) => objectOf(userIdentity))
      .filter(({ type }) => type === 'AssumedRole');
    const wrong = sessions.filter(({ principalId, arn, sessionContext }) => {
      const issuer = objectOf(objectOf(sessionContext).sessionIssuer);
      const [id] = String(principalId).split(':');
      return (
        issuer.principalId !== id ||
        !String(issuer.arn).includes(':role/') ||
        !String(arn).includes(`/${issuer.userName}/`)
      );
    });
    expect(sessions.length).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });

  it('have a file of every account and day, whose name agrees with its records', () => {
    const files = filesBelow('cloudtrail');
    const wrong = files.filter((path) => {
      const [, accountId, region, year, month, day] =
        /AWSLogs\/o-[a-z0-9]+\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\/\1_CloudTrail_\2_\d{8}T\d{4}Z_\w{16}\.json\.gz$/.exec(
          path,
        ) ?? [];
      const inside = listOf(readJson(path).Records);
      return (
        inside.length === 0 ||
        inside.some(
          (r) =>
            r.recipientAccountId !== accountId ||
            r.awsRegion !== region ||
            !String(r.eventTime).startsWith(`${year}-${month}-${day}T`),
        )
      );
    });
    expect(wrong).toEqual([]);
    const homeDays = accountIds.map(
      (id) => files.filter((path) => path.includes(`/${id}/CloudTrail/us-east-1/`)).length,
    );
    expect(homeDays).toEqual([121, 121, 121]);
  });

  it('use addresses of the ranges that are kept for documentation, or name a service', () => {
    const others = records.filter(
      ({ sourceIPAddress }) =>
        !/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^[a-z0-9-]+\.amazonaws\.com$|^AWS Internal$/.test(
          String(sourceIPAddress),
        ),
    );
    expect(others).toEqual([]);
  });
});

describe('the accounts of the example', () => {
  it.each(accountIds)('have documents that parse, as objects or URL-encoded text: %s', (accountId) => {
    const { roles, users, policies } = detailsOf(accountId);
    const documents = [
      ...roles.map((role) => role.AssumeRolePolicyDocument),
      ...roles.flatMap((role) => listOf(role.RolePolicyList)).map((inline) => inline.PolicyDocument),
      ...users.flatMap((user) => listOf(user.UserPolicyList)).map((inline) => inline.PolicyDocument),
      ...policies.flatMap((policy) => listOf(policy.PolicyVersionList)).map((version) => version.Document),
    ];
    const parsed = documents.map((document) =>
      typeof document === 'string' ? JSON.parse(decodeURIComponent(document)) : document,
    );
    expect(parsed.length).toBeGreaterThan(20);
    expect(parsed.filter((document) => !isJson(document) || listOf(document.Statement).length === 0)).toEqual([]);
  });

  it('write documents as objects in one account, as text in another, and in pages in the third', () => {
    const kinds = accountIds.map((id) => typeof detailsOf(id).roles[0]?.AssumeRolePolicyDocument);
    const pages = accountIds.map(
      (id) => filesBelow(`accounts/${id}`).filter((path) => path.includes('/authorization-details')).length,
    );
    expect({ kinds, pages }).toEqual({ kinds: ['object', 'string', 'object'], pages: [1, 1, 2] });
  });

  it.each(accountIds)('count attachments as they are: %s', (accountId) => {
    const { roles, users, groups, policies } = detailsOf(accountId);
    const attached = [...roles, ...users, ...groups]
      .flatMap((holder) => listOf(holder.AttachedManagedPolicies))
      .map(({ PolicyArn }) => PolicyArn);
    const known = new Set(policies.map(({ Arn }) => Arn));
    expect(attached.filter((arn) => !known.has(arn))).toEqual([]);
    const counts = policies.map(({ Arn }) => [Arn, attached.filter((arn) => arn === Arn).length]);
    expect(policies.map(({ Arn, AttachmentCount }) => [Arn, AttachmentCount])).toEqual(counts);
  });

  it.each(accountIds)(
    'have a last-accessed report for every role and user, whose dates are those of the logs: %s',
    (accountId) => {
      const { roles, users } = detailsOf(accountId);
      const ids = new Map(
        [...roles, ...users].map(({ Arn, RoleId, UserId }) => [String(Arn), String(RoleId ?? UserId)]),
      );
      const reports = filesBelow(`accounts/${accountId}/last-accessed`).map(readJson);
      expect(reports.map(({ Arn }) => String(Arn)).toSorted()).toEqual([...ids.keys()].toSorted());
      const seen = lastSeen();
      const disagreements = reports.flatMap((report) =>
        listOf(report.ServicesLastAccessed).flatMap((service) =>
          listOf(service.TrackedActionsLastAccessed).flatMap(({ ActionName, LastAccessedTime }) => {
            const action = `${service.ServiceNamespace}:${ActionName}`;
            const inLogs = seen.get(`${ids.get(String(report.Arn))}/${action}`);
            const told = LastAccessedTime === undefined ? undefined : String(LastAccessedTime).replace('+00:00', 'Z');
            const agrees = told === inLogs || (inLogs === undefined && told !== undefined && told < firstDay);
            return agrees ? [] : [{ arn: report.Arn, action, told, inLogs }];
          }),
        ),
      );
      expect(disagreements).toEqual([]);
    },
  );

  it('list every service of the catalog for whoever may do everything, used or not, as AWS does', async () => {
    const { services } = await loadCatalog();
    const listed = ['role-github-deploy', 'user-legacy-sync'].map((name) =>
      listOf(readJson(`accounts/111122223333/last-accessed/${name}.json.gz`).ServicesLastAccessed),
    );
    const names = listed.map((own) => own.map(({ ServiceNamespace }) => String(ServiceNamespace)).toSorted());
    expect(names).toEqual([[...services.keys()].toSorted(), [...services.keys()].toSorted()]);
    const used = listed.map((own) =>
      own.filter(({ LastAuthenticated }) => LastAuthenticated !== undefined).map((one) => one.ServiceNamespace),
    );
    expect(used).toEqual([
      ['ecr', 'ecs'],
      ['ec2', 's3'],
    ]);
  });

  it.each(accountIds)('tell a last use of a role that is no older than its last call: %s', (accountId) => {
    const seen = new Map<string, string>();
    for (const [key, at] of lastSeen()) {
      const id = key.slice(0, key.indexOf('/'));
      if ((seen.get(id) ?? '') < at) seen.set(id, at);
    }
    const older = detailsOf(accountId).roles.filter(({ RoleId, RoleLastUsed }) => {
      const told = String(objectOf(RoleLastUsed).LastUsedDate ?? '').replace('+00:00', 'Z');
      return told < (seen.get(String(RoleId)) ?? '');
    });
    expect(older).toEqual([]);
  });
});

/** Last call by `<unique id>/<action>`, over all logs. */
function lastSeen(): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (const record of records) {
    const [id] = String(objectOf(record.userIdentity).principalId).split(':');
    const key = `${id}/${actionOf(String(record.eventSource).replace('.amazonaws.com', ''), String(record.eventName))}`;
    const at = String(record.eventTime);
    if ((seen.get(key) ?? '') < at) seen.set(key, at);
  }
  return seen;
}

describe('the truth of the example', () => {
  const truth = truthOf();

  it('says of every role, user, group, customer policy and permission set what must be found of it, or that nothing may be', () => {
    const told = new Set([...truth.findings.map(({ subject }) => subject.arn), ...truth.silent.map(({ arn }) => arn)]);
    const things: readonly Json[] = accountIds.flatMap((id) => Object.values(detailsOf(id)).flat());
    const sets = listOf(readJson('organization/permission-sets.json').PermissionSets).map(({ PermissionSetArn }) =>
      String(PermissionSetArn),
    );
    const arns = things
      .map(({ Arn }) => String(Arn))
      .filter((arn) => !arn.startsWith('arn:aws:iam::aws:') && !arn.includes('/AWSReservedSSO_'));
    expect([...arns, ...sets].filter((arn) => !told.has(arn))).toEqual([]);
  });

  it('plants every detector of usage at least once', () => {
    expect([...new Set(truth.findings.map(({ detector }) => detector))].toSorted()).toEqual([
      'all-access-service-account',
      'unused-access-key',
      'unused-console-password',
      'unused-elevated-permission',
      'unused-group',
      'unused-permission',
      'unused-policy',
      'unused-role',
      'unused-user',
    ]);
  });
});
