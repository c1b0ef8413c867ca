import { describe, expect, it } from 'vitest';
import { listPhrase, markdownText, named, phrase, plainText } from '../../../src/adapters/markup/phrase.ts';

const inner = phrase`by ${named('jane*')}`;
const sentence = phrase`granted ${inner} on ${'a_b'}, with ${named('iam:*')}.`;

describe('a phrase', () => {
  it('is plain text with names as they are', () => {
    expect(plainText(sentence)).toBe('granted by jane* on a_b, with iam:*.');
  });

  it('is Markdown with names as code and prose escaped, spaces kept', () => {
    expect(markdownText(sentence)).toBe('granted by `jane*` on a\\_b, with `iam:*`.');
  });

  it('shows invisible characters of names and prose in both', () => {
    const hostile = phrase`${'\u202ea'} ${named('\u001bb')}`;
    expect(plainText(hostile)).toBe('\\u202ea \\u001bb');
    expect(markdownText(hostile)).toBe('\\\\u202ea `\\u001bb`');
  });

  it('is listed as a sentence lists things', () => {
    expect(plainText(listPhrase(['a', 'b', 'c'].map(named)))).toBe('a, b and c');
    expect(plainText(listPhrase(['a', 'b', 'c', 'd'].map(named), 2))).toBe('a, b and 2 more');
    expect(plainText(listPhrase([]))).toBe('');
  });
});
