import { describe, expect, it } from 'vitest';
import { errorOf, outcomeOf, refusalCodes, refusalOf } from '../../../src/adapters/cloudtrail/outcome.ts';

function outcome(errorCode: string, errorMessage = ''): string {
  return outcomeOf(errorOf({ errorCode, errorMessage }));
}

describe('outcomeOf', () => {
  it.each([
    'AccessDenied',
    'AccessDeniedException',
    'Client.UnauthorizedOperation',
    'UnauthorizedOperation',
    'AuthorizationError',
    'AuthorizationErrorException',
    'NotAuthorized',
    'AccessDeniedFault',
    'VpceAccessDenied',
    'AWS.SimpleQueueService.AccessDenied',
  ])('calls %s denied', (code) => {
    expect(outcome(code)).toBe('denied');
  });

  it.each([
    'ThrottlingException',
    'NoSuchBucketPolicy',
    'Client.DryRunOperation',
    'ValidationException',
    'Client.AuthFailure',
    'NotAuthorizedException',
    'UnauthorizedException',
    'KMSAccessDeniedException',
    'InvalidClientTokenId',
    'Client.OperationNotPermitted',
  ])('calls %s failed', (code) => {
    expect(outcome(code)).toBe('failed');
  });

  it('calls any code denied whose message is IAM’s own refusal', () => {
    expect(outcome('UnauthorizedException', 'User: x is not authorized to perform: iot:Publish on resource: y')).toBe(
      'denied',
    );
  });

  it('calls a call failed that was permitted, and needed KMS that was not', () => {
    const message = 'User: x is not authorized to perform: kms:Decrypt on resource: y';
    expect(outcome('KMSAccessDeniedException', message)).toBe('failed');
  });

  it('calls a record without an error allowed', () => {
    expect(outcomeOf(errorOf({ responseElements: { ConsoleLogin: 'Success' } }))).toBe('allowed');
    expect(outcomeOf(errorOf({}))).toBe('allowed');
  });

  it('finds errors that stand in the response', () => {
    expect(outcomeOf(errorOf({ responseElements: { errorCode: 'AccessDenied' } }))).toBe('denied');
    expect(outcomeOf(errorOf({ responseElements: { ConsoleLogin: 'Failure' } }))).toBe('failed');
    expect(outcomeOf(errorOf({ errorMessage: 'Failed authentication' }))).toBe('failed');
  });

  it('gives a reason for every code', () => {
    for (const [code, reason] of refusalCodes) expect([code, reason.length > 0]).toEqual([code.toLowerCase(), true]);
  });
});

describe('refusalOf', () => {
  const user =
    'User: arn:aws:sts::111122223333:assumed-role/a/b is not authorized to perform: s3:PutObject on resource: "x" ';

  it.each([
    ['because no identity-based policy allows the s3:PutObject action', 'identity'],
    ['because no resource-based policy allows the s3:PutObject action', 'resource'],
    ['because no permissions boundary allows the s3:PutObject action', 'boundary'],
    ['because no session policy allows the s3:PutObject action', 'session'],
    ['because no service control policy allows the s3:PutObject action', 'scp'],
    ['because no resource control policy allows the s3:PutObject action', 'rcp'],
    ['because no VPC endpoint policy allows the s3:PutObject action', 'vpc-endpoint'],
    ['with an explicit deny in a service control policy', 'scp'],
    [
      'with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1',
      'scp',
    ],
    ['with an explicit deny in a resource control policy', 'rcp'],
    ['with an explicit deny in an identity-based policy', 'identity'],
    ['with an explicit deny in a resource-based policy', 'resource'],
    ['with an explicit deny in a permissions boundary', 'boundary'],
    ['with an explicit deny in a session policy', 'session'],
    ['with an explicit deny in a VPC endpoint policy', 'vpc-endpoint'],
    ['with an explicit deny', 'unknown'],
    ['', 'unknown'],
  ])('reads the layer of "%s"', (end, layer) => {
    expect(refusalOf({ code: 'AccessDenied', message: user + end })).toEqual({ action: 's3:PutObject', layer });
  });

  it('does not take a resource’s name for a layer', () => {
    const message =
      'not authorized to perform: iam:GetPolicy on resource: policy session policy because no identity-based policy allows it';
    expect(refusalOf({ code: 'AccessDenied', message }).layer).toBe('identity');
  });

  it('names the action that was refused even when it is not the call’s', () => {
    const message =
      'User: x is not authorized to perform: iam:PassRole on resource: y because no identity-based policy allows the iam:PassRole action';
    expect(refusalOf({ code: 'AccessDenied', message }).action).toBe('iam:PassRole');
  });

  it('leaves the action empty where the message does not name it', () => {
    expect(refusalOf({ code: 'AccessDenied', message: 'Access Denied' })).toEqual({ action: '', layer: 'unknown' });
    expect(refusalOf({ code: 'VpceAccessDenied', message: '' })).toEqual({ action: '', layer: 'vpc-endpoint' });
  });
});
