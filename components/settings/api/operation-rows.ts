type Json = Readonly<Record<string, unknown>>;

/** One key of a schema as a row of a table. */
export type SchemaRow = { name: string; type: string; isNeeded: boolean };

/** The keys of a JSON Schema in words, one level deep: what lies deeper is in the document. */
export function schemaRows(schema: unknown): SchemaRow[] {
  const { properties, required } = asJson(schema);
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(asJson(properties)).map(([name, value]) => ({
    name,
    type: typeWords(value),
    isNeeded: needed.includes(name),
  }));
}

/** What a schema takes, in a few words. */
export function typeWords(schema: unknown): string {
  const { type, enum: words, const: only, items, anyOf, oneOf, format } = asJson(schema);
  if (Array.isArray(words)) return words.join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (type === 'array') return `list of ${typeWords(items)}`;
  const either = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (either !== null) return [...new Set(either.map(typeWords))].join(' or ');
  if (format === 'date-time') return 'time';
  return typeof type === 'string' ? type : 'anything';
}

function asJson(value: unknown): Json {
  // Checked to be an object just before; a JSON document has no other kind.
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
