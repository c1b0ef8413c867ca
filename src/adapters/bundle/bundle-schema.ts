import { z } from 'zod';
import { gapsSchema } from './account.ts';
import { authorizationDetailsSchema } from './authorization-details.ts';
import { collectionSchema } from './collection.ts';
import { clusterListSchema, clusterSchema } from './eks.ts';
import { lastAccessedSchema } from './last-accessed.ts';
import {
  accountSummarySchema,
  analyzerFindingsSchema,
  delegationRequestsSchema,
  oidcProvidersSchema,
  policyTagsSchema,
  regionsSchema,
  rolesSchema,
  samlProvidersSchema,
  serviceSpecificCredentialsSchema,
} from './list-answers.ts';
import { collectedSchema, manifestSchema } from './manifest.ts';
import {
  organizationAccountsSchema,
  organizationalUnitsSchema,
  organizationPoliciesSchema,
  organizationSchema,
  permissionSetsSchema,
} from './organization.ts';
import { reviewsSchema } from './reviews.ts';
import { trailsSchema } from './trails.ts';
import { usageLineSchema } from './usage-lines.ts';

const account = 'accounts/[0-9]{12}/';

/** The shape of each file of a bundle, by a regular expression over its name without `.gz`. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  'manifest\\.json': manifestSchema,
  'collected\\.json': collectedSchema,
  'collection\\.json': collectionSchema,
  'reviews\\.json': reviewsSchema,
  [`${account}authorization-details[^/]*\\.json`]: authorizationDetailsSchema,
  [`${account}account-aliases\\.json`]: z.looseObject({ AccountAliases: z.array(z.string()) }),
  [`${account}last-accessed/(?!nobody\\.json)[^/]+\\.json`]: lastAccessedSchema,
  [`${account}last-accessed/nobody\\.json`]: z.looseObject({ Principals: z.array(z.unknown()) }),
  [`${account}account-summary\\.json`]: accountSummarySchema,
  [`${account}oidc-providers\\.json`]: oidcProvidersSchema,
  [`${account}saml-providers\\.json`]: samlProvidersSchema,
  [`${account}trails\\.json`]: trailsSchema,
  [`${account}access-analyzer/findings\\.json`]: analyzerFindingsSchema,
  [`${account}regions\\.json`]: regionsSchema,
  [`${account}roles\\.json`]: rolesSchema,
  [`${account}policy-tags\\.json`]: policyTagsSchema,
  [`${account}service-specific-credentials\\.json`]: serviceSpecificCredentialsSchema,
  [`${account}delegation-requests\\.json`]: delegationRequestsSchema,
  [`${account}eks/[^/]+/clusters\\.json`]: clusterListSchema,
  [`${account}eks/[^/]+/(?!clusters\\.json)[^/]+\\.json`]: clusterSchema,
  [`${account}gaps\\.json`]: gapsSchema,
  'organization/organization\\.json': organizationSchema,
  'organization/accounts\\.json': organizationAccountsSchema,
  'organization/organizational-units\\.json': organizationalUnitsSchema,
  'organization/(?:service|resource)-control-policies\\.json': organizationPoliciesSchema,
  'organization/permission-sets\\.json': permissionSetsSchema,
};

/**
 * JSON Schema of a bundle, taken as an object from file names to contents. Of a roll-up (a file below `usage/`) the content is the list of
 * its lines. It says what is read; what else AWS answers is allowed.
 */
export function bundleSchema(): object {
  const patterns = Object.entries(shapes).map(([name, shape]) => [`^${name}$`, jsonSchemaOf(shape)]);
  const lines = { type: 'array', items: jsonSchemaOf(usageLineSchema) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Bundle of iam-drift, version 1',
    description: 'The files of a bundle by their names, without `.gz`; `usage/**/*.jsonl` as lists of their lines.',
    type: 'object',
    patternProperties: { ...Object.fromEntries(patterns), '^usage/(?:[^/]+/)*[^/]+\\.jsonl$': lines },
  };
}

function jsonSchemaOf(shape: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-7', io: 'input' });
  return schema;
}
