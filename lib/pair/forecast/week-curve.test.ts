import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amountUntil, HOUR_MS, HOURS_PER_WEEK, hourOfWeek, timeOfAmount, weekCurve } from './week-curve.ts';

/** A Thursday, 00:00 UTC: the week of a curve begins. */
const THURSDAY = Date.UTC(2026, 10, 19);
const WEEK_MS = HOURS_PER_WEEK * HOUR_MS;

const ratesArb = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 168, maxLength: 168 });
const timeArb = fc.integer({ min: THURSDAY, max: THURSDAY + 3 * WEEK_MS });

const after = (curve: ReturnType<typeof weekCurve>, from: number, amount: number) =>
  timeOfAmount(curve, amountUntil(curve, from) + amount) - from;

it('counts the hours of the week from Thursday 00:00 UTC', () => {
  expect([THURSDAY, THURSDAY + WEEK_MS - 1, THURSDAY + WEEK_MS].map(hourOfWeek)).toEqual([0, 167, 0]);
});

it('finds when an amount has come: within an hour, over quiet hours, over weeks', () => {
  const curve = weekCurve(Array.from({ length: 168 }, (_, hour) => (hour < 2 ? 10 : 0)));
  expect(after(curve, THURSDAY, 5)).toBeCloseTo(HOUR_MS / 2, 0);
  expect(after(curve, THURSDAY + HOUR_MS / 2, 10)).toBeCloseTo(HOUR_MS, 0);
  expect(after(curve, THURSDAY + 5 * HOUR_MS, 1)).toBeCloseTo(WEEK_MS - 4.9 * HOUR_MS, 0);
  expect(after(curve, THURSDAY, 45)).toBeCloseTo(2 * WEEK_MS + HOUR_MS / 2, 0);
});

it('never comes where nothing does', () => {
  expect(timeOfAmount(weekCurve([]), 1)).toBe(Number.POSITIVE_INFINITY);
});

it('has come by the time it is found to come by', () => {
  fc.assert(
    fc.property(
      ratesArb,
      timeArb,
      fc.double({ min: 0.01, max: 10_000, noNaN: true }),
      (rates, from, amount) => {
        const curve = weekCurve([...rates.slice(1), 1]);
        const at = timeOfAmount(curve, amountUntil(curve, from) + amount);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(amountUntil(curve, at) - amountUntil(curve, from)).toBeCloseTo(amount, 2);
      },
    ),
  );
});
