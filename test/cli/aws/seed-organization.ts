import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand as CreateOrganizationPolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { had } from './had.ts';

/** The organization, as it was made. */
export interface SeededOrganization {
  readonly id: string;
  readonly rootId: string;
  readonly unitId: string;
  readonly policy: { readonly id: string; readonly arn: string; readonly name: string; readonly content: string };
}

/** Makes an organization with an account in a unit that may not leave it. Gives the account's id. */
export async function seedOrganization(client: OrganizationsClient) {
  const { Organization: made } = await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots: roots = [] } = await client.send(new ListRootsCommand({}));
  const rootId = had(roots[0]?.Id);
  const { CreateAccountStatus: status } = await client.send(
    new CreateAccountCommand({ AccountName: 'member', Email: 'member@example.com' }),
  );
  const member = had(status?.AccountId);
  const { OrganizationalUnit: unit } = await client.send(
    new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'workloads' }),
  );
  const unitId = had(unit?.Id);
  await client.send(new MoveAccountCommand({ AccountId: member, SourceParentId: rootId, DestinationParentId: unitId }));
  await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: 'SERVICE_CONTROL_POLICY' }));
  const content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }],
  });
  const { Policy: policy } = await client.send(
    new CreateOrganizationPolicyCommand({
      Name: 'stay',
      Description: 'Nobody leaves',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: content,
    }),
  );
  const id = had(policy?.PolicySummary?.Id);
  await client.send(new AttachPolicyCommand({ PolicyId: id, TargetId: unitId }));
  const organization: SeededOrganization = {
    id: had(made?.Id),
    rootId,
    unitId,
    policy: { id, arn: had(policy?.PolicySummary?.Arn), name: 'stay', content },
  };
  return { organization, member };
}
