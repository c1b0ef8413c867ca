import { permissionGroups } from '../../src/adapters/aws/permissions/needed-permissions.ts';
import type { PermissionGroup } from '../../src/adapters/aws/permissions/permission-group.ts';
import { policyDocumentsOf } from '../../src/adapters/aws/permissions/policy-document.ts';
import { templatePath } from './cloudformation-template.ts';
import { moduleFolder } from './terraform-module.ts';

/** Where the page stands, from the root of the repository. */
export const pagePath = 'docs/permissions.md';

/** The page that tells every permission iam-drift needs, what is lost without it, and how to give it. */
export function permissionsPage(): string {
  return `# Permissions

*Written by \`npx tsx tools/write-permissions.ts\` from what the code calls; a test holds that no call is missing here, and that nothing here writes.*

iam-drift only reads what it audits: no action below creates, changes or deletes a principal, a policy, a trail or anything else of yours. What does not
begin with \`Get\`, \`List\`, \`Describe\` or \`Lookup\` asks AWS to make a report that it keeps to itself (\`iam:Generate…\`), to judge a policy that is
sent along (\`access-analyzer:ValidatePolicy\`, \`CheckNoNewAccess\`), to take a role (\`sts:AssumeRole\`), or to decrypt log files while it reads them (\`kms:Decrypt\`).
**Athena is the one exception**: a query writes its results to the place you name, and the table over the logs is written once, in your database and workgroup. Without
Athena as the source of logs none of these permissions is needed, and the role below does not hold them.

Everything but one thing may be missing: a permission that is refused is told as a gap in the report, with what cannot be judged for it. Only
${requiredActions()} ${requiredCount() === 1 ? 'is' : 'are'} required. \`iam-drift doctor\` tries each permission and says which are refused.

| group | who needs it |
|---|---|
${permissionGroups.map(({ id, holder }) => `| [\`${id}\`](#${id}) | ${cell(holder)} |`).join('\n')}

\`iam-drift doctor --print-policy GROUP\` prints the policy of a group; without a name that of \`account\`. It puts in the names of roles, buckets and tables that the configuration
has; what it does not know stands in capitals, such as \`LOG-BUCKET\`. Give Athena a bucket of its own for results: then nothing of ours may write where the logs lie.

## The role in every account

For accounts other than the own iam-drift takes the role \`iam-drift-auditor\` (\`collect.role.name\`), one hour at a time, with the session name \`iam-drift\`. The role trusts one
user or role of yours, under an external id (\`collect.role.externalId\`).

As a StackSet for all accounts of an organization, from the management account (service-managed StackSets leave out the management account itself: deploy
the template there as a stack, with \`ReadOrganization\` \`true\`):

\`\`\`sh
aws cloudformation create-stack-set --stack-set-name iam-drift-auditor \\
  --template-body file://${templatePath} \\
  --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false \\
  --capabilities CAPABILITY_NAMED_IAM \\
  --parameters ParameterKey=AuditorPrincipalArn,ParameterValue=arn:aws:iam::111122223333:role/iam-drift \\
               ParameterKey=ExternalId,ParameterValue=CHOOSE-A-LONG-RANDOM-TEXT
aws cloudformation create-stack-instances --stack-set-name iam-drift-auditor \\
  --deployment-targets OrganizationalUnitIds=r-abcd --regions us-east-1
\`\`\`

With Terraform, once an account:

\`\`\`hcl
module "iam_drift_auditor" {
  source = "./${moduleFolder}"

  auditor_principal_arn = "arn:aws:iam::111122223333:role/iam-drift"
  external_id           = "CHOOSE-A-LONG-RANDOM-TEXT"
}
\`\`\`

Where the log files lie, give the role of that account the bucket too: \`LogBucketArn\` and \`LogKeyArn\` (\`log_bucket_arn\`, \`log_key_arn\`). A key's own policy must let
the role decrypt, too. In the management account, or in a delegated administrator's, \`ReadOrganization\` (\`read_organization\`) adds the group \`organization\`.

${permissionGroups.map(groupSection).join('\n\n')}
`;
}

function groupSection(group: PermissionGroup): string {
  const documents = policyDocumentsOf(group).map(
    (document) => `\`\`\`json\n${JSON.stringify(document, undefined, 2)}\n\`\`\``,
  );
  return `## ${group.id}

${group.title}. ${group.holder}.

| action | without it |
|---|---|
${group.permissions.map(({ action, without, isRequired }) => `| \`${action}\` | ${isRequired === true ? '**required**: ' : ''}${cell(without)} |`).join('\n')}

${documents.join('\n\n')}`;
}

function required(): readonly string[] {
  const all = permissionGroups.flatMap(({ permissions }) =>
    permissions.filter(({ isRequired }) => isRequired === true),
  );
  return [...new Set(all.map(({ action }) => `\`${action}\``))];
}

function requiredActions(): string {
  return required().join(' and ');
}

function requiredCount(): number {
  return required().length;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
