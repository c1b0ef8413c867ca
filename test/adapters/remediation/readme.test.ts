import { describe, expect, it } from 'vitest';
import { readmeOf } from '../../../src/adapters/remediation/readme.ts';
import { reviews } from '../report/reviews.ts';
import { hostileSuggestion, roleSuggestion, userSuggestion } from './suggestions.ts';

describe('readmeOf', () => {
  it('tells the owner of a service what goes, what stays and what to do', async () => {
    const page = readmeOf(roleSuggestion, ['terraform', 'json', 'cli']);
    await expect(page).toMatchFileSnapshot('../../golden/remediation/role.md');
  });

  it('sets deletion apart, with its script and without an undo', () => {
    const page = readmeOf(userSuggestion, ['json', 'cli']);
    const [plan = '', deletion = ''] = page.split('## Deletion: irreversible');
    expect(plan).toContain('bash remediate.sh disable');
    expect(plan).toContain('bash rollback.sh disable');
    expect(plan).not.toContain('delete-irreversible.sh');
    expect(deletion).toContain('bash delete-irreversible.sh delete');
    expect(deletion).toContain('Not before 2999-01-01');
    expect(deletion).not.toContain('Undo:');
  });

  it('tells what a quarantine in force has refused', () => {
    const quarantine = {
      since: '2026-10-01',
      refused: [{ action: 's3:DeleteObject', lastRefused: '2026-10-02T00:00:00Z' }],
    };
    const page = readmeOf({ ...roleSuggestion, quarantine }, ['json']);
    expect(page).toContain('In force since 2026-10-01. It refused, so somebody needs:');
    expect(page).toContain('`s3:DeleteObject`, last on 2026-10-02');
    expect(readmeOf({ ...roleSuggestion, quarantine: { ...quarantine, refused: [] } }, [])).toContain(
      'It refused nothing.',
    );
  });

  it('tells what others said of the policies, only where they were asked', () => {
    const certificate = { ...roleSuggestion.certificate, reviews };
    const page = readmeOf({ ...roleSuggestion, certificate }, ['json']);
    expect(page).toContain(
      '## What others say of the policies\n\n- Reviewed by access-analyzer: warning for `needed`:',
    );
    expect(readmeOf(roleSuggestion, ['json'])).not.toContain('What others say');
  });

  it('lets no name become markup', () => {
    const page = readmeOf(hostileSuggestion, ['json', 'cli']);
    expect(page).not.toMatch(/<b>/);
    // Of control characters only line breaks of its own.
    expect(page).not.toMatch(/[^\P{C}\n]/u);
    expect(page.split('\n').filter((line) => /^IAM_DRIFT/.test(line))).toEqual([]);
  });
});
