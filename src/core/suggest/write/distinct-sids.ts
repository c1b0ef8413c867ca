import type { JsonObject } from '../../model/json-object.ts';

/** Sids are unique in a policy: of those that meet, the later ones get a number. */
export function distinctSids(statements: readonly JsonObject[]): readonly JsonObject[] {
  const taken = new Set<string>();
  return statements.map((statement) => {
    const key = Object.keys(statement).find((name) => name.toLowerCase() === 'sid');
    const sid = key === undefined ? undefined : statement[key];
    if (key === undefined || typeof sid !== 'string') return statement;
    let own = sid;
    for (let number = 2; taken.has(own); number++) own = `${sid}${number}`;
    taken.add(own);
    return own === sid ? statement : { ...statement, [key]: own };
  });
}
