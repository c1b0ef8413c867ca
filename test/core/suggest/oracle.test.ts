import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { accountId, catalog, daysAgo, logsOf, partsWith, roleWith, settings } from '../evidence/account.ts';
import { auditedCase } from './audited-case.ts';
import { complaintsAbout } from './oracle.ts';

const condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
const shared = `arn:aws:iam::${accountId}:policy/shared`;

/** A role with statements of all kinds, of which it used two actions; and a policy of another's. */
function trueCase() {
  const role = roleWith([
    {
      Sid: 'Look',
      Effect: 'Allow',
      Action: ['iam:GetRole', 'iam:DeleteRole', 's3:GetObject'],
      Resource: '*',
      Condition: condition,
    },
    { Sid: 'Guard', Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' },
    { Sid: 'Hosts', Effect: 'Allow', Action: ['ec2:DescribeInstances', 'iam:CreateUser'], Resource: '*' },
  ]);
  const other = roleWith([], {
    id: 'AROAOTHER',
    name: 'other',
    arn: `arn:aws:iam::${accountId}:role/other`,
    inlinePolicies: [],
    attachedPolicies: [shared],
  });
  const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: ['s3:PutObject'], Resource: '*' } };
  const policy = {
    id: 'ANPASHARED',
    arn: shared,
    name: 'shared',
    path: '/',
    createdAt: daysAgo(700),
    attachmentCount: 1,
    boundaryUsageCount: 0,
    versions: [{ versionId: 'v1', isDefault: true, createdAt: daysAgo(700), document }],
  };
  return auditedCase(
    {
      parts: partsWith({
        details: { roles: [role, other], users: [], groups: [], policies: [policy], isComplete: true },
      }),
      events: [
        { daysAgo: 5, source: 'iam.amazonaws.com', name: 'GetRole' },
        { daysAgo: 5, source: 'ec2.amazonaws.com', name: 'DescribeInstances' },
        {
          daysAgo: 5,
          source: 'sts.amazonaws.com',
          name: 'GetCallerIdentity',
          principalId: other.id,
          principalArn: other.arn,
          detail: { principalId: other.id, principalArn: other.arn },
        },
      ],
      logs: logsOf(),
      windowDays: 90,
      suggest: settings.suggest,
      organization: { gaps: [] },
    },
    25,
  );
}

const given = trueCase();

/** What is said of the one suggestion with its JSON changed, everywhere or in one step of its plan. */
function complaintsWith(change: (text: string) => string, step?: string): string {
  const [suggestion] = given.audit.suggestions;
  if (suggestion === undefined || given.audit.suggestions.length > 1) throw new Error('there is one suggestion');
  const changed = (value: unknown) => {
    const text = JSON.stringify(value);
    return JSON.parse(change(text));
  };
  const wrong: Suggestion =
    step === undefined
      ? changed(suggestion)
      : {
          ...suggestion,
          plan: {
            ...suggestion.plan,
            steps: suggestion.plan.steps.map((one) => (one.id === step ? changed(one) : one)),
          },
        };
  expect(JSON.stringify(wrong)).not.toBe(JSON.stringify(suggestion));
  return complaintsAbout({ ...given, audit: { ...given.audit, suggestions: [wrong] } }, catalog).join('\n');
}

describe('the judge of suggestions', () => {
  it('has nothing to say of a right one', () => {
    expect(given.audit.suggestions.map(({ removed }) => removed)).toEqual([['iam:DeleteRole']]);
    expect(complaintsAbout(given, catalog)).toEqual([]);
  });

  it('sees access that was not there before', () => {
    const text = complaintsWith((json) => json.replaceAll('"ec2:DescribeInstances"', '"ec2:*"'));
    expect(text).toContain('new access: ec2:');
  });

  it('sees a name outside the catalog that was not granted before', () => {
    const text = complaintsWith(
      (json) => json.replaceAll('"ec2:DescribeInstances"', '"ec2:DescribeInstances","nobody:Does"'),
      'remove',
    );
    expect(text).toContain('new access: nobody:does');
  });

  it('sees that something in use is lost', () => {
    const text = complaintsWith((json) => json.replaceAll('"iam:GetRole"', '"iam:DeleteRole"'), 'remove');
    expect(text).toContain('seen in use, and lost: iam:getrole');
  });

  it('sees that something nobody could judge is lost', () => {
    const text = complaintsWith((json) => json.replaceAll(',"s3:GetObject"', ''), 'remove');
    expect(text).toContain('unobservable, and lost: s3:getobject');
  });

  it('sees that a condition is gone, another resource, another Sid', () => {
    const less = complaintsWith((json) => json.replaceAll(`,"Condition":${JSON.stringify(condition)}`, ''), 'remove');
    expect(less).toContain('new access: iam:getrole');
    expect(less).toContain('other Sid, resources or conditions');
    const sid = complaintsWith((json) => json.replaceAll('"Hosts"', '"Guests"'), 'remove');
    expect(sid).toContain('other Sid, resources or conditions');
    const resource = complaintsWith((json) => json.replace('"Resource":"*"', '"Resource":"arn:aws:s3:::x"'), 'remove');
    expect(resource).toContain('other Sid, resources or conditions');
  });

  it('sees that a Deny is gone', () => {
    const text = complaintsWith((json) => json.replaceAll('"Effect":"Deny"', '"Effect":"Allow"'), 'remove');
    expect(text).toContain('a Deny of');
    expect(text).toContain('new access: iam:createuser');
  });

  it('sees that what is told as removed is still granted', () => {
    const text = complaintsWith((json) => json.replace('"removed":[', '"removed":["iam:GetRole",'));
    expect(text).toContain('told as removed, and still granted: iam:getrole');
    expect(text).toContain('iam:getrole is told as kept and as removed');
  });

  it('sees a reason that is not true', () => {
    expect(complaintsWith((json) => json.replace('"why":"used"', '"why":"unobservable"'))).toContain(
      'is kept as unobservable, and judged used',
    );
    expect(complaintsWith((json) => json.replace('"why":"unobservable"', '"why":"vendor"'))).toContain(
      'is kept as vendor, and judged unobservable',
    );
  });

  it('sees that something granted is not told of', () => {
    expect(complaintsWith((json) => json.replace('"removed":["iam:DeleteRole"]', '"removed":[]'))).toContain(
      'iam:deleterole was granted, and is told neither as kept nor as removed',
    );
  });

  it('sees that something unused stays for no reason', () => {
    const whole = (json: string) =>
      json.replaceAll('"Action":["iam:GetRole",', '"Action":["iam:GetRole","iam:DeleteRole",');
    expect(complaintsWith(whole, 'remove')).toContain('iam:deleterole is unused, and stays for no reason');
  });

  it('sees a quarantine that blocks what stays, or lets through what goes', () => {
    const wide = complaintsWith((json) => json.replaceAll('"iam:DeleteRole"', '"iam:*"'), 'quarantine');
    expect(wide).toContain('kept, and blocked by the quarantine: iam:getrole');
    const narrow = complaintsWith((json) => json.replaceAll('"iam:DeleteRole"', '"iam:DeleteUser"'), 'quarantine');
    expect(narrow).toContain('removed, and not quarantined: iam:deleterole');
  });

  it('sees an undo that is missing, or brings back something else', () => {
    expect(complaintsWith((json) => json.replace(/"undo":\[.*\]/, '"undo":[]'), 'quarantine')).toContain(
      'the undo of quarantine leaves',
    );
    expect(complaintsWith((json) => json.replace(/"undo":\[.*\]/, '"undo":[]'), 'remove')).toContain(
      'the undo of remove leaves',
    );
  });

  it('sees what AWS would refuse', () => {
    const long = `"${'x'.repeat(10_300)}"`;
    expect(complaintsWith((json) => json.replaceAll('"Hosts"', long), 'remove')).toContain(
      'AWS would refuse step remove',
    );
    expect(complaintsWith((json) => json.replaceAll('role/worker', 'role/nobody'), 'remove')).toContain(
      'there is no role',
    );
  });

  it('sees that another’s policies, a boundary or a trust policy are touched', () => {
    const detach = {
      do: 'detach-policy',
      holder: { kind: 'role', arn: `arn:aws:iam::${accountId}:role/other`, name: 'other' },
      arn: shared,
    };
    const attach = { ...detach, do: 'attach-policy' };
    const more = (json: string) =>
      json
        .replace('"changes":[', `"changes":[${JSON.stringify(detach)},`)
        .replace('"undo":[', `"undo":[${JSON.stringify(attach)},`);
    expect(complaintsWith(more, 'remove')).toContain('it is changed, and the suggestion does not name it');
  });

  it('sees documents and names that are not what the changes do', () => {
    expect(complaintsWith((json) => json.replace('"after":[{"name":"own"', '"after":[{"name":"other"'))).toContain(
      'is not as `after` tells it',
    );
    expect(complaintsWith((json) => json.replace('"after":["own"]', '"after":[]'))).toContain('inline policies of');
  });

  it('sees a check that fails, and one that was not made', () => {
    expect(complaintsWith((json) => json.replace('"holds":true', '"holds":false'))).toContain('shown, though');
    expect(complaintsWith((json) => json.replace('"point":"fits"', '"point":"replay"'))).toContain('were checked');
  });
});
