import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../../src/adapters/markup/html.ts';

describe('escapeHtml', () => {
  it('writes what has meaning as entities', () => {
    expect(escapeHtml(`<a href="x" on='y'>&\`</a>`)).toBe(
      '&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;&#96;&lt;/a&gt;',
    );
  });

  it('leaves nothing that ends a text or an attribute, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"'`\p{Cc}]|&(?!amp;|lt;|gt;|quot;|#39;|#96;)/u);
      }),
    );
  });
});
