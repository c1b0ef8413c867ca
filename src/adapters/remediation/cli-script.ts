import type { Change, RemediationStep } from '../../core/model/remediation.ts';
import type { ReportFile } from '../../core/model/report.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { plainText } from '../markup/phrase.ts';
import { visible } from '../markup/visible.ts';
import { changePhrase } from './change-words.ts';
import { callOf, scriptDocuments } from './cli-calls.ts';
import { allChanges, subjectOf } from './folder.ts';
import { functionsFor } from './script-functions.ts';
import { shellComment, shellOption, shellWord } from './shell.ts';
import type { RemediationWriter } from './writer.ts';

/** A step as one script performs it. */
interface ScriptStep {
  readonly step: RemediationStep;
  readonly changes: readonly Change[];
  /** The other side of the step: what undoes it, or what it undoes. */
  readonly counterpart: readonly Change[];
}

/** What makes one script differ from the others. */
interface ScriptKind {
  readonly name: string;
  /** Sentences at the head of the usage. */
  readonly about: readonly string[];
  readonly steps: readonly ScriptStep[];
  /** Whether the steps wait for their dates. */
  readonly isDated: boolean;
  /** Whether the name of what is deleted has to be typed. */
  readonly asks: boolean;
}

/** Writes a plan as bash scripts over the AWS CLI: `remediate.sh`, `rollback.sh`, and `delete-irreversible.sh` where something is deleted. */
export const cliWriter: RemediationWriter = {
  language: 'cli',
  write(suggestion) {
    const { steps } = suggestion.plan;
    const reversible = steps.filter(({ irreversible }) => !irreversible);
    const deleting = steps.filter(({ irreversible }) => irreversible);
    return [
      {
        name: 'remediate.sh',
        about: [
          'Performs one step of the plan.',
          ...(deleting.length > 0 ? ['Deletion is in delete-irreversible.sh.'] : []),
        ],
        steps: reversible.map((step) => ({ step, changes: step.changes, counterpart: step.undo })),
        isDated: true,
        asks: false,
      },
      {
        name: 'rollback.sh',
        about: ['Undoes one step of the plan. Of several steps done, undo the last one first.'],
        steps: reversible
          .filter(({ undo }) => undo.length > 0)
          .map((step) => ({ step, changes: step.undo, counterpart: step.changes })),
        isDated: false,
        asks: false,
      },
      {
        name: 'delete-irreversible.sh',
        about: ['Deletes for good. There is no way back: what is made again under the same name has another id.'],
        steps: deleting.map((step) => ({ step, changes: step.changes, counterpart: step.undo })),
        isDated: true,
        asks: true,
      },
    ]
      .filter(({ steps }) => steps.length > 0)
      .map((kind) => scriptFile(suggestion, kind));
  },
};

function scriptFile(suggestion: Suggestion, kind: ScriptKind): ReportFile {
  const documents = scriptDocuments();
  const functions = kind.steps.flatMap(({ step, changes, counterpart }) => [
    `step_${step.id}() {`,
    ...(changes.length === 0 ? ['  say "nothing is changed in this step"'] : []),
    ...changes.flatMap((change, index) => {
      const context = { suggestion, step: step.id, later: changes.slice(index + 1), counterpart };
      return [`  ${shellComment(plainText(changePhrase(change)))}`, `  ${callOf(change, context, documents)}`];
    }),
    ...(changes.some((change) => change.do === 'recall-quarantine') ? ['  forget_quarantine'] : []),
    '}',
    '',
  ]);
  const setDocuments = [
    'write_documents() {',
    ...(documents.lines().length === 0 ? ['  :'] : documents.lines()),
    '}',
    '',
  ];
  const main = [...setDocuments, ...functions, ...mainLines(suggestion, kind)].join('\n');
  const body = [functionsFor(main), main].join('\n');
  const text = [...headLines(suggestion, kind, body), body].join('\n');
  return { path: kind.name, chunks: [text] };
}

function headLines(suggestion: Suggestion, { name }: ScriptKind, body: string): readonly string[] {
  const { kind, name: subject, arn } = subjectOf(suggestion);
  const variables: readonly (readonly [name: string, value: string])[] = [
    ['account', shellWord(suggestion.accountId)],
    ['subject', shellWord(subject)],
    ['subject_arn', shellWord(arn)],
    // To the second, as the AWS CLI tells moments.
    ['made_at', shellWord(suggestion.certificate.inputs.window.to.slice(0, 19))],
    ['here', '"$(cd "$(dirname "$0")" && pwd)"'],
    ['mode', 'check'],
    ['force', 'no'],
    ['now', 'no'],
    ['only_check', 'no'],
    ['step', "''"],
  ];
  return [
    '#!/usr/bin/env bash',
    shellComment(`${name}: ${kind} ${subject} of account ${suggestion.accountId}`),
    shellComment(
      `Suggestion ${suggestion.id}. README.md beside this file says what it is for; without arguments it says what it does.`,
    ),
    '# Needs the AWS CLI, and jq or python3.',
    'set -euo pipefail',
    "export AWS_PAGER=''",
    '',
    ...variables
      .filter(([variable]) => new RegExp(`\\$\\{?${variable}\\b`).test(body))
      .map(([variable, value]) => `${variable}=${value}`),
    '',
  ];
}

function mainLines(suggestion: Suggestion, kind: ScriptKind): readonly string[] {
  const dated = kind.steps.filter(({ step }) => kind.isDated && step.notBefore !== undefined);
  return [
    'usage() {',
    "  cat <<'IAM_DRIFT_USAGE'",
    ...usageLines(kind),
    'IAM_DRIFT_USAGE',
    '}',
    '',
    'perform() {',
    '  case $step in',
    ...kind.steps.map(({ step }) => `    ${step.id}) step_${step.id} ;;`),
    '  esac',
    '}',
    '',
    'for word in "$@"; do',
    '  case $word in',
    '    --check) only_check=yes ;;',
    '    --force) force=yes ;;',
    ...(kind.isDated ? [`    --now) ${dated.length === 0 ? '' : 'now=yes '};;`] : []),
    `    ${kind.steps.map(({ step }) => step.id).join(' | ')})`,
    '      if [[ -n $step ]]; then fail "one step at a time: $step, then $word"; fi',
    '      step="$word"',
    '      ;;',
    '    *)',
    '      usage >&2',
    '      exit 2',
    '      ;;',
    '  esac',
    'done',
    'if [[ -z $step ]]; then',
    '  usage >&2',
    '  exit 2',
    'fi',
    ...(dated.length === 0 ? [] : dateLines(dated)),
    '',
    "command -v aws >/dev/null || fail 'the AWS CLI (aws) is not here'",
    "command -v jq >/dev/null || command -v python3 >/dev/null || fail 'neither jq nor python3 is here'",
    'work="$(mktemp -d)"',
    `trap 'rm -rf "$work"' EXIT`,
    'write_documents',
    '',
    ...targetLines(suggestion),
    '',
    '# First all is looked at, then all is changed.',
    'perform',
    'if [[ $only_check == yes ]]; then',
    "  say 'nothing was changed'",
    '  exit 0',
    'fi',
    ...(kind.asks ? askLines : []),
    'mode=change',
    'perform',
    'say "done: $step"',
    '',
  ];
}

function dateLines(dated: readonly ScriptStep[]): readonly string[] {
  return [
    "not_before=''",
    'case $step in',
    ...dated.map(({ step }) => `  ${step.id}) not_before=${shellWord((step.notBefore ?? '').slice(0, 10))} ;;`),
    'esac',
    'if [[ $now == no && $only_check == no && "$(date -u +%Y-%m-%d)" < $not_before ]]; then',
    '  fail "not before $not_before (UTC); repeat with --now to do it all the same"',
    'fi',
  ];
}

function usageLines(kind: ScriptKind): readonly string[] {
  const width = Math.max(...kind.steps.map(({ step }) => step.id.length), 0);
  return [
    `bash ${kind.name} STEP [--check] [--force]${kind.isDated ? ' [--now]' : ''}`,
    ...kind.about,
    '',
    ...kind.steps.flatMap(({ step, changes }) => [
      `  ${step.id.padEnd(width)}  ${visible(step.title)}${kind.isDated && step.notBefore !== undefined ? ` (not before ${step.notBefore.slice(0, 10)})` : ''}`,
      ...(changes.length === 0 ? [`  ${' '.repeat(width)}  - nothing is changed`] : []),
      ...changes.map((change) => `  ${' '.repeat(width)}  - ${plainText(changePhrase(change))}`),
    ]),
    '',
    '  --check  only look whether it could be done, and say what would be',
    '  --force  go on where something is there that the plan was not made from',
    ...(kind.isDated ? ['  --now    do not wait for the date'] : []),
  ];
}

/**
 * Whether it is the right account. Permission sets lie in the management account or in that of a delegated administrator, which the plan
 * does not know: there the set's name decides.
 */
function targetLines(suggestion: Suggestion): readonly string[] {
  const set = allChanges(suggestion)
    .flatMap((change) => ('permissionSet' in change ? [change.permissionSet] : []))
    .find(({ arn }) => arn === suggestion.permissionSet);
  if (set !== undefined) {
    const options = [shellOption('instance-arn', set.instanceArn), '"--permission-set-arn=$subject_arn"'].join(' ');
    return [
      `look_up "$work/name" sso-admin describe-permission-set ${options} --query=PermissionSet.Name --output=text`,
      `if [[ "$(cat "$work/name")" != "$subject" ]]; then fail "these credentials see no permission set $subject, $subject_arn"; fi`,
    ];
  }
  return [
    `look_up "$work/caller" sts get-caller-identity '--query=[Account, Arn]' --output=text`,
    `IFS=$'\\t' read -r caller_account caller_arn <"$work/caller"`,
    `if [[ $caller_account != "$account" || $caller_arn != "\${subject_arn%%:iam:*}":* ]]; then`,
    '  fail "these credentials are of account $caller_account ($caller_arn), and the plan is for account $account"',
    'fi',
  ];
}

const askLines: readonly string[] = [
  `say "This cannot be undone. Type the name to go on: $subject"`,
  "IFS= read -r typed || typed=''",
  `if [[ $typed != "$subject" ]]; then fail 'another name was typed; nothing was changed'; fi`,
];
