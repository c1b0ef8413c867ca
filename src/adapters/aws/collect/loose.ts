import type { JsonObject } from '../../../core/model/json-object.ts';

/** Whether a value read from a file is an object with names. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; what is none is left out. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text; empty when it is none. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
