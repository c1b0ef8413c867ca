import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../../src/adapters/markup/visible.ts';

describe('visible', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\nb\r\tc', 'a\\u000ab\\u000d\\u0009c'],
    ['\u009b2J', '\\u009b2J'],
    ['abc\u202egpj', 'abc\\u202egpj'],
    ['\u2066\u200b\u00ad\ufeff', '\\u2066\\u200b\\u00ad\\ufeff'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['\u3164\ufe0f', '\\u3164\\ufe0f'],
    ['line\u2028paragraph\u2029', 'line\\u2028paragraph\\u2029'],
    ['half \ud83d', 'half \\ud83d'],
  ])('writes what cannot be seen in %j as its code', (text, written) => {
    expect(visible(text)).toBe(written);
  });

  it.each(['legacy-deployer', 'Überwachung', '監査', 'a+b=c,d.e@f-g_h', 'ship it 🚀'])('leaves %s alone', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('says nothing new of its own answer, and leaves no control character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
