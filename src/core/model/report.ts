import type { AuditResult } from './finding.ts';

/** A file of a report: its name inside the scan's folder, and its text or bytes in chunks (a JavaScript string holds 512 MB at most). */
export interface ReportFile {
  readonly path: string;
  readonly chunks: Iterable<string | Uint8Array>;
}

/** Writes a scan in one format. It returns files; only the CLI writes them. */
export interface Reporter {
  readonly format: string;
  render(result: AuditResult): Iterable<ReportFile>;
}
