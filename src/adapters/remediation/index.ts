import type { ReportFile } from '../../core/model/report.ts';
import type { RemediationLanguage, Suggestion } from '../../core/model/suggestion.ts';
import { cliWriter } from './cli-script.ts';
import { cloudFormationWriter } from './cloudformation.ts';
import { jsonText } from './document-text.ts';
import { remediationFolderOf } from './folder.ts';
import { policyJsonWriter } from './policy-json.ts';
import { readmeOf } from './readme.ts';
import { terraformWriter } from './terraform.ts';
import type { RemediationWriter } from './writer.ts';

export { remediationFolderOf } from './folder.ts';

/** Every language that a plan is written in. A new language is one file and one line here. */
export const remediationWriters: readonly RemediationWriter[] = [
  policyJsonWriter,
  terraformWriter,
  cloudFormationWriter,
  cliWriter,
];

/**
 * The files of suggestions, each in its folder inside the scan's: the page for the owner, the certificate, and the plan in every language, or
 * in those given. The language that the principal comes from goes first. Where a suggestion only retires somebody, a language that has nothing
 * to say of it writes no file.
 */
export function* remediationFiles(
  suggestions: Iterable<Suggestion>,
  languages: readonly RemediationLanguage[] = remediationWriters.map(({ language }) => language),
): Iterable<ReportFile> {
  for (const suggestion of suggestions) {
    const folder = remediationFolderOf(suggestion);
    const writers = writersFor(suggestion).filter(({ language }) => languages.includes(language));
    const certificate = { schemaVersion: 1, suggestion };
    const written = writers.map((writer) => ({ language: writer.language, files: writer.write(suggestion) }));
    const used = written.filter(({ files }) => files.length > 0).map(({ language }) => language);
    const files: readonly ReportFile[] = [
      { path: 'README.md', chunks: [readmeOf(suggestion, used)] },
      ...written.flatMap((one) => one.files),
      { path: 'certificate.json', chunks: [`${jsonText(certificate)}\n`] },
    ];
    for (const { path, chunks } of files) yield { path: `${folder}/${path}`, chunks };
  }
}

/** All writers, those of the tools that a plan names as its origin first. */
function writersFor({ plan }: Suggestion): readonly RemediationWriter[] {
  const origins = new Set<RemediationLanguage>(plan.origins.map(({ tool }) => tool));
  const isOrigin = ({ language }: RemediationWriter): boolean => origins.has(language);
  return [...remediationWriters.filter(isOrigin), ...remediationWriters.filter((writer) => !isOrigin(writer))];
}
