import type { BundleWriter } from '../../../core/model/bundle-writer.ts';
import type { Gap } from '../../../core/model/gap.ts';
import { dateOf, startOfDay } from '../../../core/model/time.ts';
import { accessAnalyzerPart } from './access-analyzer.ts';
import { accountAliasPart } from './account-alias.ts';
import { accountSummaryPart } from './account-summary.ts';
import { authorizationDetailsPart } from './authorization-details.ts';
import { type CollectPart, type CollectSurroundings, collectContext } from './collect-part.ts';
import { credentialReportPart } from './credential-report.ts';
import { delegationRequestsPart } from './delegation-requests.ts';
import { eksPart } from './eks.ts';
import { lastAccessedPart } from './last-accessed.ts';
import { oidcProvidersPart } from './oidc-providers.ts';
import { organizationPart } from './organization.ts';
import { organizationPoliciesPart } from './organization-policies.ts';
import { permissionSetsPart } from './permission-sets.ts';
import { policyTagsPart } from './policy-tags.ts';
import { regionsPart } from './regions.ts';
import { rolesPart } from './roles.ts';
import { samlProvidersPart } from './saml-providers.ts';
import { serviceSpecificCredentialsPart } from './service-specific-credentials.ts';
import { trailsPart } from './trails.ts';

/**
 * The parts of one account, in the order in which they are asked: the regions first, since others ask region by region; who was used last, since
 * it needs the principals.
 */
export const accountParts: readonly CollectPart[] = [
  accountAliasPart,
  regionsPart,
  authorizationDetailsPart,
  credentialReportPart,
  accountSummaryPart,
  oidcProvidersPart,
  samlProvidersPart,
  rolesPart,
  serviceSpecificCredentialsPart,
  delegationRequestsPart,
  policyTagsPart,
  trailsPart,
  accessAnalyzerPart,
  eksPart,
  lastAccessedPart,
];

/** The parts of the organization, asked with the session of the management account, or of one that it delegated to. */
export const organizationParts: readonly CollectPart[] = [
  organizationPart,
  organizationPoliciesPart,
  permissionSetsPart,
];

/**
 * Collects what the bundle lacks of one account (or of the organization), and gives what could not be had; it is written as `gaps.json` too,
 * in which only this collection's gaps stand: what was missing before has been asked for again.
 */
export async function collectParts(
  parts: readonly CollectPart[],
  surroundings: Omit<CollectSurroundings, 'gaps'>,
): Promise<readonly Gap[]> {
  const gaps: Gap[] = [];
  const context = collectContext({ ...surroundings, gaps });
  for (const part of parts) {
    surroundings.signal.throwIfAborted();
    surroundings.progress(part.id, 0, 0);
    await part.collect(context);
  }
  return writeGaps(surroundings.writer, surroundings.folder, gaps);
}

/** Writes what could not be had as the `gaps.json` of a folder, in place of what stood there; gives it in order. */
export async function writeGaps(writer: BundleWriter, folder: string, gaps: readonly Gap[]): Promise<readonly Gap[]> {
  const sorted = [...gaps].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (sorted.length > 0) await writer.writeJson(`${folder}/gaps.json`, sorted.map(writtenGap));
  else await writer.remove(`${folder}/gaps.json`);
  return sorted;
}

/** Days as dates, as the file has them. */
function writtenGap({ days, ...gap }: Gap): object {
  return { ...gap, ...(days === undefined ? {} : { days: days.map((day) => dateOf(startOfDay(day))) }) };
}

function keyOf({ service, operation, region = '', path = '', errorCode, message }: Gap): string {
  return [service, operation, region, path, errorCode, message].join('\n');
}
