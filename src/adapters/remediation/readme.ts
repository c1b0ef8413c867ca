import { keptWords } from '../../core/model/kept-words.ts';
import type { RemediationStep } from '../../core/model/remediation.ts';
import type { KeptPermission, RemediationLanguage, Suggestion } from '../../core/model/suggestion.ts';
import { codeSpan, escapeMarkdown } from '../markup/markdown.ts';
import { markdownText } from '../markup/phrase.ts';
import { count, dayText, formatNumber } from '../markup/prose.ts';
import { reviewPhrases } from '../markup/review-phrases.ts';
import { changePhrase } from './change-words.ts';
import { subjectOf } from './folder.ts';

/** What is where, by language, in a plan that narrows. */
const files: Readonly<Record<RemediationLanguage, string>> = {
  cli: '`remediate.sh` and `rollback.sh`: bash and the AWS CLI',
  json: '`policies.json`, and the documents in `after/` and `before/`, for any other way of changing policies',
  terraform: 'the folders `terraform…/`: the code after it, and the rollback as code of its own',
  cloudformation: 'the files `cloudformation….json`: the templates after it, and the rollback as templates of its own',
};

/** And in one that takes somebody out of service: there are no smaller policies to write. */
const retireFiles: Readonly<Record<RemediationLanguage, string>> = {
  cli: '`remediate.sh`, `rollback.sh` and, for the deletion alone, `delete-irreversible.sh`: bash and the AWS CLI',
  json: '`policies.json`, and the documents that it names, for any other way of changing policies',
  terraform: 'the folder `terraform-quarantine/`: the first step as code, undone by destroying it',
  cloudformation: '`cloudformation-quarantine.template.json`: the first step as a stack, undone by deleting it',
};

/** More patterns than this are told by service. */
const mostPatterns = 20;

/** The page for the owner of a service: what goes, what stays and why, whom it touches, and the steps with their commands and undo. */
export function readmeOf(suggestion: Suggestion, languages: readonly RemediationLanguage[]): string {
  const { kind, name, arn } = subjectOf(suggestion);
  const lines = [
    `# ${suggestion.kind === 'retire' ? 'Taking out of service' : 'Least privilege for'} ${kind.replace('-', ' ')} ${codeSpan(name)}`,
    '',
    `${codeSpan(arn)}, account ${codeSpan(suggestion.accountId)}. Suggestion ${codeSpan(suggestion.id)}; its proof is in \`certificate.json\`.`,
    ...originLines(suggestion),
    ...section('Read this first', suggestion.remarks.map(sentence)),
    ...quarantineLines(suggestion),
    ...section('How tight', tightnessLines(suggestion)),
    ...section('What goes', removedLines(suggestion)),
    ...section('What stays, and why', keptLines(suggestion.kept)),
    ...section('Whom it touches', [...suggestion.blastRadius.map(sentence), ...principalLines(suggestion)]),
    ...stepLines(suggestion, languages),
    ...section(
      'What others say of the policies',
      reviewPhrases(suggestion.certificate.reviews ?? []).map(markdownText),
    ),
    ...section('The files', fileLines(suggestion, languages)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0
    ? []
    : [
        '',
        `## ${title}`,
        '',
        ...items.map((item) => (item.startsWith('  ') ? `  - ${item.trimStart()}` : `- ${item}`)),
      ];
}

function dateText(iso: string): string {
  return escapeMarkdown(dayText(iso));
}

function sentence(text: string): string {
  return escapeMarkdown(text);
}

function originLines({ plan }: Suggestion): readonly string[] {
  return plan.origins.map(({ tool, address, stack, arn }) => {
    const where = [
      ...(address === undefined ? [] : [codeSpan(address)]),
      ...(stack === undefined ? [] : [`stack ${codeSpan(stack)}`]),
    ].join(', ');
    const what = tool === 'terraform' ? 'Terraform' : 'CloudFormation';
    return `\n${codeSpan(arn)} comes from ${what}${where === '' ? '' : ` (${where})`}: change it there, or the next run of ${what} takes the change back.`;
  });
}

function quarantineLines({ quarantine }: Suggestion): readonly string[] {
  if (quarantine === undefined) return [];
  const refused = quarantine.refused.map(
    ({ action, lastRefused }) => `${codeSpan(action)}, last on ${dateText(lastRefused)}`,
  );
  return section('The quarantine so far', [
    `In force since ${dateText(quarantine.since)}. ${refused.length === 0 ? 'It refused nothing.' : 'It refused, so somebody needs:'}`,
    ...refused,
  ]);
}

function tightnessLines({ tightness, principals = [] }: Suggestion): readonly string[] {
  const { permissions, elevated, unjudged } = tightness;
  const each = principals.length > 1 ? `, counted for each of ${count(principals.length, 'principal')}` : '';
  return [
    `Permissions: ${formatNumber(permissions.before)} → ${formatNumber(permissions.after)}${each}`,
    `Elevated ones: ${formatNumber(elevated.before)} → ${formatNumber(elevated.after)}`,
    ...(permissions.after === 0
      ? []
      : [
          unjudged === 0
            ? 'All that stay could be judged'
            : `Of those that stay, ${count(unjudged, 'permission')} could not be judged`,
        ]),
  ];
}

function removedLines({ removed, removedWith }: Suggestion): readonly string[] {
  return [
    ...patternLines(removed),
    ...removedWith.map(
      (other) => `with suggestion ${codeSpan(other.suggestion)} as well: ${other.removed.map(codeSpan).join(', ')}`,
    ),
  ];
}

/** One a line; many by service, and the services that go whole in one line, so that the rest can be read. */
function patternLines(patterns: readonly string[]): readonly string[] {
  if (patterns.length <= mostPatterns) return patterns.map(codeSpan);
  const whole = patterns.filter((pattern) => pattern.endsWith(':*'));
  const byService = new Map<string, string[]>();
  for (const pattern of patterns.filter((one) => !one.endsWith(':*'))) {
    const service = pattern.slice(0, pattern.indexOf(':') + 1);
    byService.set(service, [...(byService.get(service) ?? []), pattern]);
  }
  return [
    ...[...byService.values()].map((same) => same.map(codeSpan).join(', ')),
    ...(whole.length === 0 ? [] : [`all of ${count(whole.length, 'service')}: ${whole.map(codeSpan).join(', ')}`]),
  ];
}

function keptLines(kept: readonly KeptPermission[]): readonly string[] {
  const groups = new Map<string, KeptPermission[]>();
  for (const [why, words] of Object.entries(keptWords)) {
    const heading = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
    for (const each of kept.filter((other) => other.why === why)) {
      const key = `${escapeMarkdown(heading)}: ${escapeMarkdown(each.reason)}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
  }
  return [...groups].flatMap(([text, members]) => [
    text,
    ...members.flatMap(({ action, lastUsed }) =>
      lastUsed === undefined ? [] : [`  ${codeSpan(action)}, last used ${dateText(lastUsed)}`],
    ),
    ...patternLines(members.filter(({ lastUsed }) => lastUsed === undefined).map(({ action }) => action)).map(
      (line) => `  ${line}`,
    ),
  ]);
}

function principalLines({ principals = [] }: Suggestion): readonly string[] {
  return principals.map(codeSpan);
}

function stepLines({ plan }: Suggestion, languages: readonly RemediationLanguage[]): readonly string[] {
  const hasScript = languages.includes('cli');
  const [deleting, others] = [true, false].map((wanted) => plan.steps.filter((step) => step.irreversible === wanted));
  return [
    '',
    '## The steps, in the safe order',
    ...(hasScript
      ? [
          '',
          'The scripts need the AWS CLI signed in to the account, with leave to make the changes, and jq or python3. With `--check` they only look, and say what they would do; they stop where something is not as this plan found it.',
        ]
      : []),
    ...(others ?? []).flatMap((step, index) =>
      oneStep(step, `### ${index + 1}. `, hasScript ? 'remediate.sh' : undefined),
    ),
    ...(deleting === undefined || deleting.length === 0
      ? []
      : [
          '',
          '## Deletion: irreversible',
          '',
          'Not a part of the plan above. There is no undo: what is made again under the same name has another id, and policies that name it stay dead.',
          ...deleting.flatMap((step) => oneStep(step, '### ', hasScript ? 'delete-irreversible.sh' : undefined)),
        ]),
  ];
}

function oneStep(step: RemediationStep, heading: string, script: string | undefined): readonly string[] {
  const { id, title, explanation, notBefore, irreversible, changes, undo } = step;
  return [
    '',
    `${heading}${escapeMarkdown(title)}`,
    '',
    ...explanation.map((text) => `${escapeMarkdown(text)}\n`),
    ...(notBefore === undefined ? [] : [`**Not before ${dateText(notBefore)}.**\n`]),
    ...changes.map((change) => `- ${markdownText(changePhrase(change))}`),
    ...(changes.length === 0 ? ['Nothing is changed in this step.'] : []),
    ...(script === undefined || changes.length === 0 ? [] : ['', `\`\`\`sh\nbash ${script} ${id}\n\`\`\``]),
    ...(irreversible ? ['', '**Cannot be undone.**'] : []),
    ...(undo.length === 0 || irreversible
      ? []
      : [
          '',
          'Undo:',
          '',
          ...undo.map((change) => `- ${markdownText(changePhrase(change))}`),
          ...(script === undefined ? [] : ['', `\`\`\`sh\nbash rollback.sh ${id}\n\`\`\``]),
        ]),
  ];
}

function fileLines({ kind }: Suggestion, languages: readonly RemediationLanguage[]): readonly string[] {
  return [
    ...languages.map((language) => (kind === 'retire' ? retireFiles : files)[language]),
    '`certificate.json`: what was proved, and from what; `iam-drift suggest --verify` checks it again',
  ];
}
