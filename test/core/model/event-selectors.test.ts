import { describe, expect, it } from 'vitest';
import { eventSelectorsOf } from '../../../src/core/model/event-selectors.ts';

const management = { category: 'management', readWrite: 'all', resourceType: '', isPartial: false };

function data(resourceType: string, isPartial: boolean, readWrite = 'all') {
  return { category: 'data', readWrite, resourceType, isPartial };
}

function basic(...dataResources: readonly object[]): object {
  return {
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: dataResources }],
  };
}

function advanced(...fields: readonly object[]): object {
  return { AdvancedEventSelectors: [{ Name: 'n', FieldSelectors: fields }] };
}

const dataEvents = { Field: 'eventCategory', Equals: ['Data'] };
const s3Objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };

describe('eventSelectorsOf basic selectors', () => {
  it.each([
    ['everything about management', { ReadWriteType: 'All', IncludeManagementEvents: true }, [management]],
    [
      'writes only',
      { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true },
      [{ ...management, readWrite: 'write' }],
    ],
    [
      'reads only',
      { ReadWriteType: 'ReadOnly', IncludeManagementEvents: true },
      [{ ...management, readWrite: 'read' }],
    ],
    ['absent fields, which AWS takes for all', {}, [management]],
    [
      'excluded sources',
      { ExcludeManagementEventSources: ['kms.amazonaws.com'] },
      [{ ...management, eventSources: { not: true, values: ['kms.amazonaws.com'] } }],
    ],
    ['a ReadWriteType nobody knows', { ReadWriteType: 'constructor' }, [{ ...management, isPartial: true }]],
    ['no management events', { IncludeManagementEvents: false }, []],
  ])('reads %s', (_, selector, expected) => {
    expect(eventSelectorsOf({ EventSelectors: [selector] })).toStrictEqual(expected);
  });

  it.each([
    ['AWS::S3::Object', 'arn:aws:s3', false],
    ['AWS::S3::Object', 'arn:aws:s3:::', false],
    ['AWS::S3::Object', 'arn:aws-cn:s3:::', false],
    ['AWS::S3::Object', 'arn:aws-us-gov:s3', false],
    ['AWS::S3::Object', 'arn:aws:s3:::bucket/', true],
    ['AWS::S3::Object', 'arn:aws:s3:::bucket/prefix', true],
    ['AWS::S3::Object', 'arn:aws:lambda', true],
    ['AWS::Lambda::Function', 'arn:aws:lambda', false],
    ['AWS::Lambda::Function', 'arn:aws:lambda:eu-west-1:111122223333:function:f', true],
    ['AWS::DynamoDB::Table', 'arn:aws:dynamodb', false],
    ['AWS::DynamoDB::Table', 'arn:aws:dynamodb:eu-west-1:111122223333:table/t', true],
    ['AWS::SNS::Topic', 'arn:aws:sns', true],
  ])('takes %s with %s for partial: %s', (type, value, isPartial) => {
    expect(eventSelectorsOf(basic({ Type: type, Values: [value] }))).toStrictEqual([data(type, isPartial)]);
  });

  it('takes a data resource without values for partial, and one whole value among narrow ones for whole', () => {
    expect(eventSelectorsOf(basic({ Type: 'AWS::S3::Object', Values: [] }))).toStrictEqual([
      data('AWS::S3::Object', true),
    ]);
    expect(
      eventSelectorsOf(basic({ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::b/', 'arn:aws:s3'] })),
    ).toStrictEqual([data('AWS::S3::Object', false)]);
  });

  it('reads the parameters of a PutEventSelectors event, which are in lower camel case', () => {
    const parameters = {
      trailName: 'main',
      eventSelectors: [
        {
          readWriteType: 'WriteOnly',
          includeManagementEvents: true,
          dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
          excludeManagementEventSources: ['rdsdata.amazonaws.com'],
        },
      ],
    };
    expect(eventSelectorsOf(parameters)).toStrictEqual([
      { ...management, readWrite: 'write', eventSources: { not: true, values: ['rdsdata.amazonaws.com'] } },
      data('AWS::S3::Object', false, 'write'),
    ]);
  });
});

describe('eventSelectorsOf advanced selectors', () => {
  it.each([
    ['management events', [{ Field: 'eventCategory', Equals: ['Management'] }], [management]],
    [
      'management writes',
      [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', Equals: ['false'] },
      ],
      [{ ...management, readWrite: 'write' }],
    ],
    [
      'management reads, put the other way round',
      [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', NotEquals: ['false'] },
      ],
      [{ ...management, readWrite: 'read' }],
    ],
    [
      'management events but of two sources',
      [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
      ],
      [{ ...management, eventSources: { not: true, values: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] } }],
    ],
    ['all data events of a type', [dataEvents, s3Objects], [data('AWS::S3::Object', false)]],
    [
      'data events by name',
      [dataEvents, s3Objects, { Field: 'eventName', Equals: ['PutObject'] }],
      [{ ...data('AWS::S3::Object', false), eventNames: { not: false, values: ['PutObject'] } }],
    ],
    [
      'network events',
      [
        { Field: 'eventCategory', Equals: ['NetworkActivity'] },
        { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
      ],
      [
        {
          category: 'network',
          readWrite: 'all',
          eventSources: { not: false, values: ['s3.amazonaws.com'] },
          resourceType: '',
          isPartial: false,
        },
      ],
    ],
    [
      'empty operators beside the one in use',
      [{ ...dataEvents, NotEquals: [], StartsWith: null }, s3Objects],
      [data('AWS::S3::Object', false)],
    ],
  ])('reads %s', (_, fields, expected) => {
    expect(eventSelectorsOf(advanced(...fields))).toStrictEqual(expected);
  });

  it.each([
    ['limits resources', [dataEvents, s3Objects, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::b/'] }]],
    [
      'limits callers',
      [dataEvents, s3Objects, { Field: 'userIdentity.arn', NotEquals: ['arn:aws:iam::111122223333:role/r'] }],
    ],
    ['limits event names by their beginning', [dataEvents, s3Objects, { Field: 'eventName', StartsWith: ['Put'] }]],
    [
      'uses two operators on one field',
      [dataEvents, s3Objects, { Field: 'eventName', Equals: ['A'], NotEquals: ['B'] }],
    ],
    [
      'names a field twice',
      [dataEvents, s3Objects, { Field: 'eventName', NotEquals: ['A'] }, { Field: 'eventName', NotEquals: ['B'] }],
    ],
    ['uses a field nobody knows', [dataEvents, s3Objects, { Field: 'newField', Equals: ['x'] }]],
    ['holds something that is no field', [dataEvents, s3Objects, 'x']],
    ['has a readOnly nobody knows', [dataEvents, s3Objects, { Field: 'readOnly', Equals: ['maybe'] }]],
  ])('takes a selector that %s for partial', (_, fields) => {
    const selectors = eventSelectorsOf({ AdvancedEventSelectors: [{ FieldSelectors: fields }] });
    expect(selectors).toHaveLength(1);
    expect(selectors?.[0]).toMatchObject({ category: 'data', resourceType: 'AWS::S3::Object', isPartial: true });
  });

  it('takes data events without a resource type, and selectors without fields, for partial', () => {
    expect(eventSelectorsOf(advanced(dataEvents))?.[0]?.isPartial).toBe(true);
    expect(eventSelectorsOf({ AdvancedEventSelectors: [{}, null] })).toStrictEqual([
      { category: 'other', readWrite: 'all', resourceType: '', isPartial: true },
      { category: 'other', readWrite: 'all', resourceType: '', isPartial: true },
    ]);
  });

  it('reads the lower camel case of CloudTrail events', () => {
    const parameters = {
      advancedEventSelectors: [
        {
          name: 'all s3',
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.type', equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    };
    expect(eventSelectorsOf(parameters)).toStrictEqual([data('AWS::S3::Object', false)]);
  });
});

describe('eventSelectorsOf', () => {
  it.each([[undefined], [null], ['text'], [7], [[]], [{}], [{ EventSelectors: [], AdvancedEventSelectors: null }]])(
    'knows nothing from %j',
    (answer) => {
      expect(eventSelectorsOf(answer)).toBeUndefined();
    },
  );
});
