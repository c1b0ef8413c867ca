import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../../tools/write-schemas.ts';
import { detailsWith, roleNamed } from './write-bundle.ts';

function validatorOf(path: string) {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
}

describe('the published schemas', () => {
  it.each(Object.entries(schemaFiles()))('hold what the code reads: %s', (path, text) => {
    // Written by `npx tsx tools/write-schemas.ts`.
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('accept the example configuration, and no unknown key', () => {
    const isValid = validatorOf('schema/configuration.json');
    const example: object = JSON.parse(readFileSync('config.example.json', 'utf8'));
    expect(isValid(example)).toBe(true);
    expect(isValid({ ...example, windowsDays: 1 })).toBe(false);
    expect(isValid({ windowDays: 401 })).toBe(false);
  });

  it('accept a bundle, and tell a wrong file', () => {
    const isValid = validatorOf('schema/bundle.json');
    const account = 'accounts/111122223333';
    const bundle = {
      'manifest.json': { schemaVersion: 1, accounts: [{ id: '111122223333' }] },
      [`${account}/authorization-details-2.json`]: detailsWith({ roles: [roleNamed('a')] }),
      [`${account}/eks/eu-west-1/clusters.json`]: { clusters: ['c'] },
      [`${account}/eks/eu-west-1/c.json`]: { cluster: { name: 'c' }, podIdentityAssociations: [] },
      'usage/a.jsonl': [{ kind: 'header', schemaVersion: 1 }],
      'collection.json': { tool: 'iam-drift 0.1.0', calls: [] },
      'reviews.json': {
        schemaVersion: 1,
        reviewer: 'access-analyzer',
        calls: [],
        answers: [{ check: 'validate', sha256: 'a'.repeat(64), findings: [] }],
      },
    };
    expect(isValid(bundle)).toBe(true);
    expect(isValid({ ...bundle, [`${account}/trails.json`]: { trails: [] } })).toBe(false);
    expect(isValid({ ...bundle, [`${account}/eks/eu-west-1/c.json`]: { clusters: [] } })).toBe(false);
    expect(isValid({ ...bundle, 'usage/a.jsonl': [{ kind: 'other' }] })).toBe(false);
    expect(isValid({ ...bundle, 'collection.json': { calls: [] } })).toBe(false);
    expect(isValid({ ...bundle, 'reviews.json': { ...bundle['reviews.json'], answers: [{}] } })).toBe(false);
  });
});
