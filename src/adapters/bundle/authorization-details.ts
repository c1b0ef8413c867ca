import { z } from 'zod';
import type {
  AuthorizationDetails,
  RawGroup,
  RawInlinePolicy,
  RawManagedPolicy,
  RawRole,
  RawUser,
} from '../../core/model/bundle.ts';
import {
  addGap,
  awsDate,
  awsTags,
  instantIn,
  isTruncated,
  looseList,
  optional,
  type Place,
  shaped,
  tagsOf,
} from './shape.ts';

const inlinePolicies = z.array(z.object({ PolicyName: z.string(), PolicyDocument: z.unknown().optional() })).nullish();
const attachedPolicies = z.array(z.object({ PolicyArn: z.string() })).nullish();
const boundary = z.object({ PermissionsBoundaryArn: z.string().nullish() }).nullish();

const user = z.object({
  Arn: z.string(),
  UserId: z.string(),
  UserName: z.string(),
  Path: z.string().nullish(),
  CreateDate: awsDate,
  UserPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  GroupList: z.array(z.string()).nullish(),
  PermissionsBoundary: boundary,
  Tags: awsTags.nullish(),
});

const role = z.object({
  Arn: z.string(),
  RoleId: z.string(),
  RoleName: z.string(),
  Path: z.string().nullish(),
  CreateDate: awsDate,
  AssumeRolePolicyDocument: z.unknown().optional(),
  RolePolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  InstanceProfileList: z.array(z.object({ Arn: z.string() })).nullish(),
  PermissionsBoundary: boundary,
  Tags: awsTags.nullish(),
  RoleLastUsed: z.object({ LastUsedDate: awsDate, Region: z.string().nullish() }).nullish(),
});

const group = z.object({
  Arn: z.string(),
  GroupId: z.string(),
  GroupName: z.string(),
  Path: z.string().nullish(),
  CreateDate: awsDate,
  GroupPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
});

const managedPolicy = z.object({
  Arn: z.string(),
  // Not in every answer: then the ARN tells the name, and stands for the id.
  PolicyId: z.string().nullish(),
  PolicyName: z.string().nullish(),
  Path: z.string().nullish(),
  CreateDate: awsDate,
  UpdateDate: awsDate,
  DefaultVersionId: z.string().nullish(),
  AttachmentCount: z.number().nullish(),
  PermissionsBoundaryUsageCount: z.number().nullish(),
  PolicyVersionList: z
    .array(
      z.object({
        VersionId: z.string(),
        IsDefaultVersion: z.boolean().nullish(),
        CreateDate: awsDate,
        Document: z.unknown().optional(),
      }),
    )
    .nullish(),
});

const page = z.looseObject({
  UserDetailList: looseList,
  RoleDetailList: looseList,
  GroupDetailList: looseList,
  Policies: looseList,
});

/** `authorization-details*.json` in full, for the published schema. */
export const authorizationDetailsSchema = z.looseObject({
  UserDetailList: z.array(user).nullish(),
  RoleDetailList: z.array(role).nullish(),
  GroupDetailList: z.array(group).nullish(),
  Policies: z.array(managedPolicy).nullish(),
  IsTruncated: z.boolean().nullish(),
  Marker: z.string().nullish(),
});

/** One page; `undefined` when it is no such answer at all. `isComplete` is whether it says that nothing follows. */
export function detailsPageOf(value: unknown, place: Place): AuthorizationDetails | undefined {
  const answer = shaped(page, value, '', place);
  if (answer === undefined) return undefined;
  const lists = [answer.UserDetailList, answer.RoleDetailList, answer.GroupDetailList, answer.Policies];
  if (lists.every((list) => list === undefined || list === null)) {
    addGap(place, 'WrongShape', 'none of `UserDetailList`, `RoleDetailList`, `GroupDetailList`, `Policies` is there');
    return undefined;
  }
  return {
    users: mapped(user, answer.UserDetailList, 'UserDetailList', place, userOf),
    roles: mapped(role, answer.RoleDetailList, 'RoleDetailList', place, roleOf),
    groups: mapped(group, answer.GroupDetailList, 'GroupDetailList', place, groupOf),
    policies: mapped(managedPolicy, answer.Policies, 'Policies', place, policyOf),
    isComplete: !isTruncated(answer),
  };
}

/**
 * The pages as one answer, an entity that several pages hold once. It is complete when the last page says that nothing follows: pages
 * carry the marker of the page after them, not their own, so a page missing in the middle cannot be seen.
 */
export function joinedDetails(pages: readonly AuthorizationDetails[]): AuthorizationDetails {
  return {
    users: distinct(pages.flatMap((part) => part.users)),
    roles: distinct(pages.flatMap((part) => part.roles)),
    groups: distinct(pages.flatMap((part) => part.groups)),
    policies: distinct(pages.flatMap((part) => part.policies)),
    isComplete: pages.at(-1)?.isComplete ?? false,
  };
}

/** By ARN and id together: a principal deleted and made again between two pages is two. */
function distinct<T extends { readonly arn: string; readonly id: string }>(entities: readonly T[]): readonly T[] {
  const found = new Map<string, T>();
  for (const entity of entities) {
    const key = `${entity.arn}\n${entity.id}`;
    if (!found.has(key)) found.set(key, entity);
  }
  return [...found.values()];
}

/** Reads and turns each entity, telling its place by its index in the list as it came. */
function mapped<T, R>(
  schema: z.ZodType<T>,
  list: readonly unknown[] | null | undefined,
  path: string,
  place: Place,
  turn: (entity: T, path: string, place: Place) => R,
): readonly R[] {
  return (list ?? []).flatMap((item, index) => {
    const where = `${path}[${index}]`;
    const entity = shaped(schema, item, where, place);
    return entity === undefined ? [] : [turn(entity, where, place)];
  });
}

function userOf(raw: z.infer<typeof user>, path: string, place: Place): RawUser {
  return {
    ...namedOf(raw, raw.UserId, raw.UserName, path, place),
    inlinePolicies: inlineOf(raw.UserPolicyList),
    attachedPolicies: attachedOf(raw.AttachedManagedPolicies),
    groups: raw.GroupList ?? [],
    ...boundaryOf(raw.PermissionsBoundary),
    tags: tagsOf(raw.Tags),
  };
}

function roleOf(raw: z.infer<typeof role>, path: string, place: Place): RawRole {
  return {
    ...namedOf(raw, raw.RoleId, raw.RoleName, path, place),
    trustDocument: raw.AssumeRolePolicyDocument,
    inlinePolicies: inlineOf(raw.RolePolicyList),
    attachedPolicies: attachedOf(raw.AttachedManagedPolicies),
    ...boundaryOf(raw.PermissionsBoundary),
    tags: tagsOf(raw.Tags),
    instanceProfiles: (raw.InstanceProfileList ?? []).map((profile) => profile.Arn),
    ...lastUsedOf(raw.RoleLastUsed, `${path}.RoleLastUsed.LastUsedDate`, place),
  };
}

/** `null` and an unreadable date say nothing; only an object without a date says "not used". */
function lastUsedOf(
  used: z.infer<typeof role>['RoleLastUsed'],
  path: string,
  place: Place,
): { readonly lastUsed?: NonNullable<RawRole['lastUsed']> } {
  if (used === undefined || used === null) return {};
  const at = instantIn(used.LastUsedDate, path, place);
  if (at === undefined && used.LastUsedDate !== undefined && used.LastUsedDate !== null) return {};
  return { lastUsed: { ...optional('at', at), ...optional('region', used.Region ?? undefined) } };
}

function groupOf(raw: z.infer<typeof group>, path: string, place: Place): RawGroup {
  return {
    ...namedOf(raw, raw.GroupId, raw.GroupName, path, place),
    inlinePolicies: inlineOf(raw.GroupPolicyList),
    attachedPolicies: attachedOf(raw.AttachedManagedPolicies),
  };
}

function policyOf(raw: z.infer<typeof managedPolicy>, path: string, place: Place): RawManagedPolicy {
  const versions = raw.PolicyVersionList ?? [];
  // DefaultVersionId is the policy's own word; flags of the versions count only where it names none of them.
  const isNamed = versions.some((version) => version.VersionId === raw.DefaultVersionId);
  return {
    ...namedOf(raw, raw.PolicyId || raw.Arn, raw.PolicyName || nameInArn(raw.Arn), path, place),
    ...optional('updatedAt', instantIn(raw.UpdateDate, `${path}.UpdateDate`, place)),
    ...countsOf(raw),
    versions: versions.map((version, index) => {
      const createdAt = instantIn(version.CreateDate, `${path}.PolicyVersionList[${index}].CreateDate`, place);
      return {
        versionId: version.VersionId,
        isDefault: isNamed ? version.VersionId === raw.DefaultVersionId : version.IsDefaultVersion === true,
        ...optional('createdAt', createdAt),
        ...optional('document', version.Document),
      };
    }),
  };
}

/** A count that the answer lacks is `NaN`, which equals no number: such a policy is never "attached to nobody". */
function countsOf(
  raw: z.infer<typeof managedPolicy>,
): Pick<RawManagedPolicy, 'attachmentCount' | 'boundaryUsageCount'> {
  return {
    attachmentCount: raw.AttachmentCount ?? Number.NaN,
    boundaryUsageCount: raw.PermissionsBoundaryUsageCount ?? Number.NaN,
  };
}

function namedOf(
  raw: {
    readonly Arn: string;
    readonly Path?: string | null | undefined;
    readonly CreateDate?: string | number | null | undefined;
  },
  id: string,
  name: string,
  path: string,
  place: Place,
): {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt?: number;
} {
  const createdAt = instantIn(raw.CreateDate, `${path}.CreateDate`, place);
  return { id, arn: raw.Arn, name, path: raw.Path ?? pathInArn(raw.Arn), ...optional('createdAt', createdAt) };
}

/** `name` in `arn:aws:iam::111122223333:policy/team/name`. */
function nameInArn(arn: string): string {
  return arn.split(/[/:]/).at(-1) ?? arn;
}

/** `/team/` in `arn:aws:iam::111122223333:role/team/name`. */
function pathInArn(arn: string): string {
  return /^[^/]*(\/(?:.*\/)?)[^/]*$/.exec(arn)?.[1] ?? '/';
}

function inlineOf(list: z.infer<typeof inlinePolicies>): readonly RawInlinePolicy[] {
  return (list ?? []).map((policy) => ({ name: policy.PolicyName, document: policy.PolicyDocument }));
}

function attachedOf(list: z.infer<typeof attachedPolicies>): readonly string[] {
  return (list ?? []).map((policy) => policy.PolicyArn);
}

function boundaryOf(raw: z.infer<typeof boundary>): { readonly boundary?: string } {
  return raw?.PermissionsBoundaryArn ? { boundary: raw.PermissionsBoundaryArn } : {};
}
