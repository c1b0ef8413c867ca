/** An object of parsed JSON. */
export interface JsonObject {
  readonly [name: string]: unknown;
}
