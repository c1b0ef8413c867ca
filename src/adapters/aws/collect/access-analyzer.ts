import {
  AccessAnalyzerClient,
  type AnalyzerSummary,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import { z } from 'zod';
import { itemsOf, pagesOf } from '../pages.ts';
import { askEachOf, askRegions, listIn, WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import { regionsToAsk } from './regions.ts';

const service = 'access-analyzer';

/** So many findings of an account are asked for whole, at most: a call each. */
export const wholeFindings = 500;

/**
 * What Access Analyzer finds: `access-analyzer/findings.json`, and one file a finding that says more when it is asked for whole. Beside the findings
 * (each with its `analyzerArn`) the file holds the `analyzers`, none where there are none, the `regions` that answered, and the ARNs of analyzers that
 * did not (`unread`): with any missing, the next collection asks anew.
 */
export const accessAnalyzerPart: CollectPart = {
  id: 'access-analyzer',
  permissions: [
    {
      action: 'access-analyzer:ListAnalyzers',
      without: 'what IAM Access Analyzer finds is not known, and not checked against ours',
    },
    {
      action: 'access-analyzer:ListFindings',
      without: 'what IAM Access Analyzer finds is not known, and not checked against ours',
    },
    {
      action: 'access-analyzer:GetFinding',
      without:
        'which permissions IAM Access Analyzer finds unused, and whom it finds trusted from outside, is not known',
    },
  ],
  async collect(context) {
    const file = `${context.folder}/access-analyzer/findings.json`;
    const regions = await regionsToAsk(context);
    const before = written.safeParse(await context.writer.readJson(file)).data;
    if (before !== undefined && isWhole(before, regions)) {
      await collectWhole(context, before.findings);
      return;
    }
    const found = await findingsIn(context, regions);
    if (found === undefined) return;
    await context.writer.writeJson(file, found);
    await collectWhole(context, listed.parse(found.findings));
  },
};

async function findingsIn(context: CollectContext, regions: readonly string[]) {
  const { session } = context;
  const lists = await askRegions(context, { service, operation: 'ListAnalyzers' }, regions, (region) => {
    const client = session.client(AccessAnalyzerClient, region);
    return itemsOf(
      (nextToken) => client.send(new ListAnalyzersCommand(nextToken === undefined ? {} : { nextToken })),
      (page) => page.nextToken,
      (page) => listedAnalyzers(page.analyzers),
    );
  });
  if (lists.size === 0) return undefined;
  const analyzers = [...lists].flatMap(([region, list]) => list.map((analyzer) => ({ region, analyzer })));
  const findings = await Promise.all(
    analyzers.map(({ region, analyzer }) => context.limited(() => findingsOf(context, region, analyzer))),
  );
  return {
    findings: findings.flatMap((list) => list ?? []),
    analyzers: analyzers.map(({ analyzer }) => analyzer),
    regions: [...lists.keys()],
    unread: analyzers.flatMap(({ analyzer: { arn = '' } }, index) => (findings[index] === undefined ? [arn] : [])),
  };
}

/** The open findings of an analyzer about this account; `undefined`, with a gap, when they could not be had. */
async function findingsOf(context: CollectContext, region: string, { arn: analyzerArn, type }: AnalyzerSummary) {
  const { session } = context;
  const client = session.client(AccessAnalyzerClient, region);
  const filter = {
    status: { eq: ['ACTIVE'] },
    // An organization's analyzer finds things in a thousand accounts; this folder is about one.
    ...(type?.startsWith('ORGANIZATION') === true ? { resourceOwnerAccount: { eq: [session.accountId] } } : {}),
  };
  const findings = await context.attempt({ service, operation: 'ListFindingsV2', region }, () => {
    if (!analyzerArn) throw new WrongAnswerError('ListAnalyzers names an analyzer without ARN');
    return itemsOf(
      (nextToken) =>
        client.send(
          new ListFindingsV2Command({
            analyzerArn,
            filter,
            maxResults: 100,
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
        ),
      (page) => page.nextToken,
      (page) => fitting(listed, listIn(page.findings, 'findings'), 'ListFindingsV2'),
    );
  });
  return findings?.map((finding) => ({ ...finding, analyzerArn }));
}

/** The analyzers of an answer. Throws `WrongAnswerError` where it has none, not even an empty list, or one of another shape. */
export function listedAnalyzers(analyzers: readonly AnalyzerSummary[] | undefined): readonly AnalyzerSummary[] {
  return fitting(analyzerList, listIn(analyzers, 'analyzers'), 'ListAnalyzers');
}

const analyzerList = z.array(
  z.object({ arn: z.string().optional(), type: z.string().optional(), status: z.string().optional() }),
);

/** The list as it came, if what is read of it has the types that AWS documents. */
function fitting<List>(schema: z.ZodType, list: List, operation: string): List {
  if (!schema.safeParse(list).success) throw new WrongAnswerError(`${operation} answers with fields of another type`);
  return list;
}

const listed = z.array(
  z.object({
    id: z.string().nullish(),
    analyzerArn: z.string().nullish(),
    findingType: z.string().nullish(),
    resourceType: z.string().nullish(),
  }),
);

type Listed = z.infer<typeof listed>;

const written = z.object({
  findings: listed,
  analyzers: z.array(z.unknown()),
  regions: z.array(z.string()),
  unread: z.array(z.string()),
});

function isWhole(file: z.infer<typeof written>, regions: readonly string[]): boolean {
  return file.unread.length === 0 && regions.every((region) => file.regions.includes(region));
}

/** Asks for each finding whose list entry does not say all, and is not there yet: the outside access first, since there is little of it. */
async function collectWhole(context: CollectContext, findings: Listed): Promise<void> {
  const { session, writer, folder } = context;
  const wanted = [...findings.filter(isOutsideAccess), ...findings.filter(isUnusedPermission)];
  const asked = wanted.slice(0, wholeFindings);
  if (wanted.length > asked.length) {
    context.gap({
      service,
      operation: 'GetFindingV2',
      account: session.accountId,
      errorCode: 'Truncated',
      message: `of ${wanted.length} findings, ${wanted.length - asked.length} were not asked for whole: ${wholeFindings} an account are`,
    });
  }
  const askEach = askEachOf(context);
  let done = 0;
  await Promise.all(
    asked.map(async ({ id, analyzerArn }) => {
      const file = `${folder}/access-analyzer/${id}.json`;
      const region = analyzerArn?.split(':')[3] ?? session.homeRegion;
      if (writer.collectedAt(file) === undefined) {
        await context.limited(async () => {
          const whole = await askEach({ service, operation: 'GetFindingV2', region }, () =>
            wholeFinding(session.client(AccessAnalyzerClient, region), id, analyzerArn),
          );
          if (whole !== undefined && whole !== 'gone') await writer.writeJson(file, whole);
        });
      }
      context.progress('access-analyzer', ++done, asked.length);
    }),
  );
}

function isOutsideAccess({ findingType, resourceType }: Listed[number]): boolean {
  return findingType === 'ExternalAccess' && resourceType === 'AWS::IAM::Role';
}

function isUnusedPermission({ findingType }: Listed[number]): boolean {
  return findingType === 'UnusedPermission';
}

/** The finding with the details of all pages; each page repeats the rest. */
async function wholeFinding(
  client: AccessAnalyzerClient,
  id: string | null | undefined,
  analyzerArn: string | null | undefined,
) {
  // It becomes a file's name.
  if (!id || !/^[0-9a-f][0-9a-f-]{7,63}$/i.test(id))
    throw new WrongAnswerError('ListFindingsV2 names a finding without a UUID');
  if (!analyzerArn) throw new WrongAnswerError(`of the finding ${id} the analyzer is not known`);
  const ask = (nextToken: string | undefined) =>
    client.send(new GetFindingV2Command({ analyzerArn, id, ...(nextToken === undefined ? {} : { nextToken }) }));
  let whole: Awaited<ReturnType<typeof ask>> | undefined;
  for await (const page of pagesOf(ask, ({ nextToken }) => nextToken)) {
    const findingDetails = [...(whole?.findingDetails ?? []), ...(page.findingDetails ?? [])];
    whole = { ...page, findingDetails, nextToken: undefined };
  }
  if (whole?.id !== id) throw new WrongAnswerError(`GetFindingV2 was asked for ${id} and answers another`);
  return whole;
}
