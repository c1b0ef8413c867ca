import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { accountList } from '../../example/organization/accounts.ts';
import { authorizationDetailsOf } from '../../example/organization/authorization-details.ts';
import { instantOf } from '../../example/organization/calendar.ts';
import { lastUseOf } from '../../example/organization/last-use.ts';
import { historyOf } from '../../example/organization/logs.ts';
import { makeWorld, type PlacedPrincipal, type World } from '../../example/organization/world.ts';

/** Writes the example organization's bundle as IAM stood so many days before its collection: the account details alone. */
export function writeEarlierBundle(folder: string, daysAgo: number): void {
  const now = makeWorld();
  // Last use is not compared; that of today does.
  const lastUse = lastUseOf(now, historyOf(now));
  const world = earlier(now, daysAgo);
  write(join(folder, 'manifest.json'), {
    schemaVersion: 1,
    collectedAt: instantOf(daysAgo, 0),
    accounts: accountList.map(({ id, alias, key }) => ({ id, alias, environment: key })),
  });
  for (const account of accountList) {
    for (const [name, answer] of authorizationDetailsOf(world, account, lastUse)) {
      write(join(folder, 'accounts', account.id, name), answer);
    }
  }
}

/** Without what was made, versioned or granted since. */
function earlier(world: World, daysAgo: number): World {
  const policies = world.policies
    .map((policy) => {
      const versions = policy.definition.versions.filter((version) => version.daysAgo >= daysAgo);
      return { ...policy, definition: { ...policy.definition, versions } };
    })
    .filter(({ definition }) => definition.versions.length > 0);
  const names = new Set(policies.map(({ definition }) => definition.name));
  const isNew = new Set(world.policies.map(({ definition }) => definition.name).filter((name) => !names.has(name)));
  const held = <Kind extends PlacedPrincipal>(principal: Kind): Kind => {
    const { definition } = principal;
    const later = new Set(
      (definition.laterGrants ?? []).filter((grant) => grant.daysAgo < daysAgo).map(({ policy }) => policy),
    );
    const attached = (definition.attached ?? []).filter((name) => !later.has(name) && !isNew.has(name));
    const inline = Object.fromEntries(Object.entries(definition.inline ?? {}).filter(([name]) => !later.has(name)));
    return { ...principal, definition: { ...definition, attached, inline } };
  };
  const wasThere = ({ definition }: { readonly definition: { readonly createdDaysAgo: number } }) =>
    definition.createdDaysAgo >= daysAgo;
  return {
    ...world,
    roles: world.roles.filter(wasThere).map(held),
    users: world.users.filter(wasThere).map(held),
    groups: world.groups.filter(wasThere),
    policies,
  };
}

function write(path: string, answer: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const text = JSON.stringify(answer);
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text);
}
