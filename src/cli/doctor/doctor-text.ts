import type { Examination } from '../../adapters/aws/doctor/examine.ts';
import type { PermissionCheck } from '../../adapters/aws/doctor/permission-checks.ts';
import type { PermissionGroupId } from '../../adapters/aws/permissions/permission-group.ts';
import { count, listOf, wrap } from '../../adapters/markup/prose.ts';
import { visible } from '../../adapters/markup/visible.ts';
import { reasonText } from '../../core/model/gap.ts';
import { type Diagnosis, nodeOfComingSdk, skewText } from './diagnosis.ts';
import { blindSpots, deliveryText, recordsText, trailState } from './trail-words.ts';

const width = 100;

/** What the doctor found, as lines of plain text: the facts, then the source of logs, and at the end the one thing to mend first. */
export function doctorLines(examination: Examination, diagnosis: Diagnosis, nodeVersion: string): readonly string[] {
  return [
    ...section('Who asks', whoLines(examination, nodeVersion)),
    ...permissionLines(examination),
    ...section('Trails', trailLines(examination)),
    ...section('IAM Access Analyzer', analyzerLines(examination)),
    ...section('Other accounts', accountLines(examination)),
    ...section('Source of logs', logLines(diagnosis)),
    ...section('Worth mending too', alsoLines(diagnosis)),
    ...section('Fix first', firstLines(diagnosis)),
  ].map(visible);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), ''];
}

function whoLines({ caller, clockSkewMs, regions, organization }: Examination, node: string): readonly string[] {
  const { callerArn, accountId, partition } = caller;
  const names = count(regions.names.length, 'region');
  const from = {
    configuration: `${names}, as configured`,
    account: `${names} enabled`,
    home: `only ${listOf(regions.names)} is looked at, since which regions are enabled is not known`,
  }[regions.from];
  return [
    callerArn,
    `account ${accountId}, partition ${partition}; ${from}`,
    ...(organization === undefined
      ? []
      : [
          organization.isManagement
            ? `management account of the organization ${organization.id}`
            : `member of the organization ${organization.id}, whose management account is ${organization.managementAccount}`,
        ]),
    clockSkewMs === undefined
      ? 'clock: AWS did not say what time it is'
      : Math.abs(clockSkewMs) < 2000
        ? "clock: as AWS's"
        : `clock: ${skewText(clockSkewMs)}`,
    Number.parseInt(node, 10) >= nodeOfComingSdk
      ? `Node ${node}`
      : `Node ${node}; the AWS SDK's releases after January 2027 need Node ${nodeOfComingSdk}`,
  ].flatMap((line) => wrap(line, width - 2));
}

const groupTitles: Readonly<Record<PermissionGroupId, string>> = {
  account: 'Permissions in this account',
  organization: 'Permissions for the organization',
  'logs-event-history': 'Permissions for the event history',
  'logs-s3': 'Permissions for log files in S3',
  'logs-athena': 'Permissions for Athena',
  'second-opinion': 'Permissions for a second opinion',
  caller: 'Permissions of the caller',
};

function permissionLines({ permissions, organization }: Examination): readonly string[] {
  const groups = [...new Set(permissions.map(({ group }) => group))];
  const isMember = organization !== undefined && !groups.includes('organization');
  return [
    ...groups.flatMap((group) => {
      const checks = permissions.filter((check) => check.group === group);
      const allowed = checks.filter(({ state }) => state === 'allowed').length;
      const optional = checks.every(({ isOptional }) => isOptional) ? ', optional' : '';
      return section(`${groupTitles[group]}: ${allowed} of ${checks.length} allowed${optional}`, stateLines(checks));
    }),
    ...(isMember
      ? section('Permissions for the organization: not tried', [
          ...wrap(
            'A member of an organization may not read what bounds it: run iam-drift in the management account, or in a delegated administrator, to read accounts and service control policies.',
            width - 2,
          ),
        ])
      : []),
  ];
}

/** What is refused first, each with what is lost; then what could not be told, by reason; then the rest in one list. */
function stateLines(checks: readonly PermissionCheck[]): readonly string[] {
  const of = (state: PermissionCheck['state']) => checks.filter((check) => check.state === state);
  const named = (word: string, state: PermissionCheck['state']): readonly string[] =>
    distinct(of(state), ({ reason = '' }) => reason).flatMap(([reason, those]) =>
      hanging(word, `${those.map(({ action }) => action).join(', ')}${reason === '' ? '' : ` (${reason})`}`),
    );
  const unknown = distinct(of('unknown'), ({ reason = '' }) => reason).flatMap(([reason, those]) => [
    ...hanging('unknown', reason),
    ...distinct(those, ({ without }) => without).flatMap(([without, lost]) =>
      hanging('', `${lost.map(({ action }) => action).join(', ')}; without it: ${without}`, '- '),
    ),
  ]);
  return [
    ...of('refused').flatMap(({ action, reason = '', without, isRequired }) => [
      ...hanging('REFUSED', `${action}${isRequired ? ', required' : ''}; without it: ${without}`),
      ...hanging('', reason),
    ]),
    ...unknown,
    ...named('allowed', 'allowed'),
    ...named('untried', 'untried'),
    ...named('no need', 'not-needed'),
  ];
}

/** The checks that have one text in common, by that text. */
function distinct(
  checks: readonly PermissionCheck[],
  textOf: (check: PermissionCheck) => string,
): readonly (readonly [string, readonly PermissionCheck[]])[] {
  const texts = [...new Set(checks.map(textOf))];
  return texts.map((text) => [text, checks.filter((check) => textOf(check) === text)]);
}

function hanging(word: string, text: string, mark = ''): readonly string[] {
  const further = ' '.repeat(mark.length);
  return wrap(text, width - 11 - mark.length).map(
    (line, index) => `${(index === 0 ? word : '').padEnd(7)}  ${index === 0 ? mark : further}${line}`,
  );
}

function trailLines(examination: Examination): readonly string[] {
  const { trails: found } = examination;
  const { regions: blind, isBlindToGlobalServices } = blindSpots(examination);
  const unanswered = found.gaps.filter(({ operation }) => operation === 'DescribeTrails');
  return [
    ...found.trails.flatMap((trail) => [
      `${trail.name}: ${trailState(trail)}`,
      ...wrap(`records ${recordsText(trail)}`, width - 4).map((line) => `  ${line}`),
      ...wrap(`delivers to ${deliveryText(trail)}`, width - 4).map((line) => `  ${line}`),
    ]),
    ...(found.trails.length === 0 && found.regions.length > 0 ? ['none records this account'] : []),
    ...(unanswered.length === 0
      ? []
      : wrap(
          `not known in ${listOf(
            unanswered.map(({ region = '' }) => region),
            5,
          )}: ${reasonText(unanswered[0]?.errorCode ?? '', unanswered[0]?.message ?? '')}`,
          width - 2,
        )),
    ...(found.trails.length === 0 || blind.length === 0 ? [] : wrap(`unseen: ${listOf(blind, 8)}`, width - 2)),
    ...(found.trails.length > 0 && isBlindToGlobalServices
      ? ['unseen: events of global services, such as the changes of IAM itself']
      : []),
  ];
}

function analyzerLines({ analyzers: { analyzers, regions, gaps } }: Examination): readonly string[] {
  const found = (finds: 'external' | 'unused', what: string): string => {
    const those = analyzers.filter((each) => each.finds === finds);
    if (those.length === 0) return regions.length === 0 ? `${what}: not known` : `${what}: no analyzer`;
    const places = those.map(
      ({ region, isOrganization, status }) =>
        `${region}${isOrganization ? ' (organization)' : ''}${status === 'ACTIVE' ? '' : ` (${status.toLowerCase()})`}`,
    );
    const without = regions.filter((region) => !those.some((each) => each.region === region)).length;
    // Access from outside is found in the analyzer's own region only; unused access, which is global, by any one.
    const unseen = finds === 'external' && without > 0 ? `; no analyzer in ${count(without, 'other region')}` : '';
    return `${what}: ${listOf(places, 8)}${unseen}`;
  };
  return [
    ...wrap(found('external', 'access from outside'), width - 2),
    ...wrap(found('unused', 'unused access'), width - 2),
    ...(gaps[0] === undefined
      ? []
      : wrap(
          `not known in ${listOf(
            gaps.map(({ region = '' }) => region),
            5,
          )}: ${reasonText(gaps[0].errorCode, gaps[0].message)}`,
          width - 2,
        )),
  ];
}

function accountLines({ accounts: { others, tried, problem } }: Examination): readonly string[] {
  if (problem !== undefined) return wrap(problem, width - 2);
  if (others === 0) return [];
  return [
    `${count(others, 'account')}, of which ${tried.length} ${tried.length === 1 ? 'was' : 'were'} tried`,
    ...tried.flatMap(({ roleArn, gap }) =>
      gap === undefined
        ? [`taken    ${roleArn}`]
        : [
            `REFUSED  ${roleArn}`,
            ...wrap(`${gap.service}:${gap.operation}: ${reasonText(gap.errorCode, gap.message)}`, width - 13).map(
              (line) => `         ${line}`,
            ),
          ],
    ),
  ];
}

function logLines({ logs: { source, why, configuration } }: Diagnosis): readonly string[] {
  return [
    `recommended: ${source}`,
    ...why.flatMap((sentence) => wrap(sentence, width - 2)),
    ...(source === 'changes-only' ? ['It is the default. In iam-drift.config.json:'] : ['In iam-drift.config.json:']),
    ...JSON.stringify(configuration, undefined, 2)
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}

function alsoLines({ troubles: [, ...others] }: Diagnosis): readonly string[] {
  return others.flatMap(({ what }) =>
    wrap(what, width - 4).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
  );
}

function firstLines({ troubles: [first], usable }: Diagnosis): readonly string[] {
  if (first === undefined) return ['nothing: everything is there. Next: iam-drift audit'];
  return [
    ...wrap(first.what, width - 2),
    ...wrap(`-> ${first.fix}`, width - 2),
    {
      no: 'Until then nothing can be audited.',
      'with gaps': 'It can be used with these gaps: iam-drift audit',
      yes: 'It can be used as it is: iam-drift audit',
    }[usable],
  ];
}
