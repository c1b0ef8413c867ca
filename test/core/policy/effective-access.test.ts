import { describe, expect, it } from 'vitest';
import { has } from '../../../src/core/catalog/action-set.ts';
import { createDocumentStore } from '../../../src/core/inventory/documents.ts';
import {
  createAccessReasoner,
  type PolicyStatement,
  type RemainingActions,
} from '../../../src/core/policy/effective-access.ts';
import { catalog } from '../evidence/account.ts';

const documents = createDocumentStore(catalog);

function statements(...listed: readonly object[]): readonly PolicyStatement[] {
  return documents.read({ Version: '2012-10-17', Statement: listed }).compiled;
}

const allow = (action: unknown, resource: unknown = '*', condition?: object) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const deny = (...of: Parameters<typeof allow>) => ({ ...allow(...of), Effect: 'Deny' });

interface Row {
  readonly name: string;
  readonly allow: object;
  readonly denies?: readonly object[];
  readonly layers?: readonly (readonly object[])[];
  readonly known?: ReadonlyMap<string, string | undefined>;
  readonly isLeft: boolean;
}

const app = new Map([['aws:principalarn', 'arn:aws:iam::111122223333:role/app']]);
const withoutMfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const objects = 'arn:aws:s3:::b/*';

/** Each asks of `s3:GetObject`. */
const rows: readonly Row[] = [
  { name: 'nothing against it', allow: allow('s3:GetObject'), isLeft: true },
  { name: 'a Deny of everything', allow: allow('s3:*'), denies: [deny('s3:Get*')], isLeft: false },
  { name: 'a Deny of some objects', allow: allow('s3:*'), denies: [deny('s3:*', objects)], isLeft: true },
  {
    name: 'a Deny of its objects',
    allow: allow('s3:*', 'arn:aws:s3:::b/a/*'),
    denies: [deny('s3:*', objects)],
    isLeft: false,
  },
  {
    name: 'a Deny of all objects',
    allow: allow('s3:*'),
    denies: [deny('s3:*', ['arn:aws:s3:::*/*', 'arn:aws:s3:*:*:*'])],
    isLeft: false,
  },
  {
    name: 'a Deny of all other objects',
    allow: allow('s3:*', objects),
    denies: [{ Effect: 'Deny', Action: '*', NotResource: objects }],
    isLeft: true,
  },
  { name: 'a Deny without MFA', allow: allow('s3:*'), denies: [deny('*', '*', withoutMfa)], isLeft: true },
  {
    name: 'a Deny without MFA of a grant without MFA',
    allow: allow('s3:*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
    denies: [deny('*', '*', withoutMfa)],
    isLeft: false,
  },
  {
    name: 'a Deny that spares no ARN at all',
    allow: allow('s3:*'),
    denies: [deny('*', '*', { ArnNotLike: { 'aws:PrincipalArn': '*:role/admin' } })],
    known: app,
    isLeft: false,
  },
  {
    name: 'a Deny for all but another role, as an ARN',
    allow: allow('s3:*'),
    denies: [deny('*', '*', { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/admin' } })],
    known: app,
    isLeft: false,
  },
  {
    name: 'a Deny for all but the role',
    allow: allow('s3:*'),
    denies: [deny('*', '*', { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/a*' } })],
    known: app,
    isLeft: true,
  },
  { name: 'a boundary of other actions', allow: allow('s3:*'), layers: [[allow('ec2:*')]], isLeft: false },
  {
    name: 'a boundary of another bucket',
    allow: allow('s3:*', objects),
    layers: [[allow('s3:*', 'arn:aws:s3:::c/*')]],
    isLeft: false,
  },
  { name: 'a boundary of a part', allow: allow('s3:*'), layers: [[allow('s3:*', objects)]], isLeft: true },
  {
    name: 'two levels that have nothing in common',
    allow: allow('s3:*'),
    layers: [[allow('s3:*', objects)], [allow('*', 'arn:aws:s3:::c/*')]],
    isLeft: false,
  },
  { name: 'an empty level', allow: allow('s3:*'), layers: [[]], isLeft: false },
  {
    name: 'a resource that does not fit, whatever is denied besides',
    allow: allow('s3:*', 'arn:aws:s3:::b'),
    denies: [deny('s3:*', objects)],
    isLeft: true,
  },
];

/** As the audit takes it: what no resource fits is not taken away. */
function isGranted({ actions, unfitting }: RemainingActions, index: number): boolean {
  return has(actions, index) || has(unfitting, index);
}

describe('what statements leave of an Allow', () => {
  it.each(rows)('is right for $name', ({ allow: allowed, denies = [], layers = [], known = new Map(), isLeft }) => {
    const [grant] = statements(allowed);
    if (grant === undefined) throw new Error('the row has no statement');
    const question = {
      allow: grant,
      denies: [statements(...denies)],
      layers: layers.map((layer) => statements(...layer)),
      known,
      partition: 'aws',
    };
    const reasoner = createAccessReasoner(catalog);
    const index = catalog.byName.get('s3:getobject')?.index ?? -1;
    expect(isGranted(reasoner.remaining(question), index)).toBe(isLeft);
    expect(isGranted(reasoner.remaining(question), index)).toBe(isLeft);
  });

  it('tells principals apart where the policies do', () => {
    const reasoner = createAccessReasoner(catalog);
    const [grant] = statements(allow('s3:GetObject'));
    const denies = [statements(deny('*', '*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }))];
    const index = catalog.byName.get('s3:getobject')?.index ?? -1;
    const leaves = (role: string) =>
      grant !== undefined &&
      isGranted(
        reasoner.remaining({
          allow: grant,
          denies,
          layers: [],
          partition: 'aws',
          known: new Map([['aws:principalarn', `arn:aws:iam::111122223333:role/${role}`]]),
        }),
        index,
      );
    expect([leaves('app'), leaves('other'), leaves('app')]).toEqual([false, true, false]);
  });
});
