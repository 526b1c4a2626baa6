import type { LogFactRead, Reading } from '../../../lib/collect/reading.ts';
import {
  leasesRead,
  logRead,
  normalView,
  START,
  stateBlock,
} from '../../../lib/collect/testing/files-memory.ts';
import { readFact } from '../../../lib/dhcpd/syslog/facts.ts';
import type { FailoverState } from '../../../lib/failover-states.ts';
import type { PairSetting } from '../../../lib/store/pairs.ts';

/** What a scripted pair says, as readings that are numbered from 0 on: of each one it is known what the database has to hold after it. */

export type ServerIds = { primaryId: number; secondaryId: number };
type Role = keyof ServerIds;

const SECOND_MS = 1_000;
const INTERVAL_MS = 5 * SECOND_MS;
/** The sources of both servers, asked in this order, one a second. */
export const TURNS = [
  { of: 'primaryId', kind: 'omapi' },
  { of: 'secondaryId', kind: 'omapi' },
  { of: 'primaryId', kind: 'pools' },
  { of: 'secondaryId', kind: 'log' },
  { of: 'primaryId', kind: 'leases' },
] as const satisfies readonly { of: Role; kind: Reading['kind'] }[];
/** So many rounds the servers stay in a state. */
const ROUNDS_A_STATE = 3;

export const SCRIPTED_PAIR: PairSetting = {
  name: 'scripted',
  title: null,
  kind: 'isc',
  peerName: 'pair',
  intervalMs: INTERVAL_MS,
  servers: [
    { name: 'dhcp-a', role: 'primary', host: '192.0.2.1', sources: sourcesOf('primaryId') },
    { name: 'dhcp-b', role: 'secondary', host: '192.0.2.2', sources: sourcesOf('secondaryId') },
  ],
};

function sourcesOf(role: Role): PairSetting['servers'][number]['sources'] {
  return TURNS.filter(({ of }) => of === role).map(({ kind }) => ({ kind, intervalMs: INTERVAL_MS }));
}

/** When reading `number` is taken, in milliseconds. */
export const momentOf = (number: number): number => START + number * SECOND_MS;

const roundOf = (number: number): number => Math.floor(number / TURNS.length);
const stayOf = (round: number): number => Math.floor(round / ROUNDS_A_STATE);
const stateOf = (stay: number): FailoverState => (stay % 2 === 0 ? 'normal' : 'communications-interrupted');
/** By the server's clock, at the begin of the round that is the first to tell of it. */
const stampOf = (stay: number): number => momentOf(stay * ROUNDS_A_STATE * TURNS.length);

export type Expected = {
  /** When each source was read last; null: not yet. */
  attempts: { serverId: number; kind: Reading['kind']; at: number | null }[];
  /** Of the servers whose state was read. */
  states: { serverId: number; state: FailoverState; observedAt: number; stays: string[] }[];
  /** One for each reading of the pool, no two alike: the free leases. */
  poolValues: number[];
  logOffset: number | null;
  leasesOffset: number | null;
};

/** What the database has to hold once so many readings are stored. */
export function expectedAfter(count: number, ids: ServerIds): Expected {
  const lastOf = (turn: number) => {
    const rounds = Math.floor((count - turn - 1) / TURNS.length);
    return rounds < 0 ? null : rounds * TURNS.length + turn;
  };
  const read = (role: Role, kind: Reading['kind']) =>
    lastOf(TURNS.findIndex((turn) => turn.of === role && turn.kind === kind));
  const attempts = TURNS.map(({ of, kind }, turn) => {
    const last = lastOf(turn);
    return { serverId: ids[of], kind, at: last === null ? null : momentOf(last) };
  });
  const states = (['primaryId', 'secondaryId'] as const).flatMap((role) => {
    const last = read(role, 'omapi');
    if (last === null) return [];
    const stay = stayOf(roundOf(last));
    return {
      serverId: ids[role],
      state: stateOf(stay),
      observedAt: momentOf(last),
      stays: Array.from({ length: stay + 1 }, (_, each) => `${stateOf(each)}@${stampOf(each)}`),
    };
  });
  const pools = read('primaryId', 'pools');
  return {
    attempts,
    states,
    poolValues: pools === null ? [] : Array.from({ length: roundOf(pools) + 1 }, (_, round) => round),
    logOffset: read('secondaryId', 'log'),
    leasesOffset: read('primaryId', 'leases'),
  };
}

/** Reading `number` of the script. */
export function readingOf(number: number, ids: ServerIds): Reading {
  const at = momentOf(number);
  const round = roundOf(number);
  const stay = stayOf(round);
  const isFirstOfStay = stay > 0 && round % ROUNDS_A_STATE === 0;
  const turn = TURNS[number % TURNS.length];
  if (!turn) throw new Error(`the script has no reading ${number}`);
  const serverId = ids[turn.of];
  const base = { serverId, attemptAt: at, finishedAt: at, intervalMs: INTERVAL_MS };
  switch (turn.kind) {
    case 'omapi': {
      const stamps = { localStosAt: stampOf(stay), partnerStosAt: stampOf(stay) };
      const states = { localState: stateOf(stay), partnerState: 'normal' as const };
      const view = { ...normalView(at), ...states, ...stamps };
      return { ...base, kind: 'omapi', outcome: { ok: true, value: { view, raw: {}, roundTripMs: 1 } } };
    }
    case 'pools':
      return { ...base, kind: 'pools', outcome: { ok: true, value: [poolOf(round)] } };
    case 'log':
      return withPlace(logRead(serverId, at, isFirstOfStay ? [movedLine(stay)] : []), number);
    case 'leases': {
      const previous = { state: stateOf(stay - 1), at: stampOf(stay - 1) };
      const place = `dhcpd.leases line ${number}`;
      const stateBlocks = isFirstOfStay
        ? [stateBlock(stateOf(stay), stampOf(stay), { previous, place })]
        : [];
      return withPlace(leasesRead(serverId, at, { stateBlocks }), number);
    }
  }
}

const poolOf = (round: number) => ({
  key: 'office/192.0.2.10',
  sharedNetwork: 'office',
  peerName: 'pair',
  ranges: [{ low: '192.0.2.10', high: '192.0.2.109' }],
  addressCount: 100,
  leaseCount: 100,
  freeLeases: round,
  backupLeases: 40,
});

function movedLine(stay: number): LogFactRead {
  const text = `failover peer pair: I move from ${stateOf(stay - 1)} to ${stateOf(stay)}`;
  const fact = readFact(text);
  if (!fact) throw new Error(`no line of dhcpd: ${text}`);
  return { fact, atMs: stampOf(stay), clock: 'server', times: 1, text, place: `1:3:${stampOf(stay)}` };
}

/** The same, read up to an offset that is the number of the reading. */
function withPlace(reading: Reading, offset: number): Reading {
  const { outcome } = reading;
  if (outcome.ok && 'offset' in outcome.value) Object.assign(outcome.value, { offset, sizeBytes: offset });
  return reading;
}
