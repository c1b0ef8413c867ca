import fc from 'fast-check';
import type { Witness } from '../../../src/core/policy/compare/witness.ts';
import type { PolicyInput } from '../../../src/core/policy/request.ts';

/** A world small enough to ask every request of it. */
export interface World {
  readonly actions: readonly string[];
  readonly actionPatterns: readonly string[];
  readonly resources: readonly string[];
  readonly resourcePatterns: readonly string[];
  readonly contexts: readonly Witness['context'][];
  readonly conditions: readonly unknown[];
}

/** Every combination of the values of some keys; `undefined` is an absent key. */
function contextsOf(
  keys: Readonly<Record<string, readonly (string | readonly string[] | undefined)[]>>,
): World['contexts'] {
  return Object.entries(keys).reduce<Record<string, string | readonly string[]>[]>(
    (contexts, [key, values]) =>
      contexts.flatMap((context) =>
        values.map((value) => (value === undefined ? context : { ...context, [key]: value })),
      ),
    [{}],
  );
}

const texts: World = {
  actions: ['s3:GetObject', 's3:PutObject', 's3:GetObjectFuture', 'nobody:Does'],
  actionPatterns: ['s3:GetObject', 's3:Get*', 's3:*', '*', 's3:PutObject', 'nobody:Does', 's3:?etObject'],
  resources: ['a', 'b', 'ab', 'ba', 'aab'].map((name) => `arn:aws:s3:::${name}/k`),
  resourcePatterns: ['*', ...['a', 'b', 'a*', '*b', '?', '?b', 'a?', '*a*'].map((name) => `arn:aws:s3:::${name}/k`)],
  contexts: contextsOf({
    'aws:RequestTag/x': [undefined, 'a', 'b', 'ab'],
    'aws:SecureTransport': [undefined, 'true', 'false'],
  }),
  conditions: [
    { StringEquals: { 'aws:RequestTag/x': ['a', 'b'] } },
    { StringLike: { 'aws:RequestTag/x': 'a*' } },
    { StringNotLike: { 'aws:requesttag/X': '*b' } },
    { StringNotEquals: { 'aws:RequestTag/x': 'a' } },
    { StringEqualsIfExists: { 'aws:RequestTag/x': 'a' } },
    { StringEqualsIgnoreCase: { 'aws:RequestTag/x': 'AB' } },
    { Null: { 'aws:RequestTag/x': 'true' } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    { BoolIfExists: { 'aws:SecureTransport': 'false' } },
    { Bool: { 'aws:SecureTransport': 'false' }, StringLike: { 'aws:RequestTag/x': '?' } },
  ],
};

const sets: World = {
  actions: ['ec2:CreateTags', 'ec2:DeleteTags'],
  actionPatterns: ['ec2:*Tags', 'ec2:CreateTags', 'ec2:DeleteTags'],
  resources: ['arn:aws:ec2:us-east-1:111122223333:instance/i'],
  resourcePatterns: ['*'],
  contexts: contextsOf({
    'aws:TagKeys': [undefined, 'a', 'b', ['a', 'b'], ['a', 'c'], 'c', ['a', 'b', 'c']],
    'aws:SourceIp': [undefined, '10.0.0.1', '10.0.1.1', '192.0.2.1', '2001:db8::1'],
  }),
  conditions: [
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'a' } },
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a', 'b'] } },
    { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'c*' } },
    { 'ForAllValues:StringLike': { 'aws:TagKeys': '?' }, Null: { 'aws:TagKeys': 'false' } },
    { StringEquals: { 'aws:TagKeys': 'a' } },
    { StringNotEquals: { 'aws:TagKeys': 'b' } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/24' } },
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } },
    { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/16' } },
    { NotIpAddressIfExists: { 'aws:SourceIp': '0.0.0.0/0' } },
  ],
};

const values: World = {
  actions: ['s3:ListBucket', 's3:ListAllMyBuckets'],
  actionPatterns: ['s3:List*', 's3:ListBucket', 's3:ListAllMyBuckets'],
  resources: ['arn:aws:s3:::a', 'arn:aws:s3:::b', '*'],
  resourcePatterns: ['*', 'arn:aws:s3:::*', 'arn:aws:s3:::a', 'arn:aws:s3:::b'],
  contexts: contextsOf({
    's3:max-keys': [undefined, '4', '5', '6', '4.5'],
    'aws:CurrentTime': [undefined, '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z', '1780272000'],
  }),
  conditions: [
    { NumericLessThan: { 's3:max-keys': '5' } },
    { NumericLessThanEquals: { 's3:max-keys': 5 } },
    { NumericGreaterThanEquals: { 's3:max-keys': '5' } },
    { NumericNotEquals: { 's3:max-keys': ['5', '6'] } },
    { NumericEqualsIfExists: { 's3:max-keys': '5' } },
    { DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } },
    { DateGreaterThanEquals: { 'aws:CurrentTime': '2026-06-01' } },
    { DateNotEquals: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { DateLessThanIfExists: { 'aws:CurrentTime': '2026-03-01T00:00:00Z' }, NumericEquals: { 's3:max-keys': 5 } },
  ],
};

const variables: World = {
  actions: ['s3:GetObject', 's3:PutObject'],
  actionPatterns: ['s3:GetObject', 's3:*'],
  resources: ['a', 'b', 'ab', 'a/b', 'b/a', 'none'].map((name) => `arn:aws:s3:::h/${name}/k`),
  resourcePatterns: [
    '*',
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: policy variables
    'arn:aws:s3:::h/${aws:username}/*',
    'arn:aws:s3:::h/${aws:PrincipalTag/t}/*',
    "arn:aws:s3:::h/${aws:PrincipalTag/t, 'none'}/*",
    'arn:aws:s3:::h/*/${aws:username}/*',
    'arn:aws:s3:::h/${aws:username}/${aws:PrincipalTag/t}/*',
    'arn:aws:s3:::h/a/*',
    'arn:aws:s3:::h/*b/*',
    'arn:aws:s3:::h/${*}/*',
  ],
  contexts: contextsOf({
    'aws:username': [[], 'a', 'b', 'ab'],
    'aws:PrincipalTag/t': [undefined, 'a', 'b', 'a/b'],
  }),
  conditions: [
    { StringEquals: { 'aws:username': '${aws:PrincipalTag/t}' } },
    { StringLike: { 'aws:PrincipalTag/t': '${aws:username}*' } },
    { StringNotEquals: { 'aws:PrincipalTag/t': ['${aws:username}', 'b'] } },
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: policy variables
    { StringEquals: { 'aws:username': ['a', 'ab'] } },
    { Null: { 'aws:PrincipalTag/t': 'true' } },
  ],
};

/** The worlds, by what is told apart in them. */
export const worlds = { texts, sets, values, variables };

function someOf<T>(items: readonly T[]): fc.Arbitrary<T | readonly T[]> {
  return fc.oneof(fc.constantFrom(...items), fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 }));
}

/** Any statement of a world. */
export function statementIn(world: World): fc.Arbitrary<unknown> {
  return fc
    .record({
      effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      action: someOf(world.actionPatterns),
      isNotAction: fc.constantFrom(false, false, false, false, true),
      resource: someOf(world.resourcePatterns),
      isNotResource: fc.constantFrom(false, false, false, false, true),
      condition: fc.option(fc.constantFrom(...world.conditions), { nil: undefined }),
    })
    .map(({ effect, action, isNotAction, resource, isNotResource, condition }) => ({
      Effect: effect,
      [isNotAction ? 'NotAction' : 'Action']: action,
      [isNotResource ? 'NotResource' : 'Resource']: resource,
      ...(condition === undefined ? {} : { Condition: condition }),
    }));
}

/** One side of a comparison. */
export function policiesIn(world: World): fc.Arbitrary<readonly PolicyInput[]> {
  const document = fc
    .array(statementIn(world), { minLength: 1, maxLength: 3 })
    .map((statements) => ({ Version: '2012-10-17', Statement: statements }));
  return fc
    .array(document, { minLength: 1, maxLength: 2 })
    .map((documents) => documents.map((one, at) => ({ name: `p${at}`, document: one })));
}
