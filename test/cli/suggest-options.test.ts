import { describe, expect, it } from 'vitest';
import { languageOf, type SuggestOptions, suggestSettingsOf } from '../../src/cli/suggest-options.ts';
import { suggestion } from '../adapters/report/suggestion.ts';

const none: SuggestOptions = { cloudtrail: [], account: [], terraformState: [], color: false };
const configured = { minCoverageDays: 30, keepUsedDays: 400, includeDenied: true, scope: 'resources' } as const;

describe('the language to print', () => {
  it('is none where none is asked for', () => {
    expect(languageOf(none)).toBeUndefined();
    expect(languageOf({ ...none, language: 'cli' })).toBe('cli');
  });

  it('is answered with the nearest one where it is not known', () => {
    expect(() => languageOf({ ...none, language: 'terrafrom' })).toThrow(
      expect.objectContaining({ hint: 'did you mean `terraform`?' }),
    );
  });

  it('is not printed beside something else', () => {
    expect(() => languageOf({ ...none, language: 'cli', json: true })).toThrow('`--json` and `--language cli` beside');
    expect(() => languageOf({ ...none, language: 'cli', all: true })).toThrow('`--all` and `--language cli` beside');
  });
});

describe('how suggestions are made', () => {
  it('is as configured, unless the command line says otherwise', () => {
    expect(suggestSettingsOf(configured, none, undefined)).toEqual(configured);
    expect(suggestSettingsOf(configured, { ...none, scope: 'actions' }, undefined).scope).toBe('actions');
    const careful = { ...configured, includeDenied: false };
    expect(suggestSettingsOf(careful, { ...none, includeDenied: true }, undefined).includeDenied).toBe(true);
    expect(() => suggestSettingsOf(configured, { ...none, scope: 'all' }, undefined)).toThrow(
      '`--scope all`: expected',
    );
  });

  it('is bound by the list that a plan was begun with, for its subject alone', () => {
    const frozen = suggestion();
    expect(suggestSettingsOf(configured, none, frozen).frozen).toEqual(
      new Map([['arn:aws:iam::111122223333:role/legacy-deployer', frozen.removed]]),
    );
  });
});
