import type { Tags } from '../../model/bundle.ts';
import type { Origin } from '../../model/remediation.ts';

/** A principal, group, policy or permission set, with its tags. */
export interface TaggedSubject {
  readonly arn: string;
  readonly tags: Tags;
}

/** Keys that name the tool which manages a resource, in small letters without `-`, `_`, `:`, `/`, dots and blanks. */
const toolKeys: ReadonlySet<string> = new Set(['managedby', 'provisionedby', 'provisioner', 'iac', 'iactool']);

/**
 * Where things are defined, by certain signs only; in the order of the subjects, of each Terraform first.
 *
 * - A Terraform state that holds the ARN (`known`: address by ARN).
 * - The tags `aws:cloudformation:stack-name` and `aws:cloudformation:stack-id`, which CloudFormation alone can set; the logical id from
 *   `aws:cloudformation:logical-id`.
 * - A tag `managed-by`, `provisioned-by`, `provisioner`, `iac` or `iac-tool` with the value `terraform` or `opentofu`, or `terraform` with the value
 *   `true` or `yes`: that it is Terraform, not where. Case and the signs between words do not count. Who tags by hand what Terraform does not manage
 *   is misled; a tag such as `created-by` is none, since it tells of the past.
 */
export function originsOf(subjects: readonly TaggedSubject[], known: ReadonlyMap<string, string>): readonly Origin[] {
  return subjects.flatMap(({ arn, tags }) => [
    ...terraformOrigin(arn, tags, known),
    ...cloudFormationOrigin(arn, tags),
  ]);
}

function terraformOrigin(arn: string, tags: Tags, known: ReadonlyMap<string, string>): readonly Origin[] {
  const address = known.get(arn);
  if (address !== undefined) return [{ tool: 'terraform', arn, address }];
  const isTagged = Object.entries(tags).some(([key, value]) => {
    const [name, says] = [key.toLowerCase().replace(/[-_:/.\s]/g, ''), value.trim().toLowerCase()];
    return toolKeys.has(name)
      ? says === 'terraform' || says === 'opentofu'
      : name === 'terraform' && /^(?:true|yes)$/.test(says);
  });
  return isTagged ? [{ tool: 'terraform', arn }] : [];
}

function cloudFormationOrigin(arn: string, tags: Tags): readonly Origin[] {
  const [, ofId] =
    /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\/([^/]+)\//.exec(tags['aws:cloudformation:stack-id'] ?? '') ?? [];
  const stack = tags['aws:cloudformation:stack-name'] ?? ofId;
  if (stack === undefined) return [];
  const address = tags['aws:cloudformation:logical-id'];
  return [{ tool: 'cloudformation', arn, ...(address === undefined ? {} : { address }), stack }];
}
