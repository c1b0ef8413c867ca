import { loadCatalogSync } from '../src/adapters/catalog/load-catalog.ts';
import { type Authorizer, authorizeRequest, authorizerOf, type PolicySet } from '../src/core/policy/authorize.ts';
import type { PolicyInput, Request } from '../src/core/policy/request.ts';
import { documentOf, managedPolicies } from '../test/real/policy-variants.ts';

/**
 * Decides the same thousand requests under sets of AWS managed policies, reading the policies for each request and reading them once, and
 * prints calls per second. Run with `npm run build && npx tsx bench/authorize.ts [rounds]`. See authorize.md.
 */
const rounds = Number(process.argv[2] ?? 5);
const catalog = loadCatalogSync();
const managed = new Map(managedPolicies().map((policy) => [policy.name, policy]));

function policy(name: string): PolicyInput {
  const written = managed.get(name);
  if (written === undefined) throw new Error(`there is no policy ${name}`);
  return { name, document: documentOf(written) };
}

function scp(name: string, statement: object): PolicyInput {
  return { name, document: { Version: '2012-10-17', Statement: statement } };
}

const fullAccess = scp('FullAWSAccess', { Effect: 'Allow', Action: '*', Resource: '*' });
const scps = [
  [fullAccess, scp('stay', { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' })],
  [
    fullAccess,
    scp('regions', {
      Effect: 'Deny',
      NotAction: ['iam:*', 'organizations:*', 'route53:*', 'cloudfront:*', 'sts:*', 'support:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
    }),
  ],
  [
    fullAccess,
    scp('keep-logs', {
      Effect: 'Deny',
      Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'config:Delete*', 'guardduty:Delete*'],
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/security/*' } },
    }),
  ],
];

const fivePolicies = [
  'AmazonEC2FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AWSLambda_FullAccess',
  'AmazonDynamoDBFullAccess',
  'CloudWatchLogsFullAccess',
].map(policy);

const sets: Readonly<Record<string, PolicySet>> = {
  administrator: { identity: [policy('AdministratorAccess')] },
  'role of five policies': { identity: fivePolicies },
  'the same with boundary and three SCP levels': {
    identity: fivePolicies,
    boundary: [policy('PowerUserAccess')],
    scps,
  },
  'role with ReadOnlyAccess': { identity: [policy('ReadOnlyAccess')] },
};

/** Actions evenly spread over the catalog, and half as many of the services that the role is about, on a resource of their type. */
function requests(): readonly Request[] {
  const own = catalog.actions.filter(({ service }) => ['ec2', 's3', 'lambda', 'dynamodb', 'logs'].includes(service));
  const chosen = [...spread(catalog.actions, 500), ...spread(own, 500)];
  return chosen.map(({ index, name }) => ({
    action: name,
    resource: (catalog.fitOf(index).formats[0] ?? '*').replaceAll(/\$\{[^}]*\}/g, 'example'),
    principal: { kind: 'role', roleArn: 'arn:aws:iam::111122223333:role/team/worker' },
    context: { 'aws:RequestedRegion': index % 3 === 0 ? 'us-east-1' : 'eu-west-1' },
  }));
}

function spread<T>(list: readonly T[], size: number): readonly T[] {
  return list.filter((_, at) => Math.floor((at * size) / list.length) !== Math.floor(((at - 1) * size) / list.length));
}

/** Calls per second over one second at least. */
function rateOf(decide: Authorizer, asked: readonly Request[]): number {
  const started = performance.now();
  let calls = 0;
  for (;;) {
    for (const request of asked) decide(request);
    calls += asked.length;
    const seconds = (performance.now() - started) / 1000;
    if (seconds > 1) return calls / seconds;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const asked = requests();
console.log(
  '| policies | bytes | allowed of 1,000 | policies read each time, calls/s | read once, calls/s | reading, ms |',
);
console.log('|---|---:|---:|---:|---:|---:|');
for (const [title, set] of Object.entries(sets)) {
  const once = authorizerOf(set, catalog);
  const each: Authorizer = (request) => authorizeRequest(request, set, catalog);
  const allowed = asked.filter((request) => once(request).outcome === 'allowed').length;
  const rates = { each: [] as number[], once: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.each.push(rateOf(each, asked.slice(0, 100)));
    rates.once.push(rateOf(once, asked));
  }
  const [eachRate, onceRate] = [median(rates.each), median(rates.once)];
  const round = (rate: number) => Math.round(rate).toLocaleString('en-US');
  const bytes = JSON.stringify(set).length.toLocaleString('en-US');
  const reading = (1000 / eachRate - 1000 / onceRate).toFixed(3);
  console.log(`| ${title} | ${bytes} | ${allowed} | ${round(eachRate)} | ${round(onceRate)} | ${reading} |`);
}
console.log(`\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, Node ${process.version}`);
