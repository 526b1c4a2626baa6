import { describe, expect, it } from 'vitest';
import { formatComing } from './coming-time.ts';
import {
  endWords,
  rateWords,
  type ServerForecastDto,
  takeoverWords,
  whyNothingKnown,
} from './survivor-words.ts';

const NOW = Date.parse('2026-07-21T10:42:31Z'); // a Tuesday
const HOUR_MS = 3_600_000;
const hoursOn = (hours: number) => NOW + hours * HOUR_MS;

it.each([
  [0.5, '11:13 UTC'],
  [9, '19:40 UTC'],
  [15, 'Wed 01:40 UTC'],
  [30, 'Wed 17:00 UTC'],
  [6.5 * 24, '27 Jul 23:00 UTC'],
])('tells a time %d hours ahead as finely as it is worth: %s', (hours, words) => {
  expect(formatComing(hoursOn(hours), NOW, 'UTC')).toBe(words);
});

it('tells a time in the zone of the reader', () => {
  expect(formatComing(hoursOn(15), NOW, 'Europe/Berlin')).toBe('Wed 03:40');
});

describe('endWords', () => {
  it.each([
    [
      { kind: 'until', at: hoursOn(9), low: hoursOn(7), high: hoursOn(15) },
      'until about 19:40 UTC (9 hours left; between 17:40 and Wed 01:40)',
    ],
    [
      { kind: 'until', at: hoursOn(9), low: hoursOn(7), high: null },
      'until about 19:40 UTC (9 hours left; between 17:40 and more than 7 days from now)',
    ],
    [
      { kind: 'until', at: NOW - 1, low: NOW - 2, high: hoursOn(1) },
      'until about 10:43 UTC (any moment now; between 10:43 and 11:43)',
    ],
    [{ kind: 'beyond', days: 7, low: null }, 'does not run out within 7 days'],
    [
      { kind: 'beyond', days: 7, low: hoursOn(30) },
      'does not run out within 7 days, though perhaps by Wed 17:00 UTC',
    ],
    [{ kind: 'unknown', why: 'nobody counted' }, 'unknown: nobody counted'],
    [{ kind: 'empty' }, 'no address for new clients, now'],
  ] as const)('says %o', (end, words) => {
    expect(endWords(end, NOW, 'UTC')).toBe(words);
  });
});

const forecast = (changes: Partial<ServerForecastDto>): ServerForecastDto => ({
  server: 'dhcp-a',
  partner: 'dhcp-b',
  ownFree: 52,
  ratePerHour: 12.4,
  isPartnerDown: false,
  alone: { kind: 'empty' },
  afterPartnerDown: { kind: 'empty' },
  takeover: { at: hoursOn(1), addresses: 54 },
  shortage: null,
  ...changes,
});

describe('takeoverWords', () => {
  const words = (changes: Partial<ServerForecastDto>) => takeoverWords(forecast(changes), NOW, 'UTC');

  it('says how many more there are, and from when on', () => {
    expect(words({})).toBe('partner-down adds 54 from 11:43 UTC');
    expect(words({ takeover: { at: NOW, addresses: 1 } })).toBe('partner-down adds 1 at once');
  });

  it('says for how long new clients go without', () => {
    expect(words({ shortage: { from: NOW, to: hoursOn(0.5) } })).toContain('go without for 30 min');
  });

  it('says that there are none, and nothing where that is not known', () => {
    expect(words({ takeover: { at: NOW, addresses: 0 } })).toBe('partner-down adds none');
    expect(words({ takeover: null })).toBeNull();
  });
});

it('tells a rate in two digits', () => {
  expect(rateWords({ ratePerHour: 12.4 })).toBe('12 new clients an hour now');
  expect(rateWords({ ratePerHour: 0.44 })).toBe('0.4 new clients an hour now');
  expect(rateWords({ ratePerHour: 1 })).toBe('1 new client an hour now');
  expect(rateWords({ ratePerHour: null })).toBeNull();
});

it('gives one reason for all where there is but one', () => {
  const dark = (why: string) => ({ kind: 'unknown', why }) as const;
  const blind = forecast({ alone: dark('too new'), afterPartnerDown: dark('too new') });
  expect(whyNothingKnown({ primary: blind, secondary: blind })).toBe('too new');
  expect(whyNothingKnown({ primary: blind, secondary: { ...blind, alone: dark('not read') } })).toBeNull();
  expect(whyNothingKnown({ primary: blind, secondary: { ...blind, alone: { kind: 'empty' } } })).toBeNull();
});
