import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { policyOf, readPolicyFolder } from '../../../src/cli/diff/policy-files.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';

const document = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
};
const text = JSON.stringify(document);
const folder = mkdtempSync(join(tmpdir(), 'iam-drift-policies-'));

afterAll(() => rmSync(folder, { recursive: true }));

function sidsIn(content: string | Uint8Array): readonly (string | undefined)[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const parsed = parsePolicy(policyOf(bytes, 'a.json').document);
  expect(parsed.unparsed).toEqual([]);
  return parsed.statements.map(({ sid }) => sid);
}

describe('policyOf', () => {
  it.each([
    ['a bare document', text],
    ['a bare document with a byte-order mark', `\ufeff${text}`],
    ['URL-encoded text', encodeURIComponent(text)],
    ['a document as a JSON string', JSON.stringify(text)],
    ['get-policy-version', JSON.stringify({ PolicyVersion: { Document: document, VersionId: 'v2' } })],
    ['get-policy-version, URL-encoded', JSON.stringify({ PolicyVersion: { Document: encodeURIComponent(text) } })],
    ['get-role-policy', JSON.stringify({ RoleName: 'a', PolicyName: 'b', PolicyDocument: document })],
    ['get-role', JSON.stringify({ Role: { RoleName: 'a', AssumeRolePolicyDocument: document } })],
    ['an SCP of describe-policy', JSON.stringify({ Policy: { PolicySummary: {}, Content: text } })],
    ['get-bucket-policy', JSON.stringify({ Policy: text })],
  ])('reads %s', (_, content) => {
    expect(sidsIn(content)).toEqual(['Read']);
  });

  it('reads what PowerShell redirects, in UTF-16', () => {
    expect(sidsIn(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(['Read']);
  });

  it('hands a bare document on as text, so that a name that stands twice is seen', () => {
    const twice = '{ "Statement": [], "Statement": [{ "Effect": "Deny", "Action": "*", "Resource": "*" }] }';
    expect(parsePolicy(policyOf(Buffer.from(twice), 'a.json').document).unparsed).not.toEqual([]);
  });

  it.each([
    ['nothing', ' \n'],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another object', '{ "name": "shop" }'],
    ['a metadata answer without document', '{ "Policy": { "PolicyName": "a" } }'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x00])],
  ])('refuses %s, and names the file', (_, content) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    expect(() => policyOf(bytes, 'a.json')).toThrow(/^`a\.json` /);
  });
});

describe('a message about a policy file', () => {
  it('lets no name of a file move the cursor', () => {
    expect(() => policyOf(Buffer.from('{'), 'a\u001b[2J.json')).toThrow('`a\\u001b[2J.json` is not JSON');
  });
});

describe('readPolicyFolder', () => {
  it('reads every JSON file below, sorted, and nothing that is hidden or of another kind', async () => {
    for (const name of ['b/z.json', 'b/a.JSON', 'a.json', '.git/hidden.json', '.a.json', 'README.md']) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const names = (await readPolicyFolder(`${folder}/`)).map(({ name }) => name.slice(folder.length + 1));
    expect(names).toEqual(['a.json', 'b/a.JSON', 'b/z.json']);
  });
});
