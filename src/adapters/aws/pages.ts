/** A list whose next page is the page before: AWS would be asked for ever. */
export class RepeatedPageError extends Error {
  constructor(token: string) {
    super(`the answer says that more follows, and gives a page token a second time: ${token.slice(0, 20)}…`);
    this.name = 'RepeatedPage';
  }
}

/** No list of AWS that is read here is so long: after so many pages with ever new tokens, whatever answers would do so for ever. */
const mostPages = 10_000;

/** A list that does not end. */
export class EndlessListError extends Error {
  constructor() {
    super(`the answer says after ${mostPages} pages that more follows`);
    this.name = 'EndlessList';
  }
}

/** A page token that is none. */
class OddTokenError extends Error {
  constructor() {
    super('the answer gives a page token that is no text');
    this.name = 'WrongShape';
  }
}

/**
 * All pages of an answer, one after the other. `ask` is given the token of the page wanted, `undefined` for the first; `nextOf` says which
 * follows. Throws what `ask` throws, `RepeatedPageError`, and `EndlessListError`.
 */
export async function* pagesOf<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  nextOf: (page: Page) => string | undefined,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const page = await ask(token);
    yield page;
    token = nextOf(page);
    if (token === undefined || token === null || token === '') return;
    if (typeof token !== 'string') throw new OddTokenError();
    if (seen.size >= mostPages) throw new EndlessListError();
    if (seen.has(token)) throw new RepeatedPageError(token);
    seen.add(token);
  }
}

/** The items of all pages. */
export async function itemsOf<Page, Item>(
  ask: (token: string | undefined) => Promise<Page>,
  nextOf: (page: Page) => string | undefined,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const page of pagesOf(ask, nextOf)) all.push(...(items(page) ?? []));
  return all;
}
