import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpan, escapeMarkdown } from '../../../src/adapters/markup/markdown.ts';

/** What a reader sees of escaped text: backslashes and entities read, zero-width spaces gone. */
function seen(markdown: string): string {
  return markdown
    .replace(/\\([!-/:-@[-`{-~])|&(amp|lt|gt|#\d+);/g, (_, escaped: string | undefined, entity: string | undefined) => {
      if (escaped !== undefined) return escaped;
      if (entity?.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
      return entity === 'amp' ? '&' : entity === 'lt' ? '<' : '>';
    })
    .replaceAll('\u200b', '');
}

describe('escapeMarkdown', () => {
  it.each([
    ['*bold* _it_ ~no~', '\\*bold\\* \\_it\\_ \\~no\\~'],
    ['a|b', 'a\\|b'],
    ['`code`', '\\`code\\`'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['&lt;', '&amp;lt;'],
    ['![x](http://a.b)', '\\!\\[x\\](http&#58;//a.b)'],
    ['see www.evil.example', 'see www&#46;evil.example'],
    ['@octocat and me@example.com', '@&#8203;octocat and me@&#8203;example.com'],
    ['#12 # x', '\\#&#8203;12 \\# x'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['2) item', '2\\) item'],
    ['=====', '\\====='],
    ['    code', '&#32;&#32;&#32;&#32;code'],
    ['a\n# b', 'a\\\\u000a\\# b'],
    ['$x$', '\\$x\\$'],
  ])('writes %j so that it opens nothing', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it('leaves ordinary sentences readable', () => {
    const sentence = 'The role was not used in 90 days (since 2026-08-22); take arn:aws:iam::111122223333:role/x away.';
    expect(escapeMarkdown(sentence)).toBe(sentence);
  });

  it('shows the reader the very text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(seen(escapeMarkdown(text))).toBe(text);
      }),
    );
  });
});

describe('codeSpan', () => {
  it.each([
    ['iam:PassRole', '`iam:PassRole`'],
    ['a*b_c<d>', '`a*b_c<d>`'],
    ['tick`tock', '<code>tick&#96;tock</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    ['', '<code></code>'],
    ['back\\slash', '`back\\slash`'],
  ])('writes %j', (text, markdown) => {
    expect(codeSpan(text)).toBe(markdown);
  });

  it('cannot be left early, nor by a table, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(codeSpan(text)).toMatch(/^(?:`[^`|\n]+`|<code>[A-Za-z0-9 &#;]*<\/code>)$/);
      }),
    );
  });
});
