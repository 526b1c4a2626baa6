import { expect, it } from 'vitest';
import { schemaRows, typeWords } from './operation-rows.ts';

it('tells each key with its type, and whether it is needed', () => {
  const schema = {
    type: 'object',
    properties: {
      now: { type: 'string', format: 'date-time' },
      title: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      pairs: { type: 'array', items: { type: 'object' } },
      verdict: { enum: ['healthy', 'down'] },
    },
    required: ['now', 'pairs'],
  };
  expect(schemaRows(schema)).toEqual([
    { name: 'now', type: 'time', isNeeded: true },
    { name: 'title', type: 'string or null', isNeeded: false },
    { name: 'pairs', type: 'list of object', isNeeded: true },
    { name: 'verdict', type: 'healthy | down', isNeeded: false },
  ]);
});

it('knows what it does not know', () => {
  expect([typeWords({}), typeWords(null), typeWords({ const: 'isc' })]).toEqual([
    'anything',
    'anything',
    '"isc"',
  ]);
});
