import { InternalError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { KnownVersion } from '../write/policy-edit.ts';
import type { Reversible } from './reversible.ts';

/** A customer's managed policy as the bundle has it. */
export interface VersionedPolicy {
  readonly arn: string;
  /** Oldest first. One is the default. */
  readonly versions: readonly KnownVersion[];
  readonly versionQuota: number;
}

/** The default version of a policy. */
export function defaultOf({ arn, versions }: VersionedPolicy): KnownVersion {
  const version = versions.find(({ isDefault }) => isDefault);
  if (version === undefined) throw new InternalError(`\`${arn}\` has no default version`);
  return version;
}

/** Room for one more version: where the quota is reached, the oldest that is not the default goes. Absent: there is room. */
export function roomFor({ arn, versions, versionQuota }: VersionedPolicy): Reversible | undefined {
  if (versions.length < versionQuota) return undefined;
  const oldest = versions.find(({ isDefault }) => !isDefault);
  if (oldest === undefined) throw new InternalError(`\`${arn}\` can have no other version than its default`);
  const { versionId, document } = oldest;
  return {
    change: { do: 'delete-policy-version', arn, versionId, document },
    undo: [{ do: 'restore-policy-version', arn, versionId, document }],
  };
}

/** The document as a new default version, room taken for granted. */
export function newDefault(policy: VersionedPolicy, document: JsonObject): Reversible {
  const { arn } = policy;
  return {
    change: { do: 'create-policy-version', arn, document },
    undo: [{ do: 'return-to-version', arn, versionId: defaultOf(policy).versionId }],
  };
}
