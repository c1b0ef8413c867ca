import { z } from 'zod';

/** A value with its fields in the order in which its schema has them, and no others; what the schema leaves open stays as it is. */
export function inOrderOf(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodExactOptional) return inOrderOf(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item: unknown) => inOrderOf(schema.element, item));
  }
  if (typeof value !== 'object' || value === null) return value;
  if (schema instanceof z.ZodObject) return fieldsOf(schema, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator, options } = schema.def;
    const kind: unknown = Reflect.get(value, discriminator);
    const option = options.find((one) => isKind(one, discriminator, kind));
    return option === undefined ? value : inOrderOf(option, value);
  }
  return value;
}

function fieldsOf(schema: z.ZodObject, value: object): object {
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    Object.entries(schema.shape)
      .filter(([key]) => fields.get(key) !== undefined)
      .map(([key, field]) => [key, inOrderOf(field, fields.get(key))]),
  );
}

function isKind(option: z.core.$ZodType, discriminator: string, kind: unknown): boolean {
  const literal = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  return literal instanceof z.ZodLiteral && literal.value === kind;
}
