import { type EventNameGroup, rowsOfGroup } from './event-name-group.ts';
import type { EventNameRow } from './event-name-row.ts';
import { apiGatewayGroups } from './event-names-api-gateway.ts';
import { computeGroups } from './event-names-compute.ts';
import { dataGroups } from './event-names-data.ts';
import { s3ExpressGroup, s3Group, s3OutpostsGroup } from './event-names-s3.ts';
import { securityGroups } from './event-names-security.ts';

const groups: readonly EventNameGroup[] = [
  s3Group,
  s3OutpostsGroup,
  s3ExpressGroup,
  ...apiGatewayGroups,
  ...computeGroups,
  ...dataGroups,
  ...securityGroups,
];

/** Events whose actions do not follow from their name. */
export const eventNameRows: readonly EventNameRow[] = groups.flatMap(rowsOfGroup);
