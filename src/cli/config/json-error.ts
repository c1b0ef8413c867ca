/**
 * Where a text stops being JSON: the offset of the first character that cannot stand there, or the text's length when it ends too early;
 * `undefined` for JSON. `JSON.parse` tells the place for some errors only, and in words that change with the version of Node.
 */
export function jsonErrorAt(text: string): number | undefined {
  let at = 0;

  /** Moves past the token at the cursor; whether there was one. */
  function take(token: RegExp): boolean {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return false;
    at += match[0].length;
    return true;
  }

  function takeString(): boolean {
    if (!take(/"/y)) return false;
    take(/(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y);
    return take(/"/y);
  }

  function takeList(close: RegExp, takeItem: () => boolean): boolean {
    take(space);
    if (take(close)) return true;
    for (;;) {
      take(space);
      if (!takeItem()) return false;
      take(space);
      if (take(close)) return true;
      if (!take(/,/y)) return false;
    }
  }

  function takeMember(): boolean {
    if (!takeString()) return false;
    take(space);
    if (!take(/:/y)) return false;
    take(space);
    return takeValue();
  }

  function takeValue(): boolean {
    if (text[at] === '"') return takeString();
    if (take(/\{/y)) return takeList(/\}/y, takeMember);
    if (take(/\[/y)) return takeList(/\]/y, takeValue);
    return take(/true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  }

  take(space);
  if (!takeValue()) return at;
  take(space);
  return at === text.length ? undefined : at;
}

const space = /[ \t\r\n]*/y;
