import { InternalError } from '../../core/model/errors.ts';
import type { JsonObject } from '../../core/model/json-object.ts';
import type { Change, PermissionSetReference, QuarantinePlace, StepId } from '../../core/model/remediation.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { compactDocument, jsonText } from './document-text.ts';
import { lastPart } from './folder.ts';
import { documentsLeft, knownStates } from './known-state.ts';
import { shellWord } from './shell.ts';

/** The documents that a script writes for the AWS CLI to read, each once. */
export interface ScriptDocuments {
  /** The document's file, as a word of bash. */
  fileOf(document: JsonObject, form?: 'compact'): string;
  /** The lines of bash that write them all. */
  lines(): readonly string[];
}

/** No documents yet. Their text stands in here-documents that bash leaves as they are: JSON begins no line with the delimiter. */
export function scriptDocuments(): ScriptDocuments {
  const numbers = new Map<string, number>();
  return {
    fileOf(document, form) {
      const text = form === 'compact' ? compactDocument(document) : jsonText(document);
      const number = numbers.get(text) ?? numbers.size + 1;
      numbers.set(text, number);
      return `"$work/document-${number}.json"`;
    },
    lines: () =>
      [...numbers].flatMap(([text, number]) => [
        `cat >"$work/document-${number}.json" <<'IAM_DRIFT_DOCUMENT'`,
        text,
        'IAM_DRIFT_DOCUMENT',
      ]),
  };
}

/** Where a change stands. */
export interface ChangeContext {
  readonly suggestion: Suggestion;
  readonly step: StepId;
  /** Of the same list, those that follow it. */
  readonly later: readonly Change[];
  /** The other side of the step: of a change the undoing ones, of an undoing change the changes. */
  readonly counterpart: readonly Change[];
}

/** The call of a bash function (`script-functions.ts`) that makes one change. */
export function callOf(change: Change, context: ChangeContext, documents: ScriptDocuments): string {
  const known = knownStates(context.suggestion, context.step, change).map((state) =>
    state === 'absent' ? 'absent' : documents.fileOf(state),
  );
  const condition = change.when === undefined ? [] : ['only_if', change.when];
  return [...condition, ...wordsOf(change, context, documents, known)].join(' ');
}

function wordsOf(
  change: Change,
  { later, counterpart }: ChangeContext,
  documents: ScriptDocuments,
  known: readonly string[],
): readonly string[] {
  switch (change.do) {
    case 'put-inline-policy':
      return [
        'put_inline_policy',
        ...holder(change),
        shellWord(change.name),
        documents.fileOf(change.document),
        ...known,
      ];
    case 'delete-inline-policy':
      return ['delete_inline_policy', ...holder(change), shellWord(change.name), ...known];
    case 'create-policy': {
      const { arn, name, path, description, document } = change;
      return ['create_policy', ...[arn, name, path, description].map(shellWord), documents.fileOf(document)];
    }
    case 'delete-created-policy':
      return ['delete_created_policy', shellWord(change.arn), ...known];
    case 'create-policy-version': {
      const former = counterpart.find((other) => other.do === 'return-to-version' && other.arn === change.arn);
      const id = former?.do === 'return-to-version' ? former.versionId : '';
      return [
        'create_policy_version',
        shellWord(change.arn),
        shellWord(id),
        documents.fileOf(change.document),
        ...known,
      ];
    }
    case 'return-to-version': {
      const late = counterpart.find((other) => other.do === 'create-policy-version' && other.arn === change.arn);
      if (late?.do !== 'create-policy-version') {
        throw new InternalError(`a plan returns to a version of \`${change.arn}\` without having made another`);
      }
      const words = [change.arn, change.versionId].map(shellWord);
      const past = documentsLeft(later, change).map((document) => documents.fileOf(document));
      return ['return_to_version', ...words, documents.fileOf(late.document), ...past];
    }
    case 'delete-policy-version':
    case 'restore-policy-version': {
      const words = [change.arn, change.versionId].map(shellWord);
      return [change.do.replaceAll('-', '_'), ...words, documents.fileOf(change.document)];
    }
    case 'attach-policy':
      return ['attach_policy', ...holder(change), shellWord(change.arn)];
    case 'detach-policy':
      return ['detach_policy', ...holder(change), shellWord(change.arn), ...known];
    case 'put-trust-policy':
      return ['put_trust_policy', shellWord(change.holder.name), documents.fileOf(change.document), ...known];
    case 'deactivate-access-keys':
      return ['deactivate_access_keys', shellWord(change.holder.name)];
    case 'reactivate-access-keys':
      return ['reactivate_access_keys', shellWord(change.holder.name)];
    case 'put-permission-set-inline-policy': {
      // Identity Center counts blanks.
      const file = documents.fileOf(change.document, 'compact');
      return ['put_permission_set_inline_policy', ...permissionSet(change.permissionSet), file, ...known];
    }
    case 'delete-permission-set-inline-policy':
      return ['delete_permission_set_inline_policy', ...permissionSet(change.permissionSet), ...known];
    case 'attach-permission-set-policy':
      return setPolicyWords('attach', change, documents, []);
    case 'detach-permission-set-policy':
      return setPolicyWords('detach', change, documents, known);
    case 'provision-permission-set':
      return ['provision_permission_set', ...permissionSet(change.permissionSet)];
    case 'note-quarantine':
      return ['note_quarantine', ...quarantineWords(change.quarantine)];
    case 'recall-quarantine':
      return ['recall_quarantine'];
    case 'delete-principal': {
      const profiles = change.instanceProfiles.map((profile) => shellWord(lastPart(profile)));
      return [`delete_${change.holder.kind}`, shellWord(change.holder.name), ...profiles];
    }
    case 'delete-policy':
      return ['delete_policy', shellWord(change.arn)];
  }
}

/** AWS's own policies are in a permission set by their ARN, a customer's by path and name, since each account has its own. */
function setPolicyWords(
  verb: 'attach' | 'detach',
  change: { readonly permissionSet: PermissionSetReference; readonly arn: string },
  documents: ScriptDocuments,
  known: readonly string[],
): readonly string[] {
  const set = permissionSet(change.permissionSet);
  if (/^arn:[^:]*:iam::aws:/.test(change.arn)) {
    return [`${verb}_permission_set_policy`, ...set, shellWord(change.arn), ...known];
  }
  const name = lastPart(change.arn);
  const path = change.arn.slice(0, change.arn.length - name.length).replace(/^.*?:policy\//s, '/');
  const reference = documents.fileOf({ Name: name, Path: path });
  return [`${verb}_permission_set_reference`, ...set, shellWord(`${path}${name}`), reference];
}

function quarantineWords(place: QuarantinePlace): readonly string[] {
  switch (place.at) {
    case 'inline':
      return ['inline', ...holder(place), shellWord(place.name)];
    case 'managed':
      return ['managed', ...holder(place), shellWord(place.arn)];
    case 'version':
      return ['version', shellWord(place.arn), shellWord(place.sid)];
    case 'permission-set':
      return ['permission_set', ...permissionSet(place.permissionSet), shellWord(place.sid)];
  }
}

function holder({ holder: { kind, name } }: { readonly holder: { readonly kind: string; readonly name: string } }) {
  return [kind, shellWord(name)];
}

function permissionSet({ instanceArn, arn }: PermissionSetReference): readonly string[] {
  return [shellWord(instanceArn), shellWord(arn)];
}
