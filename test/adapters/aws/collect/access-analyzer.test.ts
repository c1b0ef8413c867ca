import { describe, expect, it } from 'vitest';
import { accessAnalyzerPart, wholeFindings } from '../../../../src/adapters/aws/collect/access-analyzer.ts';
import { memoryWriter } from '../memory-writer.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from '../wire.ts';
import { account, collecting, folder, gapTexts } from './collecting.ts';
import { htmlPage, regionsFile } from './json-wire.ts';

const file = `${folder}/access-analyzer/findings.json`;
const regions = { [`${folder}/regions.json`]: regionsFile('us-east-1', 'eu-west-1') };

const analyzer = (name: string, type: string, region = 'us-east-1') => ({
  arn: `arn:aws:access-analyzer:${region}:${account}:analyzer/${name}`,
  name,
  type,
  status: 'ACTIVE',
  createdAt: '2026-01-01T00:00:00Z',
});
const outside = analyzer('outside', 'ACCOUNT');
const unused = analyzer('unused', 'ORGANIZATION_UNUSED_ACCESS');

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const finding = (number: number, findingType: string, resourceType = 'AWS::IAM::Role') => ({
  id: idOf(number),
  findingType,
  resourceType,
  resource: `arn:aws:iam::${account}:role/r${number}`,
  resourceOwnerAccount: account,
  status: 'ACTIVE',
  analyzedAt: '2026-11-20T00:00:00Z',
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
});
const external = finding(1, 'ExternalAccess');
const bucket = finding(2, 'ExternalAccess', 'AWS::S3::Bucket');
const permission = finding(3, 'UnusedPermission');
const role = finding(4, 'UnusedIAMRole');

/** `ListAnalyzers`, `ListFindingsV2`, `GetFindingV2`. */
function operationOf({ method, path }: WireRequest): string {
  if (path === '/analyzer') return 'ListAnalyzers';
  return method === 'POST' && path === '/findingv2' ? 'ListFindingsV2' : 'GetFindingV2';
}

type Answer = (request: WireRequest) => WireAnswer;

const plain: Readonly<Record<string, Answer>> = {
  ListAnalyzers: ({ region, query }) => {
    if (region !== 'us-east-1') return jsonAnswer({ analyzers: [] });
    return query.nextToken === undefined
      ? jsonAnswer({ analyzers: [outside], nextToken: 'more' })
      : jsonAnswer({ analyzers: [unused] });
  },
  ListFindingsV2: ({ parameters: { analyzerArn, nextToken } }) => {
    if (analyzerArn === unused.arn) return jsonAnswer({ findings: [permission, role] });
    return nextToken === undefined
      ? jsonAnswer({ findings: [external], nextToken: 'more' })
      : jsonAnswer({ findings: [bucket] });
  },
  GetFindingV2: ({ path, query }) => {
    const number = Number(path.slice(-3));
    if (number !== 3)
      return jsonAnswer({ ...external, findingDetails: [{ externalAccessDetails: { condition: {} } }] });
    const details = (serviceNamespace: string) => [{ unusedPermissionDetails: { serviceNamespace } }];
    return query.nextToken === undefined
      ? jsonAnswer({ ...permission, findingDetails: details('s3'), nextToken: 'more' })
      : jsonAnswer({ ...permission, findingDetails: details('sqs') });
  },
};

function collect(answers: Readonly<Record<string, Answer>> = {}, writer = memoryWriter({ files: regions })) {
  const all = { ...plain, ...answers };
  return collecting((request) => all[operationOf(request)]?.(request) ?? jsonError(400, 'Unexpected', ''), { writer });
}

const denied = jsonError(403, 'AccessDeniedException', 'no');

describe('findings of Access Analyzer', () => {
  it('are those of all analyzers and pages, and whole where the list does not say all', async () => {
    const { context, writer, wire, gaps, progress } = await collect();
    await accessAnalyzerPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json(file)).toMatchObject({
      findings: [
        { id: external.id, analyzerArn: outside.arn },
        { id: bucket.id, analyzerArn: outside.arn },
        { id: permission.id, analyzerArn: unused.arn },
        { id: role.id },
      ],
      analyzers: [{ name: 'outside' }, { name: 'unused', type: 'ORGANIZATION_UNUSED_ACCESS' }],
      regions: ['eu-west-1', 'us-east-1'],
      unread: [],
    });
    expect(writer.filesUnder(`${folder}/access-analyzer/`)).toEqual([
      `${folder}/access-analyzer/${external.id}.json`,
      `${folder}/access-analyzer/${permission.id}.json`,
      file,
    ]);
    expect(writer.json(`${folder}/access-analyzer/${permission.id}.json`)).toMatchObject({
      id: permission.id,
      findingDetails: [
        { unusedPermissionDetails: { serviceNamespace: 's3' } },
        { unusedPermissionDetails: { serviceNamespace: 'sqs' } },
      ],
    });
    const asked = wire.requests.filter((request) => operationOf(request) === 'ListFindingsV2');
    expect(asked.map(({ parameters }) => parameters.filter)).toContainEqual({
      status: { eq: ['ACTIVE'] },
      resourceOwnerAccount: { eq: [account] },
    });
    expect(asked.filter(({ parameters }) => parameters.analyzerArn === outside.arn)[0]?.parameters.filter).toEqual({
      status: { eq: ['ACTIVE'] },
    });
    expect(progress.at(-1)).toBe('access-analyzer 2/2');
  });

  it('say that there is no analyzer', async () => {
    const { context, writer, gaps } = await collect({ ListAnalyzers: () => jsonAnswer({ analyzers: [] }) });
    await accessAnalyzerPart.collect(context);
    expect([gaps, writer.json(file)]).toEqual([
      [],
      { findings: [], analyzers: [], regions: ['eu-west-1', 'us-east-1'], unread: [] },
    ]);
  });

  it('are no file where no region answers', async () => {
    const { context, writer, gaps } = await collect({ ListAnalyzers: () => htmlPage });
    await accessAnalyzerPart.collect(context);
    expect(writer.files.has(file)).toBe(false);
    expect(gaps).toMatchObject([{ operation: 'ListAnalyzers', errorCode: 'Http200' }]);
  });

  it('are asked for again where an analyzer was not read, and only what is missing where all were', async () => {
    const first = await collect({
      ListFindingsV2: (request) =>
        request.parameters.analyzerArn === unused.arn ? denied : (plain.ListFindingsV2?.(request) ?? denied),
    });
    await accessAnalyzerPart.collect(first.context);
    expect(first.writer.json(file)).toMatchObject({ unread: [unused.arn] });
    expect(first.gaps).toMatchObject([{ operation: 'ListFindingsV2', region: 'us-east-1' }]);
    const second = await collect({}, first.writer);
    await accessAnalyzerPart.collect(second.context);
    expect([second.gaps, second.calls()]).toEqual([[], { ListAnalyzers: 3, ListFindingsV2: 3, GetFindingV2: 2 }]);
    await second.writer.remove(`${folder}/access-analyzer/${external.id}.json`);
    const third = await collect({}, second.writer);
    await accessAnalyzerPart.collect(third.context);
    expect(third.calls()).toEqual({ GetFindingV2: 1 });
  });

  it('are asked for whole once where that is refused, and not at all where they are gone', async () => {
    const many = Array.from({ length: 20 }, (_, index) => finding(100 + index, 'UnusedPermission'));
    const lists = {
      ListFindingsV2: () => jsonAnswer({ findings: many }),
      ListAnalyzers: () => jsonAnswer({ analyzers: [unused] }),
    };
    const refusing = await collect({ ...lists, GetFindingV2: () => denied }, memoryWriter());
    // One call at a time, as a limit of one has it.
    let last: Promise<unknown> = Promise.resolve();
    const limited = <T>(work: () => Promise<T>): Promise<T> => {
      const next = last.then(work);
      last = next.catch(() => undefined);
      return next;
    };
    await accessAnalyzerPart.collect({ ...refusing.context, limited });
    expect(refusing.calls()).toMatchObject({ GetFindingV2: 1 });
    expect(gapTexts(refusing.gaps)).toEqual(['AccessDeniedException GetFindingV2: no']);
    const resolved = await collect(
      { ...lists, GetFindingV2: () => jsonError(404, 'ResourceNotFoundException', 'gone') },
      memoryWriter(),
    );
    await accessAnalyzerPart.collect(resolved.context);
    expect([resolved.gaps, resolved.writer.filesUnder(`${folder}/access-analyzer/`)]).toEqual([[], [file]]);
  });

  it('are whole up to a number, and a gap says how many are not', async () => {
    const many = Array.from({ length: wholeFindings + 7 }, (_, index) => finding(1000 + index, 'UnusedPermission'));
    const { context, gaps, calls } = await collect(
      {
        ListAnalyzers: () => jsonAnswer({ analyzers: [unused] }),
        ListFindingsV2: () => jsonAnswer({ findings: many }),
        GetFindingV2: ({ path }) => jsonAnswer({ ...permission, id: path.split('/').at(-1), findingDetails: [] }),
      },
      memoryWriter(),
    );
    await accessAnalyzerPart.collect(context);
    expect(calls()).toMatchObject({ GetFindingV2: wholeFindings });
    expect(gapTexts(gaps)).toEqual([
      'Truncated GetFindingV2: of 507 findings, 7 were not asked for whole: 500 an account are',
    ]);
  });

  it('name no file of ours', async () => {
    const { context, writer, gaps } = await collect(
      {
        ListAnalyzers: () => jsonAnswer({ analyzers: [unused] }),
        ListFindingsV2: () => jsonAnswer({ findings: [{ ...permission, id: '../../regions' }] }),
      },
      memoryWriter(),
    );
    await accessAnalyzerPart.collect(context);
    expect([...writer.files.keys()]).toEqual([file]);
    expect(gapTexts(gaps)).toEqual(['WrongShape GetFindingV2: ListFindingsV2 names a finding without a UUID']);
  });
});
