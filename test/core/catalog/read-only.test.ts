import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { isReadOnly } from '../../../src/core/catalog/read-only.ts';

describe('isReadOnly', () => {
  it.each([
    ['s3:ListAllMyBuckets', 'list', true],
    ['iam:GetRole', 'read', true],
    ['apigateway:GET', 'read', true],
    ['cloudtrail:LookupEvents', 'read', true],
    ['sts:AssumeRole', 'write', true],
    ['sts:AssumeRoleWithWebIdentity', 'write', true],
    ['kms:Decrypt', 'write', true],
    ['kms:GenerateDataKey', 'write', true],
    ['iam:PutRolePolicy', 'permissions-management', false],
    ['iam:TagRole', 'tagging', false],
    ['ec2:RunInstances', 'write', false],
    ['ec2:StartInstances', 'write', false],
    ['apigateway:DELETE', 'write', false],
    ['sts:GetFederationToken', 'read', false],
  ] as const)('knows the flag of %s', (name, level, flag) => {
    expect(isReadOnly(name, level)).toBe(flag);
  });

  it.each([
    ['iam:GenerateCredentialReport', 'read'],
    ['logs:StartQuery', 'read'],
    ['iam:CreateSomethingThatIsOnlyRead', 'read'],
    ['sts:TagSession', 'tagging'],
    ['kms:ReEncryptFrom', 'write'],
    ['lambda:InvokeFunction', 'write'],
    ['codecommit:Getaway', 'read'],
    ['dynamodb:GetAndDelete', 'write'],
  ] as const)('is not sure about %s', (name, level) => {
    expect(isReadOnly(name, level)).toBe('unknown');
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
const record = z.object({ eventSource: z.string(), eventName: z.string(), readOnly: z.boolean().optional() });

describe.skipIf(!existsSync(data))('isReadOnly on real logs (skipped: ../shared/data absent)', () => {
  it.each(['cloudtrail-invictus', 'cloudtrail-stratus'])('never contradicts a record of %s', (set) => {
    const catalog = loadCatalogSync();
    const folder = new URL(`${set}/`, data);
    const wrong = new Set<string>();
    let sure = 0;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json.gz'))) {
      const text = gunzipSync(readFileSync(new URL(file, folder))).toString('utf8');
      for (const { eventSource, eventName, readOnly } of z.object({ Records: z.array(record) }).parse(JSON.parse(text))
        .Records) {
        const mapping = catalog.mappingOf(eventSource, eventName);
        for (const index of mapping.kind === 'actions' ? mapping.actions : []) {
          const action = catalog.actions[index];
          const flag = action === undefined ? 'unknown' : isReadOnly(action.name, action.accessLevel);
          if (flag === 'unknown' || readOnly === undefined) continue;
          sure++;
          if (flag !== readOnly) wrong.add(`${eventSource} ${eventName}: ${readOnly}`);
        }
      }
    }
    expect([...wrong]).toEqual([]);
    expect(sure).toBeGreaterThan(250);
  });
});
