import type { ActionSet } from '../catalog/action-set.ts';
import type { JsonObject } from '../model/json-object.ts';
import type { PermissionSetReference, PolicyHolder } from '../model/remediation.ts';
import type { Needs } from './needs/needs.ts';
import type { Release } from './write/narrow-document.ts';
import type { HolderNeeds } from './write/ownership.ts';

/** What changes together, and whom that reaches: what one suggestion is about. */
export interface Unit {
  readonly kind: 'principal' | 'policy' | 'group' | 'permission-set';
  readonly accountId: string;
  readonly arn: string;
  /** AWS's unique id. */
  readonly id: string;
  readonly name: string;
  /** Of a principal or group. */
  readonly holder?: PolicyHolder;
  readonly permissionSet?: PermissionSetReference;
  /** Its inline policy as it is; absent: it has none. */
  readonly permissionSetInline?: JsonObject;
  readonly reached: readonly Needs[];
  readonly release: Release;
  /** Actions whose resources are narrowed to those seen; absent: none. */
  readonly scoped?: ActionSet;
  /** Those whose policies change. */
  readonly holders: readonly HolderNeeds[];
  /** Limits `kept` to what a shared policy gives. */
  readonly among?: ActionSet;
  readonly frozen?: ActionSet;
  /** What may go and stays, because the policies without it fit nowhere. */
  readonly noRoom?: ActionSet;
  readonly blastRadius: readonly string[];
  readonly remarks: readonly string[];
  readonly targetText: string;
}
