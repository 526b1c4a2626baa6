import { describe, expect, it } from 'vitest';
import { chooseTier, type TierReach } from './tiers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2025, 10, 21, 10, 42);
const ago = (ms: number) => NOW - ms;

/** A collector that has run for years with the default settings. */
const OLD: TierReach = {
  raw: ago(3 * DAY_MS),
  '5m': ago(90 * DAY_MS),
  '1h': ago(1095 * DAY_MS),
  '6h': ago(1095 * DAY_MS),
  '1d': ago(1095 * DAY_MS),
};

const NOTHING: TierReach = { raw: null, '5m': null, '1h': null, '6h': null, '1d': null };

describe('chooseTier', () => {
  it.each([
    ['the last five minutes', 5 * 60_000, 600, 'raw'],
    ['the last 12 hours', 12 * HOUR_MS, 600, 'raw'],
    ['the last day', DAY_MS, 600, '5m'],
    ['the last day, on a wide screen', DAY_MS, 4000, '5m'],
    ['the last day, small', DAY_MS, 100, '5m'],
    ['the last hour, small', HOUR_MS, 30, '5m'],
    ['the last 6 days', 6 * DAY_MS, 600, '5m'],
    ['the last 7 days', 7 * DAY_MS, 600, '1h'],
    ['the last day in a few pixels', DAY_MS, 60, '1h'],
    ['the last 37 days', 37 * DAY_MS, 600, '1h'],
    ['the last 38 days', 38 * DAY_MS, 600, '6h'],
    ['the last 149 days', 149 * DAY_MS, 600, '6h'],
    ['the last 150 days', 150 * DAY_MS, 600, '1d'],
    ['the last year', 365 * DAY_MS, 600, '1d'],
    ['the last 3 years', 1095 * DAY_MS, 600, '1d'],
  ])('draws %s from the coarsest tier that is fine enough', (_, lengthMs, width, tier) => {
    expect(chooseTier({ from: ago(lengthMs), to: NOW, width }, OLD, NOW)).toBe(tier);
  });

  it.each([
    ['an hour of last week', 7 * DAY_MS, '5m'],
    ['an hour of last spring', 200 * DAY_MS, '1h'],
    ['an hour older than everything', 2000 * DAY_MS, '1h'],
    ['the last hour that each reading is kept of', 3 * DAY_MS, 'raw'],
    ['the same, begun a moment earlier', 3 * DAY_MS + 60_000, 'raw'],
  ])('goes back for %s to a tier that reaches that far', (_, agoMs, tier) => {
    const range = { from: ago(agoMs), to: ago(agoMs - HOUR_MS), width: 600 };
    expect(chooseTier(range, OLD, NOW)).toBe(tier);
  });

  it.each<[string, TierReach, string]>([
    ['nothing is there yet', NOTHING, 'raw'],
    ['the first row is not over yet', { ...NOTHING, '5m': ago(2 * 60_000) }, 'raw'],
    [
      'all tiers begin with the installation',
      {
        raw: ago(HOUR_MS),
        '5m': ago(HOUR_MS + 200_000),
        '1h': ago(HOUR_MS + 2_000_000),
        '6h': ago(HOUR_MS + 20_000_000),
        '1d': ago(HOUR_MS + 80_000_000),
      },
      'raw',
    ],
    ['the collector was away for longer than rows are kept', { ...OLD, raw: null }, '5m'],
  ])('draws the last 12 hours when %s', (_, since, tier) => {
    expect(chooseTier({ from: ago(12 * HOUR_MS), to: NOW, width: 600 }, since, NOW)).toBe(tier);
  });

  it.each<[string, TierReach, string]>([
    ['are not made yet', { ...OLD, '1d': null }, '6h'],
    ['and six hours are not', { ...OLD, '6h': null, '1d': null }, '1h'],
    ['and hours are not', { ...NOTHING, raw: ago(HOUR_MS), '5m': ago(HOUR_MS) }, '5m'],
    ['and five minutes are not', { ...NOTHING, raw: ago(2 * 60_000) }, 'raw'],
  ])('draws the last year from finer ones where its days %s', (_, since, tier) => {
    expect(chooseTier({ from: ago(365 * DAY_MS), to: NOW, width: 600 }, since, NOW)).toBe(tier);
  });
});
