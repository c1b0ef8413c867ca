import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cloudFormationTemplate, templatePath } from './permissions/cloudformation-template.ts';
import { pagePath, permissionsPage } from './permissions/permissions-page.ts';
import { moduleFolder, terraformModule } from './permissions/terraform-module.ts';

/** What is written from the permissions that the code declares, by path from the root of the repository. */
export function permissionFiles(): Readonly<Record<string, string>> {
  const module = Object.entries(terraformModule()).map(([name, text]) => [`${moduleFolder}/${name}`, text]);
  return { [pagePath]: permissionsPage(), [templatePath]: cloudFormationTemplate(), ...Object.fromEntries(module) };
}

async function writePermissions(): Promise<void> {
  for (const [path, text] of Object.entries(permissionFiles())) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writePermissions();
