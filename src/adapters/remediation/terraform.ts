import type { Change, RemediationStep } from '../../core/model/remediation.ts';
import type { ReportFile } from '../../core/model/report.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { plainText } from '../markup/phrase.ts';
import { visible } from '../markup/visible.ts';
import { changePhrase } from './change-words.ts';
import { type DesiredState, desiredState, isAllNew, isEmptyState, isQuarantineNew } from './desired-state.ts';
import { subjectOf } from './folder.ts';
import { type Block, comments, hclText, list, text } from './hcl.ts';
import { type Labels, labelsOf, resourcesOf, type TerraformResource } from './terraform-resources.ts';
import type { RemediationWriter } from './writer.ts';

/**
 * Writes a plan as Terraform root modules, each in its folder: `terraform` for what `remove` leaves, `terraform-quarantine` for the quarantine, and
 * beside each its rollback. In both of a pair a resource has the same address, so a rollback can take the place of what it undoes, with the same
 * state, or stand alone. Trust policies, access keys and deletions are none of its matters.
 */
export const terraformWriter: RemediationWriter = { language: 'terraform', write: terraformFiles };

/** Of the exclusive resources for policies of roles, users and groups the youngest came with it. */
const providerVersion = '>= 5.72.1';
/** That with `aws_ssoadmin_managed_policy_attachments_exclusive`. */
const permissionSetProviderVersion = '>= 6.30.0';

function terraformFiles(suggestion: Suggestion): readonly ReportFile[] {
  return [
    ...stepFiles(suggestion, 'remove', 'terraform'),
    ...stepFiles(suggestion, 'quarantine', 'terraform-quarantine'),
  ];
}

function stepFiles(suggestion: Suggestion, id: 'remove' | 'quarantine', folder: string): readonly ReportFile[] {
  const step = suggestion.plan.steps.find((one) => one.id === id);
  if (step === undefined) return [];
  const forth = desiredState(suggestion, step, 'forth');
  if (isEmptyState(forth)) return [];
  const file = (path: string, state: DesiredState, labels: Labels, lines: readonly string[]): ReportFile => ({
    path: `${path}/main.tf`,
    chunks: [moduleText(suggestion, state, resourcesOf(state, labels), lines)],
  });
  // Where all of it is new, to destroy it is the undo.
  if (isAllNew(forth)) return [file(folder, forth, labelsOf([forth]), forthLines(suggestion, step, folder, true))];
  const back = desiredState(suggestion, step, 'back');
  const labels = labelsOf([forth, back]);
  return [
    file(folder, forth, labels, forthLines(suggestion, step, folder, false)),
    file(`${folder}-rollback`, back, labels, backLines(suggestion, step, folder)),
  ];
}

function moduleText(
  suggestion: Suggestion,
  state: DesiredState,
  resources: readonly TerraformResource[],
  lines: readonly string[],
): string {
  const addresses = new Map(
    suggestion.plan.origins.flatMap(({ tool, arn, address }) =>
      tool === 'terraform' && address !== undefined ? [[arn, address] as const] : [],
    ),
  );
  // What is created for somebody belongs where that one is defined.
  const addressOf = ({ owner }: TerraformResource) =>
    [owner, ...state.attachments.filter(({ arn }) => arn === owner).map(({ holder }) => holder.arn)]
      .map((arn) => addresses.get(arn))
      .find((address) => address !== undefined);
  // What is wholly for other code is no module: a provider of its own would only be in the way of a paste.
  const isSnippet = resources.every((one) => addressOf(one) !== undefined);
  const head = isSnippet ? [] : [hclText(settings(suggestion, state))];
  const sections = resources.map((resource) => {
    const address = addressOf(resource);
    if (address !== undefined)
      return `${comments([placeOfSnippet(resource, address)])}${hclText([withoutLifecycle(resource.block)])}`;
    return hclText(resource.importBlock === undefined ? [resource.block] : [resource.importBlock, resource.block]);
  });
  const written = new Set(resources.map(({ owner }) => owner));
  const isImported = resources.some((one) => one.importBlock !== undefined && addressOf(one) === undefined);
  const top = [
    ...originLines(suggestion, written),
    ...(isSnippet ? snippetLines(lines) : lines),
    ...(isImported ? importLines : []),
    ...leftLines(isSnippet ? state.left.filter((change) => change.do !== 'delete-created-policy') : state.left),
  ];
  return [comments(top), ...head, ...sections].join('\n');
}

const importLines = [
  'What exists is imported. Look through the plan: nothing may be destroyed or replaced.',
  'A list that gets shorter in it names what is detached or deleted.',
];

/** How a resource lives is for its own code to say. */
function withoutLifecycle(block: Block): Block {
  return { ...block, body: block.body.filter((item) => !('block' in item && item.block === 'lifecycle')) };
}

/** The first line names the step; how to apply and undo it is that code's own matter. */
function snippetLines([title]: readonly string[]): readonly string[] {
  return [...(title === undefined ? [] : [title]), 'To undo it, return that code to what it was.'];
}

function placeOfSnippet({ ownType, block }: TerraformResource, address: string): string {
  return ownType === block.labels[0]
    ? `Beside ${visible(address)}; or, where that is this policy, its new arguments.`
    : `Beside ${visible(address)}; or in it, where it has its policies as inline_policy or managed_policy_arns.`;
}

function settings(suggestion: Suggestion, { permissionSets }: DesiredState): readonly Block[] {
  const version = permissionSets.some(({ onlyAttached }) => onlyAttached !== undefined)
    ? permissionSetProviderVersion
    : providerVersion;
  const provider = { name: 'aws', value: { hcl: `{\n  source  = "hashicorp/aws"\n  version = "${version}"\n}` } };
  return [
    {
      block: 'terraform',
      labels: [],
      body: [
        { name: 'required_version', value: text('>= 1.5') },
        { block: 'required_providers', labels: [], body: [provider] },
      ],
    },
    {
      block: 'provider',
      labels: ['aws'],
      // A permission set is changed in the account that administers Identity Center, which need not be the suggestion's.
      body:
        permissionSets.length > 0 ? [] : [{ name: 'allowed_account_ids', value: list([text(suggestion.accountId)]) }],
    },
  ];
}

/** Where what is written has its own code, that is said before all else. */
function originLines(suggestion: Suggestion, written: ReadonlySet<string>): readonly string[] {
  const lines = suggestion.plan.origins
    .filter(({ arn }) => written.has(arn))
    .map(({ tool, arn, address, stack }) => {
      const [what, where] = [visible(arn), visible(address ?? '')];
      if (tool === 'cloudformation') {
        const logicalId = address === undefined ? '' : `, as ${where}`;
        return `CloudFormation defines ${what}, in the stack ${visible(stack ?? '(not told)')}${logicalId}. Change it there: the stack would undo what this file does.`;
      }
      return address === undefined
        ? `A tag of ${what} says that Terraform defines it; which resource does is not told. Change it in that code: it would undo what this file does.`
        : `Terraform defines ${what} as ${where}. Edit that resource in its own code, with what stands below for it; do not apply it from here.`;
    });
  return lines.length === 0 ? [] : [...lines, ''];
}

function forthLines(
  suggestion: Suggestion,
  step: RemediationStep,
  folder: string,
  isAllNew: boolean,
): readonly string[] {
  const wait = step.notBefore === undefined ? [] : [`Not before ${visible(step.notBefore)}.`];
  const undo = isAllNew
    ? ['To undo it: `terraform destroy` in this folder takes away what it added, and nothing else.']
    : [
        `To undo it: put ${folder}-rollback/main.tf in the place of this file, keep the state, and apply again.`,
        'Never `terraform destroy` here: that would not undo it.',
      ];
  return [
    `${visible(step.title)}: ${visible(subjectOf(suggestion).arn)}`,
    ...wait,
    ...quarantineLines(suggestion, step),
    ...undo,
    ...(suggestion.kind === 'retire' && step.id === 'quarantine'
      ? ['Nothing was seen using it. Turning it off and deleting it are steps of the command-line plan.']
      : []),
  ];
}

/** A quarantine that wrote over what is there is in that now, and its module is of no more use. */
function quarantineLines(suggestion: Suggestion, step: RemediationStep): readonly string[] {
  if (!step.changes.some(({ when }) => when === 'quarantined')) return [];
  const end = isQuarantineNew(suggestion)
    ? '`terraform destroy` in terraform-quarantine'
    : 'throw terraform-quarantine and its state away';
  return [`Where the quarantine is in force, this ends it; then ${end}.`];
}

function backLines(suggestion: Suggestion, step: RemediationStep, folder: string): readonly string[] {
  return [
    `Undo of "${visible(step.title)}": ${visible(subjectOf(suggestion).arn)}`,
    `Best put in the place of ${folder}/main.tf, with its state: then Terraform also deletes the policies that it created.`,
    'Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.',
    'A managed policy gets its former document as a new version: AWS gives no version id twice.',
    ...(step.changes.some(({ when }) => when === 'quarantined')
      ? ['A quarantine that was in force before is not brought back: apply that again where it is wanted.']
      : []),
  ];
}

/** What Terraform cannot state, so that nobody takes the file for the whole. */
function leftLines(left: readonly Change[]): readonly string[] {
  const isOfQuarantine = ({ when }: Change) => when === 'quarantined';
  const lines = left
    .filter((change) => !isOfQuarantine(change))
    .flatMap((change) => {
      switch (change.do) {
        // The provider does these by itself.
        case 'provision-permission-set':
          return [];
        case 'delete-policy-version':
          return [
            `The provider deletes the oldest version of ${visible(change.arn)} to make room; the command-line plan saves it.`,
          ];
        case 'delete-created-policy':
          return [`Without the former state, delete ${visible(change.arn)} by hand.`];
        default:
          return [`Not done by this file, but by the command-line plan: ${plainText(changePhrase(change))}.`];
      }
    });
  return lines.length === 0 ? [] : ['', ...new Set(lines)];
}
