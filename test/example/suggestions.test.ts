import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TrueSuggestion, truthOf } from '../../example/organization/truth.ts';
import { bundleFolder, exampleFolder, isJson, type Json, listOf, objectOf } from './committed-bundle.ts';

const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const truth = truthOf();
const out = mkdtempSync(join(tmpdir(), 'iam-drift-suggestions-'));
let suggestions: readonly Json[] = [];
let noSuggestions: readonly Json[] = [];

beforeAll(() => {
  const config = `${exampleFolder}/iam-drift.config.json`;
  const options = ['audit', '--from', bundleFolder, '--config', config, '--json', '--out', out, '--fail-on', 'never'];
  const printed: unknown = JSON.parse(
    execFileSync(process.execPath, [command, ...options], { encoding: 'utf8', maxBuffer: 2 ** 28, cwd: out }),
  );
  if (!isJson(printed)) throw new Error('the audit printed no object');
  suggestions = listOf(printed.suggestions);
  noSuggestions = listOf(printed.noSuggestions);
});

afterAll(() => rmSync(out, { recursive: true }));

describe('the suggestions for the example organization', () => {
  it('are those that the truth tells, of the kinds that it tells, and no other', () => {
    expect(suggestions.map((one) => `${subjectOf(one)} ${one.kind}`).toSorted()).toEqual(
      truth.suggestions.map(({ subject, kind }) => `${subject.arn} ${kind}`).toSorted(),
    );
  });

  it('remove what the stories say is not needed', () => {
    expect(truth.suggestions.flatMap(({ removed }) => removed).length).toBeGreaterThan(30);
    const missed = truth.suggestions.flatMap((planted) => {
      const gone = textsOf(suggestionOf(planted).removed);
      return planted.removed.filter((action) => !matches(gone, action)).map((action) => [planted.subject.arn, action]);
    });
    expect(missed).toEqual([]);
  });

  it('keep what the stories say is needed, for the reason that they say', () => {
    const wrong = truth.suggestions.flatMap((planted) => {
      const suggestion = suggestionOf(planted);
      const kept = listOf(suggestion.kept);
      return Object.entries(planted.kept).flatMap(([action, why]) => {
        const found = kept.filter((one) => matches([String(one.action)], action)).map((one) => one.why);
        const isGone = matches(textsOf(suggestion.removed), action);
        return found.join() === why && !isGone ? [] : [{ of: planted.subject.arn, action, why, found, isGone }];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('are refused where the stories say so, for the reason that they say', () => {
    const reasons = new Map(noSuggestions.map(({ subject, why }) => [subject, why]));
    expect(truth.noSuggestions.length).toBeGreaterThan(10);
    expect(truth.noSuggestions.map(({ arn }) => [arn, reasons.get(arn)])).toEqual(
      truth.noSuggestions.map(({ arn, why }) => [arn, why]),
    );
  });

  it('have certificates of which every check holds', () => {
    const points = [
      'every-path-cut',
      'fits',
      'intent-kept',
      'no-new-access',
      'nothing-unjudged-removed',
      'replay',
      'right-target',
    ];
    const checks = suggestions.map((one) => ({ of: subjectOf(one), checks: listOf(certificateOf(one).checks) }));
    expect(checks.filter(({ checks: own }) => own.some(({ holds }) => holds !== true))).toEqual([]);
    expect(checks.map(({ checks: own }) => own.map(({ point }) => String(point)).toSorted())).toEqual(
      checks.map(() => points),
    );
    expect(suggestions.map((one) => objectOf(certificateOf(one).replayed).denied)).toEqual(suggestions.map(() => 0));
  });

  it('never fail a check of ours', () => {
    expect(noSuggestions.filter(({ why }) => why === 'failed-check')).toEqual([]);
  });

  it('give the CI role one policy in place of AdministratorAccess, of a length that somebody can read', () => {
    const suggestion = suggestionAbout(':role/github-deploy');
    const after = listOf(suggestion.after);
    expect(listOf(suggestion.before).map(({ name }) => name)).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
    expect(after).toHaveLength(1);
    const permissions = objectOf(objectOf(suggestion.tightness).permissions);
    expect(Number(permissions.before)).toBeGreaterThan(20_000);
    expect(Number(permissions.after)).toBeLessThanOrEqual(100);
    const actions = listOf(objectOf(after[0]?.document).Statement).flatMap(({ Action }) => textsOf([Action].flat()));
    expect(actions.filter((action) => action === '*' || /^(iam|s3|sts|organizations):\*$/.test(action))).toEqual([]);
  });

  it('narrow a shared policy to what all its holders use, and give a policy of its own to the one that needs less', () => {
    const shared = suggestionAbout(':policy/job-runner');
    expect(textsOf(shared.principals).map(nameOf).toSorted()).toEqual(['job-monitor', 'job-retrier', 'job-scheduler']);
    const fork = suggestionAbout(':role/job-monitor');
    const actions = listOf(fork.after).flatMap(({ document }) =>
      listOf(objectOf(document).Statement).map(({ Action }) => Action),
    );
    expect(actions).toEqual(['ecs:DescribeTasks']);
  });

  it('name the stack and the logical id of a role that CloudFormation made', () => {
    const { plan } = suggestionAbout('HandlerRole-1K9X2M4P7Q0Z');
    expect(listOf(objectOf(plan).origins).map(({ tool, stack, address }) => ({ tool, stack, address }))).toEqual([
      { tool: 'cloudformation', stack: 'tidewater-thumbnails', address: 'HandlerRole' },
    ]);
  });

  it('tell what a quarantine in force has refused, and do not put another', () => {
    const { quarantine, plan } = suggestionAbout(':role/price-sync');
    expect(objectOf(quarantine).since).toBe('2026-09-21');
    expect(listOf(objectOf(quarantine).refused).map(({ action }) => action)).toEqual(['secretsmanager:PutSecretValue']);
    const put = listOf(objectOf(plan).steps).find(({ id }) => id === 'quarantine');
    expect(listOf(put?.changes)).toEqual([]);
  });

  it('count the use of a permission set in all its accounts, and of a group by all its members', () => {
    expect(textsOf(suggestionAbout(':group/release-engineers').principals).map(nameOf).toSorted()).toEqual([
      'ines.duarte',
      'olga.petrova',
    ]);
    const set = truth.suggestions.find(({ story }) => story.startsWith('In production somebody released'));
    expect(
      set &&
        textsOf(suggestionOf(set).principals)
          .map((arn) => arn.split(':')[4])
          .toSorted(),
    ).toEqual(['111122223333', '444455556666']);
  });
});

function subjectOf({ principal, policy, group, permissionSet }: Json): string {
  return String(principal ?? policy ?? group ?? permissionSet);
}

function suggestionOf({ subject }: TrueSuggestion): Json {
  return suggestions.find((one) => subjectOf(one) === subject.arn) ?? {};
}

function suggestionAbout(ending: string): Json {
  return suggestions.find((one) => subjectOf(one).endsWith(ending)) ?? {};
}

function certificateOf({ certificate }: Json): Json {
  return objectOf(certificate);
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Whether one of the patterns, which match exactly the actions meant, matches the action. */
function matches(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action),
  );
}
