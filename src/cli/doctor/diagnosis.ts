import { tolerableSkewMs } from '../../adapters/aws/doctor/clock-skew.ts';
import type { Examination } from '../../adapters/aws/doctor/examine.ts';
import type { PermissionCheck } from '../../adapters/aws/doctor/permission-checks.ts';
import { listOf } from '../../adapters/markup/prose.ts';
import { reasonText } from '../../core/model/gap.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { counted } from '../progress.ts';
import { type RecommendedLogs, recommendedLogs } from './recommended-logs.ts';
import { blindSpots } from './trail-words.ts';

/** Something that is not as it should be. */
export interface Trouble {
  /** `blocking`: nothing can be audited; `gap`: something will not be seen; `advice`: it works, and could see more. */
  readonly kind: 'blocking' | 'gap' | 'advice';
  /** A sentence. */
  readonly what: string;
  /** What to do: a sentence. */
  readonly fix: string;
}

/** What an examination comes to. */
export interface Diagnosis {
  readonly usable: 'yes' | 'with gaps' | 'no';
  /** The worst first. */
  readonly troubles: readonly Trouble[];
  readonly logs: RecommendedLogs;
  readonly exitCode: ExitCode;
}

/** Refused permissions by what is lost, the worst first; others after them. */
const dearest: readonly string[] = [
  'iam:GenerateServiceLastAccessedDetails',
  'iam:GetServiceLastAccessedDetails',
  'cloudtrail:LookupEvents',
  's3:ListBucket',
  's3:GetObject',
  'kms:Decrypt',
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
  'cloudtrail:DescribeTrails',
  'account:ListRegions',
];

/** Weighs what was found: whether iam-drift can be used, and what to mend first. */
export function diagnosisOf(examination: Examination, nodeVersion: string): Diagnosis {
  const logs = recommendedLogs(examination);
  const troubles = [
    ...blocking(examination),
    ...clock(examination),
    ...accounts(examination),
    ...logPlace(examination),
    ...permissions(examination),
    ...trails(examination),
    ...source(examination, logs),
    ...node(nodeVersion),
  ];
  const worstFirst = (['blocking', 'gap', 'advice'] as const).flatMap((kind) =>
    troubles.filter((trouble) => trouble.kind === kind),
  );
  const usable = worstFirst[0]?.kind === 'blocking' ? 'no' : worstFirst[0]?.kind === 'gap' ? 'with gaps' : 'yes';
  return {
    usable,
    troubles: worstFirst,
    logs,
    exitCode: usable === 'no' ? exitCodes.usage : usable === 'with gaps' ? exitCodes.gaps : exitCodes.ok,
  };
}

/** Major version of Node that the AWS SDK needs from its releases of January 2027 on. */
export const nodeOfComingSdk = 22;

function blocking({ permissions, caller }: Examination): readonly Trouble[] {
  return permissions
    .filter(({ state, isRequired }) => isRequired && state === 'refused')
    .map(({ action, without, reason = '' }) => ({
      kind: 'blocking',
      what: `${action} is refused, and without it ${without} (${reason}).`,
      fix: `Give ${caller.callerArn} the policy that \`iam-drift doctor --print-policy\` prints.`,
    }));
}

function clock({ clockSkewMs: skew }: Examination): readonly Trouble[] {
  if (skew === undefined || Math.abs(skew) <= tolerableSkewMs) return [];
  return [
    {
      kind: 'gap',
      what: `This machine's clock is ${skewText(skew)}: AWS refuses what is signed at the wrong time, credentials seem to expire early or late, and windows of evidence are cut wrongly.`,
      fix: "Set the clock, by the system's time service.",
    },
  ];
}

/** `7 min ahead of AWS's`. */
export function skewText(skewMs: number): string {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const size = seconds < 100 ? `${seconds} s` : `${counted(Math.round(seconds / 60))} min`;
  return `${size} ${skewMs > 0 ? 'ahead of' : 'behind'} AWS's`;
}

function accounts({ accounts: { problem, others, tried } }: Examination): readonly Trouble[] {
  if (problem !== undefined)
    return [
      {
        kind: 'gap',
        what: `${upperFirst(problem)}.`,
        fix: 'Change `collect.accounts`, or run it where the organization may be read.',
      },
    ];
  const refusing = tried.filter(({ gap }) => gap !== undefined);
  if (refusing.length === 0) return [];
  const ids = refusing.map(({ id }) => id);
  return [
    {
      kind: 'gap',
      what: `Of ${counted(others)} other accounts ${counted(tried.length)} were tried, and ${listOf(ids)} cannot be read.`,
      fix: 'Deploy the role there: `deploy/cloudformation/iam-drift-auditor.yaml` as a StackSet, or the Terraform module beside it (docs/permissions.md).',
    },
  ];
}

function logPlace({ logs: { setting, listing, roleGap } }: Examination): readonly Trouble[] {
  if (setting.source !== 's3' && setting.source !== 'athena') return [];
  if (roleGap !== undefined)
    return [
      {
        kind: 'gap',
        what: `The role that reads the log files cannot be taken: ${reasonText(roleGap.errorCode, roleGap.message)}.`,
        fix: 'Let the caller assume `collect.logs.roleArn`, and let its trust name the caller.',
      },
    ];
  if (listing === undefined || listing.state === 'listed') return [];
  return [
    {
      kind: 'gap',
      what: `The log files in ${setting.location} cannot be listed: ${listing.reason}.`,
      fix: 'Check `collect.logs.location`, and give the policy that `iam-drift doctor --print-policy logs-s3` prints.',
    },
  ];
}

function permissions({ permissions: checks, caller }: Examination): readonly Trouble[] {
  const wanted = checks.filter(
    // What taking a role needs is told with the accounts.
    ({ group, isOptional, isRequired, state }) =>
      group !== 'caller' && !isOptional && !(isRequired && state === 'refused'),
  );
  const refused = wanted.filter(({ state }) => state === 'refused').sort(byLoss);
  const unknown = wanted.filter(({ state }) => state === 'unknown').sort(byLoss);
  const [first] = refused;
  const [strange] = unknown;
  return [
    ...(first === undefined
      ? []
      : [
          {
            kind: 'gap',
            what: `${refused.length === 1 ? `${first.action} is` : `${counted(refused.length)} permissions are`} refused; without ${first.action} ${first.without}.`,
            fix: `Give ${caller.callerArn} the policy that \`iam-drift doctor --print-policy ${first.group}\` prints.`,
          } as const,
        ]),
    ...(strange === undefined
      ? []
      : [
          {
            kind: 'gap',
            what: `Whether ${unknown.length === 1 ? `${strange.action} is` : `${counted(unknown.length)} permissions are`} there could not be told; ${strange.action}: ${strange.reason ?? 'no answer'}.`,
            fix: 'Check the network, a proxy, AWS_ENDPOINT_URL and the region; then run it again.',
          } as const,
        ]),
  ];
}

function byLoss(a: PermissionCheck, b: PermissionCheck): number {
  return rank(a.action) - rank(b.action);
}

function rank(action: string): number {
  const place = dearest.indexOf(action);
  return place < 0 ? dearest.length : place;
}

function trails(examination: Examination): readonly Trouble[] {
  const { trails: found, regions, logs } = examination;
  if (found.regions.length === 0) return [];
  const isRead = logs.setting.source === 's3' || logs.setting.source === 'athena';
  const { regions: blind, isBlindToGlobalServices } = blindSpots(examination);
  const create = 'Create a trail for all regions that logs management events; the first copy of them is free.';
  if (blind.length === regions.names.length)
    return [
      {
        kind: isRead ? 'gap' : 'advice',
        what: 'No trail records this account: who used what is known only from what AWS tells of the last use.',
        fix: create,
      },
    ];
  return [
    ...(blind.length === 0
      ? []
      : [
          {
            kind: isRead ? 'gap' : 'advice',
            what: `No trail records ${listOf(blind, 5)}: nothing that is used there alone can be called unused.`,
            fix: create,
          } as const,
        ]),
    ...(isBlindToGlobalServices
      ? [
          {
            kind: isRead ? 'gap' : 'advice',
            what: 'No trail records the events of global services, such as the changes of IAM itself.',
            fix: 'Let a trail include global service events.',
          } as const,
        ]
      : []),
  ];
}

function source({ logs }: Examination, recommended: RecommendedLogs): readonly Trouble[] {
  const { source: now } = logs.setting;
  if (now === recommended.source || now === 's3' || now === 'athena' || recommended.source === 'changes-only')
    return [];
  return [
    {
      kind: 'advice',
      what: `The source of logs is ${now}; with ${recommended.source} more permissions could be judged.`,
      fix: 'Write the lines under "Source of logs" into iam-drift.config.json.',
    },
  ];
}

function node(version: string): readonly Trouble[] {
  if (Number.parseInt(version, 10) >= nodeOfComingSdk) return [];
  return [
    {
      kind: 'advice',
      what: `Node ${version} works with this version; the AWS SDK's releases after January 2027 need Node ${nodeOfComingSdk}.`,
      fix: `Move to Node ${nodeOfComingSdk} or later.`,
    },
  ];
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
