import { describe, expect, it } from 'vitest';
import { readmeOf } from '../../../src/adapters/remediation/readme.ts';
import { reviews } from '../report/reviews.ts';
import { hostileSuggestion, retiredRoleSuggestion, roleSuggestion, userSuggestion } from './suggestions.ts';

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

  it('tells many patterns by service, and services that go whole in one line', () => {
    const services = Array.from({ length: 400 }, (_, index) => `svc${index}:*`);
    const page = readmeOf(
      { ...roleSuggestion, removed: ['s3:Get*', ...services, 's3:PutObject', 'ec2:Run*'], removedWith: [] },
      ['json'],
    );
    const goes = page.split('## What goes\n\n')[1]?.split('\n\n')[0] ?? '';
    expect(goes.split('\n')).toEqual([
      '- `s3:Get*`, `s3:PutObject`',
      '- `ec2:Run*`',
      expect.stringMatching(/^- all of 400 services: `svc0:\*`, /),
    ]);
  });

  it('tells by service what stays without a use of its own as well', () => {
    const names = Array.from({ length: 30 }, (_, index) => `s3:Get${index}`);
    const kept = names.map((action) => ({ action, why: 'unobservable' as const, reason: 'no trail' }));
    expect(readmeOf({ ...roleSuggestion, kept }, ['json'])).toContain('\n  - `s3:Get0`, `s3:Get1`, ');
  });

  it('counts for each principal that is reached, and says so', () => {
    const tightness = { permissions: { before: 6, after: 4 }, elevated: { before: 2, after: 0 }, unjudged: 0 };
    const page = readmeOf({ ...roleSuggestion, tightness, principals: ['arn:a', 'arn:b'] }, ['json']);
    expect(page).toContain('- Permissions: 6 → 4, counted for each of 2 principals');
    expect(page).toContain('- All that stay could be judged');
  });

  it('names no file that a plan to retire somebody has not', () => {
    const tightness = { permissions: { before: 6, after: 0 }, elevated: { before: 2, after: 0 }, unjudged: 0 };
    const retired = { ...retiredRoleSuggestion, tightness };
    const page = readmeOf(retired, ['json', 'terraform', 'cloudformation', 'cli']);
    expect(page).not.toMatch(/`(?:before|after)\/`|rollback as/);
    expect(page).toContain('`cloudformation-quarantine.template.json`');
    expect(page).not.toContain('Of those that stay');
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
