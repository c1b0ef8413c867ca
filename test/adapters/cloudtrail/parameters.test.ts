import { describe, expect, it } from 'vitest';
import { newKeyNode, pathsOf, walkParameters } from '../../../src/adapters/cloudtrail/parameters.ts';

const role = 'arn:aws:iam::111122223333:role/service-role/app@x';

function arnsOf(parameters: unknown, withPolicies = false): readonly string[] {
  return walkParameters(parameters, undefined, withPolicies).arns;
}

describe('walkParameters', () => {
  it('finds roles at any depth, inside other text, and of every partition', () => {
    const china = 'arn:aws-cn:iam::111122223333:role/x';
    expect(arnsOf({ a: [{ b: { c: { d: { e: { roleArn: role } } } } }] })).toEqual([role]);
    expect(arnsOf({ parameters: `{"AutomationAssumeRole":["${role}"],"other":"${china}"}` })).toEqual([role, china]);
  });

  it('keeps instance profiles as they are', () => {
    const profile = 'arn:aws:iam::111122223333:instance-profile/workers';
    expect(arnsOf({ iamInstanceProfile: { arn: profile } })).toEqual([profile]);
  });

  it('does not take the roles that a policy document names for roles handed over', () => {
    const document = JSON.stringify({ Statement: [{ Principal: { AWS: role } }] });
    expect(arnsOf({ assumeRolePolicyDocument: document, policyDocument: encodeURIComponent(document) })).toEqual([]);
    expect(arnsOf({ policyArn: role })).toEqual([role]);
  });

  it('finds session policies only where they are asked for', () => {
    const policy = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const parameters = { roleArn: role, policyArns: [{ arn: policy }] };
    expect(arnsOf(parameters, true)).toEqual([role, policy]);
    expect(arnsOf(parameters)).toEqual([role]);
  });

  it('adds the paths of several calls to one tree', () => {
    const keys = newKeyNode();
    walkParameters({ a: { b: 1 } }, keys, false);
    walkParameters({ a: [{ c: 2 }, { b: 3 }], d: null }, keys, false);
    expect(pathsOf(keys).sort()).toEqual(['a', 'a.b', 'a.c', 'd']);
  });
});
