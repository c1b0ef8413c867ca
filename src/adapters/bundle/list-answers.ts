import { z } from 'zod';
import type { Tags } from '../../core/model/bundle.ts';
import { addGap, awsTags, isTruncated, type Place, shaped, shapedItems, tagsOf } from './shape.ts';

type Loose = Readonly<Record<string, unknown>>;

const looseObject = z.record(z.string(), z.unknown());

/** GetAccountSummary. */
export const accountSummarySchema = z.looseObject({ SummaryMap: z.record(z.string(), z.number()) });
/** ListOpenIDConnectProviders. */
export const oidcProvidersSchema = z.looseObject({ OpenIDConnectProviderList: z.array(z.object({ Arn: z.string() })) });
/** ListSAMLProviders. */
export const samlProvidersSchema = z.looseObject({ SAMLProviderList: z.array(z.object({ Arn: z.string() })) });
/** ListRegions of the Account API. */
export const regionsSchema = z.looseObject({
  Regions: z.array(z.object({ RegionName: z.string(), RegionOptStatus: z.string().nullish() })),
});
/** ListRoles. */
export const rolesSchema = z.looseObject({
  Roles: z.array(z.object({ Arn: z.string(), Description: z.string().nullish() })),
});
/** Tags by policy ARN. */
export const policyTagsSchema = z.record(z.string(), awsTags);
/** ListServiceSpecificCredentials. */
export const serviceSpecificCredentialsSchema = z.looseObject({ ServiceSpecificCredentials: z.array(looseObject) });
/** ListDelegationRequests. */
export const delegationRequestsSchema = z.looseObject({ DelegationRequests: z.array(looseObject) });
/** ListFindingsV2. */
export const analyzerFindingsSchema = z.looseObject({ findings: z.array(looseObject) });

/** Quotas and counts of GetAccountSummary; what is no number is a gap and left out. */
export function accountSummaryOf(value: unknown, place: Place): Readonly<Record<string, number>> | undefined {
  const answer = shaped(z.looseObject({ SummaryMap: looseObject }), value, '', place);
  if (answer === undefined) return undefined;
  const numbers = Object.entries(answer.SummaryMap).flatMap(([key, item]) => {
    const number = shaped(z.number(), item, `SummaryMap.${key}`, place);
    return number === undefined ? [] : [[key, number] as const];
  });
  return Object.fromEntries(numbers);
}

/** The ARNs that a list of providers names. */
export function providerArnsOf(name: 'OpenIDConnectProviderList' | 'SAMLProviderList') {
  return (value: unknown, place: Place): readonly string[] | undefined =>
    listIn(z.object({ Arn: z.string() }), name, value, place)?.map((provider) => provider.Arn);
}

/**
 * The regions in which something can have happened. One that is being enabled or disabled counts, as does one whose status is not told:
 * to count a region too many asks for more evidence, never for less.
 */
export function regionsOf(value: unknown, place: Place): readonly string[] | undefined {
  return listIn(regionsSchema.shape.Regions.element, 'Regions', value, place)
    ?.filter((region) => region.RegionOptStatus !== 'DISABLED')
    .map((region) => region.RegionName);
}

/** Descriptions by role ARN; roles without one are left out. */
export function roleDescriptionsOf(value: unknown, place: Place): ReadonlyMap<string, string> | undefined {
  const roles = listIn(rolesSchema.shape.Roles.element, 'Roles', value, place);
  return roles && new Map(roles.flatMap((role) => (role.Description ? [[role.Arn, role.Description] as const] : [])));
}

/** Tags by policy ARN. */
export function policyTagsOf(value: unknown, place: Place): ReadonlyMap<string, Tags> | undefined {
  const byArn = shaped(looseObject, value, '', place);
  if (byArn === undefined) return undefined;
  return new Map(
    Object.entries(byArn).flatMap(([arn, list]) => {
      const tags = shaped(awsTags, list, arn, place);
      return tags === undefined ? [] : [[arn, tagsOf(tags)] as const];
    }),
  );
}

/** The objects of a list answer, as they came; a bare list is taken for the answer. */
export function objectsOf(name: string) {
  return (value: unknown, place: Place): readonly Loose[] | undefined =>
    listIn(looseObject, name, Array.isArray(value) ? { [name]: value } : value, place);
}

/**
 * Access Analyzer's findings as they came, from one file: a ListFindingsV2 answer, or one finding whole (GetFindingV2).
 */
export function analyzerFindingsOf(value: unknown, place: Place): readonly Loose[] | undefined {
  const single = z.looseObject({ id: z.string() }).safeParse(value);
  return single.success ? [single.data] : objectsOf('findings')(value, place);
}

/** Findings of several files, one an id: the fields of a single answer are added to those of the list. */
export function joinedFindings(findings: readonly Loose[]): readonly Loose[] {
  const byId = new Map<unknown, Loose>();
  for (const [index, finding] of findings.entries()) {
    const key = finding.id ?? index;
    byId.set(key, { ...byId.get(key), ...finding });
  }
  return [...byId.values()];
}

/** The items of a list answer; one that says more follows is a gap, and what is there is kept. */
export function listIn<T>(item: z.ZodType<T>, name: string, value: unknown, place: Place): readonly T[] | undefined {
  const answer = shaped(z.looseObject({ [name]: z.array(z.unknown()) }), value, '', place);
  if (answer === undefined) return undefined;
  if (isTruncated(answer)) addGap(place, 'Truncated', 'the answer says that more follows');
  return shapedItems(item, answer[name], name, place);
}
