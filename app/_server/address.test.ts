import { expect, it } from 'vitest';
import { z } from 'zod';
import { addressOf } from './address.ts';

const SCHEMA = z.object({ phase: z.enum(['open', 'all'], 'open or all').default('all') });

it('says what an address asks for', () => {
  expect(addressOf({ other: 'x' }, SCHEMA)).toEqual({ data: { phase: 'all' }, problem: null });
});

it.each([
  ['bogus', 'phase is "bogus", expected is open or all.'],
  [['open', 'all'], 'phase is "open,all", expected is open or all.'],
])('tells of %j what was found and what is expected', (phase, detail) => {
  expect(addressOf({ phase }, SCHEMA).problem).toMatchObject({ status: 400, detail });
});
