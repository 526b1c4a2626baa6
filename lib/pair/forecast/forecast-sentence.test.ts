import { expect, test } from 'vitest';
import type { ServerForecast } from './forecast.ts';
import { forecastSentence } from './forecast-sentence.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const inHours = (hours: number) => NOW + hours * 3_600_000;

const FORECAST: ServerForecast = {
  server: 'dhcp-b',
  partner: 'dhcp-a',
  ownFree: 510,
  ratePerHour: 61.7,
  isPartnerDown: false,
  alone: { kind: 'until', at: inHours(8), low: inHours(6.5), high: inHours(11) },
  afterPartnerDown: { kind: 'beyond', days: 7, low: null },
  takeover: { at: inHours(1), addresses: 508 },
  shortage: null,
};

const NOT_COUNTED = { kind: 'unknown', why: 'new clients of this pool are not counted yet' } as const;

test.each<[Partial<ServerForecast>, string]>([
  [
    {},
    "Alone, dhcp-b with 510 free addresses of its own at 62 new clients an hour now would last about 8 h (6 h 30 min to 11 h); with partner-down set now 508 more, of dhcp-a's and of ended leases, are usable in 1 h and all would last more than 7 days.",
  ],
  [
    {
      ownFree: 1,
      ratePerHour: 1.25,
      alone: { kind: 'until', at: inHours(0.5), low: NOW, high: null },
      afterPartnerDown: { kind: 'beyond', days: 7, low: inHours(150) },
      shortage: { from: inHours(0.5), to: inHours(1) },
    },
    "Alone, dhcp-b with 1 free address of its own at 1.3 new clients an hour now would last about 30 min (0 s to more than 7 days); with partner-down set now 508 more, of dhcp-a's and of ended leases, are usable in 1 h, after new clients went without for 30 min, and all would last more than 7 days (perhaps only 6 d 6 h).",
  ],
  [
    {
      ownFree: 0,
      isPartnerDown: true,
      alone: { kind: 'empty' },
      afterPartnerDown: NOT_COUNTED,
      takeover: { at: NOW, addresses: 508 },
    },
    "Alone, dhcp-b has no free address of its own for new clients; in partner-down 508 more, of dhcp-a's and of ended leases, are usable now and how long they last is not known: new clients of this pool are not counted yet.",
  ],
  [
    {
      ownFree: 0,
      alone: { kind: 'empty' },
      afterPartnerDown: { kind: 'empty' },
      takeover: { at: inHours(1), addresses: 0 },
    },
    'Alone, dhcp-b has no free address of its own for new clients; partner-down would add none.',
  ],
  [
    { afterPartnerDown: { kind: 'unknown', why: 'dhcp-b does not tell its MCLT' }, takeover: null },
    'Alone, dhcp-b with 510 free addresses of its own at 62 new clients an hour now would last about 8 h (6 h 30 min to 11 h); what partner-down would add is not known: dhcp-b does not tell its MCLT.',
  ],
  [
    { alone: NOT_COUNTED, afterPartnerDown: NOT_COUNTED, ratePerHour: null },
    'How long dhcp-b would last alone with 510 free addresses of its own is not known: new clients of this pool are not counted yet.',
  ],
  [
    {
      ownFree: null,
      alone: { kind: 'unknown', why: 'its counts of the pool are not known' },
      takeover: null,
    },
    'How long dhcp-b would last alone is not known: its counts of the pool are not known.',
  ],
])('%j', (changes, sentence) => {
  expect(forecastSentence({ ...FORECAST, ...changes }, NOW)).toBe(sentence);
});
