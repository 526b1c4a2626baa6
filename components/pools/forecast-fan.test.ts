import { expect, it } from 'vitest';
import type { ForecastDto } from '../../lib/contracts/truth.ts';
import { forecastFan, spanWithForecast } from './forecast-fan.ts';

type Side = ForecastDto[number]['primary'];

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2025, 10, 21, 10);
const side = (changes: Partial<Side> = {}): Side => ({
  server: 'dhcp-a',
  partner: 'dhcp-b',
  ownFree: 40,
  ratePerHour: 5,
  isPartnerDown: false,
  alone: { kind: 'until', at: NOW + 8 * HOUR_MS, low: NOW + 4 * HOUR_MS, high: NOW + 10 * HOUR_MS },
  afterPartnerDown: { kind: 'beyond', days: 7, low: null },
  takeover: null,
  shortage: null,
  ...changes,
});
const beyond = side({ alone: { kind: 'beyond', days: 7, low: null } });
const forecast = (primary: Side, secondary: Side) => ({ key: 'lan', title: 'lan', primary, secondary });

it('fans out from what there is to nothing, between the earliest and the latest time', () => {
  const [fan, ...others] = forecastFan(forecast(side(), beyond), NOW);
  expect(others).toEqual([]);
  expect(fan).toMatchObject({ name: 'dhcp-a alone, forecast', look: 'server-a', kind: 'band' });
  expect(fan?.points.map(({ at, low, high }) => [(at - NOW) / HOUR_MS, low, high])).toEqual([
    [0, 40, 40],
    [4, 0, 24],
    [8, 0, 8],
    [10, 0, 0],
  ]);
});

it('ends at the likely time where no latest one is known, and copes with what is due', () => {
  const open = side({
    alone: { kind: 'until', at: NOW + 2 * HOUR_MS, low: NOW - HOUR_MS, high: null },
  });
  const [fan] = forecastFan(forecast(open, beyond), NOW);
  expect(fan?.points.at(-1)).toMatchObject({ at: NOW + 2 * HOUR_MS, low: 0, high: 0 });
  expect(fan?.points.map(({ at }) => at)).toEqual(fan?.points.map(({ at }) => at).toSorted((a, b) => a - b));
});

it('has none of a share that is empty, lasts, or is not known', () => {
  const gone = side({ ownFree: 0, alone: { kind: 'empty' } });
  expect(forecastFan(forecast(gone, side({ ownFree: null })), NOW)).toEqual([]);
  expect(forecastFan(null, NOW)).toEqual([]);
});

it('makes room for it, but no more than a third', () => {
  const day = { from: NOW - 24 * HOUR_MS, to: NOW };
  expect(spanWithForecast(day, forecast(side(), beyond)).to).toBe(NOW + 24 * HOUR_MS * 0.35);
  const week = { from: NOW - 168 * HOUR_MS, to: NOW };
  expect(spanWithForecast(week, forecast(side(), beyond)).to).toBe(NOW + 10 * HOUR_MS);
  expect(spanWithForecast(week, forecast(beyond, beyond))).toEqual(week);
  expect(spanWithForecast(week, null)).toEqual(week);
});
