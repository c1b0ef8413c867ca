import { z } from 'zod';
import type { PolicyReview, PolicyReviewFinding } from '../../core/model/policy-review.ts';
import type {
  BeforeAfter,
  Certificate,
  CertificateCheck,
  CertifiedDocument,
  KeptPermission,
  NoSuggestion,
  QuarantineWatch,
  SuggestedHolder,
  SuggestedPolicy,
  Suggestion,
  SuggestionFigures,
  Tightness,
} from '../../core/model/suggestion.ts';
import { documentSchema, type FieldSchemas, holderSchema, planSchema } from './remediation-schema.ts';

const text = z.string();
const arn = z.string();
const texts = z.array(text);
const instant = z.string().describe('A moment, ISO 8601 in UTC.');
const whole = z.number().int().min(0);
const actions = texts.describe('Action names, or patterns that match exactly the actions meant.');
const accountId = z.string().regex(/^[0-9]{12}$/);

const policySchema = z
  .object({
    name: text.describe("An inline policy's name, a managed policy's ARN."),
    type: z.enum(['inline', 'managed', 'aws-managed', 'permission-set-inline']),
    document: documentSchema,
  } satisfies FieldSchemas<SuggestedPolicy>)
  .meta({ id: 'suggestedPolicy', description: 'A policy before or after.' });

const namesSchema = z.object({ before: texts, after: texts });

const suggestedHolderSchema = z
  .object({
    holder: holderSchema,
    inlinePolicies: namesSchema.describe('Names of all its inline policies.'),
    attachedPolicies: namesSchema.describe('ARNs of all managed policies attached to it.'),
  } satisfies FieldSchemas<SuggestedHolder>)
  .meta({ id: 'suggestedHolder', description: 'All the policies, by name, of one whose policies the change touches.' });

const keptSchema = z
  .object({
    action: text.describe('A name, or a pattern that matches exactly the actions meant.'),
    why: z
      .enum([
        'used',
        'used-before',
        'unobservable',
        'too-recent',
        'denied-only',
        'rollback',
        'unexplained',
        'needed-by-others',
        'not-editable',
        'vendor',
        'frozen',
        'no-room',
        'unlisted',
      ])
      .describe('Why it stays.'),
    reason: text.describe('The same in words.'),
    lastUsed: instant.exactOptional(),
  } satisfies FieldSchemas<KeptPermission>)
  .meta({ id: 'keptPermission', description: 'Permissions that stay, with the reason.' });

const beforeAfterSchema = z
  .object({ before: whole, after: whole } satisfies FieldSchemas<BeforeAfter>)
  .meta({ id: 'beforeAfter', description: 'How many, before and after.' });

const tightness = {
  permissions: beforeAfterSchema,
  elevated: beforeAfterSchema,
  unjudged: whole.describe('Of those after: nobody could tell whether they are used.'),
};

const tightnessSchema = z
  .object(tightness satisfies FieldSchemas<Tightness>)
  .meta({ id: 'tightness', description: "Of the catalog's actions effectively granted, summed over the principals." });

/** Sums of the suggestions of a scan. */
export const suggestionFiguresSchema: z.ZodType<SuggestionFigures> = z
  .object({ suggestions: whole, ...tightness } satisfies FieldSchemas<SuggestionFigures>)
  .meta({ id: 'suggestionFigures', description: 'Sums of the suggestions of a scan.' });

const checkSchema = z
  .object({
    point: z.enum([
      'no-new-access',
      'replay',
      'nothing-unjudged-removed',
      'intent-kept',
      'fits',
      'every-path-cut',
      'right-target',
    ]),
    holds: z.boolean(),
    text: text.describe('What was checked; of one that fails, what failed.'),
  } satisfies FieldSchemas<CertificateCheck>)
  .meta({ id: 'certificateCheck', description: 'What one check found.' });

const certifiedDocumentSchema = z
  .object({
    of: text.describe("A principal's, group's, policy's or permission set's ARN."),
    part: text.describe("The inline policy's name, the version of a managed policy, `trust` or `boundary`."),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("SHA-256 of the document's canonical JSON: members sorted, no blanks."),
  } satisfies FieldSchemas<CertifiedDocument>)
  .meta({ id: 'certifiedDocument', description: 'One document that a certificate rests on.' });

const reviewSchema = z
  .object({
    reviewer: text.describe('Who was asked.'),
    check: z.enum(['validate', 'no-new-access']).describe('What was asked.'),
    policy: text.exactOptional().describe('The policy after; absent: all of them together.'),
    findings: z
      .array(
        z.object({
          level: z.enum(['error', 'security-warning', 'warning', 'suggestion']),
          code: text.describe("The reviewer's own name for it."),
          message: text,
          learnMore: text.exactOptional().describe('A page that tells more.'),
        } satisfies FieldSchemas<PolicyReviewFinding>),
      )
      .describe('Empty: nothing to say against it.'),
  } satisfies FieldSchemas<PolicyReview>)
  .meta({
    id: 'policyReview',
    description: "What somebody else, such as IAM Access Analyzer, said of a suggestion's policies.",
  });

const certificateSchema = z
  .object({
    noNewAccess: z.boolean().describe('The policies after allow nothing that those before do not.'),
    replayed: z.object({
      events: whole.describe('Calls seen and not refused.'),
      permissions: whole.describe('Different pairs of action and resource among them.'),
      unexplained: whole.describe('Calls that the policies before do not explain.'),
      denied: whole.describe('Of the explained ones, those that the policies after would refuse.'),
    } satisfies FieldSchemas<Certificate['replayed']>),
    fits: z.boolean().describe("The policies after fit the account's quotas."),
    sizes: z
      .array(z.object({ name: text, characters: whole, quota: whole }))
      .describe('Of each policy after, without blanks.'),
    notSeen: texts.describe('What the proof does not know of.'),
    unlistedLost: texts.describe(
      'Services of which action names that the catalog does not list are lost; `*`: of all.',
    ),
    meaningChanged: texts.describe('Statements whose meaning changed in more than their actions.'),
    checks: z.array(checkSchema),
    reviews: z
      .array(reviewSchema)
      .exactOptional()
      .describe('What others said of the policies after, where they were asked. The proof does not rest on it.'),
    inputs: z.object({
      catalogVersion: text,
      toolVersion: text,
      window: z.object({ from: instant, to: instant }),
      coverage: texts.describe('Which sources covered what.'),
      documents: z.array(certifiedDocumentSchema),
    } satisfies FieldSchemas<Certificate['inputs']>),
  } satisfies FieldSchemas<Certificate>)
  .meta({ id: 'certificate', description: 'What was proved of a suggestion, and from what.' });

const quarantineSchema = z
  .object({
    since: text.describe('A date.'),
    refused: z
      .array(z.object({ action: text, lastRefused: instant }))
      .describe('What it blocks and was refused since: somebody needs it.'),
  } satisfies FieldSchemas<QuarantineWatch>)
  .meta({ id: 'quarantineWatch', description: 'What a quarantine already in force has shown.' });

/** A proposed change, as `findings.json` and a certificate's file hold it. Unknown fields are let pass. */
export const suggestionSchema: z.ZodType<Suggestion> = z
  .object({
    id: text.describe('Stays the same between scans: made of the account and the subject.'),
    kind: z
      .enum(['narrow', 'retire'])
      .describe('`narrow`: smaller policies. `retire`: a plan to take out of service what was not used at all.'),
    accountId,
    principal: arn.exactOptional(),
    policy: arn.exactOptional(),
    group: arn.exactOptional(),
    permissionSet: arn.exactOptional(),
    principals: z
      .array(arn)
      .exactOptional()
      .describe('Of a policy, group or permission set: all whom the change reaches.'),
    before: z.array(policySchema).describe('Only what is replaced or detached.'),
    after: z.array(policySchema),
    holders: z.array(suggestedHolderSchema),
    permissionSetPolicies: namesSchema
      .exactOptional()
      .describe('ARNs of all managed policies in the permission set, where they are known.'),
    removed: actions.describe('No longer granted once this is done: action names, or exact patterns.'),
    removedWith: z
      .array(z.object({ suggestion: text, removed: actions }))
      .describe('Gone once the suggestions of these ids are done as well.'),
    kept: z.array(keptSchema),
    tightness: tightnessSchema,
    blastRadius: texts.describe('Who else is touched, and who is not.'),
    remarks: texts.describe('What to read first.'),
    quarantine: quarantineSchema.exactOptional(),
    plan: planSchema,
    certificate: certificateSchema,
  } satisfies FieldSchemas<Suggestion>)
  .meta({
    id: 'suggestion',
    description: 'A proposed change, proved. Exactly one of principal, policy, group and permissionSet is there.',
  });

/** Why there is no suggestion, as `findings.json` holds it. */
export const noSuggestionSchema: z.ZodType<NoSuggestion> = z
  .object({
    accountId,
    subject: arn.describe('ARN of a principal, policy, group or permission set.'),
    why: z.enum([
      'nothing-unused',
      'not-judged',
      'thin-coverage',
      'unread-policies',
      'not-touched',
      'does-not-fit',
      'undecided',
      'failed-check',
    ]),
    text: text.describe('The same in words.'),
    next: text.exactOptional().describe('What would help, where something would.'),
    checks: z.array(checkSchema).exactOptional(),
  } satisfies FieldSchemas<NoSuggestion>)
  .meta({ id: 'noSuggestion', description: 'Why there is no suggestion for something.' });
