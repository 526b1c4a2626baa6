import { loadavg } from 'node:os';
import { advance } from '../lib/collect/advance.ts';
import type { PairMemory } from '../lib/collect/memory.ts';
import type { Reading } from '../lib/collect/reading.ts';
import {
  clockAt,
  configOf,
  contentsOf,
  dayOfLog,
  memoryOf,
  NOW,
  ROLES,
  readConfigs,
  readingsAt,
  type Share,
} from './domain/large-pair.ts';
import { type BenchResult, spreadOf, spreadRow, type Target } from './report.ts';

const POOLS = 1_000;
const CLOCK_READINGS = 720;
const CLOCK_EVERY_MS = 60_000;
/** As often as the collector works everything out. */
const STEP_MS = 5_000;
/** Taken before anything counts, so that the code is compiled. */
const WARM_UP = 100;
const STEPS = 300;
const TARGET_MS = 20;
const TARGET_RATIO = 4;

/** How long something took, in milliseconds: by the clock on the wall, and of the processor. */
type Took = { wallMs: number; cpuMs: number };

type Samples = {
  /** Steps that judged the pair and worked out all that is known of it. */
  evaluations: Took[];
  /** What both servers tell of the pools, written as JSON and read again. */
  roundTrips: Took[];
  /** Other steps. */
  leaseFiles: Took[];
};

/**
 * Lets the collector's core take in what is read of a pair with 1,000 pools, step after step, and times those in which it
 * evaluates the pair; beside each, one round trip through JSON of what both servers tell of the pools, which is what it
 * would take only to hand the facts over. Once with a pair in order, and once with a finding for each of its pools. The
 * targets are held against the time of the processor, which others on the machine lengthen less.
 */
export async function benchDomain(): Promise<BenchResult> {
  const load = loadavg().map((each) => each.toFixed(1));
  const inOrder = await samplesOf('even');
  const inTrouble = await samplesOf('one-sided');
  return {
    table: [
      [`load before: ${load.join(', ')}`, 'n', 'min', 'median', 'max'],
      ...rows('evaluation, pair in order', inOrder.evaluations),
      ...rows('evaluation, a finding a pool', inTrouble.evaluations),
      ...rows('facts of the pools through JSON', inOrder.roundTrips),
      ...rows('other steps: lease file of a server', inOrder.leaseFiles),
    ],
    targets: [
      {
        figure: 'evaluation, pair in order',
        measured: medianCpuMs(inOrder.evaluations),
        unit: 'ms',
        atMost: TARGET_MS,
      },
      ratioTarget('evaluation / JSON, pair in order', inOrder),
      ratioTarget('evaluation / JSON, a finding a pool', inTrouble),
    ],
  };
}

function rows(what: string, samples: Took[]): string[][] {
  return [
    spreadRow(`${what}, wall`, spreadOf(samples.map(({ wallMs }) => wallMs)), 'ms'),
    spreadRow(`${what}, processor`, spreadOf(samples.map(({ cpuMs }) => cpuMs)), 'ms'),
  ];
}

function ratioTarget(figure: string, { evaluations, roundTrips }: Samples): Target {
  const measured = medianCpuMs(evaluations) / medianCpuMs(roundTrips);
  return { figure, measured, unit: '×', atMost: TARGET_RATIO };
}

function medianCpuMs(samples: Took[]): number {
  return spreadOf(samples.map(({ cpuMs }) => cpuMs)).median;
}

async function samplesOf(share: Share): Promise<Samples> {
  const configs = await readConfigs(POOLS);
  const contents = contentsOf(configs, share);
  const pair = new Replay(await memoryOf(configs.primary));
  for (let index = CLOCK_READINGS; index > 0; index--)
    for (const role of ROLES) pair.take(clockAt(role, NOW - index * CLOCK_EVERY_MS));
  for (const role of ROLES) {
    pair.take(configOf(role, configs[role]));
    pair.take(dayOfLog(role, configs[role], share));
  }
  const samples: Samples = { evaluations: [], roundTrips: [], leaseFiles: [] };
  for (let index = 0; index < WARM_UP + STEPS; index++) {
    const at = NOW + index * STEP_MS;
    const clocks = at % CLOCK_EVERY_MS === 0 ? ROLES.map((role) => clockAt(role, at)) : [];
    for (const reading of [...readingsAt(at, contents), ...clocks]) {
      const { took, isEvaluation } = pair.take(reading);
      if (index < WARM_UP) continue;
      if (isEvaluation) {
        samples.evaluations.push(took);
        samples.roundTrips.push(timed(() => JSON.parse(JSON.stringify(contents))).took);
      } else if (reading.kind === 'leases') samples.leaseFiles.push(took);
    }
  }
  return samples;
}

/** What the collector remembers of a pair, reading after reading. */
class Replay {
  #memory: PairMemory;

  constructor(memory: PairMemory) {
    this.#memory = memory;
  }

  take(reading: Reading): { took: Took; isEvaluation: boolean } {
    const { took, result } = timed(() => advance(this.#memory, reading));
    this.#memory = result.memory;
    return { took, isEvaluation: result.changes.truth !== null };
  }
}

function timed<Result>(work: () => Result): { took: Took; result: Result } {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  const result = work();
  const wallMs = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { took: { wallMs, cpuMs: (user + system) / 1000 }, result };
}
