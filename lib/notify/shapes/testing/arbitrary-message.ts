import fc from 'fast-check';
import { MESSAGE_TYPES, type Message, type MessageType } from '../../../contracts/message.ts';
import { messageJsonSchemas } from '../../../contracts/message-schemas.ts';
import { HOSTILE_TEXTS } from '../../testing/sample-messages.ts';

/** As much of JSON Schema as describes messages. */
type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
};

/** Any message that the published schemas allow, with hostile texts among its texts. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .constantFrom<MessageType>(...MESSAGE_TYPES)
  .chain((type) => anyMessageOf(type));

function anyMessageOf(type: MessageType): fc.Arbitrary<Message> {
  // The schema describes this very type; a test holds what comes out against MESSAGES.
  return anyOf(messageJsonSchemas()[type] as Schema) as fc.Arbitrary<Message>;
}

function anyOf(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? typesOf(schema);
  if (choices) return fc.oneof(...choices.map(anyOf));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time' ? anyTime : anyText;
    case 'integer':
      return fc.maxSafeInteger();
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(anyOf(schema.items ?? {}), { maxLength: 6 });
    case 'object':
      return schema.properties
        ? fc.record(mapValues(schema.properties))
        : fc.dictionary(anyText, anyOf(schema.additionalProperties ?? {}), { maxKeys: 5 });
    default:
      throw new Error(`no such values can be made: ${JSON.stringify(schema)}`);
  }
}

/** `type: [string, null]` as the two schemas that it stands for. */
function typesOf(schema: Schema): Schema[] | undefined {
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : undefined;
}

function mapValues(properties: Record<string, Schema>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, anyOf(schema)]));
}

const anyTime = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const anyText = fc.oneof(
  fc.constantFrom<string>(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'alertname', 'severity'),
);
