import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Gap } from '../../core/model/gap.ts';
import type { PolicyReviewFinding, RecordedAnswer, RecordedReviews } from '../../core/model/policy-review.ts';
import type { Instant } from '../../core/model/time.ts';
import { gapOf, isAbsent } from './bundle-files.ts';
import { lockBundle } from './bundle-lock.ts';
import { callCountSchema } from './collection.ts';
import { readFileOf } from './parts.ts';
import { printedJson } from './printed-json.ts';
import { optional, type Place, shaped } from './shape.ts';
import { writeWhole } from './whole-file.ts';

/** What a reviewer said of the suggestions that were made from this bundle. It is no part of the bundle's digest. */
export const reviewsFile = 'reviews.json';

const question = {
  check: z.enum(['validate', 'no-new-access']),
  /** Of the canonical JSON of the document, or of the lists of those before and after. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex'),
};

const finding = z.looseObject({
  level: z.enum(['error', 'security-warning', 'warning', 'suggestion']),
  code: z.string(),
  message: z.string(),
  learnMore: z.string().optional(),
});

const refusal = z.looseObject({
  service: z.string(),
  operation: z.string(),
  account: z.string(),
  region: z.string().optional(),
  errorCode: z.string(),
  message: z.string(),
});

/** `reviews.json`: each question with what was said, or why nothing was. */
export const reviewsSchema = z.looseObject({
  schemaVersion: z.literal(1),
  reviewer: z.string(),
  calls: z.array(callCountSchema),
  answers: z.array(
    z.union([z.looseObject({ ...question, findings: z.array(finding) }), z.looseObject({ ...question, gap: refusal })]),
  ),
});

/** What was recorded of a reviewer; `undefined` when the file cannot be used. */
export function reviewsOf(value: unknown, place: Place): RecordedReviews | undefined {
  const raw = shaped(reviewsSchema, value, '', place);
  if (raw === undefined) return undefined;
  return {
    reviewer: raw.reviewer,
    calls: raw.calls.map(({ service, operation, calls, retries, throttled }) => ({
      service,
      operation,
      calls,
      retries,
      throttled,
    })),
    answers: raw.answers.map((one) => ({
      check: one.check,
      sha256: one.sha256,
      answer: isSaid(one) ? one.findings.map(findingOf) : gapOfRefusal(one.gap),
    })),
  };
}

type RawAnswer = z.infer<typeof reviewsSchema>['answers'][number];

function isSaid(one: RawAnswer): one is Extract<RawAnswer, { readonly findings: unknown }> {
  return 'findings' in one;
}

function findingOf({ level, code, message, learnMore }: z.infer<typeof finding>): PolicyReviewFinding {
  return { level, code, message, ...optional('learnMore', learnMore) };
}

function gapOfRefusal({ service, operation, account, region, errorCode, message }: z.infer<typeof refusal>): Gap {
  return { service, operation, account, ...optional('region', region), errorCode, message };
}

/** The recorded answers of a bundle; `undefined` where there are none, and where they cannot be used: then a gap says why. */
export async function readReviews(
  bundle: string,
): Promise<{ readonly reviews?: RecordedReviews; readonly gaps: readonly Gap[] }> {
  const gaps: Gap[] = [];
  for (const name of [reviewsFile, `${reviewsFile}.gz`]) {
    const path = join(bundle, name);
    try {
      const { size } = await stat(path);
      const folder = { name: '', account: '', files: new Map(), gaps };
      return { ...optional('reviews', await readFileOf(folder, { name, path, size }, reviewsOf)), gaps };
    } catch (error) {
      if (!isAbsent(error)) return { gaps: [gapOf('', name, 'Unreadable', 'the file cannot be read')] };
    }
  }
  return { gaps };
}

/**
 * Writes what a reviewer said into a bundle, in place of what was there. Holds the bundle meanwhile: a collection that begins would take the file, while it
 * is written, for one that a dead process left. Throws `ConfigError` where another process has the bundle, and where the disk refuses.
 */
export async function writeReviews(
  bundle: string,
  { reviewer, calls, answers }: RecordedReviews,
  now: () => Instant,
): Promise<void> {
  const folder = resolve(bundle);
  const release = await lockBundle(folder, now);
  try {
    const content = { schemaVersion: 1, reviewer, calls, answers: answers.map(writtenAnswer) };
    await writeWhole(join(folder, reviewsFile), printedJson(content));
  } finally {
    await release();
  }
}

function writtenAnswer({ check, sha256, answer }: RecordedAnswer): object {
  return 'errorCode' in answer ? { check, sha256, gap: answer } : { check, sha256, findings: answer };
}
