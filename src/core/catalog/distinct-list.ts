/** A list that keeps each value once and tells its place. */
export interface DistinctList<Value> {
  readonly values: readonly Value[];
  /** The place of the value, which is added where it was absent. */
  add(value: Value): number;
}

/** A list that numbers values by their JSON text; `first` values have their places from the start. */
export function distinctList<Value>(...first: readonly Value[]): DistinctList<Value> {
  const values: Value[] = [];
  const places = new Map<string, number>();
  function add(value: Value): number {
    const text = JSON.stringify(value);
    let place = places.get(text);
    if (place === undefined) {
      place = values.length;
      values.push(value);
      places.set(text, place);
    }
    return place;
  }
  for (const value of first) add(value);
  return { values, add };
}
