import { IAMClient, ListPolicyTagsCommand, type Tag } from '@aws-sdk/client-iam';
import { failureOf } from '../failure.ts';
import { itemsOf } from '../pages.ts';
import { askMany, unansweredOf } from './ask-many.ts';
import { detailsDigests } from './authorization-details.ts';
import type { CollectPart } from './collect-part.ts';
import { expected, nextMarkerOf, pageAt } from './iam-answer.ts';
import { attachedPoliciesIn } from './known-principals.ts';
import { isObject } from './loose.ts';

const operation = 'ListPolicyTags';

/**
 * The tags of the customer managed policies that are attached, a call each: `policy-tags.json`. A policy that was not answered has no entry, and is asked
 * about again by the next collection into the bundle.
 */
export const policyTagsPart: CollectPart = {
  id: 'policy-tags',
  permissions: [
    {
      action: `iam:${operation}`,
      without: 'suggestions do not tell which policies CloudFormation or Terraform define',
    },
  ],
  async collect(context) {
    const { session, writer, folder, settings, signal } = context;
    if (!settings.policyTags) return;
    const file = `${folder}/policy-tags.json`;
    const pages = await detailsDigests(context);
    if (pages.length === 0) return;
    const known = await writer.readJson(file);
    const tags = new Map<string, unknown>(isObject(known) ? Object.entries(known) : []);
    const attached = attachedPoliciesIn(pages);
    const missing = attached.filter((arn) => !tags.has(arn));
    if (missing.length === 0 && known !== undefined) return;
    const before = tags.size;
    let done = attached.length - missing.length;
    await askMany(context, {
      items: missing,
      words: 'policies',
      nameOf: (arn) => arn.split(':').slice(5).join(':'),
      limited: (work) => context.limited(work),
      async ask(arn) {
        signal.throwIfAborted();
        try {
          tags.set(arn, await tagsOf(session.client(IAMClient), arn));
          return undefined;
        } catch (error) {
          const why = unansweredOf(error, operation, session.accountId);
          if (failureOf(error).kind !== 'missing') return why;
          return { ...why, message: 'not there any more: deleted while it was collected', concerns: 'alone' };
        }
      },
      answered() {
        done += 1;
        context.progress('policy-tags', done, attached.length);
      },
    });
    // Without any policy to ask about the file says just that; with none answered there is nothing to say.
    if (tags.size > before || missing.length === 0) {
      const sorted = [...tags].sort(([a], [b]) => (a < b ? -1 : 1));
      await writer.writeJson(file, Object.fromEntries(sorted));
    }
  },
};

function tagsOf(client: IAMClient, arn: string): Promise<readonly Tag[]> {
  return itemsOf(
    (marker) => client.send(new ListPolicyTagsCommand({ PolicyArn: arn, ...pageAt(marker) })),
    nextMarkerOf,
    ({ Tags: tags }) => expected(tags, 'Tags'),
  );
}
