import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { clackAsker, GaveUp } from '../../../src/cli/init/clack-asker.ts';

/** A terminal on which these keys are pressed, one after the other. */
function keyboard(...keys: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  output.resume();
  const end = new AbortController();
  const press = async (): Promise<void> => {
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      input.write(key);
    }
  };
  return { asker: clackAsker(input, output, end.signal), end, press };
}

const down = '\u001b[B';
const enter = '\r';
const options = [
  { value: 'own', label: 'the own' },
  { value: 'list', label: 'a list' },
] as const;

describe('clackAsker', () => {
  it('gives what was chosen', async () => {
    const { asker, press } = keyboard(down, enter);
    const [chosen] = await Promise.all([asker.choose('Which?', options), press()]);
    expect(chosen).toBe('list');
  });

  it('gives the text, and takes none that is wrong', async () => {
    const { asker, press } = keyboard('a', enter, 'b', enter);
    const wrong = (answer: string) => (answer === 'ab' ? undefined : 'not that');
    const [text] = await Promise.all([asker.text('What?', { wrong }), press()]);
    expect(text).toBe('ab');
  });

  it('gives an empty text where nothing was typed, and not the example', async () => {
    const { asker, press } = keyboard(enter);
    const [text] = await Promise.all([asker.text('What?', { example: 'this' }), press()]);
    expect(text).toBe('');
  });

  it('throws where somebody gives up', async () => {
    const { asker, press } = keyboard('\u0003');
    const [choosing] = await Promise.allSettled([asker.choose('Which?', options), press()]);
    expect(choosing).toMatchObject({ status: 'rejected', reason: expect.any(GaveUp) });
  });

  it('throws the reason where the run ends', async () => {
    const { asker, end } = keyboard();
    const asking = asker.text('What?', {});
    end.abort(new Error('interrupted'));
    await expect(asking).rejects.toThrow('interrupted');
  });
});
