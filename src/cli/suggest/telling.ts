import { changePhrase } from '../../adapters/remediation/change-words.ts';
import { remediationFolderOf } from '../../adapters/remediation/folder.ts';
import { shellWord } from '../../adapters/remediation/shell.ts';
import { accountNameOf } from '../../adapters/report/accounts.ts';
import type { SuggestionTelling } from '../../adapters/report/suggestion-text.ts';
import { subjectArnOf } from '../../adapters/report/suggestion-words.ts';
import type { AuditResult } from '../../core/model/finding.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';

/** What the page of a suggestion tells beside it. `folder` is the scan's, where files were written. */
export function tellingOf(
  suggestion: Suggestion,
  { scan, suggestions }: AuditResult,
  folder: string | undefined,
): SuggestionTelling {
  const account = scan.accounts.find(({ id }) => id === suggestion.accountId);
  const name = accountNameOf({ scan })(suggestion.accountId);
  const files = `${folder ?? `DIR/${scan.id}`}/${remediationFolderOf(suggestion)}`;
  const script = (file: string, step: string): string => `bash ${wordOf(`${files}/${file}`)} ${step}`;
  return {
    place: account?.environment === undefined ? name : `${name}, ${account.environment}`,
    others: new Map(suggestions.map((other) => [other.id, subjectArnOf(other)])),
    stepOf: ({ id, changes, undo, irreversible }) => ({
      changes: changes.map(changePhrase),
      run: changes.length === 0 ? '' : script(irreversible ? 'delete-irreversible.sh' : 'remediate.sh', id),
      undo: undo.length === 0 || irreversible ? '' : script('rollback.sh', id),
    }),
    ...(folder === undefined ? { commands: 'No script is written yet: DIR stands for the folder of --out.' } : {}),
    files:
      folder === undefined
        ? 'Not written yet: with --out DIR come a page for the owner, the plan in every language that can say it, each with its way back, and the certificate; --language prints one of them.'
        : `A page for the owner (README.md), the plan in every language that can say it, each with its way back, and the certificate: ${files}/`,
  };
}

/** As it is where a shell takes it as it is. */
function wordOf(text: string): string {
  return /^[\w+=,.@:~/-]+$/.test(text) && !text.startsWith('~') ? text : shellWord(text);
}
