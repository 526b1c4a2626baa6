import { describe, expect, it, test } from 'vitest';
import { type Arrivals, learnArrivals } from './arrivals.ts';
import {
  type ForecastFacts,
  type ForecastServer,
  type ForecastSide,
  forecastPair,
  type ServerForecast,
  type ShareEnd,
} from './forecast.ts';
import { MONDAY } from './testing/histories.ts';
import { HOUR_MS } from './week-curve.ts';

const NOW = MONDAY + 28 * 24 * HOUR_MS;
const MCLT_SECONDS = 2 * 3600;

/** So many came in every hour of so many days up to now. */
function steady(perHour: number, days = 28): Arrivals {
  const since = NOW - days * 24 * HOUR_MS;
  const hours = Array.from({ length: Math.ceil(days * 24) }, (_, index) => ({
    hour: since + index * HOUR_MS,
    count: perHour,
  }));
  return learnArrivals({ since, until: NOW, gaps: [], hours });
}

function server(name: string, changes: Partial<ForecastServer> = {}): ForecastServer {
  return { name, mcltSeconds: MCLT_SECONDS, partnerDownAt: null, ...changes };
}

type Case = {
  side?: Partial<ForecastSide> | null;
  server?: Partial<ForecastServer>;
  arrivals?: Arrivals | null;
};

/** The pool as the primary counts it; the secondary's view and words are the same. */
function forecast({ side = {}, server: changes = {}, arrivals = steady(10) }: Case): {
  primary: ServerForecast;
  secondary: ServerForecast;
} {
  const counts = side && { free: 100, backup: 40, expired: 0, released: 0, ...side };
  const facts: ForecastFacts = {
    primary: server('dhcp-a', changes),
    secondary: server('dhcp-b', changes),
    pools: [{ key: 'lan', title: 'LAN', primary: counts, secondary: counts }],
  };
  const [pool] = forecastPair(facts, new Map(arrivals ? [['lan', arrivals]] : []), NOW);
  if (!pool) throw new Error('one pool was asked for');
  return pool;
}

/** Whole hours from now on: "10", "beyond", "empty", or why not. */
function hours(end: ShareEnd): string {
  if (end.kind === 'until') return String(Math.round((end.at - NOW) / HOUR_MS));
  return end.kind === 'unknown' ? end.why : end.kind;
}

/** Own free, hours alone, hours after partner-down, hours to the take-over and addresses then, hours without any. */
function told({ ownFree, alone, afterPartnerDown, takeover, shortage }: ServerForecast) {
  const inHours = (ms: number) => Math.round((ms / HOUR_MS) * 10) / 10;
  const then = takeover && [inHours(takeover.at - NOW), takeover.addresses];
  return [
    ownFree,
    hours(alone),
    hours(afterPartnerDown),
    then,
    shortage && inHours(shortage.to - shortage.from),
  ];
}

const NOT_COUNTED = 'new clients of this pool are not counted yet';
const NO_COUNTS = 'its counts of the pool are not known';

// Ten new clients an hour and MCLT 2 h, unless told otherwise.
test.each<[string, Case, ReturnType<typeof told>, ReturnType<typeof told>]>([
  [
    'the primary has the free, the secondary the backup addresses, and after MCLT each has both',
    {},
    [100, '10', '14', [2, 40], null],
    [40, '4', '14', [2, 100], null],
  ],
  [
    'addresses of ended leases come with the take-over, not before',
    { side: { expired: 30, released: 30 } },
    [100, '10', '20', [2, 100], null],
    [40, '4', '20', [2, 160], null],
  ],
  [
    'but those that the rewind rule gives back are its own, and count once',
    { side: { expired: 30, released: 30, rewindable: 20 } },
    [120, '12', '20', [2, 80], null],
    [60, '6', '20', [2, 140], null],
  ],
  [
    'more than ended is never given back',
    { side: { expired: null, released: null, rewindable: 20 } },
    [100, '10', '14', [2, 40], null],
    [40, '4', '14', [2, 100], null],
  ],
  [
    'a share that ends before the take-over leaves new clients without until then',
    { side: { free: 10, backup: 90 } },
    [10, '1', '10', [2, 90], 1],
    [90, '9', '10', [2, 10], null],
  ],
  [
    'who went without is served at the take-over, at once if that is all there is for',
    { side: { free: 5, backup: 5 }, arrivals: steady(100) },
    [5, '0', '2', [2, 5], 2],
    [5, '0', '2', [2, 5], 2],
  ],
  [
    'own free 0: none alone, and the partner’s after MCLT',
    { side: { free: 0, backup: 100 } },
    [0, 'empty', '10', [2, 100], 2],
    [100, '10', '10', [2, 0], null],
  ],
  [
    'a pool without any address left, or of size 0',
    { side: { free: 0, backup: 0 } },
    [0, 'empty', 'empty', [2, 0], null],
    [0, 'empty', 'empty', [2, 0], null],
  ],
  [
    'partner-down was set an hour ago',
    { server: { partnerDownAt: NOW - HOUR_MS }, side: { backup: 5 } },
    [100, '10', '10', [1, 5], null],
    [5, '0', '10', [1, 100], 0.5],
  ],
  [
    'partner-down was set longer ago than MCLT: the partner’s are usable now',
    { server: { partnerDownAt: NOW - 9 * HOUR_MS } },
    [100, '10', '14', [0, 40], null],
    [40, '4', '14', [0, 100], null],
  ],
  [
    'MCLT is longer than the forecast',
    { server: { mcltSeconds: 8 * 24 * 3600 } },
    [100, '10', 'beyond', [192, 40], 182.1],
    [40, '4', 'beyond', [192, 100], 188.1],
  ],
  [
    'nobody comes: not within 7 days',
    { arrivals: steady(0) },
    [100, 'beyond', 'beyond', [2, 40], null],
    [40, 'beyond', 'beyond', [2, 100], null],
  ],
  [
    'a huge rate: at once, and again at the take-over',
    { arrivals: steady(1_000_000) },
    [100, '0', '2', [2, 40], 2],
    [40, '0', '2', [2, 100], 2],
  ],
  [
    'a day of history is enough',
    { arrivals: steady(10, 1) },
    [100, '10', '13', [2, 40], null],
    [40, '4', '13', [2, 100], null],
  ],
  [
    'less is not',
    { arrivals: steady(10, 23 / 24) },
    [
      100,
      'new clients were counted for 23 h only, and a day is needed',
      'new clients were counted for 23 h only, and a day is needed',
      [2, 40],
      null,
    ],
    [
      40,
      'new clients were counted for 23 h only, and a day is needed',
      'new clients were counted for 23 h only, and a day is needed',
      [2, 100],
      null,
    ],
  ],
  [
    'never counted; but that none are left is known all the same',
    { arrivals: null, side: { free: 0 } },
    [0, 'empty', NOT_COUNTED, [2, 40], 2],
    [40, NOT_COUNTED, NOT_COUNTED, [2, 0], null],
  ],
  [
    'a server that tells no MCLT',
    { server: { mcltSeconds: 0 } },
    [100, '10', 'dhcp-a does not tell its MCLT', null, null],
    [40, '4', 'dhcp-b does not tell its MCLT', null, null],
  ],
  [
    'counts that are not known',
    { side: null },
    [null, NO_COUNTS, NO_COUNTS, null, null],
    [null, NO_COUNTS, NO_COUNTS, null, null],
  ],
])('%s', (_, facts, primary, secondary) => {
  const pool = forecast(facts);
  expect(told(pool.primary)).toEqual(primary);
  expect(told(pool.secondary)).toEqual(secondary);
});

describe('the range', () => {
  it('lies around the time', () => {
    const { alone } = forecast({}).primary;
    if (alone.kind !== 'until' || alone.high === null) throw new Error(`it is ${JSON.stringify(alone)}`);
    expect(alone.low).toBeGreaterThan(NOW + 6 * HOUR_MS);
    expect(alone.low).toBeLessThan(alone.at);
    expect(alone.high).toBeGreaterThan(alone.at);
    expect(alone.high).toBeLessThan(NOW + 14 * HOUR_MS);
  });

  it('is open where it goes beyond 7 days, on either side', () => {
    const justWithin = forecast({ side: { free: 1550 } }).primary.alone;
    expect(justWithin).toMatchObject({ kind: 'until', high: null });
    const justBeyond = forecast({ side: { free: 1750 } }).primary.alone;
    expect(justBeyond).toMatchObject({ kind: 'beyond', days: 7, low: expect.any(Number) });
    expect(forecast({ side: { free: 10_000 } }).primary.alone).toEqual({
      kind: 'beyond',
      days: 7,
      low: null,
    });
  });

  it('never ends sooner for the addresses that partner-down adds', () => {
    const twoDays = steady(10, 2); // most of the week was never seen, so more addresses also mean a wider range
    for (const free of [10, 100, 300, 400, 450, 500]) {
      const { alone, afterPartnerDown } = forecast({ side: { free, backup: 60 }, arrivals: twoDays }).primary;
      if (alone.kind !== 'until' || afterPartnerDown.kind !== 'until') throw new Error('both end');
      expect(afterPartnerDown.low).toBeGreaterThanOrEqual(alone.low);
      expect(afterPartnerDown.at).toBeGreaterThanOrEqual(alone.at);
    }
  });
});

it('tells the rate of new clients now, once it is known', () => {
  expect(forecast({}).primary.ratePerHour).toBeCloseTo(10, 6);
  expect(forecast({ arrivals: null }).primary.ratePerHour).toBeNull();
});
