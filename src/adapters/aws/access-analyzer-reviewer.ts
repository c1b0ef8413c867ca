import {
  AccessAnalyzerClient,
  CheckNoNewAccessCommand,
  type ReasonSummary,
  ValidatePolicyCommand,
  type ValidatePolicyFinding,
} from '@aws-sdk/client-accessanalyzer';
import type { Gap } from '../../core/model/gap.ts';
import type { JsonObject } from '../../core/model/json-object.ts';
import type { PolicyReviewer, PolicyReviewFinding, PolicyReviewLevel } from '../../core/model/policy-review.ts';
import { listIn } from './collect/asking.ts';
import { failureOf, gapOfFailure } from './failure.ts';
import { joinedPolicy } from './joined-policy.ts';
import type { NeededPermission } from './needed-permission.ts';
import { itemsOf } from './pages.ts';
import type { AwsSession } from './session.ts';

const service = 'access-analyzer';

/** What a second opinion needs. */
export const reviewerPermissions: readonly NeededPermission[] = [
  { action: 'access-analyzer:ValidatePolicy', without: 'suggested policies are not looked over by AWS' },
  {
    action: 'access-analyzer:CheckNoNewAccess',
    without:
      'with `--second-opinion`, AWS is not asked whether a suggestion allows anything new; AWS charges for each time it is',
  },
];

/**
 * IAM Access Analyzer as a reviewer of policies. It judges documents, wherever they come from, and needs no analyzer: any region that has the service
 * will do; the default is the home region. What it refuses once it is not asked again; the same gap answers for it.
 */
export function accessAnalyzerReviewer(session: AwsSession, region = session.homeRegion): PolicyReviewer {
  const client = session.client(AccessAnalyzerClient, region);
  const place = { service, account: session.accountId, region };
  const refused = new Map<string, Gap>();
  const ask = async <T>(operation: string, work: () => Promise<T | Gap>): Promise<T | Gap> => {
    const before = refused.get(operation);
    if (before !== undefined) return before;
    try {
      return await work();
    } catch (error) {
      const gap = gapOfFailure(error, { ...place, operation });
      if (failureOf(error).kind === 'refused') refused.set(operation, gap);
      return gap;
    }
  };
  return {
    id: service,
    actions: reviewerPermissions.map(({ action }) => action),
    validate: (document) =>
      ask('ValidatePolicy', async () => {
        const findings = await itemsOf(
          (nextToken) =>
            client.send(
              new ValidatePolicyCommand({
                policyDocument: JSON.stringify(document),
                policyType: 'IDENTITY_POLICY',
                ...(nextToken === undefined ? {} : { nextToken }),
              }),
            ),
          (page) => page.nextToken,
          (page) => listIn(page.findings, 'findings'),
        );
        return findings.map(findingOf);
      }),
    checkNoNewAccess: (before, after) =>
      ask('CheckNoNewAccess', async () => {
        const gap = (errorCode: string, message: string): Gap => ({
          ...place,
          operation: 'CheckNoNewAccess',
          errorCode,
          message,
        });
        const existing = joinedPolicy(before);
        const wanted = joinedPolicy(after);
        if (typeof existing === 'string') return gap('NotJoined', `the policies before: ${existing}`);
        if (typeof wanted === 'string') return gap('NotJoined', `the policies after: ${wanted}`);
        const { result, message, reasons } = await client.send(
          new CheckNoNewAccessCommand({
            existingPolicyDocument: JSON.stringify(existing),
            newPolicyDocument: JSON.stringify(wanted),
            policyType: 'IDENTITY_POLICY',
          }),
        );
        if (result === 'PASS') return [];
        if (result !== 'FAIL')
          return gap('WrongShape', `the answer is neither PASS nor FAIL: \`${String(result).slice(0, 40)}\``);
        return newAccess(message, reasons, wanted);
      }),
  };
}

const levels: Readonly<Record<string, PolicyReviewLevel>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security-warning',
  WARNING: 'warning',
  SUGGESTION: 'suggestion',
};

function findingOf({
  findingType,
  issueCode,
  findingDetails,
  learnMoreLink,
}: ValidatePolicyFinding): PolicyReviewFinding {
  return {
    // A level that AWS adds one day is shown, and does not withhold a suggestion.
    level: levels[findingType ?? ''] ?? 'warning',
    code: issueCode ?? '',
    message: findingDetails ?? '',
    ...(learnMoreLink ? { learnMore: learnMoreLink } : {}),
  };
}

/** One error a reason; a refusal without reasons is one error too. */
function newAccess(
  message: string | undefined,
  reasons: readonly ReasonSummary[] | undefined,
  wanted: JsonObject,
): readonly PolicyReviewFinding[] {
  const told = message ?? 'the policies after allow what those before do not';
  const listed = (reasons ?? []).map(({ description, statementId, statementIndex }) => {
    const where = statementId ?? (statementIndex === undefined ? undefined : sidOf(wanted, statementIndex));
    return `${description ?? told}${where === undefined ? '' : ` (${where})`}`;
  });
  return (listed.length === 0 ? [told] : listed).map((text) => ({ level: 'error', code: 'NEW_ACCESS', message: text }));
}

/** How a statement of the joined policy is told: by its Sid, else by its place. */
function sidOf({ Statement }: JsonObject, index: number): string {
  const statement: unknown = Array.isArray(Statement) ? Statement[index] : undefined;
  const sid = typeof statement === 'object' && statement !== null && 'Sid' in statement ? statement.Sid : undefined;
  return typeof sid === 'string' ? sid : `statement ${index + 1} of the policies after`;
}
