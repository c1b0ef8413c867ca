import { describe, expect, it } from 'vitest';
import {
  accountSummaryOf,
  analyzerFindingsOf,
  joinedFindings,
  objectsOf,
  policyTagsOf,
  providerArnsOf,
  regionsOf,
  roleDescriptionsOf,
} from '../../../src/adapters/bundle/list-answers.ts';
import type { Place } from '../../../src/adapters/bundle/shape.ts';

function read<T>(part: (value: unknown, place: Place) => T, value: unknown) {
  const place: Place = { account: '111122223333', file: 'x.json', gaps: [] };
  const found = part(value, place);
  return { found, messages: place.gaps.map(({ errorCode, message }) => `${errorCode}: ${message}`) };
}

describe('list answers', () => {
  it.each<[string, (value: unknown, place: Place) => unknown, unknown, unknown, readonly string[]]>([
    [
      'the account summary',
      accountSummaryOf,
      { SummaryMap: { Users: 1, Roles: 'x' } },
      { Users: 1 },
      ['WrongShape: `SummaryMap.Roles`: expected number, found string'],
    ],
    [
      'OIDC providers',
      providerArnsOf('OpenIDConnectProviderList'),
      { OpenIDConnectProviderList: [{ Arn: 'a' }, {}] },
      ['a'],
      ['WrongShape: `OpenIDConnectProviderList[1].Arn`: expected string, found undefined'],
    ],
    [
      'SAML providers',
      providerArnsOf('SAMLProviderList'),
      { SAMLProviderList: [{ Arn: 'a', ValidUntil: 'x' }] },
      ['a'],
      [],
    ],
    [
      'role descriptions',
      roleDescriptionsOf,
      { Roles: [{ Arn: 'a', Description: 'x' }, { Arn: 'b' }, { Arn: 'c', Description: '' }] },
      new Map([['a', 'x']]),
      [],
    ],
    [
      'a list that goes on',
      roleDescriptionsOf,
      { Roles: [], IsTruncated: true },
      new Map(),
      ['Truncated: the answer says that more follows'],
    ],
    [
      'a list that the AWS CLI cut off',
      providerArnsOf('SAMLProviderList'),
      { SAMLProviderList: [], NextToken: 'x' },
      [],
      ['Truncated: the answer says that more follows'],
    ],
    [
      'policy tags',
      policyTagsOf,
      { a: [{ Key: 'k', Value: 'v' }], b: [{ Value: 'v' }], c: [] },
      new Map([
        ['a', { k: 'v' }],
        ['c', {}],
      ]),
      ['WrongShape: `b[0].Key`: expected string, found undefined'],
    ],
    [
      'objects as they came',
      objectsOf('DelegationRequests'),
      { DelegationRequests: [{ a: 1 }, 7] },
      [{ a: 1 }],
      ['WrongShape: `DelegationRequests[1]`: expected record, found number'],
    ],
    ['a bare list of objects', objectsOf('ServiceSpecificCredentials'), [{ a: 1 }], [{ a: 1 }], []],
    ['a list of findings', analyzerFindingsOf, { findings: [{ id: 'a' }], nextToken: '' }, [{ id: 'a' }], []],
    [
      'one finding whole',
      analyzerFindingsOf,
      { id: 'a', findingDetails: [{}] },
      [{ id: 'a', findingDetails: [{}] }],
      [],
    ],
    [
      'an answer of another call',
      regionsOf,
      { Buckets: [] },
      undefined,
      ['WrongShape: `Regions`: expected array, found undefined'],
    ],
  ])('read %s', (_, part, value, found, messages) => {
    expect(read(part, value)).toStrictEqual({ found, messages });
  });

  it('count a region that is on, coming or going, or of which nothing is told', () => {
    const statuses = ['ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING', 'DISABLING', 'DISABLED', undefined];
    const Regions = statuses.map((RegionOptStatus, index) => ({ RegionName: `r${index}`, RegionOptStatus }));
    expect(read(regionsOf, { Regions }).found).toStrictEqual(['r0', 'r1', 'r2', 'r3', 'r5']);
  });
});

describe('joinedFindings', () => {
  it('adds what one finding tells to its line in the list', () => {
    expect(
      joinedFindings([
        { id: 'a', status: 'ACTIVE' },
        { id: 'b' },
        { id: 'a', findingDetails: [] },
        { noId: 1 },
        { noId: 2 },
      ]),
    ).toStrictEqual([{ id: 'a', status: 'ACTIVE', findingDetails: [] }, { id: 'b' }, { noId: 1 }, { noId: 2 }]);
  });
});
