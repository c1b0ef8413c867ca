import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  IAMClient,
} from '@aws-sdk/client-iam';
import { failureOf } from '../failure.ts';
import { pagesOf, RepeatedPageError } from '../pages.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import { nextMarkerOf, pageAt, WrongShapeError } from './iam-answer.ts';
import { type DetailsDigest, digestOf } from './known-principals.ts';
import { isObject } from './loose.ts';

const base = 'authorization-details';
const operation = 'GetAccountAuthorizationDetails';

/** An older marker may have gone stale, and pages from far apart would tell of two accounts. */
const resumableMs = 60 * 60_000;

/** All principals and what is granted to them: `authorization-details.json`, and a file for each further page. */
export const authorizationDetailsPart: CollectPart = {
  id: base,
  permissions: [{ action: `iam:${operation}`, without: 'there is nothing to audit', isRequired: true }],
  async collect(context) {
    const start = await startOf(context);
    if (start.isWhole) return;
    await forgetChanges(context);
    await context.attempt({ service: 'iam', operation }, async () => {
      try {
        await collectFrom(context, start);
      } catch (error) {
        if (start.marker === undefined || !isMarkerRefused(error)) throw error;
        await removePages(context);
        await collectFrom(context, { page: 1 });
      }
    });
  },
};

/** The files of the pages that are there, in the order of their numbers. */
function detailsFiles({ writer, folder }: CollectContext): readonly string[] {
  const files: string[] = [];
  for (let page = 1; writer.collectedAt(fileOf(folder, page)) !== undefined; page++) files.push(fileOf(folder, page));
  return files;
}

/** What matters of the pages that are there, read one after the other. */
export async function detailsDigests(context: CollectContext): Promise<readonly DetailsDigest[]> {
  const pages: DetailsDigest[] = [];
  for (const file of detailsFiles(context)) pages.push(digestOf(await context.writer.readJson(file)));
  return pages;
}

interface Start {
  readonly isWhole: boolean;
  readonly page: number;
  readonly marker?: string;
}

/** Where to go on: after the last page, when it says where and is fresh; else nothing of what is there is kept. */
async function startOf(context: CollectContext): Promise<Start> {
  const { writer, now } = context;
  const files = detailsFiles(context);
  const last = files.at(-1);
  const known = last === undefined ? undefined : await writer.readJson(last);
  if (last !== undefined && isObject(known)) {
    if (known.IsTruncated !== true && typeof known.NextToken !== 'string') return { isWhole: true, page: 0 };
    const age = now() - (writer.collectedAt(last) ?? 0);
    if (typeof known.Marker === 'string' && age < resumableMs)
      return { isWhole: false, page: files.length + 1, marker: known.Marker };
  }
  await removePages(context);
  return { isWhole: false, page: 1 };
}

/** From the last to the first, so that a run that is killed in between finds no page without the one before. */
async function removePages({ writer, folder }: CollectContext): Promise<void> {
  const numbered = writer.filesUnder(`${folder}/${base}`).map((file) => ({ file, page: pageNumberOf(file) }));
  for (const { file } of numbered.sort((a, b) => b.page - a.page)) await writer.remove(file);
}

/**
 * What was read of the account's changes ends before these details: a grant that was made in between would pass for an old one. So its changes are read
 * anew; of the whole event history, the latest portion.
 */
async function forgetChanges({ session, writer }: CollectContext): Promise<void> {
  const usage = `usage/${session.accountId}/`;
  const [latest] = writer.filesUnder(`${usage}event-history-`).slice(-1);
  const changes = writer.filesUnder(`${usage}changes-only-`);
  for (const file of [...changes, ...(latest === undefined ? [] : [latest])]) await writer.remove(file);
}

async function collectFrom(context: CollectContext, start: Pick<Start, 'page' | 'marker'>): Promise<void> {
  const { session, writer, folder } = context;
  const client = session.client(IAMClient);
  const pages = pagesOf((marker) => {
    if (marker !== undefined && marker === start.marker) throw new RepeatedPageError(marker);
    return client.send(new GetAccountAuthorizationDetailsCommand(pageAt(marker ?? start.marker)));
  }, nextMarkerOf);
  let page = start.page;
  for await (const answer of pages) {
    assertAnswer(answer, session.accountId);
    await writer.writeJson(fileOf(folder, page), answer);
    page += 1;
  }
}

/**
 * An answer without any of the lists is a page of a proxy: empty lists are there. One that tells of another account (a proxy that mixes up callers) would be
 * judged by the evidence of this one.
 */
function assertAnswer(answer: GetAccountAuthorizationDetailsResponse, accountId: string): void {
  const { UserDetailList: users, RoleDetailList: roles, GroupDetailList: groups, Policies: policies } = answer;
  if ([users, roles, groups, policies].every((list) => list === undefined))
    throw new WrongShapeError('the answer has neither users, roles, groups nor policies');
  const told = [...(users ?? []), ...(roles ?? []), ...(groups ?? [])].map(({ Arn: arn }) => arn?.split(':')[4] ?? '');
  const other = told.find((id) => /^\d{12}$/.test(id) && id !== accountId);
  if (other !== undefined) throw new WrongShapeError(`the answer tells of the account ${other}`);
}

/** Whether AWS does not take the marker of an earlier run; nothing else of the request could be invalid. */
function isMarkerRefused(error: unknown): boolean {
  return /^(?:Invalid(?:Input|Marker|Parameter)\w*|ValidationError|ValidationException)$/.test(failureOf(error).code);
}

function fileOf(folder: string, page: number): string {
  return `${folder}/${base}${page === 1 ? '' : `-${page}`}.json`;
}

function pageNumberOf(file: string): number {
  return Number(/-(\d+)\.json$/.exec(file)?.[1] ?? 1);
}
