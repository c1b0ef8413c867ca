/** What moto always answers. */
export function had<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('moto answered without a field that AWS always has');
  return value;
}
