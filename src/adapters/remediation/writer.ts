import type { ReportFile } from '../../core/model/report.ts';
import type { RemediationLanguage, Suggestion } from '../../core/model/suggestion.ts';

/** Writes a suggestion's plan in one language, its rollback beside it. The paths of its files are relative to the suggestion's folder. */
export interface RemediationWriter {
  readonly language: RemediationLanguage;
  write(suggestion: Suggestion): readonly ReportFile[];
}
