import type { Catalog, CatalogAction } from '../../catalog/catalog.ts';

/** What one call brings into being. */
export interface Made {
  readonly service: string;
  /** Resource types that it makes, as the catalog spells them. */
  readonly types: readonly string[];
  /** Resource types that it only changes, by adding something to them. */
  readonly touched: readonly string[];
  /** Their names and that of the thing added, lower case, without hyphens. */
  readonly words: readonly string[];
}

/** Verbs that make a resource. */
const makingVerbs =
  /^(?:Create|Allocate|Register|Import|Request|Run|Provision|Restore|Copy|Clone|Publish|Launch|Upload|Subscribe|Purchase)(?=[A-Z]|$)/;

/** Verbs that add something to a resource; what undoes them has the same noun (`RemovePermission`, `DetachRolePolicy`). */
const addingVerbs = /^(?:Add|Attach|Associate|Assign|Authorize|Enable|Put|Set|Grant|Share)(?=[A-Z]|$)/;

/** Where the name of the action does not tell what it makes. The word `*` stands for everything of the service. */
const exceptions: Readonly<Record<string, { readonly types: string; readonly words: string }>> = {
  'ec2:RunInstances': {
    types: 'instance volume network-interface spot-instances-request',
    words: 'instance volume networkinterface spotinstancerequest',
  },
  'ec2:CreateFleet': {
    types: 'fleet instance volume network-interface',
    words: 'fleet instance volume networkinterface',
  },
  'ec2:RequestSpotFleet': { types: 'spot-fleet-request instance volume', words: 'spotfleet instance volume' },
  'ec2:AllocateAddress': { types: 'elastic-ip', words: 'address' },
  'ec2:CreateDefaultVpc': { types: 'vpc subnet internet-gateway', words: 'vpc subnet internetgateway' },
  'ecs:RunTask': { types: 'task', words: 'task' },
  'ecs:StartTask': { types: 'task', words: 'task' },
  'cloudwatch:PutMetricAlarm': { types: 'alarm', words: 'alarm' },
  'cloudwatch:PutCompositeAlarm': { types: 'alarm', words: 'alarm' },
  'events:PutRule': { types: 'rule-on-custom-event-bus rule-on-default-event-bus', words: 'rule target' },
  'events:PutTargets': { types: 'rule-on-custom-event-bus rule-on-default-event-bus', words: 'rule target' },
  'cloudformation:CreateStack': { types: 'stack', words: 'stack changeset resource' },
  'cloudformation:CreateChangeSet': { types: 'stack changeset', words: 'stack changeset resource' },
  'rds:CreateDBInstance': { types: 'db', words: 'dbinstance' },
  'rds:RestoreDBInstanceFromDBSnapshot': { types: 'db', words: 'dbinstance' },
  'sns:Subscribe': { types: 'topic', words: 'subscription' },
  'apigateway:POST': { types: '', words: '*' },
  'apigateway:PUT': { types: '', words: '*' },
};

/**
 * What services do for the resources of others, with the permissions of whoever makes and deletes these: grants on keys, deliveries of logs, network
 * interfaces and endpoints, scaling of tables and services, parameters that hold a key pair. Sources: handlers of the CloudFormation registry; the
 * sources of forwarded actions.
 */
export const hangingPatterns: readonly string[] = [
  'tag:*',
  'kms:DescribeKey',
  'kms:ListGrants',
  'kms:RetireGrant',
  'kms:RevokeGrant',
  'logs:DeleteLogDelivery',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:UpdateLogDelivery',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DeleteVpcEndpoints',
  'ec2:DescribeTags',
  'application-autoscaling:De*',
  'ssm:DeleteParameter',
];

/** Makers of things that are only text or files to AWS: nothing of another service hangs on them. */
export const bareMakers: ReadonlySet<string> = new Set([
  'ecr:PutImage',
  'ecr-public:PutImage',
  'ecs:RegisterTaskDefinition',
  'lambda:PublishLayerVersion',
  'lambda:PublishVersion',
]);

/** Verbs that run, call or fill what was made, or make more; no rollback does so. */
const otherVerbs =
  /^(?:Create|Clone|Issue|Export|Access|Mutate|Derive|Initiate|Respond|Run|Purchase|Invoke|Pass|Assume|Client|Send|Submit|Encrypt|Decrypt|ReEncrypt|Generate|Sign|Verify|Query|Scan|Select|Search|Invite|Impersonate|Purge|ES[A-Z][a-zA-Z]*)(?=[A-Z]|$)/;

/** Verbs that set going or make anew the resource itself, or something else of it: only the former is kept. */
const ownVerbs =
  /^(?:Start|Execute|Register|Import|Request|Publish|Restore|Copy|Launch|Upload|Connect|Open|Join)(?=[A-Z]|$)/;

/** Verbs that hand out a password, key or token. Secrets and parameters are read back by who makes them, as CloudFormation does. */
const handingVerbs = /^(?:Get|Download|Db|Reset|Connect)(?=[A-Z])/;
const readBack: ReadonlySet<string> = new Set(['secretsmanager', 'ssm']);

/** Whether calls of the action bring something into being, or add something to what is there. Calls that write data do not. */
export function isMaker(action: CatalogAction): boolean {
  if (exceptions[action.name] !== undefined) return true;
  if (action.accessLevel !== 'write' && action.accessLevel !== 'permissions-management') return false;
  const own = ownName(action);
  // A verb alone (`iot:Publish`) names nothing that would be there afterwards, but for Keyspaces' `cassandra:Create`.
  return (
    (makingVerbs.test(own) || addingVerbs.test(own)) &&
    (nounOf(action) !== '' || own === 'Create') &&
    !isDataOnly(action)
  );
}

/**
 * What a maker makes: the resource types whose name is that of the action, or its end, or in it, in this order; where none is, all types of the action.
 */
export function madeBy(action: CatalogAction, catalog: Catalog): Made {
  const { service } = action;
  const exception = exceptions[action.name];
  if (exception !== undefined)
    return { service, types: split(exception.types), touched: [], words: split(exception.words) };
  const isAdding = addingVerbs.test(ownName(action));
  const noun = singular(isAdding ? nounOf(action) : madeNounOf(action));
  const fitting = typesNamed(noun, action.resourceTypes);
  if (isAdding && !fitting.isExact) return { service, types: [], touched: action.resourceTypes, words: [noun] };
  // What can be limited to no type has its name from one of the service's, or none.
  const ofService = typesNamed(noun, action.resourceTypes.length > 0 ? [] : typesOf(service, catalog));
  const types = ofService.isTold ? ofService.types : fitting.types;
  const isTold = ofService.isTold || fitting.isTold;
  // A grant on a key makes no key.
  if (!isTold && action.accessLevel === 'permissions-management')
    return { service, types: [], touched: action.resourceTypes, words: [noun] };
  const words = isTold ? types.map(plain).filter((word) => noun.includes(word) && word.length > 3) : [];
  return { service, types, touched: [], words: [...new Set([noun, ...words])].filter((word) => word !== '') };
}

/**
 * Whether a rollback could call the action on what was made. `naming`: whether the action's noun is exactly the name of that, holds it, or neither.
 * Calls on data count only where they name the thing (`sqs:GetQueueUrl` leaves a data event too).
 */
export function isRollbackUse(action: CatalogAction, naming: 'exact' | 'holds' | 'none'): boolean {
  const own = ownName(action);
  if (/^[A-Z]+$/.test(own)) return own !== 'POST';
  if (action.accessLevel === 'tagging') return true;
  if (otherVerbs.test(own) || handsOutCredentials(action)) return false;
  if (ownVerbs.test(own)) return naming === 'exact';
  return naming !== 'none' || !isDataOnly(action);
}

/** Whether the action makes another version or replica of the thing, which changes the thing and makes no other: `iam:CreatePolicyVersion`. */
export function isVersionOf(action: CatalogAction, word: string): boolean {
  return (
    /^Create[A-Z].*(?:Version|Replica)$/.test(ownName(action)) &&
    nounOf(action).replace(/(?:version|replica)$/, '') === word
  );
}

/** What the action's name says after its verb, lower case, without small words: `roleinstanceprofile` of both `iam:AddRoleTo…` and `iam:RemoveRoleFrom…`. */
export function nounOf(action: CatalogAction): string {
  return plain(afterVerb(action).replace(new RegExp(smallWord, 'g'), ''));
}

/** What is made: `disk` of `lightsail:CreateDiskFromSnapshot`. */
function madeNounOf(action: CatalogAction): string {
  return plain(afterVerb(action).split(smallWord)[0] ?? '') || nounOf(action);
}

const smallWord = /(?:From|Into|To|Using|With|For|In|On|Of|By)(?=[A-Z])/;

function afterVerb(action: CatalogAction): string {
  return ownName(action).replace(/^[A-Z][a-z0-9]+/, '');
}

/** Whether a noun holds the word, in singular or plural. */
export function holdsWord(noun: string, word: string): boolean {
  return word === '*' || noun.includes(word) || (word.endsWith('y') && noun.includes(`${word.slice(0, -1)}ies`));
}

/** Without the ending of the plural. */
export function singular(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(noun)) return noun.slice(0, -2);
  return /[^su]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

/** Without the service, and without words that stand before the verb. */
function ownName(action: CatalogAction): string {
  return action.name.slice(action.name.indexOf(':') + 1).replace(/^(?:Batch|Admin)(?=[A-Z])/, '');
}

function handsOutCredentials(action: CatalogAction): boolean {
  if (readBack.has(action.service) || !handingVerbs.test(ownName(action))) return false;
  return action.elevated.some((one) => one.class === 'credential-exposure');
}

function isDataOnly({ trace }: CatalogAction): boolean {
  return trace.kind === 'data' && !trace.partly;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function split(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

interface Named {
  readonly types: readonly string[];
  readonly isExact: boolean;
  /** False: no name fits, so that all types are given. */
  readonly isTold: boolean;
}

function typesNamed(noun: string, types: readonly string[]): Named {
  const ways: readonly ((type: string) => boolean)[] = [
    (type) => type === noun,
    (type) => noun.endsWith(type) || type.endsWith(noun),
    (type) => noun.includes(type) || type.includes(noun),
  ];
  if (noun !== '') {
    for (const [place, isNamed] of ways.entries()) {
      const found = types.filter((type) => isNamed(singular(plain(type))));
      if (found.length > 0) return { types: found, isExact: place === 0, isTold: true };
    }
  }
  return { types, isExact: false, isTold: false };
}

function typesOf(service: string, catalog: Catalog): readonly string[] {
  const range = catalog.services.get(service);
  const actions = range === undefined ? [] : catalog.actions.slice(range.first, range.end);
  return [...new Set(actions.flatMap(({ resourceTypes }) => resourceTypes))];
}
