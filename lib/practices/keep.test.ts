import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outlived } from './keep.ts';

const DAY_MS = 86_400_000;
/** A Sunday. */
const START = Date.UTC(2026, 0, 4, 2);
const RULE = { daily: 7, weekly: 5, monthly: 12 };

it('keeps the last of seven days, five weeks and twelve months of a copy a day', () => {
  const copies = Array.from({ length: 400 }, (_, day) => ({ id: day, at: START + day * DAY_MS }));
  const gone = new Set(outlived(copies, RULE));
  const kept = copies
    .filter(({ id }) => !gone.has(id))
    .map(({ at }) => new Date(at).toISOString().slice(0, 10));
  expect(kept).toEqual([
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
    '2026-12-31',
    '2027-01-10',
    '2027-01-17',
    '2027-01-24',
    '2027-01-31',
    '2027-02-01',
    '2027-02-02',
    '2027-02-03',
    '2027-02-04',
    '2027-02-05',
    '2027-02-06',
    '2027-02-07',
  ]);
});

it('never has the latest removed, nor more than the rule adds up to kept, however the copies lie', () => {
  const copy = fc.record({ id: fc.nat(10_000), at: fc.nat({ max: 1000 * DAY_MS }) });
  const rule = fc.record({ daily: fc.nat(10), weekly: fc.nat(10), monthly: fc.nat(24) });
  fc.assert(
    fc.property(fc.uniqueArray(copy, { selector: ({ id }) => id, minLength: 1 }), rule, (copies, of) => {
      const gone = outlived(copies, of);
      const latest = Math.max(...copies.map(({ at }) => at));
      const kept = copies.filter(({ id }) => !gone.includes(id));
      expect(kept.some(({ at }) => at === latest)).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(Math.max(1, of.daily + of.weekly + of.monthly));
      // What was kept once is kept by the same rule as long as nothing is added.
      expect(outlived(kept, of)).toEqual([]);
    }),
  );
});
