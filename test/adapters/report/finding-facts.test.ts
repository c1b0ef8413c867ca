import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/adapters/markup/phrase.ts';
import { factsOf, placeOf, shortNameOf } from '../../../src/adapters/report/finding-facts.ts';
import type { Finding, PrincipalSummary } from '../../../src/core/model/finding.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { finding, principal } from './audit-result.ts';
import { suggestion } from './suggestion.ts';

const asOf = '2026-11-20T06:00:00Z';

function told(found: Finding, label: string, summary?: PrincipalSummary): string | undefined {
  const facts = factsOf(found, { principal: summary, suggestion: undefined }, asOf, {
    mostPermissions: 2,
    mostGrants: 1,
  });
  const fact = facts.find((candidate) => candidate.label === label);
  return fact === undefined ? undefined : plainText(fact.text);
}

function toldOf(proposed: Suggestion): string | undefined {
  const context = { principal: undefined, suggestion: proposed };
  const facts = factsOf(finding(), context, asOf, { mostPermissions: 2, mostGrants: 1 });
  const fact = facts.find(({ label }) => label === 'Suggestion');
  return fact === undefined ? undefined : plainText(fact.text);
}

const { introduced: _, ...unexplained } = finding();

describe('the facts of a finding', () => {
  it('name the subject whole, with what kind of thing it is', () => {
    expect(told(finding(), 'Who')).toBe(
      'arn:aws:iam::111122223333:role/legacy-deployer, role of a build or deployment pipeline',
    );
    const policy = {
      kind: 'policy',
      arn: 'arn:aws:iam::111122223333:policy/x',
      id: 'ANPA',
      accountId: '111122223333',
    } as const;
    expect(told(finding({ subject: policy }), 'Who')).toBe('arn:aws:iam::111122223333:policy/x, policy');
  });

  it('list some permissions and count the others', () => {
    expect(told(finding(), 'Permissions')).toBe('iam:AttachRolePolicy, iam:CreateAccessKey and 6 more');
    expect(told(finding({ permissions: [] }), 'Permissions')).toBeUndefined();
  });

  it('count a statement without a Sid from 1, as people do', () => {
    const grants = [{ policy: 'p', type: 'inline', statement: '0', resources: ['*'] }] as const;
    expect(told(finding({ grants }), 'Granted by')).toBe('inline policy p (statement 1)');
  });

  it('tell who introduced a grant, or that it is not known', () => {
    expect(told(finding(), 'Since')).toMatch(
      /^2025-03-04 \(626 days ago\), by arn:aws:sts::.* with console; first seen in this scan$/,
    );
    expect(told(finding({ introduced: { at: '2026-10-02T01:15:00Z' } }), 'Since')).toContain('by whom is not known');
    expect(told(unexplained, 'Since')).toBe('not known who granted it or when; first seen in this scan');
    expect(told({ ...unexplained, grants: [] }, 'Since')).toBe('first seen in this scan');
    expect(told({ ...unexplained, grants: [], status: 'reopened', firstSeen: '2026-06-01T06:00:00Z' }, 'Since')).toBe(
      'first seen 2026-06-01 (172 days ago), resolved, and back again',
    );
  });

  it('tell the last use of a principal that was read, and claim nothing of one that was not', () => {
    const { lastUsed: __, ...neverUsed } = principal();
    expect(told(finding(), 'Last used', principal())).toBe('2026-11-08 (12 days ago)');
    expect(told(finding(), 'Last used', neverUsed)).toBe('no use is known');
    expect(told(finding(), 'Last used')).toBeUndefined();
    const key = { ...finding().subject, kind: 'access-key' } as const;
    expect(told(finding({ subject: key }), 'Last used', principal())).toBeUndefined();
  });

  it('say how sure they are where they are not certain', () => {
    expect(told(finding(), 'How sure')).toBeUndefined();
    expect(told(finding({ confidence: 'weak' }), 'How sure')).toContain('ask before acting');
  });

  it('begin the steps with the first', () => {
    const facts = factsOf(finding(), { principal: undefined, suggestion: undefined }, asOf, {
      mostPermissions: 2,
      mostGrants: 1,
    });
    expect(facts.find(({ label }) => label === 'What to do')?.steps).toEqual(finding().fix);
    expect(told(finding({ fix: [] }), 'What to do')).toBeUndefined();
  });
});

describe('the short name', () => {
  it('is what people call the thing', () => {
    expect(shortNameOf(finding())).toBe('legacy-deployer');
    const user = { kind: 'access-key', arn: 'arn:aws:iam::1:user/ci/bot', id: 'AKIA1', accountId: '1' } as const;
    expect(shortNameOf(finding({ subject: user }))).toBe('bot, access key AKIA1');
    expect(shortNameOf(finding({ subject: { ...user, kind: 'password' } }))).toBe('bot, console password');
  });

  it('is cut in the middle when it is long', () => {
    const subject = { ...finding().subject, arn: `arn:aws:iam::111122223333:role/${'a'.repeat(100)}end` };
    expect(shortNameOf(finding({ subject }))).toMatch(/^a{32}…a{28}end$/);
  });
});

describe('the suggestion', () => {
  it('is told by the command that shows it, to be copied', () => {
    expect(toldOf(suggestion())).toBe('iam-drift suggest arn:aws:iam::111122223333:role/legacy-deployer --from BUNDLE');
    expect(told(finding(), 'Suggestion')).toBeUndefined();
  });

  it('quotes a name that a shell would take for commands', () => {
    const arn = "arn:aws:iam::111122223333:role/x; rm -rf '$HOME'";
    expect(toldOf(suggestion({ principal: arn }))).toBe(
      "iam-drift suggest 'arn:aws:iam::111122223333:role/x; rm -rf '\\''$HOME'\\''' --from BUNDLE",
    );
  });
});

describe('the place', () => {
  it('is the account with its environment, where that is known', () => {
    expect(placeOf(finding(), (id) => `prod (${id})`)).toBe('prod (111122223333), production');
    const { environment: __, ...subject } = finding().subject;
    expect(placeOf(finding({ subject }), (id) => id)).toBe('111122223333');
  });
});
