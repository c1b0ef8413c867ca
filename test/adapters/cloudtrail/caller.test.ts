import { describe, expect, it } from 'vitest';
import { callerOf } from '../../../src/adapters/cloudtrail/caller.ts';
import { roleIdentity, userIdentity } from './record-samples.ts';

const account = '111122223333';

describe('callerOf', () => {
  it('joins a role’s session to the role: the id without the session, the issuer’s ARN with its path', () => {
    expect(callerOf(roleIdentity)).toEqual({
      kind: 'role',
      principalId: 'AROAEXAMPLE',
      principalArn: 'arn:aws:iam::111122223333:role/app/worker',
      principalAccountId: account,
      sessionName: 'i-0abc',
    });
  });

  it('does not guess a role’s ARN where no issuer is told', () => {
    const without = {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:x',
      arn: `arn:aws:sts::${account}:assumed-role/worker/x`,
    };
    expect(callerOf(without)).toMatchObject({
      principalId: 'AROAEXAMPLE',
      principalArn: '',
      principalAccountId: account,
    });
    const empty = { ...without, sessionContext: { sessionIssuer: {}, attributes: {} } };
    expect(callerOf(empty)).toMatchObject({ principalId: 'AROAEXAMPLE', principalArn: '' });
  });

  it('reads a role that acts directly', () => {
    const arn = `arn:aws:iam::${account}:role/worker`;
    expect(callerOf({ type: 'Role', principalId: 'AROAEXAMPLE', arn, accountId: account })).toMatchObject({
      kind: 'role',
      principalId: 'AROAEXAMPLE',
      principalArn: arn,
    });
  });

  it('reads an IAM user, also one whose name is hidden', () => {
    expect(callerOf(userIdentity)).toMatchObject({
      kind: 'user',
      principalId: 'AIDAEXAMPLE',
      principalArn: userIdentity.arn,
    });
    const hidden = { type: 'IAMUser', accountId: account, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' };
    expect(callerOf(hidden)).toMatchObject({
      kind: 'user',
      principalId: '',
      principalArn: '',
      principalAccountId: account,
    });
  });

  it('joins a federated user to the user who issued the token', () => {
    const identity = {
      type: 'FederatedUser',
      principalId: `${account}:bob`,
      arn: `arn:aws:sts::${account}:federated-user/bob`,
      sessionContext: { sessionIssuer: { ...userIdentity } },
    };
    expect(callerOf(identity)).toEqual({
      kind: 'federated',
      principalId: 'AIDAEXAMPLE',
      principalArn: userIdentity.arn,
      principalAccountId: account,
      sessionName: 'bob',
    });
    expect(callerOf({ ...identity, sessionContext: {} })).toMatchObject({ principalId: '', principalArn: '' });
  });

  it('reads the root, also in a session of central root access', () => {
    const root = `arn:aws:iam::${account}:root`;
    expect(callerOf({ type: 'Root', principalId: account, arn: root, accountId: account })).toMatchObject({
      kind: 'root',
      principalId: account,
      principalArn: root,
    });
    const assumed = {
      type: 'Root',
      principalId: `${account}:session`,
      arn: `arn:aws-us-gov:sts::${account}:assumed-root`,
      sessionContext: { assumedRoot: 'true' },
    };
    expect(callerOf(assumed)).toMatchObject({
      kind: 'root',
      principalId: account,
      principalArn: `arn:aws-us-gov:iam::${account}:root`,
      sessionName: 'session',
    });
  });

  it('reads a caller of another account without an ARN', () => {
    expect(callerOf({ type: 'AWSAccount', principalId: 'AROAOTHER:session', accountId: '999988887777' })).toEqual({
      kind: 'account',
      principalId: 'AROAOTHER',
      principalArn: '',
      principalAccountId: '999988887777',
      sessionName: 'session',
    });
  });

  it('reads a service, also in the older form without a type', () => {
    const service = { kind: 'service', principalId: 'ecs.amazonaws.com', principalArn: '' };
    expect(callerOf({ type: 'AWSService', invokedBy: 'ecs.amazonaws.com' })).toMatchObject(service);
    expect(callerOf({ accountId: account, invokedBy: 'ecs.amazonaws.com' })).toMatchObject(service);
  });

  it('tells web identities and SAML users apart, and leaves their ids empty', () => {
    const nameless = { principalId: '', principalArn: '', sessionName: '' };
    expect(callerOf({ type: 'WebIdentityUser', principalId: 'x:y:z', userName: 'repo:o/r' })).toMatchObject({
      kind: 'web-identity',
      ...nameless,
    });
    expect(callerOf({ type: 'SAMLUser', principalId: 'x:bob', userName: 'bob' })).toMatchObject({
      kind: 'saml',
      ...nameless,
    });
  });

  it.each(['IdentityCenterUser', 'Directory', 'Unknown', 'SomethingNew'])('keeps %s as unattributed', (type) => {
    expect(callerOf({ type, principalId: 'p:q', accountId: account })).toMatchObject({
      kind: 'unattributed',
      principalId: '',
      principalAccountId: account,
    });
  });

  it('keeps a record without any identity as unattributed', () => {
    expect(callerOf(undefined).kind).toBe('unattributed');
    expect(callerOf({}).kind).toBe('unattributed');
  });
});
