import { describe, expect, it } from 'vitest';
import { remediationFiles, remediationWriters } from '../../../src/adapters/remediation/index.ts';
import { roleSuggestion, suggestions } from './suggestions.ts';

const textOf = (chunks: Iterable<string | Uint8Array>): string => [...chunks].join('');

describe('remediationFiles', () => {
  const files = [...remediationFiles(suggestions)];

  it('gives every folder a page and a certificate that holds the whole suggestion', () => {
    const certificates = files.filter(({ path }) => path.endsWith('/certificate.json'));
    expect(certificates.map(({ chunks }) => JSON.parse(textOf(chunks)))).toEqual(
      suggestions.map((suggestion) => ({ schemaVersion: 1, suggestion })),
    );
    expect(files.filter(({ path }) => path.endsWith('/README.md'))).toHaveLength(suggestions.length);
  });

  it('gives no two files the same path, whatever the case', () => {
    const paths = files.map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^[a-z0-9._~/-]+$/);
  });

  it('writes the language first that the principal comes from', () => {
    for (const tool of ['terraform', 'cloudformation'] as const) {
      const origins = [{ tool, arn: roleSuggestion.principal ?? '' }];
      const from = { ...roleSuggestion, plan: { ...roleSuggestion.plan, origins } };
      const writer = remediationWriters.find(({ language }) => language === tool);
      const own = writer?.write(from).map(({ path }) => path) ?? [];
      expect(own.length).toBeGreaterThan(0);
      const paths = [...remediationFiles([from])].map(({ path }) => path.split('/').slice(3).join('/'));
      expect(paths.slice(1, 1 + own.length)).toEqual(own);
    }
  });

  it('writes only the languages asked for, and the page names no other', () => {
    const only = [...remediationFiles([roleSuggestion], ['json'])];
    expect(only.map(({ path }) => path.slice('remediation/123456789012/role-deploy/'.length))).toEqual([
      'README.md',
      'policies.json',
      'after/01-releases.json',
      'after/02-deploy-least.json',
      'before/01-releases.json',
      'before/02-AdministratorAccess.json',
      'quarantine/01-IamDriftQuarantine-20260929.json',
      'certificate.json',
    ]);
    expect(textOf(only[0]?.chunks ?? [])).not.toContain('remediate.sh');
  });
});
