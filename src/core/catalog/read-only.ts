import type { AccessLevel, ReadOnlyFlag } from './catalog.ts';

/** Verbs whose events CloudTrail flags `readOnly: true`. */
const readVerbs =
  /^(?:Get|List|Describe|Head|Lookup|Search|BatchGet|BatchDescribe|BatchList|View|Select|Scan|Query|Count|Preview|Simulate|Is|Download|Read)(?![a-z])/;

/** Verbs whose events CloudTrail flags `readOnly: false`. Left out on purpose: Generate, Start, Invoke, Batch, Test, Verify, Validate, Export. */
const writeVerbs =
  /^(?:Accept|Activate|Add|Allocate|Apply|Assign|Associate|Attach|Authorize|Cancel|Change|Copy|Create|Deactivate|Delete|Deregister|Detach|Disable|Disassociate|Enable|Import|Invite|Leave|Modify|Move|Publish|Purchase|Put|PUT|PATCH|DELETE|Reboot|Register|Reject|Release|Remove|Rename|Replace|Request|Reset|Restart|Restore|Resume|Revoke|Rotate|Run|Schedule|Send|Set|Stop|Suspend|Tag|Terminate|Unassign|Untag|Update|Upgrade|Upload)(?![a-z])/;

/** Where the flag does not follow the verb; the first row that fits wins. */
const exceptions: readonly { pattern: RegExp; flag: ReadOnlyFlag; source: string }[] = [
  {
    pattern: /^sts:(?:AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity)$/,
    flag: true,
    source: 'AWS CloudTrail user guide, AssumeRole examples; DataDog/stratus-red-team logs (37 records)',
  },
  { pattern: /^sts:GetFederationToken$/, flag: false, source: 'DataDog/stratus-red-team logs' },
  { pattern: /^sts:/, flag: 'unknown', source: 'not looked up' },
  {
    pattern: /^kms:(?:Encrypt|Decrypt|GenerateDataKey)$/,
    flag: true,
    source:
      'AWS CloudTrail user guide, management events: KMS volume events are read events; invictus-ir/aws_dataset logs',
  },
  {
    pattern: /^(?:ec2:StartInstances|cloudtrail:StartLogging|ssm:StartSession)$/,
    flag: false,
    source: 'invictus-ir/aws_dataset and DataDog/stratus-red-team logs',
  },
  { pattern: /^bedrock:Invoke/, flag: true, source: 'DataDog/stratus-red-team logs' },
];

/**
 * What CloudTrail's `readOnly` flag is in an action's events: it follows the verb of the call, so verb and access level must agree.
 *
 * Misses: services that set the flag on their own. `unknown` wherever the two disagree or the verb is neither, because a trail of one kind only
 * must never be taken to cover an action of the other.
 */
export function isReadOnly(actionName: string, accessLevel: AccessLevel): ReadOnlyFlag {
  for (const { pattern, flag } of exceptions) if (pattern.test(actionName)) return flag;
  const verb = actionName.slice(actionName.indexOf(':') + 1);
  const reads = accessLevel === 'list' || accessLevel === 'read';
  if (reads && (readVerbs.test(verb) || verb === 'GET')) return true;
  if (!reads && writeVerbs.test(verb)) return false;
  return 'unknown';
}
