import type { PolicyHolder, RemediationStep } from '../../core/model/remediation.ts';
import type { ReportFile } from '../../core/model/report.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { plainText } from '../markup/phrase.ts';
import { visible } from '../markup/visible.ts';
import { changePhrase } from './change-words.ts';
import { logicalIdsOf, type StackResource, stackResourcesOf } from './cloudformation-resources.ts';
import { snippetFiles } from './cloudformation-snippet.ts';
import { type DesiredState, desiredState, isAllNew, isQuarantineNew } from './desired-state.ts';
import { jsonText } from './document-text.ts';
import { shellOption } from './shell.ts';
import type { RemediationWriter } from './writer.ts';

/**
 * Writes a plan as CloudFormation templates: `cloudformation.template.json` for what `remove` leaves, and `cloudformation-rollback.template.json` for
 * what is there today, with `resources-to-import.json` to bring that into a stack. What the stack of an origin defines, and a permission set, comes
 * first, as a snippet for that resource. A stack takes away only what it owns: the commands for the rest stand in each template's metadata.
 */
export const cloudFormationWriter: RemediationWriter = { language: 'cloudformation', write: cloudFormationFiles };

const template = 'cloudformation.template.json';
const rollback = 'cloudformation-rollback.template.json';
const quarantineTemplate = 'cloudformation-quarantine.template.json';
const toImport = 'resources-to-import.json';

function cloudFormationFiles(suggestion: Suggestion): readonly ReportFile[] {
  const remove = suggestion.plan.steps.find(({ id }) => id === 'remove');
  const quarantine = suggestion.plan.steps.find(({ id }) => id === 'quarantine');
  const files = [
    ...(remove === undefined ? [] : removeFiles(suggestion, remove)),
    ...(quarantine === undefined ? [] : quarantineFiles(suggestion, quarantine)),
  ];
  const hasChanges = [remove, quarantine].some((step) => step !== undefined && step.changes.length > 0);
  if (files.length > 0 || !hasChanges) return files;
  const text =
    'No template can do this: a stack takes away, or writes over, only what it owns. Use the command-line plan.\n';
  return [{ path: 'cloudformation.txt', chunks: [text] }];
}

function removeFiles(suggestion: Suggestion, step: RemediationStep): readonly ReportFile[] {
  const defined = new Set(suggestion.plan.origins.flatMap(({ tool, arn }) => (tool === 'cloudformation' ? [arn] : [])));
  const forth = desiredState(suggestion, step, 'forth');
  const snippets = snippetFiles(suggestion, step);
  const own = withoutOwners(forth, defined);
  // What is all new is undone by its deletion.
  const back = isAllNew(forth) ? undefined : withoutOwners(desiredState(suggestion, step, 'back'), defined);
  const ids = logicalIdsOf(back === undefined ? [own] : [own, back]);
  const resources = stackResourcesOf(own, ids);
  if (resources.length === 0) return snippets;
  const today = back === undefined ? [] : stackResourcesOf(back, ids, true);
  const commandsAfter = takeAwayCommands(own, suggestion, 'after');
  const commandsBefore = back === undefined ? [] : attachCommands(back);
  const stack = {
    isImported: today.length > 0,
    hasAfter: commandsAfter.length > 0,
    hasBefore: commandsBefore.length > 0,
  };
  const metadata = {
    suggestion: suggestion.id,
    says: [...stackLines(suggestion, step, stack), ...leftLines(own)],
    commandsAfter,
    ...(today.length > 0
      ? {}
      : {
          commandsToUndo: [...commandsBefore, 'aws cloudformation delete-stack --stack-name STACK'],
        }),
  };
  const main = templateFile(template, `${visible(step.title)}: the policies after it`, metadata, resources);
  if (back === undefined || today.length === 0) return [...snippets, main];
  const backMetadata = {
    suggestion: suggestion.id,
    says: [
      'What is there today. First import it into a new stack, before anything else is changed; later update the stack with it to undo.',
      'An import changes nothing: CloudFormation takes the resources as they are written here.',
      ...leftLines(back),
    ],
    commandsBefore,
    commandsAfter: takeAwayCommands(back, suggestion, 'before'),
  };
  return [
    ...snippets,
    main,
    templateFile(rollback, `${visible(step.title)}: the undo, which is what is there today`, backMetadata, today),
    file(
      toImport,
      today.map(({ logicalId, type, identifier }) => ({
        ResourceType: type,
        LogicalResourceId: logicalId,
        ResourceIdentifier: identifier,
      })),
    ),
  ];
}

/** A stack that can be deleted to end the quarantine; one that writes over what is there could not, and is left to the command line. */
function quarantineFiles(suggestion: Suggestion, step: RemediationStep): readonly ReportFile[] {
  const state = desiredState(suggestion, step, 'forth');
  const resources = stackResourcesOf(state, logicalIdsOf([state]));
  if (resources.length === 0 || !isAllNew(state)) return [];
  const metadata = {
    suggestion: suggestion.id,
    says: [
      `A stack of its own: ${stackCommand('create-stack', quarantineTemplate)}. To undo it, delete the stack.`,
      ...(suggestion.kind === 'retire'
        ? ['Nothing was seen using it. Turning it off and deleting it are steps of the command-line plan.']
        : []),
    ],
  };
  return [templateFile(quarantineTemplate, visible(step.title), metadata, resources)];
}

/** Its list of action names is older than ours, and it does not match a pattern with a wildcard at its beginning. */
const lintSettings = { config: { ignore_checks: ['W3037'] } };

/** The most bytes of a template that a call may carry itself. */
const mostBytes = 51_200;

function templateFile(
  path: string,
  description: string,
  metadata: { readonly says: readonly string[] },
  resources: readonly StackResource[],
): ReportFile {
  const textOf = (says: readonly string[]) =>
    jsonText({
      AWSTemplateFormatVersion: '2010-09-09',
      // AWS's limit, in bytes.
      Description: description.replace(/[^ -~]/g, '?').slice(0, 1024),
      Metadata: { IamDrift: { ...metadata, says }, 'cfn-lint': lintSettings },
      Resources: Object.fromEntries(resources.map(({ logicalId, resource }) => [logicalId, resource])),
    });
  const text = textOf(metadata.says);
  const advice = 'It is too large for --template-body: put it into a bucket, and name it with --template-url.';
  return { path, chunks: [`${text.length <= mostBytes ? text : textOf([...metadata.says, advice])}\n`] };
}

/** What a stack leaves to commands, and whether it takes over what is there. */
interface StackFacts {
  readonly isImported: boolean;
  readonly hasAfter: boolean;
  readonly hasBefore: boolean;
}

function stackLines(
  suggestion: Suggestion,
  step: RemediationStep,
  { isImported, hasAfter, hasBefore }: StackFacts,
): readonly string[] {
  const wait = step.notBefore === undefined ? [] : [`Not before ${visible(step.notBefore)}.`];
  const isEnded = step.changes.some(({ when }) => when === 'quarantined') && isQuarantineNew(suggestion);
  const quarantine = isEnded ? ['Where the quarantine is in force, delete its stack last.'] : [];
  const takeAway = 'un `commandsAfter`: a stack cannot detach or delete what it does not own.';
  if (!isImported) {
    return [
      ...wait,
      `Create a stack with it: ${stackCommand('create-stack', template)}.`,
      ...(hasAfter ? [`Then r${takeAway}`] : []),
      ...quarantine,
      'To undo it, run `commandsToUndo`, in their order.',
    ];
  }
  const importing = stackCommand(
    'create-change-set',
    rollback,
    ` --change-set-name import --change-set-type IMPORT --resources-to-import file://${toImport}`,
  );
  return [
    ...wait,
    `1. Import what is there: ${importing}; then execute the change set.`,
    `2. Update the stack with this template: ${stackCommand('update-stack', template)}. It writes what changed; a resource that is no longer in it is retained.`,
    ...(hasAfter ? [`3. R${takeAway}`] : []),
    ...quarantine,
    `To undo it: ${hasBefore ? `run the \`commandsBefore\` of ${rollback}, and ` : ''}update the stack with ${hasBefore ? 'it' : rollback}.`,
  ];
}

/** The policies have names of their own, so CloudFormation wants to be told that this is meant. */
function stackCommand(command: string, file: string, more = ''): string {
  return `\`aws cloudformation ${command} --stack-name STACK --template-body file://${file} --capabilities CAPABILITY_NAMED_IAM${more}\``;
}

/** Detachments and deletions that no stack makes. */
function takeAwayCommands(state: DesiredState, suggestion: Suggestion, side: 'before' | 'after'): readonly string[] {
  const other = side === 'before' ? 'after' : 'before';
  const goneOf = (holder: PolicyHolder, part: 'inlinePolicies' | 'attachedPolicies') => {
    const known = suggestion.holders.find((one) => one.holder.arn === holder.arn);
    return (known?.[part][other] ?? []).filter((name) => !known?.[part][side].includes(name));
  };
  // What the stack attached by itself it also detaches.
  const ownedArns = new Set(
    suggestion.plan.steps.flatMap(({ changes }) =>
      changes.flatMap((one) => (one.do === 'create-policy' ? [one.arn] : [])),
    ),
  );
  return [
    ...state.onlyAttached.flatMap(({ holder }) =>
      goneOf(holder, 'attachedPolicies')
        .filter((arn) => !ownedArns.has(arn))
        .map((arn) => `aws iam detach-${holder.kind}-policy ${holderOption(holder)} ${shellOption('policy-arn', arn)}`),
    ),
    ...(side === 'before'
      ? []
      : state.onlyInline.flatMap(({ holder }) =>
          goneOf(holder, 'inlinePolicies').map(
            (name) =>
              `aws iam delete-${holder.kind}-policy ${holderOption(holder)} ${shellOption('policy-name', name)}`,
          ),
        )),
  ];
}

function attachCommands({ attachments, policies }: DesiredState): readonly string[] {
  return attachments
    .filter(({ arn }) => !policies.some((policy) => policy.arn === arn && !policy.existed))
    .map(
      ({ holder, arn }) =>
        `aws iam attach-${holder.kind}-policy ${holderOption(holder)} ${shellOption('policy-arn', arn)}`,
    );
}

function holderOption({ kind, name }: PolicyHolder): string {
  return shellOption(`${kind}-name`, name);
}

function leftLines({ left }: DesiredState): readonly string[] {
  const lines = left.flatMap((change) => {
    switch (change.do) {
      case 'provision-permission-set':
      case 'delete-created-policy':
        return [];
      case 'delete-policy-version':
        return [
          `${visible(change.arn)} has all the versions that it may have: delete one first, with the command-line plan, which saves it.`,
        ];
      default:
        return [`Not done by the stack, but by the command-line plan: ${plainText(changePhrase(change))}.`];
    }
  });
  return [...new Set(lines)];
}

/** A state without what belongs to somebody whose stack is told; a policy that is created for one of them goes there too. */
function withoutOwners(state: DesiredState, owners: ReadonlySet<string>): DesiredState {
  const stays = ({ holder }: { readonly holder: PolicyHolder }) => !owners.has(holder.arn);
  const foreign = new Set(state.attachments.filter((one) => !stays(one)).map(({ arn }) => arn));
  return {
    ...state,
    inlinePolicies: state.inlinePolicies.filter(stays),
    policies: state.policies.filter(({ arn, existed }) => !owners.has(arn) && (existed || !foreign.has(arn))),
    attachments: state.attachments.filter(stays),
    onlyInline: state.onlyInline.filter(stays),
    onlyAttached: state.onlyAttached.filter(stays),
  };
}

function file(path: string, value: unknown): ReportFile {
  return { path, chunks: [`${jsonText(value)}\n`] };
}
