/**
 * What is known of the global condition keys, in lower case.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */

/** Keys whose value is `true` or `false`, whatever operator asks for them. */
export const booleanKeys: ReadonlySet<string> = new Set([
  'aws:multifactorauthpresent',
  'aws:principalisawsservice',
  'aws:securetransport',
  'aws:viaawsservice',
]);

/** Keys that every request of a user, role or root has. */
export const alwaysPresentKeys: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principaltype',
]);

/** Keys that `authorize` derives where the context does not give them: a request that has none must say so. */
export const derivedKeys: ReadonlySet<string> = new Set([
  ...alwaysPresentKeys,
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:resourceaccount',
  'aws:userid',
  'aws:username',
]);

/** Whether a key (lower case) holds the value of a tag: any text, also none. */
export function isTagKey(key: string): boolean {
  return /tag\//.test(key);
}
