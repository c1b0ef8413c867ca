import { describe, expect, it } from 'vitest';
import { cliWriter } from '../../../src/adapters/remediation/cli-script.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import {
  hostileName,
  hostileSuggestion,
  permissionSetSuggestion,
  roleSuggestion,
  sharedPolicySuggestion,
  stepOf,
  userSuggestion,
} from './suggestions.ts';

const golden = '../../golden/remediation';

function scriptOf(suggestion: Suggestion, name: string): string {
  const file = cliWriter.write(suggestion).find(({ path }) => path === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return [...file.chunks].join('');
}

describe('cliWriter', () => {
  it('writes the scripts as these', async () => {
    await expect(scriptOf(roleSuggestion, 'remediate.sh')).toMatchFileSnapshot(`${golden}/role-remediate.sh`);
    await expect(scriptOf(roleSuggestion, 'rollback.sh')).toMatchFileSnapshot(`${golden}/role-rollback.sh`);
    await expect(scriptOf(sharedPolicySuggestion, 'remediate.sh')).toMatchFileSnapshot(`${golden}/policy-remediate.sh`);
    await expect(scriptOf(userSuggestion, 'delete-irreversible.sh')).toMatchFileSnapshot(`${golden}/user-delete.sh`);
    await expect(scriptOf(permissionSetSuggestion, 'remediate.sh')).toMatchFileSnapshot(`${golden}/set-remediate.sh`);
  });

  it('keeps deletion out of the script of the plan, and writes no script for steps that are not there', () => {
    expect(scriptOf(userSuggestion, 'remediate.sh')).not.toContain('delete_user');
    expect(cliWriter.write(roleSuggestion).map(({ path }) => path)).toEqual(['remediate.sh', 'rollback.sh']);
    const waiting = { ...roleSuggestion, plan: { steps: [stepOf('watch')], origins: [] } };
    expect(cliWriter.write(waiting).map(({ path }) => path)).toEqual(['remediate.sh']);
  });

  it('holds no hostile text but in words, comments, usage and documents', () => {
    for (const name of ['remediate.sh', 'rollback.sh', 'delete-irreversible.sh']) {
      const script = scriptOf(hostileSuggestion, name);
      expect(script).not.toContain(hostileName);
      const bare = script
        .replace(/<<'(IAM_DRIFT_[A-Z]+)'\n[\s\S]*?\n\1\n/g, '\n')
        .replace(/\$'(?:[^'\\]|\\.)*'/g, '')
        .replace(/^\s*#.*$/gm, '')
        .replace(/'[^']*'/g, '');
      expect(bare).not.toContain('owned');
      // A delimiter stands alone on as many lines as here-documents were opened.
      const opened = script.match(/<<'IAM_DRIFT_DOCUMENT'$/gm) ?? [];
      expect(script.match(/^IAM_DRIFT_DOCUMENT$/gm) ?? []).toHaveLength(opened.length);
    }
  });

  it('accepts of what it finds only what the plan leaves there up to that step', () => {
    const script = scriptOf(sharedPolicySuggestion, 'rollback.sh');
    const [quarantine = ''] = /step_quarantine\(\) \{[^}]*\}/.exec(script) ?? [];
    const [remove = ''] = /step_remove\(\) \{[^}]*\}/.exec(script) ?? [];
    // The undo of the quarantine returns from the quarantined document only, that of the removal from the smaller one.
    const from = (text: string): string | undefined => /return_to_version \S+ \S+ ("[^"]+")/.exec(text)?.[1];
    expect(from(quarantine)).toBeDefined();
    expect(from(quarantine)).not.toBe(from(remove));
  });
});
