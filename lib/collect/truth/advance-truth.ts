import { workedOutEveryMs } from '../../contracts/truth.ts';
import { backlogObservations, backlogUndecided, type UnacknowledgedLeases } from '../../pair/backlog.ts';
import { balanceOf, type PoolBalance } from '../../pair/balance.ts';
import { balanceObservations, balanceUndecided } from '../../pair/balance-observations.ts';
import { clocksOf } from '../../pair/clocks/clocks.ts';
import type { Clocks } from '../../pair/clocks/facts.ts';
import { clockObservations, clockUndecided } from '../../pair/clocks/observations.ts';
import { type Countdown, countdownsOf } from '../../pair/countdown.ts';
import type { FindingRoom } from '../../pair/finding.ts';
import { forecastPair, type PoolForecast } from '../../pair/forecast/forecast.ts';
import { findingsOf, type Lasting, lasting, NOTHING_LASTS, type Observation } from '../../pair/lasting.ts';
import { type Readiness, readinessOf } from '../../pair/readiness/readiness.ts';
import { sourceObservations, sourceUndecided } from '../../pair/sources.ts';
import type { Changes } from '../changes.ts';
import { factsOf, type PairMemory } from '../memory.ts';
import type { LeaseAges, Reading } from '../reading.ts';
import { decidedRooms } from './decided-rooms.ts';
import {
  backlogFactsOf,
  balanceFactsOf,
  clockFactsOf,
  countdownFactsOf,
  forecastFactsOf,
  readinessFactsOf,
  sourcesOf,
  untried,
} from './facts.ts';
import { poolFactsOf } from './pool-facts.ts';
import { arePoolsWhole, takePoolUse } from './pool-use.ts';
import { takeReview } from './review.ts';
import { snapshotSamples, takeClockReading } from './skews.ts';

/** What is known of a pair beyond its verdict, as it is shown: by its names in the contract. */
export type PairTruth = {
  readiness: Readiness;
  clocks: Clocks;
  balance: PoolBalance[];
  forecast: PoolForecast[];
  countdowns: Countdown[];
  'lease-audit': { server: string; backlog: UnacknowledgedLeases | null; ages: LeaseAges[] | null }[];
};

type TruthStep = {
  memory: PairMemory;
  findings: Changes['findings'];
  truth: Changes['truth'];
  clockSamples: Changes['clockSamples'];
  review: Changes['review'];
};

/** Works out what all readings together mean, beyond the verdict, as often as is worth it. Pure. */
export function advanceTruth(before: PairMemory, reading: Reading): TruthStep {
  const now = reading.finishedAt;
  const reviewed = takeReview(before, reading);
  const { memory, samples } = takeClockReading(reviewed.memory, reading);
  const { at } = memory.truth;
  const isDue = at === null || Math.abs(now - at) >= workedOutEveryMs() || reading.kind === 'clock';
  const { review } = reviewed;
  if (!isDue) return { memory, findings: reviewed.findings, truth: null, clockSamples: samples, review };
  const step = workOut(memory, reading.intervalMs, now);
  return {
    memory: step.memory,
    findings: { ...reviewed.findings, ...step.findings },
    truth: step.truth,
    clockSamples: [...samples, ...step.clockSamples],
    review,
  };
}

function workOut(memory: PairMemory, intervalMs: number, now: number): Omit<TruthStep, 'review'> {
  const clockFacts = clockFactsOf(memory, now);
  const clocks = clocksOf(clockFacts, now);
  const clockSamples = snapshotSamples(clocks.skew, memory.truth, now);
  const snapshotAt = clockSamples.at(-1)?.at ?? memory.truth.snapshotAt;
  const known = { ...memory, truth: { ...memory.truth, clocks, snapshotAt, at: now } };
  const pair = factsOf(known, intervalMs, now);
  const pools = poolFactsOf(known);
  const balanceFacts = balanceFactsOf(known, pair, pools, now);
  const backlogFacts = backlogFactsOf(known, pair);
  const balance = balanceOf(balanceFacts, now);
  const forecast = forecastPair(forecastFactsOf(known, balanceFacts, now), known.truth.newClients, now);
  const readiness = readinessOf(
    readinessFactsOf(known, { pair, clocks, balance, forecasts: forecast }, now),
    now,
  );
  const goesOn = (room: FindingRoom, observed: Observation[], undecided: (key: string) => boolean): Lasting =>
    lasting(observed, memory.goingOn[room] ?? NOTHING_LASTS, now, undecided);
  const rooms = {
    clock: goesOn(
      'clock',
      clockObservations(clocks, clockFacts, now),
      clockUndecided(clocks, clockFacts, now),
    ),
    balance: goesOn(
      'balance',
      balanceObservations(balanceFacts, balance, now),
      balanceUndecided(balanceFacts, balance, now),
    ),
    backlog: goesOn('backlog', backlogObservations(backlogFacts, now), backlogUndecided(backlogFacts, now)),
    source: goesOn('source', sourceObservations(sourcesOf(known)), sourceUndecided(untried(known))),
  };
  const { word } = readiness;
  const open = known.truth.readiness;
  const isNews = open?.word !== word;
  const { poolsAt } = known.truth;
  const arePoolsDue = poolsAt === null || Math.abs(now - poolsAt) >= workedOutEveryMs(pools.length);
  return {
    clockSamples,
    memory: {
      ...known,
      goingOn: { ...known.goingOn, ...rooms },
      truth: {
        ...known.truth,
        readiness: isNews ? { word, from: now } : open,
        poolUse: takePoolUse(known.truth.poolUse, pools, { isWhole: arePoolsWhole(known), now }),
        forecasts: forecast,
        decidedRooms: decidedRooms(known),
        ...(arePoolsDue && { poolsAt: now }),
      },
    },
    findings: {
      clock: findingsOf(rooms.clock),
      balance: findingsOf(rooms.balance),
      backlog: findingsOf(rooms.backlog),
      source: findingsOf(rooms.source),
    },
    truth: {
      at: now,
      readinessBegan: isNews ? word : null,
      parts: {
        readiness,
        clocks,
        ...(arePoolsDue && { balance, forecast }),
        countdowns: countdownsOf(countdownFactsOf(known, pair, clocks), now),
        'lease-audit': known.servers.map(({ name, backlogs, ages }) => ({
          server: name,
          backlog: backlogs.at(-1) ?? null,
          ages,
        })),
      },
    },
  };
}
