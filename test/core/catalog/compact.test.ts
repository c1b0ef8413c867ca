// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ARN formats are written with placeholders
import { describe, expect, it } from 'vitest';
import { membersOf } from '../../../src/core/catalog/action-set.ts';
import { buildCatalog } from '../../../src/core/catalog/build.ts';
import {
  accessLevelOf,
  type CatalogTables,
  compactCatalog,
  type RawAction,
  type RawCatalog,
} from '../../../src/core/catalog/compact.ts';

const object = { name: 'object', arn: 'arn:${Partition}:s3:::${BucketName}/${ObjectName}', isRequired: true };
const role = { name: 'role', arn: 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}', isRequired: true };
const lambdaFunction = { name: 'function', arn: undefined, isRequired: false };

const actions: readonly RawAction[] = [
  { service: 's3', name: 'PutObject', accessLevel: 'Write', resourceTypes: [object] },
  { service: 'iam', name: 'PassRole', accessLevel: 'Write', resourceTypes: [role] },
  { service: 'iam', name: 'CreateRole', accessLevel: 'Write', resourceTypes: [role] },
  { service: 's3-outposts', name: 'PutObject', accessLevel: 'Write', resourceTypes: [object] },
  { service: 'iam', name: 'GetRole', accessLevel: 'Read', resourceTypes: [role] },
  { service: 's3', name: 'GetObject', accessLevel: 'Read', resourceTypes: [object] },
  { service: 'lambda', name: 'CreateFunction', accessLevel: 'Write', resourceTypes: [lambdaFunction] },
  { service: 's3', name: 'ListAllMyBuckets', accessLevel: 'List', resourceTypes: [] },
];

const raw: RawCatalog = {
  actions,
  conditionKeys: [
    { name: 'aws:TagKeys', type: 'ArrayOfString' },
    { name: 's3:authType', type: 'String' },
    { name: 'events:Metadata/${MetadataKey}', type: 'ArrayOfString' },
    { name: 'dynamodb:Attributes', type: 'ArrayOfString' },
    { name: 'aws:TagKeys', type: 'String' },
  ],
  rcpServices: ['STS', 's3'],
};

const tables: CatalogTables = {
  elevated: [
    { pattern: 'iam:Create*', class: 'privilege-escalation', reason: 'makes principals' },
    { pattern: 's3:Get*', class: 'data-access', reason: 'reads data' },
  ],
  traces: [
    { pattern: 'iam:*', trace: 'management' },
    { pattern: 'iam:PassRole', trace: 'none' },
    { pattern: 's3:*', trace: 'management' },
    { pattern: 's3:*Object', trace: { data: ['AWS::S3::Object'] } },
    { pattern: 's3:GetObject', trace: { data: ['AWS::S3::Object'], partly: true } },
    { pattern: 's3:PutObject', trace: 'unknown' },
  ],
  companions: [
    {
      action: 'iam:PassRole',
      eventSource: 'lambda.amazonaws.com',
      eventName: 'CreateFunction20150331v2',
      parameters: ['role'],
      maybe: ['template'],
    },
  ],
  globalServices: [{ service: 'iam' }],
  forwarded: [{ pattern: 's3:GetObject' }],
};

const names = { version: '1+abc', fingerprint: 'f' };

function built(changes: Partial<CatalogTables> = {}) {
  const { compact, problems } = compactCatalog(raw, { ...tables, ...changes }, names);
  return { catalog: buildCatalog(compact), problems };
}

describe('compactCatalog and buildCatalog', () => {
  it('sort the actions so that one service is one run of indices', () => {
    const { catalog } = built();
    expect(catalog.actions.map((action) => action.name)).toEqual([
      'iam:CreateRole',
      'iam:GetRole',
      'iam:PassRole',
      'lambda:CreateFunction',
      's3-outposts:PutObject',
      's3:GetObject',
      's3:ListAllMyBuckets',
      's3:PutObject',
    ]);
    expect(catalog.actions.map((action) => action.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(catalog.services.get('s3')).toEqual({ first: 5, end: 8 });
    expect(catalog.services.get('s3-outposts')).toEqual({ first: 4, end: 5 });
    expect(catalog.byName.get('s3:getobject')).toBe(catalog.actions[5]);
    expect(catalog.version).toBe('1+abc');
  });

  it('keep the level and the resource types', () => {
    const { catalog } = built();
    expect(catalog.byName.get('s3:listallmybuckets')).toMatchObject({
      accessLevel: 'list',
      resourceTypes: [],
      isWildcardOnly: true,
    });
    expect(catalog.byName.get('s3:putobject')).toMatchObject({
      accessLevel: 'write',
      resourceTypes: ['object'],
      isWildcardOnly: false,
    });
  });

  it('let later trace rows win, and leave an action without a row unknown', () => {
    const { catalog } = built();
    const traceOf = (name: string) => catalog.byName.get(name)?.trace;
    expect(traceOf('iam:createrole')).toEqual({
      kind: 'management',
      readOnly: false,
      eventSources: ['iam.amazonaws.com'],
    });
    expect(traceOf('iam:getrole')).toMatchObject({ kind: 'management', readOnly: true });
    expect(traceOf('iam:passrole')).toEqual({ kind: 'none' });
    expect(traceOf('s3:getobject')).toEqual({
      kind: 'data',
      readOnly: true,
      resourceTypes: ['AWS::S3::Object'],
      partly: true,
    });
    expect(traceOf('s3:putobject')).toEqual({ kind: 'unknown' });
    expect(traceOf('lambda:createfunction')).toEqual({ kind: 'unknown' });
  });

  it('count data access as elevated only by its class', () => {
    const { catalog } = built();
    expect([...membersOf(catalog.elevated)]).toEqual([0]);
    expect([...membersOf(catalog.elevatedByClass.get('data-access') ?? new Uint32Array())]).toEqual([5]);
    expect(catalog.elevatedByClass.size).toBe(7);
    expect(catalog.byName.get('iam:createrole')?.elevated).toEqual([
      { class: 'privilege-escalation', reason: 'makes principals' },
    ]);
    expect(catalog.byName.get('iam:getrole')?.elevated).toEqual([]);
  });

  it('mark companions, forwarded calls and global services', () => {
    const { catalog } = built();
    expect(catalog.companions).toEqual([
      {
        action: 2,
        carriers: [
          {
            eventSource: 'lambda.amazonaws.com',
            eventName: 'CreateFunction20150331v2',
            action: 3,
            parameters: ['role'],
            maybe: ['template'],
          },
        ],
      },
    ]);
    expect(catalog.actions.filter((action) => action.isCompanion).map((action) => action.name)).toEqual([
      'iam:PassRole',
    ]);
    expect(catalog.actions.filter((action) => action.isForwarded).map((action) => action.name)).toEqual([
      's3:GetObject',
    ]);
    expect(catalog.actions.filter((action) => action.isGlobal).every((action) => action.service === 'iam')).toBe(true);
  });

  it('keep which resources a request can name', () => {
    const { catalog } = built();
    const fitOf = (name: string) => catalog.fitOf(catalog.byName.get(name)?.index ?? -1);
    expect(fitOf('s3:getobject')).toEqual({ formats: [object.arn], isOptional: false });
    expect(fitOf('iam:passrole')).toEqual({ formats: [role.arn], isOptional: false });
    expect(fitOf('s3:listallmybuckets')).toEqual({ formats: [], isOptional: true });
    expect(fitOf('lambda:createfunction')).toEqual({ formats: ['*'], isOptional: true });
  });

  it('keep the services that RCPs bind and the keys of several values, in lower case', () => {
    const { catalog } = built();
    expect([...catalog.rcpServices]).toEqual(['s3', 'sts']);
    expect([...catalog.multivaluedKeys]).toEqual(['aws:tagkeys', 'dynamodb:attributes']);
  });

  it('say which rows of a table fit nothing', () => {
    const { problems } = built({
      elevated: [{ pattern: 'iam:Destroy*', class: 'administrator', reason: 'none' }],
      globalServices: [{ service: 'moon' }],
      companions: [{ action: 'iam:Pass', eventSource: 'lambda.amazonaws.com', eventName: 'NoCall', parameters: [] }],
    });
    expect(problems).toEqual([
      'elevated: `iam:Destroy*` matches no action',
      'global-services: no service `moon`',
      'companions: no action `iam:Pass`',
      'companions: no action for lambda.amazonaws.com NoCall',
    ]);
  });

  it('find nothing wrong with tables that fit', () => {
    expect(built().problems).toEqual([]);
  });
});

describe('accessLevelOf', () => {
  it.each([
    ['Read', 'read'],
    ['List', 'list'],
    ['Write', 'write'],
    ['Tagging', 'tagging'],
    ['Tagging, Write', 'tagging'],
    ['Permissions management', 'permissions-management'],
    ['Permissions management, Write', 'permissions-management'],
  ])('reads `%s` as %s', (words, level) => {
    expect(accessLevelOf(words)).toBe(level);
  });

  it('refuses words it does not know, so that a new data version cannot pass unseen', () => {
    expect(() => accessLevelOf('Unheard')).toThrow('unknown access level `Unheard`');
  });
});
