import { expect, it } from 'vitest';
import type { ForecastDto, ShareEndDto } from '../contracts/truth.ts';
import { byRisk } from './pool-risk.ts';

type ServerForecastDto = ForecastDto[number]['primary'];

const NOW = Date.parse('2026-07-21T10:42:31Z');
const HOUR_MS = 3_600_000;

const until = (hours: number): ShareEndDto => {
  const at = NOW + hours * HOUR_MS;
  return { kind: 'until', at, low: at, high: at };
};
const BEYOND: ShareEndDto = { kind: 'beyond', days: 7, low: null };
const UNKNOWN: ShareEndDto = { kind: 'unknown', why: '' };

function forecast(alone: ShareEndDto): ServerForecastDto {
  return {
    server: '',
    partner: '',
    ownFree: null,
    ratePerHour: null,
    isPartnerDown: false,
    alone,
    afterPartnerDown: alone,
    takeover: null,
    shortage: null,
  };
}

function order(
  ends: Record<string, [ShareEndDto, ShareEndDto]>,
  verdicts: Record<string, 'balanced' | 'imbalanced'> = {},
): string[] {
  const forecasts = new Map(
    Object.entries(ends).map(([key, [primary, secondary]]) => [
      key,
      { primary: forecast(primary), secondary: forecast(secondary) },
    ]),
  );
  const balances = new Map(Object.entries(verdicts).map(([key, verdict]) => [key, { verdict }]));
  const pools = Object.keys(ends).map((key) => ({ key, peer: 'pair' }));
  return byRisk(pools, { forecasts, balances }, NOW).map(({ key }) => key);
}

it('goes by whichever server would run out first', () => {
  expect(
    order({
      long: [BEYOND, BEYOND],
      dark: [UNKNOWN, BEYOND],
      day: [until(20), BEYOND],
      hours: [BEYOND, until(3)],
      none: [until(20), { kind: 'empty' }],
    }),
  ).toEqual(['none', 'hours', 'day', 'dark', 'long']);
});

it('leaves alike ones in their order, the worse balanced before them', () => {
  const ends = { a: [until(9), BEYOND], b: [until(8), BEYOND], c: [until(10), BEYOND] } satisfies Record<
    string,
    [ShareEndDto, ShareEndDto]
  >;
  expect(order(ends, { a: 'balanced', b: 'balanced', c: 'balanced' })).toEqual(['a', 'b', 'c']);
  expect(order(ends, { a: 'balanced', b: 'balanced', c: 'imbalanced' })).toEqual(['c', 'a', 'b']);
});

it('takes a pool without a forecast for one not known, and one outside failover for no risk', () => {
  const pools = ['outside', 'new', 'long'].map((key) => ({ key, peer: key === 'outside' ? null : 'pair' }));
  const forecasts = new Map([['long', { primary: forecast(BEYOND), secondary: forecast(BEYOND) }]]);
  const ordered = byRisk(pools, { forecasts, balances: new Map() }, NOW);
  expect(ordered.map(({ key }) => key)).toEqual(['new', 'long', 'outside']);
});
