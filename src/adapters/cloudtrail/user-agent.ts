/** Tools told by a word anywhere in the user agent, in the order in which they are tried: wrappers before what they wrap. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/pulumi/i, 'pulumi'],
  [/terraform|opentofu/i, 'terraform'],
  [/\baws-?cdk\b|\bcdk\//i, 'cdk'],
  [/^cloudformation\b|^AWS CloudFormation/i, 'cloudformation'],
  [/cloudshell/i, 'cloudshell'],
  [/^aws-cli\//, 'cli'],
  [/^AWSPowerShell|^AWS Tools for (?:Windows )?PowerShell/i, 'powershell'],
  [/^(?:signin|console)\.(?:aws\.)?amazon(?:aws)?\.com|^AWS(?: |%20)?Console|^S3Console|^Mozilla\//i, 'console'],
  [/^boto|^aws-sdk-python/i, 'sdk-python'],
  [/^aws-sdk-(?:js|nodejs|react-native)|^aws-sdk-mobile-analytics-js/i, 'sdk-javascript'],
  [/^aws-sdk-(java|go|dotnet|php|ruby|rust|cpp|kotlin|swift|ios|android)/i, ''],
];

const longest = 64;

/** What a call was made with: `console`, `cli`, `terraform`, `sdk-python` …; the words before the first slash otherwise. */
export function userAgentFamily(userAgent: string, isConsoleSession: boolean): string {
  // S3 writes its callers' user agents in brackets.
  const text = userAgent.startsWith('[') ? userAgent.slice(1, userAgent.endsWith(']') ? -1 : undefined) : userAgent;
  for (const [pattern, family] of tools) {
    const match = pattern.exec(text);
    if (match !== null) return family || `sdk-${(match[1] ?? '').toLowerCase()}`;
  }
  if (isConsoleSession) return 'console';
  const slash = text.indexOf('/');
  return (slash < 0 ? text : text.slice(0, slash)).trim().slice(0, longest);
}
