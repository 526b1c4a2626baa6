import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ServerRole } from '../facts.ts';
import { type ArrivalSample, NO_ARRIVALS, skewFromArrivals, withArrivals } from './arrival.ts';
import { MINUTE_MS, NOW, SECOND_MS } from './testing/clock-facts.ts';

/** Never quite on the second, so that polls and the servers' whole seconds do not keep step. */
const POLL_MS = 2013;

type Grant = {
  grantedBy: ServerRole;
  seenIn: ServerRole;
  /** True time of the grant. */
  at: number;
  /** Until it is in the file. */
  writtenAfterMs: number;
};

/** What polls of both files every 2 s see of a grant; clocks are off the true time by so many milliseconds. */
function seen(
  { grantedBy, seenIn, at, writtenAfterMs }: Grant,
  clocks: Record<ServerRole, number>,
  ours: number,
): ArrivalSample {
  const poll = Math.ceil((at + writtenAfterMs) / POLL_MS) * POLL_MS;
  return {
    grantedBy,
    seenIn,
    startsAt: Math.floor((at + clocks[grantedBy]) / SECOND_MS) * SECOND_MS,
    absentAt: poll - POLL_MS + ours,
    seenAt: poll + ours,
  };
}

/** Grants of both servers in turn, every 7.3 s up to `NOW`. */
function grants(count: number, seenInOwn: boolean, writtenAfterMs = 100): Grant[] {
  return Array.from({ length: count }, (_, index) => {
    const grantedBy = index % 2 === 0 ? 'primary' : 'secondary';
    const partner = grantedBy === 'primary' ? 'secondary' : 'primary';
    const at = NOW - (count - index) * 7300;
    return { grantedBy, seenIn: seenInOwn ? grantedBy : partner, at, writtenAfterMs };
  });
}

const skewOf = (samples: ArrivalSample[], now = NOW) =>
  skewFromArrivals(withArrivals(NO_ARRIVALS, samples, now), now);
const ahead = (byMs: number) => ({ primary: 0, secondary: byMs });

describe('the skew from arrivals', () => {
  it.each([
    ['their own files', true, 2000],
    ['each other’s file', false, 6100],
  ])('by %s is 20 s, to a known margin', (_, seenInOwn, marginMs) => {
    const skew = skewOf(grants(40, seenInOwn).map((grant) => seen(grant, ahead(20_000), 0)));
    expect(skew).toMatchObject({ method: 'arrival' });
    expect(Math.abs((skew?.skewMs ?? 0) - 20_000)).toBeLessThanOrEqual(skew?.uncertaintyMs ?? 0);
    expect(skew?.uncertaintyMs).toBeLessThanOrEqual(marginMs);
  });

  it('is as old as the newest grant of the server that granted less of late', () => {
    const samples = grants(20, true).map((grant) => seen(grant, ahead(0), 0));
    const quiet = samples.filter(
      ({ grantedBy, seenAt }) => grantedBy === 'primary' || seenAt < NOW - MINUTE_MS,
    );
    const last = quiet.findLast(({ grantedBy }) => grantedBy === 'secondary');
    expect(skewOf(quiet)?.measuredAt).toBe(new Date(last?.seenAt ?? 0).toISOString());
  });

  it.each([
    ['without grants', () => []],
    ['from grants of one server', () => grants(20, true).filter(({ grantedBy }) => grantedBy === 'primary')],
    ['from two grants of each', () => grants(4, true)],
    [
      'from what is older than ten minutes',
      () => grants(20, true).map((each) => ({ ...each, at: each.at - 11 * MINUTE_MS })),
    ],
  ])('is unknown %s', (_, made) => {
    expect(skewOf(made().map((grant) => seen(grant, ahead(0), 0)))).toBeNull();
  });

  it('does not take a queue of updates that arrive at last for a clock', () => {
    const queued = grants(20, false).map((grant) => ({
      ...grant,
      at: grant.at - 5 * MINUTE_MS,
      writtenAfterMs: 5 * MINUTE_MS,
    }));
    const samples = [...queued, ...grants(20, false)].map((grant) => seen(grant, ahead(3000), 0));
    const skew = skewOf(samples.toSorted((one, other) => one.seenAt - other.seenAt));
    expect(Math.abs((skew?.skewMs ?? 0) - 3000)).toBeLessThanOrEqual(skew?.uncertaintyMs ?? 0);
  });

  it.each([30_000, -30_000])('follows a clock that is set by %s ms', (byMs) => {
    const before = grants(40, true).map((grant) =>
      seen({ ...grant, at: grant.at - 5 * MINUTE_MS }, ahead(0), 0),
    );
    const after = grants(20, true).map((grant) => seen(grant, ahead(byMs), 0));
    const skew = skewOf([...before, ...after]);
    expect(Math.abs((skew?.skewMs ?? 0) - byMs)).toBeLessThanOrEqual(skew?.uncertaintyMs ?? 0);
  });

  it('holds a bounded number of grants, and comes out the same bit by bit as at once', () => {
    const samples = grants(70, true).map((grant) => seen(grant, ahead(500), 0));
    const bitByBit = samples.reduce((former, sample) => withArrivals(former, [sample], NOW), NO_ARRIVALS);
    expect(skewFromArrivals(bitByBit, NOW)).toEqual(skewOf(samples));
    const flood = Array.from({ length: 5000 }, () => samples).flat();
    expect(withArrivals(NO_ARRIVALS, flood, NOW).primary.length).toBeLessThanOrEqual(256);
  });
});

const offsetMs = fc.integer({ min: -100_000, max: 100_000 });
const anyGrants = fc.array(
  fc.record<Grant>({
    grantedBy: fc.constantFrom('primary', 'secondary'),
    seenIn: fc.constantFrom('primary', 'secondary'),
    at: fc.integer({ min: NOW - 9 * MINUTE_MS, max: NOW - 10_000 }),
    writtenAfterMs: fc.integer({ min: 0, max: 900 }),
  }),
  { minLength: 6, maxLength: 60 },
);

test('the true skew lies within the uncertainty, and our own clock is not in it', () => {
  fc.assert(
    fc.property(anyGrants, offsetMs, offsetMs, offsetMs, (made, primary, secondary, ours) => {
      const inOrder = made.toSorted((one, other) => one.at - other.at);
      const samples = inOrder.map((grant) => seen(grant, { primary, secondary }, 0));
      const skew = skewOf(samples);
      if (skew) expect(Math.abs(skew.skewMs - (secondary - primary))).toBeLessThanOrEqual(skew.uncertaintyMs);
      const byOurs = skewOf(
        inOrder.map((grant) => seen(grant, { primary, secondary }, ours)),
        NOW + ours,
      );
      expect(byOurs === null).toBe(skew === null);
      expect(byOurs?.skewMs ?? 0).toBeCloseTo(skew?.skewMs ?? 0, 5);
      expect(byOurs?.uncertaintyMs ?? 0).toBeCloseTo(skew?.uncertaintyMs ?? 0, 5);
    }),
  );
});

test('late updates of the partner do not mislead, as long as some are prompt', () => {
  const lateness = fc.array(fc.integer({ min: 0, max: MINUTE_MS }), { minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(lateness, offsetMs, (lateMs, secondary) => {
      const made = grants(40, false).map((grant, index) => ({
        ...grant,
        at: grant.at - MINUTE_MS,
        writtenAfterMs: lateMs[index] ?? 2000,
      }));
      const samples = made.map((grant) => seen(grant, ahead(secondary), 0));
      const skew = skewOf(samples.toSorted((one, other) => one.seenAt - other.seenAt));
      expect(Math.abs((skew?.skewMs ?? Number.NaN) - secondary)).toBeLessThanOrEqual(
        skew?.uncertaintyMs ?? 0,
      );
    }),
  );
});

test('what was seen a while ago counts for less, as clocks drift', () => {
  const samples = grants(40, true).map((grant) => seen(grant, ahead(0), 0));
  const [now, later] = [skewOf(samples), skewOf(samples, NOW + 4 * MINUTE_MS)];
  // 100 ppm of 4 minutes, at both ends of both servers' bounds.
  expect((later?.uncertaintyMs ?? 0) - (now?.uncertaintyMs ?? 0)).toBeCloseTo(48, 5);
  expect(later?.skewMs).toBeCloseTo(now?.skewMs ?? Number.NaN, 5);
});
