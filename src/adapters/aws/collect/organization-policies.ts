import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
  type PolicySummary,
} from '@aws-sdk/client-organizations';
import { failureOf } from '../failure.ts';
import { itemsOf } from '../pages.ts';
import { type AskEach, askEachOf, listIn, WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';

const service = 'organizations';

const kinds = [
  { file: 'service-control-policies.json', type: 'SERVICE_CONTROL_POLICY' },
  { file: 'resource-control-policies.json', type: 'RESOURCE_CONTROL_POLICY' },
] as const;

const without = 'what service and resource control policies block counts as granted';

/**
 * Service and resource control policies with what they are attached to. A file is written only when every policy of its kind was read: one that is missing
 * would look like one that does not bind.
 */
export const organizationPoliciesPart: CollectPart = {
  id: 'organization-policies',
  permissions: [
    { action: 'organizations:ListPolicies', without },
    { action: 'organizations:DescribePolicy', without },
    { action: 'organizations:ListTargetsForPolicy', without },
  ],
  async collect(context) {
    const askEach = askEachOf(context);
    for (const { file, type } of kinds) {
      const path = `${context.folder}/${file}`;
      if (context.writer.collectedAt(path) !== undefined) continue;
      const policies = await policiesOf(context, askEach, type);
      if (policies !== undefined) await context.writer.writeJson(path, { Policies: policies });
    }
  },
};

async function policiesOf(context: CollectContext, askEach: AskEach, type: (typeof kinds)[number]['type']) {
  const client = context.session.client(OrganizationsClient);
  const listed = await context.attempt({ service, operation: 'ListPolicies' }, async () => {
    try {
      return await itemsOf(
        (NextToken) =>
          client.send(new ListPoliciesCommand({ Filter: type, ...(NextToken === undefined ? {} : { NextToken }) })),
        (page) => page.NextToken,
        (page) => listIn(page.Policies, 'Policies'),
      );
    } catch (error) {
      if (isNotInForce(type, error)) return [];
      throw error;
    }
  });
  if (listed === undefined) return undefined;
  const policies = await Promise.all(
    listed.map((summary) => context.limited(() => policyOf(client, askEach, summary))),
  );
  if (policies.includes(undefined)) return undefined;
  return policies.filter((policy) => policy !== 'gone');
}

/**
 * Whether policies of the type bind nobody, by the reason why they cannot be listed: there is no organization, the type is not enabled or not available
 * in it, or, of resource control policies, the partition does not have them.
 */
function isNotInForce(type: string, error: unknown): boolean {
  const { code, message } = failureOf(error);
  if (code === 'UnsupportedAPIEndpointException' || code === 'InvalidInputException') {
    const reason = error instanceof Error && 'Reason' in error ? error.Reason : undefined;
    const isUnknown = reason === 'INVALID_ENUM_POLICY_TYPE' || message.includes('INVALID_ENUM_POLICY_TYPE');
    return type === 'RESOURCE_CONTROL_POLICY' && (isUnknown || code === 'UnsupportedAPIEndpointException');
  }
  return [
    'AWSOrganizationsNotInUseException',
    'PolicyTypeNotEnabledException',
    'PolicyTypeNotAvailableForOrganizationException',
  ].includes(code);
}

async function policyOf(client: OrganizationsClient, askEach: AskEach, { Id: PolicyId }: PolicySummary) {
  const described = await askEach({ service, operation: 'DescribePolicy' }, async () => {
    if (!PolicyId) throw new WrongAnswerError('ListPolicies names a policy without id');
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
    if (Policy?.PolicySummary?.Id === undefined || Policy.Content === undefined)
      throw new WrongAnswerError(`the policy ${PolicyId} is described without its text`);
    return Policy;
  });
  if (described === undefined || described === 'gone') return described;
  const targets = await askEach({ service, operation: 'ListTargetsForPolicy' }, () =>
    itemsOf(
      (NextToken) =>
        client.send(new ListTargetsForPolicyCommand({ PolicyId, ...(NextToken === undefined ? {} : { NextToken }) })),
      (page) => page.NextToken,
      (page) => listIn(page.Targets, 'Targets'),
    ),
  );
  return targets === undefined || targets === 'gone' ? targets : { Policy: described, Targets: targets };
}
