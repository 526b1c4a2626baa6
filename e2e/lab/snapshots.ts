import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { FailoverState } from '../../lib/failover-states.ts';
import type { PoolCounters } from '../../lib/omapi/pool.ts';
import type { Lab } from './lab.ts';
import { LabError } from './lab-error.ts';
import { POOL_NAMES, POOLS, type PoolName, SERVER_NAMES, type ServerName } from './topology.ts';

/** What a pair goes through, in this order, with what its servers say of themselves at each point. */
export const PHASES = [
  'fresh',
  'loaded',
  'communications-interrupted',
  'partner-down',
  'recovering',
  'rewritten',
] as const;
export type Phase = (typeof PHASES)[number];

export type PoolReading = Omit<PoolCounters, 'handle'>;

/** One server while nothing moves: what is in its files, and what it counts itself. */
export type Snapshot = {
  /** By this machine's clock, as is the next. */
  takenAt: string;
  /** When this dhcpd began to read its lease file, to a second. */
  startedAt: string;
  state: FailoverState | null;
  /** What dhcpd says over OMAPI; null when it does not run. */
  omapi: Record<PoolName, PoolReading> | null;
  config: string;
  leases: string;
};

const SETTLED_MS = 60_000;
/** dhcpd writes what it heard from its partner within 2 s (reference 4.6). */
const QUIET_MS = 5_000;
const ASK = new URL('../../lib/omapi/testing/ask.ts', import.meta.url).pathname;

/**
 * Leads a lab that was just brought up through every phase, and calls `visit` in each with both servers at rest. How
 * long one recovers is the lab's MCLT: at least 20 s, so that there is rest in it, and 60 s at most, or it gives up.
 */
export async function visitPhases(
  lab: Lab,
  visit: (phase: Phase, snapshots: Record<ServerName, Snapshot>) => Promise<void> | void,
): Promise<void> {
  const tour: Tour = { lab, startedAt: { a: '', b: '' } };
  for (const phase of PHASES) {
    await ENTER[phase](tour);
    await visit(phase, await takeSnapshots(tour));
  }
}

type Tour = { lab: Lab; startedAt: Record<ServerName, string> };

async function start({ lab, startedAt }: Tour, server: ServerName): Promise<void> {
  startedAt[server] = new Date().toISOString();
  await lab.start(server);
}

const ENTER: Record<Phase, (tour: Tour) => Promise<unknown>> = {
  fresh: startSmall,
  loaded: ({ lab }) => lab.load(30),
  async 'communications-interrupted'({ lab }) {
    await lab.partition();
    const apart = 'communications-interrupted';
    await lab.waitForStates({ a: apart, b: apart }, SETTLED_MS);
    await lab.load(40);
  },
  async 'partner-down'({ lab }) {
    await lab.heal();
    await lab.waitForStates({ a: 'normal', b: 'normal' }, SETTLED_MS);
    // One that dies while normal recovers when it comes back; from any other state there would be a conflict.
    await lab.kill('b');
    await lab.waitForStates({ a: 'communications-interrupted' }, SETTLED_MS);
    await lab.partnerDown('a');
    await lab.load(45);
  },
  async recovering(tour) {
    await start(tour, 'b');
    await tour.lab.waitForStates({ a: 'partner-down', b: 'recover-wait' }, SETTLED_MS);
  },
  async rewritten(tour) {
    const { lab } = tour;
    await lab.waitForStates({ a: 'normal', b: 'normal' }, 2 * SETTLED_MS);
    for (const server of SERVER_NAMES) {
      await lab.stop(server);
      await start(tour, server);
      await lab.waitForStates({ a: 'normal', b: 'normal' }, SETTLED_MS);
    }
  },
};

/** The first addresses of each pool are enough, and make files that can be kept. */
const LAST_ADDRESSES: Record<PoolName, string> = {
  desks: '10.66.1.140',
  phones: '10.66.8.20',
  guests: '10.67.1.20',
};

/** Starts both servers again as new ones, with fewer addresses. */
async function startSmall(tour: Tour): Promise<void> {
  const { lab } = tour;
  for (const server of SERVER_NAMES) await lab.stop(server);
  for (const server of SERVER_NAMES) {
    let config = readFileSync(lab.config(server), 'utf8');
    for (const pool of POOL_NAMES) config = config.replace(POOLS[pool].range.high, LAST_ADDRESSES[pool]);
    writeFileSync(lab.config(server), config);
    writeFileSync(lab.leases(server), '');
    await start(tour, server);
  }
  await lab.waitForStates({ a: 'normal', b: 'normal' }, SETTLED_MS);
}

/** Both servers as soon as neither has written anything for a while. Throws LabError when that never comes. */
async function takeSnapshots(tour: Tour): Promise<Record<ServerName, Snapshot>> {
  const { lab } = tour;
  const giveUpAt = performance.now() + SETTLED_MS;
  let written = writtenSoFar(lab);
  let quietSince = performance.now();
  while (performance.now() - quietSince < QUIET_MS) {
    if (performance.now() > giveUpAt) throw new LabError('the servers write on and on');
    await pause(100);
    const now = writtenSoFar(lab);
    if (now !== written) quietSince = performance.now();
    written = now;
  }
  const [a, b] = await Promise.all([takeSnapshot(tour, 'a'), takeSnapshot(tour, 'b')]);
  return { a, b };
}

function writtenSoFar(lab: Lab): string {
  return SERVER_NAMES.map((server) => statSync(lab.leases(server)))
    .map(({ ino, size }) => `${ino} ${size}`)
    .join(', ');
}

async function takeSnapshot({ lab, startedAt }: Tour, server: ServerName): Promise<Snapshot> {
  const failover = await lab.failoverState(server);
  return {
    takenAt: new Date().toISOString(),
    startedAt: startedAt[server],
    state: failover?.local ?? null,
    omapi: failover ? await poolReadings(lab, server) : null,
    config: readFileSync(lab.config(server), 'utf8').replace(lab.omapi(server).secret, 'c2VjcmV0'),
    leases: readFileSync(lab.leases(server), 'utf8'),
  };
}

async function poolReadings(lab: Lab, server: ServerName): Promise<Record<PoolName, PoolReading>> {
  const { host, port, keyName, algorithm, secret } = lab.omapi(server);
  const child = lab.exec('monitor', process.execPath, ['--import', 'tsx', ASK], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdin || !child.stdout) throw new Error('started without pipes');
  const options = { host, port, key: { name: keyName, algorithm, secret } };
  const questions = POOL_NAMES.map((pool) => ({ address: POOLS[pool].range.low }));
  child.stdin.end(JSON.stringify({ options, questions }));
  const [answered] = await Promise.all([text(child.stdout), once(child, 'close')]);
  // What lib/omapi/testing/ask.ts writes.
  const answers: { value: PoolCounters }[] = JSON.parse(answered);
  const [desks, phones, guests] = answers.map(({ value: { handle: _, ...counters } }) => counters);
  if (!desks || !phones || !guests) throw new LabError(`${server} answered ${answered} over OMAPI`);
  return { desks, phones, guests };
}
