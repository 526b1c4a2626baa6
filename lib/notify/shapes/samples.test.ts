import { expect, it } from 'vitest';
import { MESSAGE_TYPES, messageSchema } from '../../contracts/message.ts';
import { BARE_SAMPLES, SAMPLES } from '../../contracts/message-samples.ts';

it('has one message of each type, full and bare', () => {
  for (const samples of [SAMPLES, BARE_SAMPLES]) {
    expect(samples.map(({ type }) => type).sort()).toEqual([...MESSAGE_TYPES].sort());
    for (const sample of samples) expect(messageSchema.parse(sample)).toEqual(sample);
  }
});

it('has a value for every member somewhere, so that a template can be held against it', () => {
  const all = SAMPLES.flatMap((sample) => members(sample, ''));
  const filled = new Set(all.flatMap(({ name, value }) => (value === null ? [] : [name])));
  expect(all.filter(({ name }) => !filled.has(name))).toEqual([]);
});

/** Every member within, by its way there; what an alert has is the same by itself and within an incident. */
function members(value: unknown, way: string): { name: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ name: way, value }];
  if (Array.isArray(value)) return value.flatMap((each) => members(each, way.replace('.alerts', '')));
  const within = Object.entries(value).flatMap(([name, each]) => members(each, `${way}.${name}`));
  return [{ name: way, value }, ...within];
}
