import { describe, expect, it } from 'vitest';
import { reportersFor } from '../../../src/adapters/report/index.ts';
import { auditResult } from './audit-result.ts';

describe('the reporters', () => {
  it('write one file a format, each under its own name', () => {
    const reporters = reportersFor({ colors: false, width: 100 });
    const files = reporters.map((reporter) => [
      reporter.format,
      ...[...reporter.render(auditResult())].map((file) => file.path),
    ]);
    expect(files).toEqual([
      ['json', 'findings.json'],
      ['text', 'report.txt'],
      ['markdown', 'report.md'],
    ]);
  });
});
