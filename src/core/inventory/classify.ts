import { matchesPattern } from '../catalog/pattern.ts';
import type { Environment, Tags } from '../model/bundle.ts';
import type { PrincipalClass } from '../model/principal.ts';
import type { AuditSettings } from '../model/settings.ts';
import type { PolicyDocument } from '../policy/statement.ts';
import { foundationPatterns } from './foundation-roles.ts';
import type { Credentials } from './principal.ts';

/** What the class of a principal is judged from. */
export interface ClassFacts {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly accountId: string;
  readonly tags: Tags;
}

/** Identity providers whose subjects are build pipelines. A provider that is neither here nor EKS is taken for people's sign-in. */
const pipelineProviders = [
  'token.actions.githubusercontent.com*',
  'gitlab.com*',
  '*gitlab*',
  'api.bitbucket.org/*',
  'agent.buildkite.com',
  'oidc.circleci.com/*',
  'app.terraform.io',
  'api.pulumi.com*',
  'vstoken.dev.azure.com/*',
  'app.harness.io/*',
  'oidc.vercel.com/*',
  'oidc.codefresh.io',
  '*jenkins*',
  'token.actions.*',
];

/** Whole words; `dr` inside `address` is none. */
const breakGlassWords = [
  'break-glass',
  'breakglass',
  'emergency-access',
  'disaster-recovery',
  'dr',
  'failover',
  'standby',
];

/** The class of a role: by path, name with trust, and who may assume it; the first that fits. */
export function classOfRole(
  facts: ClassFacts,
  trust: PolicyDocument,
  settings: AuditSettings,
): { readonly class: PrincipalClass; readonly foundationPattern?: string } {
  if (facts.path.startsWith('/aws-service-role/')) return { class: 'service-linked-role' };
  const pattern = foundationPatternOf(facts.name, trust, settings);
  if (pattern !== undefined) return { class: 'foundation-role', foundationPattern: pattern };
  if (facts.path.startsWith('/aws-reserved/sso.amazonaws.com/')) return { class: 'sso-role' };
  if (isBreakGlass(facts, settings)) return { class: 'break-glass' };
  return { class: classOfTrust(facts.accountId, trust) };
}

/** The class of a user: by name and tags, then by credentials. Without a credential report it is only a `user`. */
export function classOfUser(
  facts: ClassFacts,
  credentials: Credentials | undefined,
  settings: AuditSettings,
): PrincipalClass {
  if (isBreakGlass(facts, settings)) return 'break-glass';
  if (credentials === undefined) return 'user';
  if (credentials.password !== undefined) return 'console-user';
  return credentials.keys.length > 0 ? 'machine-user' : 'user';
}

/** The principals that a trust policy allows to assume the role: service names, provider ARNs, ARNs and account ids. */
export function trustedPrincipals(trust: PolicyDocument): readonly string[] {
  return trust.statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principals }) =>
      principals === undefined || principals.not
        ? []
        : [...principals.services, ...principals.federated, ...principals.aws],
    );
}

function classOfTrust(accountId: string, trust: PolicyDocument): PrincipalClass {
  const trusted = trustedPrincipals(trust);
  const providers = trusted.flatMap((arn) => /:oidc-provider\/(.+)$/.exec(arn)?.[1] ?? []);
  if (trusted.includes('pods.eks.amazonaws.com') || providers.some(isEksProvider)) return 'kubernetes-service-account';
  if (providers.some((provider) => pipelineProviders.some((pattern) => matchesPattern(pattern, provider))))
    return 'ci-role';
  if (
    providers.length > 0 ||
    trusted.some((arn) => arn.includes(':saml-provider/') || arn === 'cognito-identity.amazonaws.com')
  ) {
    return 'federated-role';
  }
  if (trusted.some((name) => /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name))) return 'workload-role';
  const accounts = trusted.flatMap((name) => /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::.*)?$/.exec(name)?.[1] ?? []);
  if (accounts.some((account) => account !== accountId)) return 'cross-account-role';
  return accounts.length > 0 ? 'account-role' : 'unclassified-role';
}

function isEksProvider(provider: string): boolean {
  return /^oidc[.-]eks\.[^/]+\/id\//.test(provider);
}

function foundationPatternOf(name: string, trust: PolicyDocument, settings: AuditSettings): string | undefined {
  const trusted = trustedPrincipals(trust);
  return [...foundationPatterns, ...settings.foundationRoles].find(
    ({ pattern, trustedBy }) =>
      matchesPattern(pattern, name) &&
      (trustedBy.length === 0 || trusted.some((one) => trustedBy.some((wanted) => matchesPattern(wanted, one)))),
  )?.pattern;
}

/** A word in a name can mislead: `dr` as initials would hide a principal. It is listed as break-glass, so it can be seen. */
function isBreakGlass(facts: ClassFacts, settings: AuditSettings): boolean {
  const { principals, tags } = settings.breakGlass;
  const byTag = Object.entries(facts.tags).some(
    ([key, value]) =>
      (key.toLowerCase() === 'break-glass' && !/^(false|no|0)$/i.test(value)) ||
      Object.entries(tags).some(([wanted, pattern]) => wanted === key && matchesPattern(pattern, value)),
  );
  if (byTag) return true;
  if (principals.length > 0) {
    return principals.some((pattern) => matchesPattern(pattern, facts.name) || matchesPattern(pattern, facts.arn));
  }
  return [facts.name, ...Object.values(facts.tags)].some((text) => hasWholeWord(text, breakGlassWords));
}

/** Whether one of the words (hyphenated ones too) stands whole in the text: `BreakGlass`, `prod_dr_role`, `dr-failover`. */
function hasWholeWord(text: string, words: readonly string[]): boolean {
  const hyphenated = text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.some((word) => `-${hyphenated}-`.includes(`-${word}-`));
}

const environmentWords: Readonly<Record<string, Environment>> = {
  production: 'production',
  prod: 'production',
  prd: 'production',
  live: 'production',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  preprod: 'staging',
  uat: 'staging',
  test: 'test',
  testing: 'test',
  qa: 'test',
  development: 'development',
  develop: 'development',
  dev: 'development',
  sandbox: 'sandbox',
  sbx: 'sandbox',
  playground: 'sandbox',
  shared: 'shared',
  security: 'security',
  audit: 'security',
};

/** The environment that a word names: `prod` is production. */
export function environmentOfWord(word: string): Environment | undefined {
  return environmentWords[word.toLowerCase().trim()];
}

/** The environment that an account's alias or name says, if it says exactly one. */
export function environmentOfName(name: string): Environment | undefined {
  const said = new Set(name.split(/[^A-Za-z0-9]+/).flatMap((word) => environmentOfWord(word) ?? []));
  const [only] = said;
  return said.size === 1 ? only : undefined;
}

/** The environment that a principal's own tags say. */
export function environmentOfTags(tags: Tags): Environment | undefined {
  for (const [key, value] of Object.entries(tags)) {
    if (/^(environment|env|stage)$/i.test(key)) return environmentOfWord(value);
  }
  return undefined;
}

/** The owner by the first of the owner tags that is there. */
export function ownerOfTags(tags: Tags, ownerTags: readonly string[]): string | undefined {
  for (const wanted of ownerTags) {
    for (const [key, value] of Object.entries(tags)) {
      if (key.toLowerCase() === wanted.toLowerCase() && value.trim() !== '') return value;
    }
  }
  return undefined;
}
