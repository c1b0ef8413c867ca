import { beforeAll, describe, expect, it } from 'vitest';
import { forwardedRows } from '../../../../src/core/catalog/tables/forwarded.ts';
import { type KnownCatalog, knownCatalog } from './known-catalog.ts';

let known: KnownCatalog;
beforeAll(async () => {
  known = await knownCatalog();
});

describe('the table of forwarded actions', () => {
  it('names each action once, as the catalog spells it, with a source', () => {
    const names = forwardedRows.map((row) => row.pattern);
    const spelled = new Set(known.catalog.actions.map((action) => action.name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !spelled.has(name))).toEqual([]);
    expect(forwardedRows.every((row) => row.source !== '')).toBe(true);
  });

  it.each(['kms:Decrypt', 'kms:GenerateDataKey', 'secretsmanager:GetSecretValue', 's3:GetObject', 'glue:GetTable'])(
    'says that services call %s for others',
    (action) => {
      expect(known.catalog.byName.get(action.toLowerCase())?.isForwarded).toBe(true);
    },
  );

  it('leaves ordinary calls out', () => {
    for (const action of ['iam:AttachRolePolicy', 'ec2:RunInstances', 'sqs:SendMessage']) {
      expect(known.catalog.byName.get(action.toLowerCase())?.isForwarded).toBe(false);
    }
  });
});
