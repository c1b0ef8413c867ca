import { describe, expect, it } from 'vitest';
import { accountSummaryPart } from '../../../../src/adapters/aws/collect/account-summary.ts';
import { delegationRequestsPart } from '../../../../src/adapters/aws/collect/delegation-requests.ts';
import { oidcProvidersPart } from '../../../../src/adapters/aws/collect/oidc-providers.ts';
import { rolesPart } from '../../../../src/adapters/aws/collect/roles.ts';
import { samlProvidersPart } from '../../../../src/adapters/aws/collect/saml-providers.ts';
import { serviceSpecificCredentialsPart } from '../../../../src/adapters/aws/collect/service-specific-credentials.ts';
import { memoryWriter } from '../memory-writer.ts';
import { xmlAnswer, xmlError } from '../wire.ts';
import { collecting, evenPage, folder, gapTexts, oddPage } from './collecting.ts';

const arn = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

/** The part, its operation, an answer of AWS without the outer element, and what is written. */
const answered = [
  {
    part: accountSummaryPart,
    operation: 'GetAccountSummary',
    xml: '<SummaryMap><entry><key>RolePolicySizeQuota</key><value>10240</value></entry></SummaryMap>',
    written: { SummaryMap: { RolePolicySizeQuota: 10240 } },
  },
  {
    part: oidcProvidersPart,
    operation: 'ListOpenIDConnectProviders',
    xml: `<OpenIDConnectProviderList><member><Arn>${arn}</Arn></member></OpenIDConnectProviderList>`,
    written: { OpenIDConnectProviderList: [{ Arn: arn }] },
  },
  {
    part: samlProvidersPart,
    operation: 'ListSAMLProviders',
    xml: '<SAMLProviderList/>',
    written: { SAMLProviderList: [] },
  },
  {
    part: rolesPart,
    operation: 'ListRoles',
    xml: '<Roles><member><Arn>a</Arn><Description>d</Description></member></Roles><IsTruncated>false</IsTruncated>',
    written: { Roles: [{ Arn: 'a', Description: 'd' }] },
  },
  {
    part: serviceSpecificCredentialsPart,
    operation: 'ListServiceSpecificCredentials',
    xml: '<ServiceSpecificCredentials><member><UserName>u</UserName><Status>Active</Status></member></ServiceSpecificCredentials>',
    written: { ServiceSpecificCredentials: [{ UserName: 'u', Status: 'Active' }] },
  },
  {
    part: delegationRequestsPart,
    operation: 'ListDelegationRequests',
    xml: '<DelegationRequests><member><DelegationRequestId>dr-1</DelegationRequestId></member></DelegationRequests><isTruncated>false</isTruncated>',
    written: { DelegationRequests: [{ DelegationRequestId: 'dr-1' }] },
  },
];

describe.each(answered)('the part of $operation', ({ part, operation, xml, written }) => {
  const file = `${folder}/${part.id}.json`;

  it('asks once, and writes what AWS answers', async () => {
    const { context, writer, calls, gaps } = await collecting(() => xmlAnswer(operation, xml));
    await part.collect(context);
    expect(writer.json(file)).toEqual(written);
    expect(calls()).toEqual({ [operation]: 1 });
    expect(gaps).toEqual([]);
    expect(part.permissions.map(({ action }) => action)).toEqual([`iam:${operation}`]);
  });

  it('does not ask for a file that is there', async () => {
    const { context, calls } = await collecting(() => xmlError(500, 'Never', 'asked'), {
      writer: memoryWriter({ files: { [file]: {} } }),
    });
    await part.collect(context);
    expect(calls()).toEqual({});
  });

  it.each([
    ['a refusal', xmlError(403, 'AccessDenied', 'not authorized'), 'AccessDenied'],
    [
      'an operation that is not known here',
      xmlError(400, 'InvalidAction', 'Could not find operation'),
      'InvalidAction',
    ],
    ['an odd page with status 404', { status: 404, body: oddPage }, 'Http404'],
    ['an odd page with status 200', { body: oddPage }, 'Http200'],
    ['an even page with status 200', { body: evenPage }, 'WrongShape'],
  ])('makes a gap of %s', async (_, answer, code) => {
    const { context, writer, gaps } = await collecting(() => answer);
    await part.collect(context);
    expect(gaps).toMatchObject([{ service: 'iam', operation, account: '111122223333', errorCode: code }]);
    expect(writer.files.size).toBe(0);
  });
});

const paged = [
  { part: rolesPart, operation: 'ListRoles', list: 'Roles', truncated: 'IsTruncated' },
  {
    part: serviceSpecificCredentialsPart,
    operation: 'ListServiceSpecificCredentials',
    list: 'ServiceSpecificCredentials',
    truncated: 'IsTruncated',
  },
  {
    part: delegationRequestsPart,
    operation: 'ListDelegationRequests',
    list: 'DelegationRequests',
    truncated: 'isTruncated',
  },
];

describe.each(paged)('the pages of $operation', ({ part, operation, list, truncated }) => {
  const page = (marker?: string) =>
    xmlAnswer(
      operation,
      `<${list}><member><Description>${marker ?? 'last'}</Description></member></${list}><${truncated}>${marker !== undefined}</${truncated}>${marker === undefined ? '' : `<Marker>${marker}</Marker>`}`,
    );

  it('are asked a thousand items at a time, and are one file', async () => {
    const { context, writer, wire } = await collecting(({ parameters }) =>
      parameters.Marker === undefined ? page('m2') : page(),
    );
    await part.collect(context);
    expect(wire.of(operation).map(({ parameters }) => [parameters.MaxItems, parameters.Marker])).toEqual([
      ['1000', undefined],
      ['1000', 'm2'],
    ]);
    expect(writer.json(`${folder}/${part.id}.json`)).toMatchObject({ [list]: [{}, {}] });
    expect(writer.files.size).toBe(1);
  });

  it('are not written when a marker comes back', async () => {
    const { context, writer, gaps, calls } = await collecting(() => page('m2'));
    await part.collect(context);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual(['RepeatedPage']);
    expect(calls()).toEqual({ [operation]: 2 });
    expect(writer.files.size).toBe(0);
  });
});

describe('service-specific credentials', () => {
  it('are asked for of all users, not of the caller', async () => {
    const { context, wire } = await collecting(() => xmlError(403, 'AccessDenied', 'not authorized'));
    await serviceSpecificCredentialsPart.collect(context);
    expect(wire.of('ListServiceSpecificCredentials')[0]?.parameters).toMatchObject({ AllUsers: 'true' });
  });
});

describe('credentials that AWS does not know', () => {
  it('end the run, and are no gap', async () => {
    const { context, gaps } = await collecting(() => xmlError(403, 'InvalidClientTokenId', 'invalid'));
    await expect(rolesPart.collect(context)).rejects.toThrow(
      'AWS does not accept the credentials: iam:ListRoles in account 111122223333: InvalidClientTokenId: invalid',
    );
    expect(gapTexts(gaps)).toEqual([]);
  });
});
