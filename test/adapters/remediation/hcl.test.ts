import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comments, hclText, jsonEncoded, list, reference, text } from '../../../src/adapters/remediation/hcl.ts';

/** The value of a quoted text, read sign by sign after HCL's specification; a template in it is an error. */
function meaningOf(quoted: string): string {
  const inside = /^"([\x20-\x7e]*)"$/s.exec(quoted)?.[1];
  if (inside === undefined) throw new Error('not in quotes, or beyond ASCII');
  let value = '';
  for (let rest = inside; rest !== ''; ) {
    const [taken, meant] = firstOf(rest);
    value += meant;
    rest = rest.slice(taken.length);
  }
  return value;
}

function firstOf(rest: string): readonly [taken: string, meant: string] {
  const template = /^(\$\$|%%)\{/.exec(rest);
  if (template) return [template[0], `${template[1]?.[0]}{`];
  if (/^[$%]\{/.test(rest)) throw new Error(`a template begins at ${rest}`);
  const code = /^\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))/.exec(rest);
  if (code) return [code[0], String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? '', 16))];
  if (/^\\["\\]/.test(rest)) return [rest.slice(0, 2), rest.charAt(1)];
  if (/^["\\]/.test(rest)) throw new Error(`unescaped at ${rest}`);
  return [rest.charAt(0), rest.charAt(0)];
}

describe('text', () => {
  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
    ['${aws:username}', '"$${aws:username}"'],
    ['%{if}', '"%%{if}"'],
    ['say "\\n"', '"say \\"\\\\n\\""'],
    ['a\nb\u202e', '"a\\u000ab\\u202e"'],
    ['😀', '"\\U0001f600"'],
    ['100% of $5', '"100% of $5"'],
    ['$${a}', '"\\u0024$${a}"'],
  ])('writes %j so that nothing in it is a template or a line break', (value, expected) => {
    expect(text(value).hcl).toBe(expected);
  });

  it('means the text that it was given, whatever that is', () => {
    const signs = fc.array(fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', 'a', '~', 'é', '😀', '\u0000'));
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      signs.map((parts) => parts.join('')),
    );
    fc.assert(fc.property(texts, (value) => meaningOf(text(value).hcl) === value));
  });
});

describe('jsonEncoded', () => {
  it('writes a document with bare keys where they read well, and quotes where a word would mean something', () => {
    expect(
      jsonEncoded({ Version: '2012-10-17', Statement: [{ Sid: 'A', for: 1, null: [], x: {}, Action: ['a', 'b'] }] })
        .hcl,
    ).toBe(
      [
        'jsonencode({',
        '  Version = "2012-10-17"',
        '  Statement = [',
        '    {',
        '      Sid    = "A"',
        '      "for"  = 1',
        '      "null" = []',
        '      "x"    = {}',
        '      Action = [',
        '        "a",',
        '        "b",',
        '      ]',
        '    },',
        '  ]',
        '})',
      ].join('\n'),
    );
  });
});

describe('hclText', () => {
  it('puts equals signs under each other, and lines between blocks', () => {
    const item = { name: 'to', value: reference('aws_iam_policy.a') };
    const blocks = [
      { block: 'import', labels: [], body: [item, { name: 'name', value: list([text('a')]) }] },
      { block: 'provider', labels: ['aws'], body: [] },
      { block: 'a', labels: ['"'], body: [item, { block: 'lifecycle', labels: [], body: [item] }] },
    ];
    expect(hclText(blocks)).toBe(
      [
        'import {\n  to   = aws_iam_policy.a\n  name = ["a"]\n}\n',
        'provider "aws" {}\n',
        'a "\\"" {\n  to = aws_iam_policy.a\n\n  lifecycle {\n    to = aws_iam_policy.a\n  }\n}\n',
      ].join('\n'),
    );
  });
});

describe('comments', () => {
  it('makes every line a comment', () => {
    expect(comments(['a', '', 'b'])).toBe('# a\n#\n# b\n');
  });
});
