import type { JsonObject } from '../../core/model/json-object.ts';
import type { Change, RemediationStep } from '../../core/model/remediation.ts';
import type { ReportFile } from '../../core/model/report.ts';
import type { SuggestedPolicy, Suggestion } from '../../core/model/suggestion.ts';
import { plainText } from '../markup/phrase.ts';
import { changePhrase } from './change-words.ts';
import { jsonText } from './document-text.ts';
import { fileNameOf, lastPart, subjectOf } from './folder.ts';
import type { RemediationWriter } from './writer.ts';

/** A policy of `policies.json`: the suggestion's, with the file of its document instead of the document, and what is done with it. */
interface ListedPolicy {
  readonly file: string;
  readonly name: string;
  readonly type: SuggestedPolicy['type'];
  /** Sentences. */
  readonly todo: readonly string[];
}

/** A document and the file that it gets. */
interface DocumentFile {
  readonly file: string;
  readonly document: JsonObject;
}

/** Writes the policies as JSON files: those after, those before (the rollback), those of the other steps, and `policies.json`, which lists them. */
export const policyJsonWriter: RemediationWriter = {
  language: 'json',
  write(suggestion) {
    const { plan, before, after } = suggestion;
    const { kind, name, arn } = subjectOf(suggestion);
    const changes = plan.steps.flatMap(({ id, changes }) => (id === 'remove' ? changes : []));
    const undo = plan.steps.flatMap((step) => (step.id === 'remove' ? step.undo : []));
    const afterFiles = numbered('after', after);
    const lost = savedVersions(suggestion);
    const beforeFiles = numbered('before', [
      ...before,
      ...lost.map((change) => ({ name: `${change.arn}-${change.versionId}`, document: change.document })),
    ]);
    const others = plan.steps.filter(({ id }) => id !== 'remove').flatMap(filesOfStep);
    const list = {
      schemaVersion: 1,
      suggestion: suggestion.id,
      subject: { kind, name, arn, accountId: suggestion.accountId },
      after: after.map((policy, index) => listed(policy, afterFiles[index], changes, 'stays as it is')),
      before: before.map((policy, index) => listed(policy, beforeFiles[index], undo, 'for reference')),
      savedVersions: lost.map(({ arn: policy, versionId }, index) => ({
        file: beforeFiles[before.length + index]?.file,
        policy,
        versionId,
      })),
      steps: plan.steps.map(stepOf),
    };
    return [
      { path: 'policies.json', chunks: [`${jsonText(list)}\n`] },
      ...[...afterFiles, ...beforeFiles, ...others].map(documentFile),
    ];
  },
};

/** The versions that make room, each once, though two steps may name it. */
function savedVersions({ plan }: Suggestion) {
  const lost = plan.steps
    .flatMap(({ changes }) => changes)
    .flatMap((change) => (change.do === 'delete-policy-version' ? [change] : []));
  return [...new Map(lost.map((change) => [JSON.stringify([change.arn, change.versionId]), change])).values()];
}

function listed(
  { name, type }: SuggestedPolicy,
  file: DocumentFile | undefined,
  changes: readonly Change[],
  nothing: string,
): ListedPolicy {
  const todo = changes.filter((change) => writes(change, name, type)).map((change) => plainText(changePhrase(change)));
  return { file: file?.file ?? '', name, type, todo: todo.length === 0 ? [nothing] : todo };
}

function writes(change: Change, name: string, type: SuggestedPolicy['type']): boolean {
  if (type === 'permission-set-inline') {
    return change.do === 'put-permission-set-inline-policy' || change.do === 'delete-permission-set-inline-policy';
  }
  if (type === 'inline') {
    return (change.do === 'put-inline-policy' || change.do === 'delete-inline-policy') && change.name === name;
  }
  return 'arn' in change && change.arn === name;
}

function stepOf({ id, title, notBefore, irreversible, changes, undo }: RemediationStep) {
  return {
    id,
    title,
    ...(notBefore === undefined ? {} : { notBefore }),
    irreversible,
    changes: changes.map((change) => plainText(changePhrase(change))),
    undo: undo.map((change) => plainText(changePhrase(change))),
  };
}

/** The documents that a step other than `remove` writes: a quarantine, a trust policy. */
function filesOfStep({ id, changes }: RemediationStep): readonly DocumentFile[] {
  const policies = changes.flatMap((change) => {
    if (!('document' in change) || change.do === 'delete-policy-version') return [];
    return [{ name: nameOf(change), document: change.document }];
  });
  return numbered(id, policies);
}

function nameOf(change: Change): string {
  if ('name' in change) return change.name;
  if ('arn' in change) return change.arn;
  if ('permissionSet' in change) return change.permissionSet.name;
  return 'holder' in change ? `${change.holder.name}-trust` : change.do;
}

function numbered(
  folder: string,
  policies: readonly { readonly name: string; readonly document: JsonObject }[],
): readonly DocumentFile[] {
  return policies.map(({ name, document }, index) => ({
    file: `${folder}/${String(index + 1).padStart(2, '0')}-${fileNameOf(lastPart(name))}.json`,
    document,
  }));
}

function documentFile({ file, document }: DocumentFile): ReportFile {
  return { path: file, chunks: [`${jsonText(document)}\n`] };
}
