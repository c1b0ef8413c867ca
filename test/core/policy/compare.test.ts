import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { authorizeRequest } from '../../../src/core/policy/authorize.ts';
import type { Witness } from '../../../src/core/policy/compare/witness.ts';
import { comparePolicies, type Relation } from '../../../src/core/policy/compare.ts';
import type { PolicyInput } from '../../../src/core/policy/request.ts';

const catalog = loadCatalogSync();

type Statement = Readonly<Record<string, unknown>>;
type Pair = readonly [title: string, before: readonly Statement[], after: readonly Statement[], relation: Relation];

function policy(statements: readonly Statement[], version = '2012-10-17'): readonly PolicyInput[] {
  return [{ name: 'p', document: { Version: version, Statement: statements } }];
}

/** An Allow of one action on an object of a bucket, unless told otherwise. */
function allow(resource: unknown, condition?: object, action: unknown = 's3:GetObject', more: object = {}): Statement {
  return {
    Effect: 'Allow',
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
    ...more,
  };
}

function deny(...of: Parameters<typeof allow>): Statement {
  return { ...allow(...of), Effect: 'Deny' };
}

const objects = 'arn:aws:s3:::b/';
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: policy variables
const user = '${aws:username}';
const tagOf = (key: string) => `\${aws:PrincipalTag/${key}}`;
const tag = '${aws:PrincipalTag/t}';
const principalArn = '${aws:PrincipalArn}';
const starLiteral = '${*}';
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: policy variables
const everyone = { Principal: '*' };

const words: readonly Pair[] = [
  ['letter case of actions', [allow('*')], [allow('*', undefined, 'S3:getobject')], 'equal'],
  ['a resource that another covers', [allow(['*', objects])], [allow('*')], 'equal'],
  [
    'a statement split in two',
    [allow([`${objects}a`, `${objects}c`])],
    [allow(`${objects}a`), allow(`${objects}c`)],
    'equal',
  ],
  ['`*` and `*:*`', [allow('*', undefined, '*')], [allow('*', undefined, '*:*')], 'equal'],
  [
    'NotAction against a Deny of the rest',
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    [allow('*', undefined, '*'), deny('*', undefined, 'iam:*')],
    'equal',
  ],
  [
    'an action joined by a comma',
    [allow('*', undefined, 's3:GetObject,s3:PutObject')],
    [allow('*', undefined, ['s3:GetObject', 's3:PutObject'])],
    'different',
  ],
  [
    'a wildcard-only action on an ARN, which allows nothing',
    [allow('arn:aws:ec2:*:*:instance/*', undefined, 'ec2:DescribeInstances')],
    [],
    'equal',
  ],
  [
    'a wildcard-only action from everything to an ARN',
    [allow('*', undefined, 'ec2:DescribeInstances')],
    [allow('arn:aws:ec2:*:*:instance/*', undefined, 'ec2:DescribeInstances')],
    'narrower',
  ],
  [
    'two blocks of addresses and their union',
    [allow('*', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } })],
    [allow('*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    'equal',
  ],
  [
    'less than ten and up to ten',
    [allow('*', { NumericLessThan: { 's3:max-keys': 10 } }, 's3:ListBucket')],
    [allow('*', { NumericLessThanEquals: { 's3:max-keys': 10 } }, 's3:ListBucket')],
    'wider',
  ],
  [
    'true and not false',
    [allow('*', { Bool: { 'aws:SecureTransport': ['true', 'false'] } })],
    [allow('*', { Null: { 'aws:SecureTransport': 'false' } })],
    'equal',
  ],
  [
    'every tag key and some tag key',
    [allow('*', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } }, 'ec2:CreateTags')],
    [allow('*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } }, 'ec2:CreateTags')],
    'different',
  ],
  [
    'names that AWS may add',
    [allow('*', undefined, 's3:Get*'), deny('*', undefined, 's3:*Object')],
    [allow('*', undefined, 's3:Get*'), deny('*', undefined, 's3:GetObject')],
    'wider',
  ],
  [
    'numbers past what a float can step',
    [allow('*', { NumericGreaterThan: { 's3:max-keys': '9007199254740992' } })],
    [],
    'narrower',
  ],
  [
    'an empty text among the values',
    [allow('*', { StringEquals: { 'aws:RequestTag/x': ['', 'a'] }, Null: { 'aws:RequestTag/x': 'false' } })],
    [],
    'narrower',
  ],
  [
    'a Bool on a tag, which may hold anything',
    [
      allow('*', { StringEquals: { 'aws:PrincipalTag/x': 'super' } }),
      deny('*', { Bool: { 'aws:PrincipalTag/x': 'false' } }),
    ],
    [],
    'narrower',
  ],
  [
    'a tag that is no number',
    [
      allow('*', { NumericLessThan: { 'aws:PrincipalTag/x': '5' } }),
      allow('*', { NumericGreaterThanEquals: { 'aws:PrincipalTag/x': '5' } }),
    ],
    [allow('*', { Null: { 'aws:PrincipalTag/x': 'false' } })],
    'wider',
  ],
  [
    'a key named like a dimension',
    [allow('*', { StringEquals: { ':resource': 'a' } })],
    [allow('*', { StringLike: { ':resource': 'a*' } })],
    'wider',
  ],
  ['an operator that AWS does not have', [deny('*', { StringSoundsLike: { k: 'v' } })], [], 'undecided'],
  ['a statement without Effect', [{ Action: '*', Resource: '*' }], [], 'undecided'],
];

const emptyTexts: readonly Pair[] = [
  [
    'any text, where another statement asks for the tag by a set operator',
    [
      allow('*', { StringLike: { 'aws:PrincipalTag/x': '*' } }),
      deny('*', { 'ForAnyValue:StringEquals': { 'aws:PrincipalTag/x': 'q' } }),
    ],
    [
      allow('*', { StringLike: { 'aws:PrincipalTag/x': '?*' } }),
      deny('*', { 'ForAnyValue:StringEquals': { 'aws:PrincipalTag/x': 'q' } }),
    ],
    'narrower',
  ],
  [
    'an absent tag, with a set operator beside it and without',
    [allow('*', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': 'true' } })],
    [allow('*', { Null: { 'aws:TagKeys': 'true' } })],
    'narrower',
  ],
  [
    'any text and one that is not empty',
    [allow('*', { StringLike: { 'aws:PrincipalTag/x': '*' } })],
    [allow('*', { StringLike: { 'aws:PrincipalTag/x': '?*' } })],
    'narrower',
  ],
  [
    'any text and a key that is there',
    [allow('*', { StringLike: { 'aws:PrincipalTag/x': '*' } })],
    [allow('*', { Null: { 'aws:PrincipalTag/x': 'false' } })],
    'equal',
  ],
  [
    'IfExists and the same with an absent key',
    [allow('*', { StringEqualsIfExists: { 'aws:RequestTag/x': 'a' } })],
    [allow('*', { StringEquals: { 'aws:RequestTag/x': 'a' } }), allow('*', { Null: { 'aws:RequestTag/x': 'true' } })],
    'equal',
  ],
];

const variables: readonly Pair[] = [
  ['the same variable', [allow(`${objects}${user}/*`)], [allow([`${objects}${user}/*`])], 'equal'],
  ['a variable and one value of it', [allow(`${objects}${user}/*`)], [allow(`${objects}alice/*`)], 'different'],
  ['a variable and everything', [allow(`${objects}${user}/*`)], [allow(`${objects}*`)], 'wider'],
  ['two variables, one of them opened', [allow(`${objects}${user}/${tag}`)], [allow(`${objects}*/${tag}`)], 'wider'],
  [
    'the self-service idiom split in two',
    [allow([`arn:aws:iam::*:user/${user}`, `arn:aws:iam::*:mfa/${user}`], undefined, 'iam:*MFA*')],
    [
      allow(`arn:aws:iam::*:user/${user}`, undefined, 'iam:*MFA*'),
      allow(`arn:aws:iam::*:mfa/${user}`, undefined, 'iam:*MFA*'),
    ],
    'equal',
  ],
  [
    'the self-service idiom with other access',
    [allow([`arn:aws:iam::*:user/${user}`, `arn:aws:iam::*:mfa/${user}`], undefined, 'iam:*MFA*')],
    [
      allow([`arn:aws:iam::*:user/${user}`, `arn:aws:iam::*:mfa/${user}`], undefined, 'iam:*MFA*'),
      allow('arn:aws:s3:::other/*'),
    ],
    'wider',
  ],
  [
    'a Deny at another place of the same variable',
    [allow(`${objects}${user}*`), deny(`${objects}team-${user}*`)],
    [allow(`${objects}${user}*`)],
    'wider',
  ],
  [
    'a value that falls together with the text around it',
    [allow(`${objects}${user}a`), deny(`${objects}a${user}`)],
    [allow(`${objects}${user}a`)],
    'wider',
  ],
  [
    'two variables that are equal',
    [allow(`${objects}${user}/${tag}`), deny(`${objects}${tag}/${user}`)],
    [allow(`${objects}${user}/${tag}`)],
    'wider',
  ],
  ['an empty tag', [allow(`${objects}?*/x`)], [allow(`${objects}?*/x`), allow(`${objects}${tag}/x`)], 'wider'],
  ['a variable for a whole ARN', [allow('*', { ArnEquals: { 'aws:SourceArn': principalArn } })], [], 'narrower'],
  ['a literal star and a wildcard', [allow(`${objects}${starLiteral}`)], [allow(`${objects}*`)], 'wider'],
  [
    'tag keys of other alphabets',
    [allow(`${objects}${tagOf('a')}/*`)],
    [allow(`${objects}${tagOf('a')}/*`), allow(`${objects}${tagOf('š')}/*`)],
    'wider',
  ],
  [
    'a run before the variable',
    [allow(`${objects}*-${user}`), deny(`${objects}*-${user}-admin`)],
    [allow(`${objects}*-${user}`)],
    'wider',
  ],
];

const principals: readonly Pair[] = [
  [
    'an account of another partition',
    [allow('*', undefined, 's3:GetObject', { Principal: { AWS: 'arn:aws-cn:iam::123456789012:root' } })],
    [],
    'narrower',
  ],
  [
    'everyone but an account, by a key',
    [],
    [
      allow('*', undefined, 's3:GetObject', everyone),
      deny('*', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, 's3:GetObject', everyone),
    ],
    'wider',
  ],
  [
    'a session and its role in one NotPrincipal',
    [
      allow('*', undefined, 's3:GetObject', { Principal: { AWS: 'arn:aws:sts::123456789012:assumed-role/r/s' } }),
      {
        Effect: 'Deny',
        NotPrincipal: {
          AWS: [
            'arn:aws:iam::123456789012:root',
            'arn:aws:iam::123456789012:role/p/r',
            'arn:aws:sts::123456789012:assumed-role/r/s',
          ],
        },
        Action: 's3:GetObject',
        Resource: '*',
      },
    ],
    [],
    'narrower',
  ],
  [
    'a trust policy that loses its external id',
    [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: '111122223333' },
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      },
    ],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    'wider',
  ],
];

const somebody = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/somebody' } as const;
const allowAll = policy([allow('*', undefined, '*')]);

/** Whether the policies allow a request; those with a Principal as the policy of the resource, in the account of who asks. */
function isAllowed(policies: readonly PolicyInput[], witness: Witness): boolean {
  const { principal = somebody, ...request } = witness;
  const [resource] = policies;
  const account = ('arn' in principal ? principal.arn : undefined)?.split(':')[4];
  const decided =
    witness.principal === undefined
      ? authorizeRequest({ ...request, principal }, { identity: policies }, catalog)
      : authorizeRequest(
          { ...request, principal, resourceAccountId: account === '999988887777' ? '999988887778' : '999988887777' },
          { identity: allowAll, ...(resource === undefined ? {} : { resource }) },
          catalog,
        );
  return decided.outcome === 'allowed';
}

const mirrored: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  narrower: 'wider',
  wider: 'narrower',
  different: 'different',
  undecided: 'undecided',
};

describe.each([
  ['of the same and of other words', words],
  ['with empty texts', emptyTexts],
  ['with policy variables', variables],
  ['with principals', principals],
])('comparing %s', (_title, pairs) => {
  it.each(pairs)('tells %s', (_pair, before, after, relation) => {
    const [old, young] = [policy(before), policy(after)];
    const result = comparePolicies(old, young, catalog);
    expect([result.relation, result.undecided === undefined]).toEqual([relation, relation !== 'undecided']);
    expect(comparePolicies(young, old, catalog).relation).toBe(mirrored[relation]);
    for (const witness of result.gained.witnesses) {
      expect([isAllowed(old, witness), isAllowed(young, witness)]).toEqual([false, true]);
    }
    for (const witness of result.lost.witnesses) {
      expect([isAllowed(old, witness), isAllowed(young, witness)]).toEqual([true, false]);
    }
  });
});

describe('a difference', () => {
  it('is told in the words of the policies', () => {
    const withMfa = allow(
      'arn:aws:s3:::billing-*/*',
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      's3:DeleteObject',
    );
    const { gained } = comparePolicies(
      policy([withMfa]),
      policy([{ ...withMfa, Condition: {}, Sid: 'Clean' }]),
      catalog,
    );
    expect(gained.parts).toMatchObject([
      {
        actions: ['s3:DeleteObject'],
        unlisted: false,
        resources: ['arn:aws:s3:::billing-*/*'],
        conditions: [],
        exceptions: ['with MFA'],
        through: { policy: 'p', statement: 'Clean' },
      },
    ]);
  });

  it('names the Deny that no longer holds it back', () => {
    const before = policy([allow('*', undefined, '*'), { ...deny('*', undefined, 'iam:*'), Sid: 'NoIam' }]);
    const { gained } = comparePolicies(before, allowAll, catalog);
    expect(gained.parts).toMatchObject([{ actions: ['iam:*'], unlisted: true, freedFrom: { statement: 'NoIam' } }]);
  });

  it('lists every action of the catalog that it concerns, sorted, and says of names beyond it', () => {
    const { relation, lost } = comparePolicies(
      policy([allow('*', undefined, 's3:*')]),
      policy([allow('*', undefined, 's3:Get*')]),
      catalog,
    );
    const left = catalog.actions.flatMap(({ name }) => (/^s3:(?!get)/i.test(name) ? [name] : []));
    expect([relation, lost.unlisted]).toEqual(['narrower', true]);
    expect(lost.actions).toEqual(left.sort());
  });

  it('takes what looks like a variable in an old document as text', () => {
    const old = policy([allow(`${objects}${user}/*`)], '2008-10-17');
    expect(comparePolicies(old, policy([allow(`${objects}${user}/*`)]), catalog).relation).toBe('different');
  });
});

describe('a comparison that could take long', () => {
  const many = (count: number, one: (at: number) => Statement) =>
    policy(Array.from({ length: count }, (_, at) => one(at)));
  const rows: readonly (readonly [string, readonly PolicyInput[], readonly PolicyInput[], Relation])[] = [
    ['two thousand stars', policy([allow(objects + '*'.repeat(2000))]), policy([allow(`${objects}*`)]), 'equal'],
    [
      'two thousand stars with letters',
      policy([allow(objects + '*a'.repeat(1000))]),
      policy([allow(`${objects}*`)]),
      'wider',
    ],
    [
      'a thousand statements',
      many(1000, (at) => allow(`${objects}o${at}`)),
      many(1000, (at) => allow(`${objects}o${999 - at}`)),
      'equal',
    ],
    ['a million characters', policy([allow('a*'.repeat(500_000))]), policy([allow('b')]), 'undecided'],
    [
      'words everywhere',
      policy([allow(Array.from({ length: 200 }, (_, at) => `${objects}*a${at}*b*c*`))]),
      policy([allow(Array.from({ length: 200 }, (_, at) => `${objects}*b${at}*b*d*`))]),
      'different',
    ],
  ];
  it.each(rows)(
    'ends in bounded time: %s',
    (_title, before, after, relation) => {
      const started = performance.now();
      expect(comparePolicies(before, after, catalog).relation).toBe(relation);
      expect(performance.now() - started).toBeLessThan(20_000);
    },
    30_000,
  );
});
