import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { BARE_SAMPLES, SAMPLES } from '../notify/testing/sample-messages.ts';
import { MESSAGE_TYPES } from './message.ts';
import { messageJsonSchemas } from './message-schemas.ts';

const schemas = messageJsonSchemas();
const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true } });

describe.each(MESSAGE_TYPES)('the schema of %s', (type) => {
  const fits = ajv.compile(schemas[type]);

  it('says where it is published and what it is', () => {
    expect(schemas[type]).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `/api/v1/schemas/${type}`,
      title: type,
      description: expect.stringMatching(/\.$/),
    });
  });

  it('takes the messages of this type and no others', () => {
    for (const message of [...SAMPLES, ...BARE_SAMPLES]) expect(fits(message)).toBe(message.type === type);
  });

  it('takes members that later versions may add, and misses those it knows', () => {
    const sample = SAMPLES.find((message) => message.type === type);
    expect(fits({ ...sample, data: { ...sample?.data, addedLater: 1 } })).toBe(true);
    expect(fits({ ...sample, data: {} })).toBe(false);
  });
});
