import { setTimeout as pause } from 'node:timers/promises';
import { LabError } from './lab-error.ts';
import { run } from './run.ts';
import { POOLS, type PoolName } from './topology.ts';

export type LoadResult = { clients: number; offered: number; acknowledged: number };
export type FillResult = { size: number; rounds: number };

const LOAD_PER_SECOND = 100;
const FILL_PER_SECOND = 200;
/** Each server gives only to its own half of the clients, so it takes more clients than addresses. */
const FILL_CLIENTS_PER_ADDRESS = 1.25;
const FILL_ROUNDS = 8;
/**
 * A client's first lease lasts only MCLT. Once the partner has acknowledged it, 2 s later at most
 * (reference 3.5, 4.6), asking again gives the full time.
 */
const ACKNOWLEDGED_MS = 3_000;
/** Time for answers after the last request. */
const LAST_ANSWER_MICROSECONDS = 500_000;
const START_ALLOWANCE_MS = 10_000;

/**
 * Lets so many clients of `desks` take leases of the full time; the result is of the last round.
 * `inside` is what to put before a command to run it where the clients are.
 */
export async function takeLeases(inside: string[], clients: number): Promise<LoadResult> {
  await askForLeases(inside, 'desks', clients, LOAD_PER_SECOND);
  await pause(ACKNOWLEDGED_MS);
  return askForLeases(inside, 'desks', clients, LOAD_PER_SECOND);
}

/**
 * Lets clients take every address of a pool for the full time; `taken` counts those taken so far.
 * Throws LabError when some stay out of reach.
 */
export async function fillPool(inside: string[], pool: PoolName, taken: () => number): Promise<FillResult> {
  const { size } = POOLS[pool];
  const clients = Math.ceil(size * FILL_CLIENTS_PER_ADDRESS);
  for (let rounds = 1; rounds <= FILL_ROUNDS; rounds += 1) {
    await askForLeases(inside, pool, clients, FILL_PER_SECOND);
    if (rounds > 1 && taken() === size) return { size, rounds };
    await pause(ACKNOWLEDGED_MS);
  }
  throw new LabError(`${pool}: only ${taken()} of ${size} addresses are taken after ${FILL_ROUNDS} rounds`);
}

/** Lets the first `clients` clients of a pool ask for a lease, once each, in whole exchanges of four messages. */
async function askForLeases(
  inside: string[],
  pool: PoolName,
  clients: number,
  perSecond: number,
): Promise<LoadResult> {
  const argv = [
    ...[...inside, 'perfdhcp', '-4'],
    ...['-l', POOLS[pool].interface],
    ...['-b', `mac=${POOLS[pool].firstMac}`],
    ...['-R', `${clients}`, '-n', `${clients}`, '-r', `${perSecond}`],
    ...['-W', `${LAST_ANSWER_MICROSECONDS}`],
  ];
  const finished = await run(argv, { timeoutMs: (clients / perSecond) * 1000 + START_ALLOWANCE_MS });
  const [offered, acknowledged] = [...finished.stdout.matchAll(/^received packets: (\d+)$/gm)].map((match) =>
    Number(match[1]),
  );
  if (offered === undefined || acknowledged === undefined) {
    throw new LabError(`perfdhcp ended with ${finished.code ?? 'a signal'}: ${finished.stderr.trim()}`);
  }
  return { clients, offered, acknowledged };
}
