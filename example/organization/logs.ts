import { accounts, homeRegion, trail } from './accounts.ts';
import { every, instantOf, loggedDays } from './calendar.ts';
import type { Activity, Call, VisitDefinition } from './definitions.ts';
import { randomOf, uniqueId, wholeNumber } from './random.ts';
import { type Happening, type LogRecord, recordOf, regionOf } from './records.ts';
import { actionOf } from './services.ts';
import { bucketOwner, roleSession, trailCaller, userSession } from './sessions.ts';
import type { Placed, PlacedPrincipal, World } from './world.ts';

/** One record with its place in the logs. */
export interface PlacedRecord {
  readonly accountId: string;
  readonly region: string;
  readonly daysAgo: number;
  readonly record: LogRecord;
}

/** A use of an action by a principal, as the logs show it; refused attempts are among them. */
export interface Use {
  readonly principalId: string;
  readonly action: string;
  readonly at: string;
  readonly region: string;
}

/** Everything that happened in the time of the logs. */
export interface History {
  readonly records: readonly PlacedRecord[];
  readonly uses: readonly Use[];
  /** Beginnings of sessions: instant and region by principal id, newest last. */
  readonly sessions: ReadonlyMap<string, { readonly at: string; readonly region: string }>;
}

const visitAt = 7 * 3600 + 1260;

interface Doing {
  readonly principal: PlacedPrincipal;
  readonly principalId: string;
  readonly daysAgo: number;
  readonly region: string;
  readonly calls: readonly { readonly call: Call; readonly at: string }[];
  readonly startedAt: string;
}

/** Plays the world: every call of every principal, with the sessions they need. */
export function historyOf(world: World): History {
  const records: PlacedRecord[] = trailsLooks();
  const uses: Use[] = [];
  const sessions = new Map<string, { at: string; region: string }>();
  for (const doing of [...[...world.roles, ...world.users].flatMap(doingsOf), ...changesAsDoings(world)]) {
    const { principal, principalId, daysAgo, region, startedAt } = doing;
    const session = sessionOf(principal, principalId, startedAt);
    const add = (happening: Happening, occasion: string): void => {
      records.push({
        accountId: happening.account.id,
        region: happening.region,
        daysAgo,
        record: recordOf(happening, occasion),
      });
    };
    const { account } = principal;
    if (session.opener !== undefined)
      add({ account, region, at: startedAt, ...session.opener }, `open/${principal.arn}`);
    const known = sessions.get(principalId);
    if (known === undefined || known.at < startedAt) sessions.set(principalId, { at: startedAt, region });
    for (const { call, at } of doing.calls) {
      const place = regionOf(call, region);
      add({ account, region: place, at, caller: session.caller, call }, `${principal.arn}/${call.source}/${call.name}`);
      uses.push({ principalId, action: actionOf(call.source, call.name), at, region: place });
    }
  }
  for (const visit of world.visits) records.push(visitRecord(visit));
  return { records, uses, sessions };
}

function sessionOf(principal: PlacedPrincipal, principalId: string, at: string): ReturnType<typeof userSession> {
  return isRole(principal) ? roleSession(principal, principalId, at) : userSession(principal, at);
}

/** Whether it is a role: only roles have a trust policy. */
export function isRole(principal: PlacedPrincipal): principal is Extract<PlacedPrincipal, Placed<{ trust: unknown }>> {
  return 'trust' in principal.definition;
}

function doingsOf(principal: PlacedPrincipal): readonly Doing[] {
  return (principal.definition.activity ?? []).flatMap((activity, index) =>
    activity.days.map((daysAgo) => doingOf(principal, activity, index, daysAgo)),
  );
}

function doingOf(principal: PlacedPrincipal, activity: Activity, index: number, daysAgo: number): Doing {
  const next = randomOf(`time/${principal.arn}/${index}/${daysAgo}`);
  // On the day of the collection everything happens in the first hour: the last hours are not delivered yet.
  let second = daysAgo === 0 ? 900 + wholeNumber(next, 1800) : 11 * 3600 + wholeNumber(next, 10 * 3600);
  const startedAt = instantOf(daysAgo, second);
  const calls = activity.calls.map((call) => {
    second += 2 + wholeNumber(next, 40);
    return { call, at: instantOf(daysAgo, second) };
  });
  const earlier = activity.earlierId;
  const principalId = earlier === undefined ? principal.id : uniqueId('AROA', `earlier/${earlier}`);
  return { principal, principalId, daysAgo, region: activity.region ?? homeRegion, calls, startedAt };
}

/** The changes of IAM, as sessions of those who made them. */
function changesAsDoings(world: World): readonly Doing[] {
  const bySession = new Map<string, typeof world.changes>();
  for (const change of world.changes) {
    const key = `${change.account}/${change.by}/${change.daysAgo}`;
    bySession.set(key, [...(bySession.get(key) ?? []), change]);
  }
  return [...bySession.values()].flatMap((changes) => {
    const [first] = changes;
    if (first === undefined) return [];
    const { account, by, daysAgo } = first;
    const principal = world.roles.find(
      ({ definition: { name, account: of } }) => of === account && (name === by || name.startsWith(`${by}_`)),
    );
    if (principal === undefined) throw new Error(`no role \`${by}\` in ${account} to make a change`);
    const startedAt = instantOf(daysAgo, 8 * 3600 + 3540);
    return [{ principal, principalId: principal.id, daysAgo, region: homeRegion, calls: changes, startedAt }];
  });
}

function visitRecord({ account: key, daysAgo, caller, call, more }: VisitDefinition): PlacedRecord {
  const account = accounts[key];
  const happening = { account, region: homeRegion, at: instantOf(daysAgo, visitAt), caller, call };
  const record = { ...recordOf(happening, `visit/${call.name}`), ...more };
  return { accountId: account.id, region: homeRegion, daysAgo, record };
}

function trailsLooks(): PlacedRecord[] {
  const bucketArn = `arn:aws:s3:::${trail.bucket}`;
  const call: Call = {
    source: 's3',
    name: 'GetBucketAcl',
    parameters: { bucketName: trail.bucket, Host: `${trail.bucket}.s3.amazonaws.com`, acl: '' },
    resources: [{ type: 'AWS::S3::Bucket', ARN: bucketArn }],
  };
  return every(1, loggedDays, 0).map((daysAgo) => {
    const happening = {
      account: bucketOwner,
      region: homeRegion,
      at: instantOf(daysAgo, 600),
      caller: trailCaller,
      call,
    };
    return { accountId: bucketOwner.id, region: homeRegion, daysAgo, record: recordOf(happening, 'trail') };
  });
}
