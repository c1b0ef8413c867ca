import { describe, expect, it } from 'vitest';
import { policyJsonWriter } from '../../../src/adapters/remediation/policy-json.ts';
import { roleSuggestion, sharedPolicySuggestion, sharedVersions, suggestions } from './suggestions.ts';

describe('policyJsonWriter', () => {
  it('lists the policies with their files and what is done with them', async () => {
    const [list] = policyJsonWriter.write(roleSuggestion);
    await expect([...(list?.chunks ?? [])].join('')).toMatchFileSnapshot('../../golden/remediation/role-policies.json');
  });

  it('writes every document of before and after as it is, in plain ASCII', () => {
    for (const suggestion of suggestions) {
      const files = policyJsonWriter.write(suggestion);
      const documents = (folder: string): readonly unknown[] =>
        files
          .filter(({ path }) => path.startsWith(`${folder}/`))
          .map(({ chunks }): unknown => JSON.parse([...chunks].join('')));
      expect(documents('after')).toEqual(suggestion.after.map(({ document }) => document));
      expect(documents('before')).toEqual(expect.arrayContaining(suggestion.before.map(({ document }) => document)));
      for (const { chunks } of files) expect([...chunks].join('')).toMatch(/^[\n -~]*$/);
    }
  });

  it('saves once the version that makes room', () => {
    const files = policyJsonWriter.write(sharedPolicySuggestion);
    const saved = files.filter(({ path }) => path === 'before/02-queues-v1.json');
    expect(saved.map(({ chunks }): unknown => JSON.parse([...chunks].join('')))).toEqual([sharedVersions[0]]);
    expect(files.map(({ path }) => path)).toEqual([
      'policies.json',
      'after/01-queues.json',
      'before/01-queues.json',
      'before/02-queues-v1.json',
      'quarantine/01-queues.json',
    ]);
  });
});
