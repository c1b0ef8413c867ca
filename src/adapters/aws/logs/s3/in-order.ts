/**
 * Does a work for each item, a few at a time, and gives the answers in the items' order. Work goes on while an answer is used; no more than
 * `most` answers are ahead. Ends with the first failure.
 */
export async function* inOrder<Item, Answer>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const ahead: Promise<Answer>[] = [];
  for (const item of items) {
    const answer = work(item);
    // It is awaited in its turn; until then a failure is not unheard.
    answer.catch(() => undefined);
    ahead.push(answer);
    if (ahead.length < most) continue;
    const first = ahead.shift();
    if (first !== undefined) yield await first;
  }
  for (const answer of ahead) yield await answer;
}
