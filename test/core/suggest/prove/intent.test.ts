import { describe, expect, it } from 'vitest';
import type { SuggestedPolicy } from '../../../../src/core/model/suggestion.ts';
import { intentTrouble, isNarrowedFrom } from '../../../../src/core/suggest/prove/intent.ts';
import { allow, policyOf } from '../one-role.ts';

function policies(...statements: readonly object[]): readonly SuggestedPolicy[] {
  return [{ name: 'own', type: 'inline', document: policyOf(...statements) }];
}

function old(...statements: readonly object[]): readonly SuggestedPolicy[] {
  return [{ name: 'own', type: 'inline', document: { Statement: statements } }];
}

const condition = { Bool: { 'aws:SecureTransport': 'true' } };
const look = { Sid: 'Look', ...allow('iam:Get*', 'iam:List*') };
const narrow = { ...look, Action: 'iam:GetRole' };
const guard = { Sid: 'Guard', Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: condition };
const quarantine = { Sid: 'IamDriftQuarantine20261031', Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' };
const rest = { Sid: 'Rest', Effect: 'Allow', NotAction: ['iam:*', 'sqs:*'], Resource: '*' };
const renamed = 'has another Sid than the statement that it is a part of';
const part = 'is not one of those before with fewer actions or resources';

describe('intentTrouble', () => {
  it.each([
    ['fewer actions', policies(look, guard), policies(narrow, guard)],
    ['a statement less', policies(look, { ...look, Sid: 'More' }), policies(look)],
    ['a longer NotAction', policies(rest), policies({ ...rest, NotAction: ['iam:*', 'sqs:*', 'ec2:*'] })],
    ['a NotResource kept', policies({ ...look, NotResource: 'x' }), policies({ ...narrow, NotResource: 'x' })],
    ['narrower resources', policies(look), policies({ ...narrow, Resource: 'arn:aws:iam::111122223333:role/a' })],
    ['a quarantine ended', policies(look, quarantine), policies(narrow)],
    ['two pieces, the second with a number', policies(look), policies(narrow, { ...look, Sid: 'Look2' })],
    [
      'elements spelled in another case',
      policies(look),
      policies({ sid: 'Look', effect: 'Allow', action: 'iam:GetRole', RESOURCE: '*' }),
    ],
    ['nothing left', policies(look), []],
  ])('finds nothing wrong with %s', (_, before, after) => {
    expect(intentTrouble(before, after)).toBeUndefined();
  });

  it.each([
    ['a Deny dropped', policies(look, guard), policies(narrow), 'a Deny statement is not kept as it was'],
    [
      'a Deny of less',
      policies(guard),
      policies({ ...guard, Action: 'iam:Get*' }),
      'a Deny statement is not kept as it was',
    ],
    [
      'a Deny that says when no longer',
      policies(guard),
      policies({ ...guard, Condition: undefined }),
      'a Deny statement is not kept as it was',
    ],
    ['a new Deny', policies(look), policies(look, guard), 'a Deny statement is new'],
    [
      'a Deny made an Allow',
      policies(look, guard),
      policies(look, { ...guard, Effect: 'Allow' }),
      'a Deny statement is not kept as it was',
    ],
    ['a Deny by another name', policies(guard), policies({ ...guard, Sid: 'Other' }), `statement Other ${renamed}`],
    ['a condition added', policies(look), policies({ ...narrow, Condition: condition }), `statement Look ${part}`],
    ['a condition dropped', policies({ ...look, Condition: condition }), policies(narrow), `statement Look ${part}`],
    [
      'wider resources',
      policies({ ...look, Resource: 'arn:aws:iam::*:role/a*' }),
      policies({ ...narrow, Resource: 'arn:aws:iam::*:role/*' }),
      `statement Look ${part}`,
    ],
    ['no resources at all', policies(look), policies({ ...narrow, Resource: [] }), `statement Look ${part}`],
    [
      'NotAction made Action',
      policies(rest),
      policies({ Sid: 'Rest', ...allow('s3:GetObject') }),
      `statement Rest ${part}`,
    ],
    [
      'NotResource made Resource',
      policies({ Sid: 'Not', Effect: 'Allow', Action: 's3:*', NotResource: 'a' }),
      policies({ Sid: 'Not', ...allow('s3:*') }),
      `statement Not ${part}`,
    ],
    ['another version, in which variables are texts', old(look), policies(look), `statement Look ${part}`],
    ['another Sid', policies(look), policies({ ...narrow, Sid: 'Watch' }), `statement Watch ${renamed}`],
    [
      'a Sid with letters added',
      policies(look),
      policies({ ...narrow, Sid: 'Lookout' }),
      `statement Lookout ${renamed}`,
    ],
    ['a Sid dropped', policies(look), policies({ ...narrow, Sid: undefined }), `statement without Sid ${renamed}`],
    [
      'the Sid of another statement',
      policies(look, { ...look, Sid: 'Make', Condition: condition }),
      policies({ ...narrow, Sid: 'Make' }),
      `statement Make ${renamed}`,
    ],
  ])('tells of %s', (_, before, after, trouble) => {
    expect(intentTrouble(before, after)).toBe(trouble);
  });
});

describe('isNarrowedFrom', () => {
  it('holds where every Allow matches only what one before did', () => {
    expect(isNarrowedFrom(policies(look, guard), policies(narrow, guard))).toBe(true);
    expect(isNarrowedFrom(policies(rest), policies({ ...rest, NotAction: ['sqs:*', 'iam:*', 'ec2:*'] }))).toBe(true);
    expect(isNarrowedFrom(policies(look), policies({ ...look, Action: ['IAM:getrole', 'iam:List*'] }))).toBe(true);
  });

  it('does not hold for an action beside them, a shorter NotAction, or any trouble with the intent', () => {
    expect(isNarrowedFrom(policies(look), policies({ ...look, Action: 'iam:*' }))).toBe(false);
    expect(isNarrowedFrom(policies(rest), policies({ ...rest, NotAction: ['iam:*'] }))).toBe(false);
    expect(isNarrowedFrom(policies(look, guard), policies(narrow))).toBe(false);
  });
});
