/**
 * What Athena takes for reading, in US dollars by 10^12 bytes: the list price of most regions ($5.00 a terabyte), as AWS's page of Athena's
 * prices had it. Regions differ and contracts too, so what is told of it is always "about". Statements that make tables cost nothing.
 */
const dollarsByTerabyte = 5;

/** Athena takes this much for any query. */
const leastBytes = 10_000_000;

/** About what queries cost that read so many bytes each. */
export function dollarsFor(bytes: readonly number[]): number {
  const paid = bytes.reduce((sum, each) => sum + Math.max(each, leastBytes), 0);
  return (paid / 1e12) * dollarsByTerabyte;
}
