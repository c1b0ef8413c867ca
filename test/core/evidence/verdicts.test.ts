import { describe, expect, it } from 'vitest';
import type { LastAccessedReport } from '../../../src/core/model/bundle.ts';
import { asOf, change, daysAgo, type Given, judgedOf, logsOf, roleWith, trail, verdictsFor } from './account.ts';

const terminate = 'ec2:TerminateInstances';
const runInstances = { source: 'ec2.amazonaws.com', name: 'RunInstances' };
const role = 'arn:aws:iam::111122223333:role/worker';

function report(services: LastAccessedReport['services'], completedAt = asOf): LastAccessedReport {
  return { arn: role, completedAt, services, path: 'last-accessed/worker.json' };
}

function dataSelector(resourceType: string, over: object = {}) {
  return { category: 'data', readWrite: 'all', resourceType, isPartial: false, ...over } as const;
}

describe('the verdict of one action', () => {
  const rows: readonly (readonly [string, string, Given, string])[] = [
    ['covered and not seen', terminate, {}, 'unused'],
    ['seen', terminate, { events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances' }] }, 'used'],
    [
      'seen to fail for another reason',
      terminate,
      { events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances', outcome: 'failed' }] },
      'used',
    ],
    [
      'only refused',
      terminate,
      { events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances', outcome: 'denied' }] },
      'denied-only',
    ],
    [
      'refused once and seen once',
      terminate,
      {
        events: [
          { daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances', outcome: 'denied' },
          { daysAgo: 9, source: 'ec2.amazonaws.com', name: 'TerminateInstances' },
        ],
      },
      'used',
    ],
    [
      'refused where nothing is covered',
      terminate,
      {
        logs: logsOf([40]),
        events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances', outcome: 'denied' }],
      },
      'unobservable',
    ],
    [
      'seen before the window only',
      terminate,
      { events: [{ daysAgo: 100, source: 'ec2.amazonaws.com', name: 'TerminateInstances' }] },
      'unused',
    ],
    [
      'seen by an earlier role of the same name',
      terminate,
      { events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances', principalId: 'AROADELETED' }] },
      'unused',
    ],
    [
      'seen in a record without a unique id',
      terminate,
      { events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances', principalId: '' }] },
      'used',
    ],
    [
      'of a service with an event that maps to nothing',
      terminate,
      { events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'InventedCall' }] },
      'unobservable',
    ],
    [
      'beside another service with such an event',
      terminate,
      { events: [{ daysAgo: 3, source: 'sqs.amazonaws.com', name: 'InventedCall' }] },
      'unused',
    ],
    ['a permission that leaves no event', 'rds-db:connect', {}, 'unobservable'],
    ['a data event that no trail selects', 's3:DeleteObject', {}, 'unobservable'],
    [
      'a data event that the trail selects',
      's3:DeleteObject',
      { parts: { trails: [{ ...trail, selectors: [...(trail.selectors ?? []), dataSelector('AWS::S3::Object')] }] } },
      'unused',
    ],
    [
      'a data event that the trail selects for some buckets',
      's3:DeleteObject',
      {
        parts: {
          trails: [
            { ...trail, selectors: [...(trail.selectors ?? []), dataSelector('AWS::S3::Object', { isPartial: true })] },
          ],
        },
      },
      'unobservable',
    ],
    [
      'a data event that the trail selects for reads',
      's3:DeleteObject',
      {
        parts: {
          trails: [
            {
              ...trail,
              selectors: [...(trail.selectors ?? []), dataSelector('AWS::S3::Object', { readWrite: 'read' })],
            },
          ],
        },
      },
      'unobservable',
    ],
    [
      'a data event declared as recorded',
      's3:DeleteObject',
      { settings: { coverage: { toleratedGapDays: 0, dataEvents: ['AWS::S3::Object'] } } },
      'unused',
    ],
    ['an action recorded partly as data events', 's3:ListBucket', {}, 'unobservable'],
  ];
  it.each(rows)('of %s', (_, action, given, expected) => {
    expect(verdictsFor([action], given)).toEqual({ [action]: expected });
  });
});

describe('coverage by logs', () => {
  const rows: readonly (readonly [string, Given, string])[] = [
    ['a day inside the window without a file', { logs: logsOf([40]) }, 'unobservable'],
    [
      'such a day, tolerated',
      { logs: logsOf([40]), settings: { coverage: { toleratedGapDays: 1, dataEvents: [] } } },
      'unused',
    ],
    ['a day missing at each end', { logs: logsOf([0, 90]) }, 'unused'],
    ['no logs at all', { logs: [] }, 'unobservable'],
    [
      'logs that begin in the window',
      { logs: logsOf(Array.from({ length: 60 }, (_, day) => 61 + day)) },
      'unobservable',
    ],
    [
      'an unreadable file of the account',
      {
        logGaps: [
          {
            service: 'logs',
            operation: 'read',
            account: '111122223333',
            region: 'eu-west-1',
            errorCode: 'Truncated',
            message: '',
            days: [Math.floor(daysAgo(20) / 86_400_000)],
          },
        ],
      },
      'unobservable',
    ],
    [
      'an unreadable file of before the window',
      {
        logGaps: [
          {
            service: 'logs',
            operation: 'read',
            account: '111122223333',
            region: 'eu-west-1',
            errorCode: 'Truncated',
            message: '',
            days: [Math.floor(daysAgo(110) / 86_400_000)],
          },
        ],
      },
      'unused',
    ],
    [
      'an unreadable file of another account',
      {
        logGaps: [
          {
            service: 'logs',
            operation: 'read',
            account: '444455556666',
            region: 'eu-west-1',
            errorCode: 'Truncated',
            message: '',
            days: [Math.floor(daysAgo(20) / 86_400_000)],
          },
        ],
      },
      'unused',
    ],
    ['no trail at all', { parts: { trails: [] } }, 'unobservable'],
    ['trails that could not be read, and files alone', { parts: { trails: undefined } as never }, 'unused'],
    ['a trail of one region', { parts: { trails: [{ ...trail, isMultiRegion: false }] } }, 'unobservable'],
    [
      'a trail of one region, where that is the only one',
      { parts: { trails: [{ ...trail, isMultiRegion: false }], regions: ['us-east-1'] } },
      'unused',
    ],
    [
      'a trail that was stopped for good',
      { parts: { trails: [{ ...trail, isLogging: false, stoppedLoggingAt: daysAgo(30) }] } },
      'unobservable',
    ],
    [
      'a trail that was started in the window',
      { parts: { trails: [{ ...trail, startedLoggingAt: daysAgo(30) }] } },
      'unobservable',
    ],
    [
      'a trail whose status is not known',
      { parts: { trails: [{ ...trail, isLogging: undefined } as never] } },
      'unobservable',
    ],
    [
      'a trail whose selectors are not known',
      { parts: { trails: [{ ...trail, selectors: undefined } as never] } },
      'unobservable',
    ],
    [
      'a trail that logs reads only',
      {
        parts: {
          trails: [
            {
              ...trail,
              selectors: [{ category: 'management', readWrite: 'read', resourceType: '', isPartial: false }],
            },
          ],
        },
      },
      'unobservable',
    ],
    [
      'a trail that logs writes only',
      {
        parts: {
          trails: [
            {
              ...trail,
              selectors: [{ category: 'management', readWrite: 'write', resourceType: '', isPartial: false }],
            },
          ],
        },
      },
      'unused',
    ],
    [
      'a trail that leaves out another source',
      {
        parts: {
          trails: [
            {
              ...trail,
              selectors: [
                {
                  category: 'management',
                  readWrite: 'all',
                  eventSources: { not: true, values: ['kms.amazonaws.com'] },
                  resourceType: '',
                  isPartial: false,
                },
              ],
            },
          ],
        },
      },
      'unused',
    ],
    [
      'a trail that leaves out the source',
      {
        parts: {
          trails: [
            {
              ...trail,
              selectors: [
                {
                  category: 'management',
                  readWrite: 'all',
                  eventSources: { not: true, values: ['ec2.amazonaws.com'] },
                  resourceType: '',
                  isPartial: false,
                },
              ],
            },
          ],
        },
      },
      'unobservable',
    ],
    [
      'selectors that were changed in the window',
      {
        changes: [
          change(
            30,
            'PutEventSelectors',
            { trailName: 'all', eventSelectors: [{ readWriteType: 'WriteOnly', includeManagementEvents: true }] },
            'cloudtrail.amazonaws.com',
          ),
        ],
      },
      'unobservable',
    ],
    [
      'selectors that were put again as they were',
      {
        changes: [100, 30].map((days) =>
          change(
            days,
            'PutEventSelectors',
            {
              trailName: 'all',
              eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [] }],
            },
            'cloudtrail.amazonaws.com',
          ),
        ),
      },
      'unused',
    ],
    [
      'a trail stopped for two days',
      {
        parts: { trails: [{ ...trail, startedLoggingAt: daysAgo(28) }] },
        changes: [
          change(30, 'StopLogging', { name: 'all' }, 'cloudtrail.amazonaws.com'),
          change(28, 'StartLogging', { name: 'all' }, 'cloudtrail.amazonaws.com'),
        ],
      },
      'unobservable',
    ],
    [
      'such a stop, tolerated',
      {
        settings: { coverage: { toleratedGapDays: 3, dataEvents: [] } },
        parts: { trails: [{ ...trail, startedLoggingAt: daysAgo(28) }] },
        changes: [
          change(30, 'StopLogging', { name: 'all' }, 'cloudtrail.amazonaws.com'),
          change(28, 'StartLogging', { name: 'all' }, 'cloudtrail.amazonaws.com'),
        ],
      },
      'unused',
    ],
    [
      'a trail that was given a name in the window',
      {
        changes: [
          change(30, 'UpdateTrail', { name: 'all', enableLogFileValidation: true }, 'cloudtrail.amazonaws.com'),
        ],
      },
      'unused',
    ],
    [
      'a trail that was widened to all regions in the window',
      { changes: [change(30, 'UpdateTrail', { name: 'all', isMultiRegionTrail: true }, 'cloudtrail.amazonaws.com')] },
      'unobservable',
    ],
    [
      'a second trail that delivers elsewhere and sees less',
      {
        parts: {
          trails: [trail, { ...trail, arn: `${trail.arn}2`, name: 'other', bucket: 'elsewhere', selectors: [] }],
        },
      },
      'unobservable',
    ],
  ];
  it.each(rows)('with %s', (_, given, expected) => {
    expect(verdictsFor([terminate], given)).toEqual({ [terminate]: expected });
  });

  it('counts the global services in the home region alone', () => {
    const given = { parts: { trails: [{ ...trail, isMultiRegion: false }] } };
    expect(verdictsFor(['iam:DeleteRole', terminate], given)).toEqual({
      'iam:DeleteRole': 'unused',
      [terminate]: 'unobservable',
    });
  });

  it('does not trust a trail without global services with IAM', () => {
    const given = { parts: { trails: [{ ...trail, includesGlobalServices: false }] } };
    expect(verdictsFor(['iam:DeleteRole'], given)).toEqual({ 'iam:DeleteRole': 'unobservable' });
  });
});

describe('coverage by last-accessed data', () => {
  const none = { logs: [] };
  const rows: readonly (readonly [string, string, Given, string])[] = [
    [
      'a service that was not used, data plane too',
      's3:DeleteObject',
      { ...none, parts: { lastAccessed: [report([{ namespace: 's3' }])] } },
      'unused',
    ],
    [
      'a service last used before the window',
      's3:DeleteObject',
      { ...none, parts: { lastAccessed: [report([{ namespace: 's3', lastAt: daysAgo(200) }])] } },
      'unused',
    ],
    [
      'a service used in the window, its actions not told',
      's3:DeleteObject',
      { ...none, parts: { lastAccessed: [report([{ namespace: 's3', lastAt: daysAgo(20) }])] } },
      'unobservable',
    ],
    [
      'a service that the answer does not list',
      's3:DeleteObject',
      { ...none, parts: { lastAccessed: [report([{ namespace: 'ec2' }])] } },
      'unobservable',
    ],
    [
      'an action listed without a date',
      terminate,
      {
        ...none,
        parts: {
          lastAccessed: [report([{ namespace: 'ec2', lastAt: daysAgo(2), actions: [{ name: 'TerminateInstances' }] }])],
        },
      },
      'unused',
    ],
    [
      'an action listed with a date in the window',
      terminate,
      {
        ...none,
        parts: {
          lastAccessed: [
            report([
              { namespace: 'ec2', lastAt: daysAgo(2), actions: [{ name: 'TerminateInstances', lastAt: daysAgo(2) }] },
            ]),
          ],
        },
      },
      'used',
    ],
    [
      'an action that is not listed, of a service in use',
      terminate,
      {
        ...none,
        parts: {
          lastAccessed: [
            report([{ namespace: 'ec2', lastAt: daysAgo(2), actions: [{ name: 'RunInstances', lastAt: daysAgo(2) }] }]),
          ],
        },
      },
      'unobservable',
    ],
    [
      'an answer of three weeks ago',
      's3:DeleteObject',
      { ...none, parts: { lastAccessed: [report([{ namespace: 's3' }], daysAgo(21))] } },
      'unobservable',
    ],
    [
      'an attempt that covering logs show as refused',
      terminate,
      {
        events: [{ daysAgo: 2, source: 'ec2.amazonaws.com', name: 'TerminateInstances', outcome: 'denied' }],
        parts: {
          lastAccessed: [
            report([
              { namespace: 'ec2', lastAt: daysAgo(2), actions: [{ name: 'TerminateInstances', lastAt: daysAgo(2) }] },
            ]),
          ],
        },
      },
      'denied-only',
    ],
    [
      'an attempt later than the last refusal that covering logs show',
      terminate,
      {
        events: [{ daysAgo: 2, source: 'ec2.amazonaws.com', name: 'TerminateInstances', outcome: 'denied' }],
        parts: {
          lastAccessed: [
            report([
              {
                namespace: 'ec2',
                lastAt: daysAgo(0.5),
                actions: [{ name: 'TerminateInstances', lastAt: daysAgo(0.5) }],
              },
            ]),
          ],
        },
      },
      'used',
    ],
    [
      'a service in use that covering logs do not show at all',
      terminate,
      { parts: { lastAccessed: [report([{ namespace: 'ec2', lastAt: daysAgo(2) }])] } },
      'unobservable',
    ],
    [
      'iam:PassRole of an unused iam, while a call that may carry it was seen',
      'iam:PassRole',
      {
        ...none,
        events: [{ daysAgo: 2, ...runInstances, detail: { requestKeysKnown: false } }],
        parts: { lastAccessed: [report([{ namespace: 'iam' }])] },
      },
      'unobservable',
    ],
  ];
  it.each(rows)('of %s', (_, action, given, expected) => {
    expect(verdictsFor([action], given)).toEqual({ [action]: expected });
  });
});

describe('a companion', () => {
  const pass = 'iam:PassRole';
  const carrier = 'ec2:RunInstances';
  const passed = {
    arn: 'arn:aws:iam::111122223333:role/x',
    service: 'ec2.amazonaws.com',
    lastSeen: asOf,
    outcome: 'allowed',
  } as const;
  const rows: readonly (readonly [string, Given, string])[] = [
    ['is unused when no granted call carried it', {}, 'unused'],
    [
      'is unused when the call was seen without its parameter',
      { events: [{ daysAgo: 2, ...runInstances, detail: { requestKeys: ['instanceType'] } }] },
      'unused',
    ],
    [
      'is used when the call carried its parameter',
      { events: [{ daysAgo: 2, ...runInstances, detail: { requestKeys: ['iamInstanceProfile.arn'] } }] },
      'used',
    ],
    [
      'is unobservable when the call may carry it unseen',
      { events: [{ daysAgo: 2, ...runInstances, detail: { requestKeys: ['launchTemplate.launchTemplateId'] } }] },
      'unobservable',
    ],
    [
      'is unobservable when the parameters are not known',
      { events: [{ daysAgo: 2, ...runInstances, detail: { requestKeysKnown: false } }] },
      'unobservable',
    ],
    ['is unobservable when the call could have gone unseen', { logs: logsOf([40]) }, 'unobservable'],
    [
      'is not used by a refused call',
      { events: [{ daysAgo: 2, ...runInstances, outcome: 'denied', detail: { requestKeys: ['iamInstanceProfile'] } }] },
      'unused',
    ],
    [
      'is used by a role handed to a service that no table knows',
      { events: [{ daysAgo: 2, source: 'new.amazonaws.com', name: 'CreateThing', detail: { passed: [passed] } }] },
      'used',
    ],
  ];
  it.each(rows)('%s', (_, given, expected) => {
    expect(verdictsFor([pass, carrier], given)).toMatchObject({ [pass]: expected });
  });

  it('is left alone where no granted call of our table carries it', () => {
    expect(verdictsFor([pass])).toEqual({ [pass]: 'unobservable' });
  });
});

describe('age', () => {
  const document = (...actions: readonly string[]): object => ({
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });
  const put = (days: number, ...actions: readonly string[]) =>
    change(days, 'PutRolePolicy', {
      roleName: 'worker',
      policyName: 'own',
      policyDocument: JSON.stringify(document(...actions)),
    });
  const managed = (
    ...versions: readonly (readonly [id: string, days: number, ...actions: readonly string[]])[]
  ): NonNullable<Given['parts']> => ({
    details: {
      users: [],
      groups: [],
      isComplete: true,
      roles: [roleWith([], { inlinePolicies: [], attachedPolicies: ['arn:aws:iam::111122223333:policy/p'] })],
      policies: [
        {
          id: 'ANPA',
          arn: 'arn:aws:iam::111122223333:policy/p',
          name: 'p',
          path: '/',
          createdAt: daysAgo(600),
          attachmentCount: 1,
          boundaryUsageCount: 0,
          versions: versions.map(([versionId, days, ...actions], place) => ({
            versionId,
            isDefault: place === versions.length - 1,
            createdAt: daysAgo(days),
            document: document(...actions),
          })),
        },
      ],
    },
  });
  const rows: readonly (readonly [string, Given, string])[] = [
    [
      'a role younger than the window',
      {
        parts: {
          roles: [roleWith([{ Effect: 'Allow', Action: terminate, Resource: '*' }], { createdAt: daysAgo(30) })],
        },
      },
      'too-recent',
    ],
    ['a document first put in the window', { changes: [put(30, terminate)] }, 'too-recent'],
    ['a document put again that granted it before', { changes: [put(110, terminate), put(30, terminate)] }, 'unused'],
    [
      'a document that granted less before',
      { changes: [put(110, 'ec2:RunInstances'), put(30, terminate)] },
      'too-recent',
    ],
    [
      'a document that was taken away for a while',
      {
        changes: [
          put(110, terminate),
          change(50, 'DeleteRolePolicy', { roleName: 'worker', policyName: 'own' }),
          put(30, terminate),
        ],
      },
      'too-recent',
    ],
    [
      'another role of which a document was put',
      { changes: [{ ...put(30, terminate), parameters: { roleName: 'other', policyName: 'own' } }] },
      'unused',
    ],
    ['a put that was refused', { changes: [{ ...put(30, terminate), outcome: 'denied' }] }, 'unused'],
    [
      'a managed policy attached in the window',
      {
        parts: managed(['v1', 600, terminate]),
        changes: [
          change(30, 'AttachRolePolicy', { roleName: 'worker', policyArn: 'arn:aws:iam::111122223333:policy/p' }),
        ],
      },
      'too-recent',
    ],
    [
      'a version of the window that added it',
      { parts: managed(['v1', 600, 'ec2:RunInstances'], ['v2', 30, terminate]) },
      'too-recent',
    ],
    [
      'a version of the window that kept it',
      { parts: managed(['v1', 600, terminate], ['v2', 30, terminate, 'ec2:RunInstances']) },
      'unused',
    ],
    [
      'a version of the window that lacked it for a while',
      { parts: managed(['v1', 600, terminate], ['v2', 50, 'ec2:RunInstances'], ['v3', 30, terminate]) },
      'too-recent',
    ],
    [
      'an old version made the default in the window',
      {
        parts: managed(['v1', 600, 'ec2:RunInstances'], ['v2', 500, terminate]),
        changes: [
          change(30, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/p', versionId: 'v2' }),
        ],
      },
      'too-recent',
    ],
    [
      'a version that lacked it for a while and is deleted, told by its event',
      {
        parts: managed(['v1', 600, terminate]),
        changes: [
          change(70, 'CreatePolicyVersion', {
            policyArn: 'arn:aws:iam::111122223333:policy/p',
            setAsDefault: true,
            policyDocument: JSON.stringify(document('ec2:RunInstances')),
          }),
          change(40, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/p', versionId: 'v1' }),
        ],
      },
      'too-recent',
    ],
    [
      'a version that was the default for a while, deleted and not told',
      {
        parts: managed(['v1', 600, terminate]),
        changes: [
          change(70, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/p', versionId: 'v2' }),
          change(40, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/p', versionId: 'v1' }),
        ],
      },
      'too-recent',
    ],
    [
      'a statement that began in the window',
      {
        parts: {
          roles: [
            roleWith([
              {
                Effect: 'Allow',
                Action: terminate,
                Resource: '*',
                Condition: { DateGreaterThan: { 'aws:CurrentTime': new Date(daysAgo(17)).toISOString() } },
              },
            ]),
          ],
        },
      },
      'too-recent',
    ],
    [
      'a boundary changed in the window',
      { changes: [change(30, 'DeleteRolePermissionsBoundary', { roleName: 'worker' })] },
      'too-recent',
    ],
    [
      'a young permission that was used',
      {
        changes: [put(30, terminate)],
        events: [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'TerminateInstances' }],
      },
      'used',
    ],
  ];
  it.each(rows)('of %s', (_, given, expected) => {
    expect(verdictsFor([terminate], given)).toEqual({ [terminate]: expected });
  });
});

describe('confidence', () => {
  const rows: readonly (readonly [string, Given, string])[] = [
    ['everything was read', {}, 'certain'],
    ['the regions are not known', { parts: { regions: undefined } as never }, 'strong'],
    ['there are only files', { parts: { trails: undefined } as never }, 'strong'],
    [
      'the trail belongs to an account that was not read',
      {
        parts: {
          trails: [{ ...trail, arn: 'arn:aws:cloudtrail:us-east-1:999988887777:trail/org', isOrganization: true }],
        },
      },
      'strong',
    ],
    [
      'days were tolerated',
      { logs: logsOf([40]), settings: { coverage: { toleratedGapDays: 2, dataEvents: [] } } },
      'strong',
    ],
  ];
  it.each(rows)('when %s', (_, given, expected) => {
    const roles = [roleWith([{ Effect: 'Allow', Action: terminate, Resource: '*' }])];
    expect(judgedOf({ ...given, parts: { ...given.parts, roles } }).verdicts.confidence).toBe(expected);
  });
});

describe('a role that was made again after the details were read', () => {
  it('is as young as the new one, whose last-accessed answer it may have', () => {
    const given: Given = { parts: { lastAccessed: [report([{ namespace: 'ec2' }])] }, logs: [] };
    const again = change(0.01, 'CreateRole', { roleName: 'Worker' });
    expect(verdictsFor([terminate], given)).toEqual({ [terminate]: 'unused' });
    expect(verdictsFor([terminate], { ...given, changes: [again] })).toEqual({ [terminate]: 'too-recent' });
    expect(judgedOf({ ...given, changes: [again], parts: { roles: [roleWith([])] } }).use.state).toBe('too-recent');
  });

  it.each<[string, ReturnType<typeof change>]>([
    ['its own creation', change(700 - 1 / 86_400, 'CreateRole', { roleName: 'worker' })],
    ['a creation that failed', { ...change(1, 'CreateRole', { roleName: 'worker' }), outcome: 'failed' }],
    ['a user of the same name', change(1, 'CreateUser', { userName: 'worker' })],
  ])('is not made young by %s', (_, event) => {
    const parts = { lastAccessed: [report([{ namespace: 'ec2' }])] };
    expect(verdictsFor([terminate], { parts, logs: [], changes: [event] })).toEqual({ [terminate]: 'unused' });
  });
});
