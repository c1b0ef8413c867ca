import { describe, expect, it } from 'vitest';
import { joinedReports, lastAccessedPageOf } from '../../../src/adapters/bundle/last-accessed.ts';
import type { Gap } from '../../../src/core/model/gap.ts';

const arn = 'arn:aws:iam::111122223333:role/app';

function job(over: object = {}): object {
  return {
    Arn: arn,
    JobStatus: 'COMPLETED',
    JobType: 'SERVICE_LEVEL',
    JobCreationDate: '2026-11-19T00:00:00Z',
    JobCompletionDate: '2026-11-19T00:00:08Z',
    ServicesLastAccessed: [
      { ServiceName: 'Amazon S3', ServiceNamespace: 's3', LastAuthenticated: '2026-11-01T00:00:00Z' },
    ],
    ...over,
  };
}

function read(...answers: readonly unknown[]) {
  const gaps: Gap[] = [];
  const pages = answers.flatMap((answer, index) => {
    const page = lastAccessedPageOf(answer, { account: '111122223333', file: `l/${index}.json`, gaps });
    return page === undefined ? [] : [page];
  });
  const reports = joinedReports(pages);
  return { reports, messages: gaps.map(({ errorCode, message }) => `${errorCode}: ${message}`) };
}

const services = (list: readonly unknown[]) => read(job({ ServicesLastAccessed: list }));

describe('a last-accessed answer', () => {
  it('is read at service level', () => {
    expect(read(job())).toStrictEqual({
      reports: [
        {
          arn,
          completedAt: Date.UTC(2026, 10, 19, 0, 0, 8),
          services: [{ namespace: 's3', lastAt: Date.UTC(2026, 10, 1) }],
          path: 'l/0.json',
        },
      ],
      messages: [],
    });
  });

  it('is read at action level, with every action it names, dated or not', () => {
    const tracked = [
      { ActionName: 'CreateBucket', LastAccessedTime: '2026-10-01T00:00:00Z', LastAccessedRegion: 'eu-west-1' },
      { ActionName: 'DeleteBucket' },
      { ActionName: 'PutBucketPolicy', LastAccessedTime: null },
    ];
    const { reports } = services([
      { ServiceNamespace: 's3', TotalAuthenticatedEntities: 0, TrackedActionsLastAccessed: tracked },
      { ServiceNamespace: 'ec2', TrackedActionsLastAccessed: [] },
      { ServiceNamespace: 'sqs', LastAuthenticated: null },
    ]);
    expect(reports[0]?.services).toStrictEqual([
      {
        namespace: 's3',
        actions: [
          { name: 'CreateBucket', lastAt: Date.UTC(2026, 9, 1) },
          { name: 'DeleteBucket' },
          { name: 'PutBucketPolicy' },
        ],
      },
      { namespace: 'ec2', actions: [] },
      { namespace: 'sqs' },
    ]);
  });

  it.each([['IN_PROGRESS'], ['FAILED'], [undefined]])('is not used when the job is %s', (JobStatus) => {
    const { reports, messages } = read(job({ JobStatus }));
    expect(reports).toStrictEqual([]);
    expect(messages).toStrictEqual([`Unparsed: the job's status is \`${JobStatus ?? 'not told'}\`, not \`COMPLETED\``]);
  });

  it('needs the ARN and the services', () => {
    expect(read(job({ Arn: undefined })).messages).toStrictEqual([
      'WrongShape: `Arn`: expected string, found undefined',
    ]);
    expect(read(job({ ServicesLastAccessed: undefined })).messages).toStrictEqual([
      'WrongShape: `ServicesLastAccessed`: expected array, found nothing',
    ]);
  });

  it('leaves out what would say "not used" only because it cannot be read', () => {
    const { reports, messages } = services([
      { ServiceNamespace: 's3', LastAuthenticated: 'soon' },
      { LastAuthenticated: '2026-11-01T00:00:00Z' },
      {
        ServiceNamespace: 'ec2',
        TrackedActionsLastAccessed: [{ ActionName: 'RunInstances', LastAccessedTime: 'x' }, {}],
      },
    ]);
    expect(reports[0]?.services).toStrictEqual([{ namespace: 'ec2', actions: [] }]);
    expect(messages).toStrictEqual([
      'Unparsed: `ServicesLastAccessed[0].LastAuthenticated`: not a date: `soon`',
      'WrongShape: `ServicesLastAccessed[1].ServiceNamespace`: expected string, found undefined',
      'Unparsed: `ServicesLastAccessed[2].TrackedActionsLastAccessed[0].LastAccessedTime`: not a date: `x`',
      'WrongShape: `ServicesLastAccessed[2].TrackedActionsLastAccessed[1].ActionName`: expected string, found undefined',
    ]);
  });
});

describe('the pages of a job', () => {
  it('are joined', () => {
    const { reports, messages } = read(
      job({ IsTruncated: true, Marker: 'm' }),
      job({ IsTruncated: false, ServicesLastAccessed: [{ ServiceNamespace: 'sqs' }] }),
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]?.services.map((service) => service.namespace)).toStrictEqual(['s3', 'sqs']);
    expect(messages).toStrictEqual([]);
  });

  it('keep the later date and all actions of a service that two of them name', () => {
    const dated = (lastAt: string, ...names: string[]) => ({
      ServiceNamespace: 's3',
      LastAuthenticated: lastAt,
      TrackedActionsLastAccessed: names.map((ActionName) => ({ ActionName, LastAccessedTime: lastAt })),
    });
    const { reports } = read(
      job({ IsTruncated: true, ServicesLastAccessed: [dated('2026-01-02', 'A', 'B')] }),
      job({ ServicesLastAccessed: [dated('2026-01-01', 'B', 'C')] }),
    );
    const [first, second] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)];
    expect(reports[0]?.services).toStrictEqual([
      {
        namespace: 's3',
        lastAt: second,
        actions: [
          { name: 'A', lastAt: second },
          { name: 'B', lastAt: second },
          { name: 'C', lastAt: first },
        ],
      },
    ]);
  });

  it('make a gap when the last one is missing, and what is there is kept', () => {
    const { reports, messages } = read(job({ IsTruncated: true }));
    expect(reports[0]?.services).toHaveLength(1);
    expect(messages).toStrictEqual([
      `Truncated: the answer for \`${arn}\` says that more follows, and no file holds it`,
    ]);
  });

  it('stay apart from other jobs for the same principal, of which the newest comes first', () => {
    const { reports } = read(
      job(),
      job({ JobCompletionDate: '2026-11-20T00:00:00Z', JobType: 'ACTION_LEVEL' }),
      job({ Arn: 'arn:aws:iam::111122223333:role/a', JobCompletionDate: undefined }),
    );
    expect(reports.map((report) => report.path)).toStrictEqual(['l/2.json', 'l/1.json', 'l/0.json']);
    expect(reports[0]).not.toHaveProperty('completedAt');
  });
});
