import { expect, it } from 'vitest';
import type { ForecastDto, ShareEndDto } from '../contracts/truth.ts';
import { soonestEnds } from './soonest.ts';

const NOW = Date.UTC(2026, 6, 21, 10, 0, 0);
const HOUR_MS = 3_600_000;
const until = (hours: number): ShareEndDto => ({
  kind: 'until',
  at: NOW + hours * HOUR_MS,
  low: NOW,
  high: null,
});
const unknown: ShareEndDto = { kind: 'unknown', why: 'not counted yet' };
const beyond: ShareEndDto = { kind: 'beyond', days: 28, low: null };

function pool(title: string, a: ShareEndDto, b: ShareEndDto, isPartnerDown = false): ForecastDto[number] {
  const side = (
    server: string,
    partner: string,
    alone: ShareEndDto,
    after: ShareEndDto,
    isDown: boolean,
  ) => ({
    server,
    partner,
    ownFree: 1,
    ratePerHour: 1,
    isPartnerDown: isDown,
    alone,
    afterPartnerDown: after,
    takeover: null,
    shortage: null,
  });
  return {
    key: title,
    title,
    primary: side('dhcp-a', 'dhcp-b', a, beyond, isPartnerDown),
    secondary: side('dhcp-b', 'dhcp-a', b, beyond, false),
  };
}

it('takes the pool that runs out first, and counts those of which nothing is known', () => {
  const [a, b] = soonestEnds([
    pool('one', until(9), beyond),
    pool('two', until(4), unknown),
    pool('three', unknown, unknown),
  ]);
  expect(a).toMatchObject({ server: 'dhcp-a', first: { title: 'two' }, unknown: 1, pools: 3 });
  expect(b).toMatchObject({ server: 'dhcp-b', first: { title: 'one', side: { alone: beyond } }, unknown: 2 });
});

it('puts a pool with nothing left before all others, and knows no pool where none is known', () => {
  expect(
    soonestEnds([pool('one', until(1), unknown), pool('full', { kind: 'empty' }, unknown)]),
  ).toMatchObject([{ first: { title: 'full' } }, { first: null, unknown: 2 }]);
  expect(soonestEnds([])).toEqual([]);
});

it('goes by what lasts after partner-down once that is set', () => {
  expect(soonestEnds([pool('one', until(1), until(1), true)])).toMatchObject([
    { isPartnerDown: true, first: { side: { afterPartnerDown: beyond } } },
    { isPartnerDown: false, first: { side: { alone: until(1) } } },
  ]);
});
