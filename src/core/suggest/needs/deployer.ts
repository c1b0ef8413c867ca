import { type ActionSet, addInto, emptySet, intersection, membersOf, uniteInto } from '../../catalog/action-set.ts';
import type { Catalog, CatalogAction } from '../../catalog/catalog.ts';
import type { JudgedPrincipal } from '../../evidence/account-evidence.ts';
import { trustedPrincipals } from '../../inventory/classify.ts';
import { machineClasses } from '../../model/principal.ts';
import {
  bareMakers,
  hangingPatterns,
  holdsWord,
  isMaker,
  isRollbackUse,
  isVersionOf,
  type Made,
  madeBy,
  nounOf,
  singular,
} from './made-resources.ts';

/** Services that bring a template or a pipeline's result into the account. */
const deployingServices: ReadonlySet<string> = new Set([
  'cloudformation.amazonaws.com',
  'stacksets.cloudformation.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'codebuild.amazonaws.com',
  'codepipeline.amazonaws.com',
  'codedeploy.amazonaws.com',
  'servicecatalog.amazonaws.com',
  'proton.amazonaws.com',
  'amplify.amazonaws.com',
  'elasticbeanstalk.amazonaws.com',
  'imagebuilder.amazonaws.com',
]);

/** Services of so many kinds made by one principal: nobody but who deploys does so. */
const manyServices = 3;

/**
 * Whether a principal brings whole systems into being: a pipeline's role, a role of CloudFormation, StackSets, CodeBuild or the like, somebody on whose
 * behalf CloudFormation made calls, or a machine that makes things of three services or more. Such a principal undoes what it makes when it goes wrong,
 * which no log of a good day shows.
 *
 * Misses deployers that make things of one or two services without CloudFormation (Terraform run with a user's keys, or by a role that a pipeline
 * assumes from another account), and people who deploy from their own machine. A false alarm keeps more than is needed.
 */
export function isDeployer({ principal, usage }: Pick<JudgedPrincipal, 'principal' | 'usage'>): boolean {
  if (principal.class === 'ci-role') return true;
  if (/^(?:AWSCloudFormationStackSet|stacksets-exec-)/i.test(principal.name)) return true;
  const trusted = principal.trust === undefined ? [] : trustedPrincipals(principal.trust);
  if (trusted.some((name) => deployingServices.has(name.replace(/\.cn$/, '')))) return true;
  const events = [...(usage?.events.values() ?? [])];
  if (
    events.some(({ detail }) =>
      detail?.invokedBy.some((service) => /(?:^|\.)cloudformation\.amazonaws\./.test(service)),
    )
  )
    return true;
  if (!machineClasses.has(principal.class) && principal.class !== 'account-role') return false;
  const makes = events.filter(({ eventName, lastUsed }) => lastUsed !== undefined && /^Create[A-Z]/.test(eventName));
  return new Set(makes.map(({ eventSource }) => eventSource)).size >= manyServices;
}

/**
 * The granted actions that whoever made resources by the `used` actions may need to look at them, change, tag and delete them again: of every type of
 * resource made, what can be limited to that type or has its name in its own (`ec2:DescribeInstances` can be limited to nothing). Not kept: making more,
 * passing roles, running and calling what was made, reading and writing its data. Where something was only added to a resource, what takes it away again
 * and what reads the resource are kept.
 *
 * Where the type cannot be told, all types of the action count, which keeps more. Of other services' actions only `hangingPatterns` are kept: what a
 * deployer needs of them besides (`s3:GetObject` of a template, `iam:PassRole`) is needed to make things as well, and so was seen.
 */
export function rollbackActionsOf(used: ActionSet, granted: ActionSet, catalog: Catalog): ActionSet {
  const made = new Map<string, Made[]>();
  let isAnyHung = false;
  for (const index of membersOf(used)) {
    const action = catalog.actions[index];
    if (action === undefined || !isMaker(action)) continue;
    isAnyHung ||= !bareMakers.has(action.name);
    const list = made.get(action.service);
    if (list === undefined) made.set(action.service, [madeBy(action, catalog)]);
    else list.push(madeBy(action, catalog));
  }
  const kept = emptySet(catalog.size);
  if (made.size === 0) return kept;
  if (isAnyHung) for (const pattern of hangingPatterns) uniteInto(kept, catalog.matching(pattern));
  for (const [service, list] of made) {
    const range = catalog.services.get(service);
    const all = merged(list);
    for (const action of catalog.actions.slice(range?.first, range?.end)) {
      if (hangsOn(action, all)) addInto(kept, action.index);
    }
  }
  return intersection(kept, granted);
}

interface MadeOfService {
  readonly types: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
  readonly words: readonly string[];
}

function merged(list: readonly Made[]): MadeOfService {
  return {
    types: new Set(list.flatMap(({ types }) => types)),
    touched: new Set(list.flatMap(({ touched }) => touched)),
    words: [...new Set(list.flatMap(({ words }) => words))],
  };
}

function hangsOn(action: CatalogAction, { types, touched, words }: MadeOfService): boolean {
  // Reading lists tells nothing that matters, and tools look at the neighbors of what they make: at the network ACLs of a new VPC.
  if (action.isWildcardOnly && action.accessLevel === 'list') return true;
  const noun = nounOf(action);
  const holds = words.some((word) => holdsWord(noun, word));
  // A new version of a policy or launch template is how it is changed.
  if (words.some((word) => isVersionOf(action, word))) return true;
  const isExact = holds && (words.includes('*') || words.includes(singular(noun)));
  if (!isRollbackUse(action, isExact ? 'exact' : holds ? 'holds' : 'none')) return false;
  const reads = action.accessLevel === 'list' || action.accessLevel === 'read';
  return (
    holds ||
    action.resourceTypes.some((type) => types.has(type) || (reads && touched.has(type))) ||
    // Where a service has one action for the tags of all types.
    (action.isWildcardOnly && reads && /tags?/.test(noun))
  );
}
