import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRequiredByService } from '../../../../src/core/suggest/write/service-policies.ts';

describe('isRequiredByService', () => {
  it.each([
    ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy', 'Amazon EKS'],
    ['arn:aws-cn:iam::aws:policy/AmazonEKS_CNI_Policy', 'Amazon EKS'],
    ['arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore', 'AWS Systems Manager'],
    ['arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy', 'Amazon CloudWatch'],
    ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', 'AWS'],
    ['arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy', 'AWS'],
    ['arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2', 'AWS'],
  ])('keeps %s for %s, with a page that says so', (arn, service) => {
    const found = isRequiredByService(arn);
    expect(found?.service).toBe(service);
    expect(found?.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
    expect(found?.why).toMatch(/\.$/);
  });

  it.each([
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::aws:policy/AmazonS3FullAccess',
    'arn:aws:iam::aws:policy/job-function/SystemAdministrator',
    'arn:aws:iam::aws:policy/CloudWatchAgentAdminPolicy',
    'arn:aws:iam::aws:policy/constructor',
  ])('lets %s be replaced', (arn) => expect(isRequiredByService(arn)).toBeUndefined());

  it('leaves policies of the customer to the customer, whatever their path and name', () => {
    expect(isRequiredByService('arn:aws:iam::111122223333:policy/service-role/Basic-1')).toBeUndefined();
    expect(isRequiredByService('arn:aws:iam::111122223333:policy/AmazonEKSWorkerNodePolicy')).toBeUndefined();
    expect(isRequiredByService('deploy')).toBeUndefined();
  });

  const folder = new URL('../../../../../shared/data/aws-managed-policies/', import.meta.url);
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.json.gz')) : undefined;
  describe.skipIf(file === undefined)('over all AWS-managed policies (skipped: ../shared/data absent)', () => {
    it('names only policies that exist, and leaves the broad ones for people replaceable', () => {
      const text = gunzipSync(readFileSync(new URL(file ?? '', folder))).toString('utf8');
      const policies = z.record(z.string(), z.object({ Path: z.string() })).parse(JSON.parse(text));
      const required = Object.entries(policies)
        .filter(([name, { Path }]) => isRequiredByService(`arn:aws:iam::aws:policy${Path}${name}`) !== undefined)
        .filter(([, { Path }]) => !/service-role\/$/.test(Path))
        .map(([name]) => name);
      // As many as the table has names: one that AWS does not have would be missing here.
      expect(required).toHaveLength(51);
      expect(required.filter((name) => /FullAccess|PowerUser|^Administrator/.test(name))).toEqual([]);
    });
  });
});
