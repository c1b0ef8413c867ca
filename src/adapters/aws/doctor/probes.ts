import { accountProbes } from './account-probes.ts';
import { iamProbes } from './iam-probes.ts';
import { logProbes } from './log-probes.ts';
import { organizationProbes } from './organization-probes.ts';
import type { Probe } from './probe.ts';

/** How each permission is tried, or why it is not. */
export const probes: readonly Probe[] = [...iamProbes, ...accountProbes, ...organizationProbes, ...logProbes];
