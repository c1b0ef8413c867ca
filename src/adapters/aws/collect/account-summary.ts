import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { expected } from './iam-answer.ts';
import { iamListPart } from './iam-list-part.ts';

/** The account's own quotas: `account-summary.json`. */
export const accountSummaryPart = iamListPart({
  id: 'account-summary',
  operation: 'GetAccountSummary',
  without: "suggestions are fitted to AWS's default quotas, not to those of the account",
  ask: async (client) => {
    const { SummaryMap: summary } = await client.send(new GetAccountSummaryCommand({}));
    return { SummaryMap: expected(summary, 'SummaryMap') };
  },
});
