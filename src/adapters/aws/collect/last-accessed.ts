import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { askMany, isUnanswered } from './ask-many.ts';
import { detailsDigests } from './authorization-details.ts';
import type { CollectContext, CollectPart, EarlierBundle } from './collect-part.ts';
import { type DetailsDigest, digestOf, type KnownPrincipal, principalsIn } from './known-principals.ts';
import { lastAccessedAnswer, lastAccessedPermissions } from './last-accessed-job.ts';
import { isObject, objectsIn, textIn } from './loose.ts';
import { neverUsedUsersIn } from './never-used-users.ts';
import { type Pause, pause as realPause } from './pause.ts';
import { reusableAnswer } from './reusable-answer.ts';

/** When each role and user that was used at all used what: `last-accessed/`, a file each. */
export const lastAccessedPart: CollectPart = newLastAccessedPart(realPause);

/** The part, with a pause of one's own. */
export function newLastAccessedPart(pause: Pause): CollectPart {
  return {
    id: 'last-accessed',
    permissions: lastAccessedPermissions,
    collect: (context) => collectLastAccessed(context, pause),
  };
}

async function collectLastAccessed(context: CollectContext, pause: Pause): Promise<void> {
  const { writer, folder, session, signal, settings } = context;
  const pages = await detailsDigests(context);
  // Who there is to ask about is not known: that gap is told already.
  if (pages.length === 0) return;
  const principals = await usedPrincipals(context, pages);
  const missing = principals.filter(({ arn }) => writer.collectedAt(answerFileOf(folder, arn)) === undefined);
  let done = principals.length - missing.length;
  const tell = () => context.progress('last-accessed', done, principals.length);
  // Says that there was nobody to ask about: an empty folder would look like one that was never asked for.
  const nobody = `${folder}/last-accessed/nobody.json`;
  if (principals.length === 0) await writer.writeJson(nobody, { Principals: [] });
  else {
    await writer.remove(nobody);
    tell();
  }
  const olderAnswerOf = await olderAnswers(context);
  const limited = pLimit(settings.concurrency.lastAccessed);
  await askMany(context, {
    items: missing,
    words: 'roles and users',
    nameOf: ({ kind, name }) => `${kind}/${name}`,
    limited: (work) => limited(work),
    async ask(principal) {
      signal.throwIfAborted();
      const { arn } = principal;
      const answer = (await olderAnswerOf(principal)) ?? (await lastAccessedAnswer({ session, signal, pause }, arn));
      if (isUnanswered(answer)) return answer;
      await writer.writeJson(answerFileOf(folder, arn), answer);
      return undefined;
    },
    answered() {
      done += 1;
      tell();
    },
  });
}

/**
 * Those worth asking about: of a principal that has no permissions, or that AWS knows was never used, the answer would say nothing new. Roles of AWS's
 * own services are never judged.
 */
async function usedPrincipals(
  context: CollectContext,
  pages: readonly DetailsDigest[],
): Promise<readonly KnownPrincipal[]> {
  const { writer, folder } = context;
  const report = await writer.readText(`${folder}/credential-report.csv`);
  const neverUsed = neverUsedUsersIn(report ?? '');
  const further = await usersWithFurtherCredentials(context);
  return principalsIn(pages).filter(({ kind, arn, name, path, hasPermissions, wasUsed }) => {
    if (!hasPermissions || path.startsWith('/aws-service-role/')) return false;
    return kind === 'role' ? wasUsed !== false : !neverUsed.has(arn) || further?.has(name) !== false;
  });
}

/** Whose credentials for single services the credential report does not tell of; `undefined`: it is not known, so anybody may have some. */
async function usersWithFurtherCredentials({
  writer,
  folder,
}: CollectContext): Promise<ReadonlySet<string> | undefined> {
  const answer = await writer.readJson(`${folder}/service-specific-credentials.json`);
  if (!isObject(answer)) return undefined;
  const list = objectsIn(answer.ServiceSpecificCredentials);
  return new Set(list.map(({ UserName }) => textIn(UserName)));
}

/** Gives the answer of the earlier bundle about a principal, where it may serve again. */
async function olderAnswers({
  earlier,
  folder,
  now,
}: CollectContext): Promise<(principal: KnownPrincipal) => Promise<object | undefined>> {
  if (earlier === undefined) return async () => undefined;
  const grants = new Map((await earlierPrincipals(earlier, folder)).map((known) => [known.arn, known.grants]));
  return async ({ arn, grants: today }) => {
    if (today === undefined || grants.get(arn) !== today) return undefined;
    const answer = await earlier.readJson(answerFileOf(folder, arn));
    return reusableAnswer(answer, arn, { now: now(), windowDays: earlier.windowDays });
  };
}

async function earlierPrincipals({ readJson }: EarlierBundle, folder: string): Promise<readonly KnownPrincipal[]> {
  const pages: DetailsDigest[] = [];
  for (let page = 1; ; page++) {
    const known = await readJson(`${folder}/authorization-details${page === 1 ? '' : `-${page}`}.json`);
    if (known === undefined) return principalsIn(pages);
    pages.push(digestOf(known));
  }
}

/**
 * A file of its own for each ARN: readable, of letters and digits alone, and with a hash, since names that differ only in `/` and `-`, or in small
 * and capital letters, would share one.
 */
function answerFileOf(folder: string, arn: string): string {
  const readable = arn
    .split(':')
    .slice(5)
    .join('-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 80);
  const hash = createHash('sha256').update(arn).digest('hex').slice(0, 16);
  return `${folder}/last-accessed/${readable}-${hash}.json`;
}
