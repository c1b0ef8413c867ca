import { describe, expect, it } from 'vitest';
import { withAnalyzerNote } from '../../../src/core/detect/analyzer-note.ts';
import { analyzerEvidenceOf } from '../../../src/core/evidence/analyzer-evidence.ts';
import type { Observation } from '../../../src/core/model/finding.ts';

const arn = 'arn:aws:iam::111122223333:role/deploy';

const observation: Observation = {
  subject: { kind: 'role', arn, id: 'AROAEXAMPLE', accountId: '111122223333' },
  key: '',
  confidence: 'strong',
  permissions: [],
  grants: [],
  summary: 'A sentence.',
  why: 'A sentence.',
  fix: [],
  evidence: [{ source: 'role-last-used', text: 'not used' }],
};

const analyzer = analyzerEvidenceOf([
  { id: 'f-1', findingType: 'UnusedIAMRole', resource: arn, status: 'ACTIVE', updatedAt: '2026-10-29T00:00:00Z' },
]);

const noteOf = (detector: string, about = analyzer): string | undefined =>
  withAnalyzerNote(detector, observation, { analyzer: about }).evidence.find(
    ({ source }) => source === 'access-analyzer',
  )?.text;

describe('withAnalyzerNote', () => {
  it('says that Access Analyzer finds the same', () => {
    expect(noteOf('unused-role')).toBe('IAM Access Analyzer says so too: finding f-1, updated 2026-10-29');
  });

  it('says that it has no such finding, where it looks for unused access at all', () => {
    expect(noteOf('unused-permission')).toContain('has no such active finding');
  });

  it.each([
    ['a detector that it has nothing like', 'all-access-service-account', analyzer],
    ['an account without its findings', 'unused-role', analyzerEvidenceOf([])],
  ])('says nothing for %s', (_, detector, about) => {
    expect(noteOf(detector, about)).toBeUndefined();
  });
});
