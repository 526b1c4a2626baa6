import { expect, test } from 'vitest';
import { readDhcpdConfig } from '../../dhcpd/config/read.ts';
import type { SourceHealth, SourceKind } from '../../pair/facts.ts';
import { FINDING_ROOMS } from '../../pair/finding.ts';
import { advance } from '../advance.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import { leasesRead, NO_CONFLICTS, normalView, pairInNormal, START } from '../testing/files-memory.ts';
import { decidedRooms } from './decided-rooms.ts';

const KINDS: SourceKind[] = ['omapi', 'pools', 'config', 'leases', 'clock'];

const health = (kind: SourceKind, failure: SourceHealth['failure'] = null): SourceHealth => ({
  ...{ kind, intervalMs: 2_000, lastAttemptAt: START, lastSuccessAt: START, failingSince: null },
  ...{ consecutiveFailures: 0, failure, roundTripMs: null },
});

/** As a start finds a pair of which everything is read. */
function atStart(changes: Partial<ServerMemory> = {}): PairMemory {
  const memory = pairInNormal();
  const sources = Object.fromEntries(KINDS.map((kind) => [kind, health(kind)]));
  return { ...memory, servers: memory.servers.map((server) => ({ ...server, sources, ...changes })) };
}

const COUNTS = { ranges: [], outside: { count: 0, sample: [] }, problems: { count: 0, list: [] } };
const FILE_READ = { leaseCounts: [{ at: START, counts: COUNTS }], conflicts: NO_CONFLICTS };
const CONFIG = await readDhcpdConfig('dhcpd.conf', async () => '');
const FAILED = { kind: 'permission', message: 'Permission denied.' };

function withFailing(memory: PairMemory, kind: SourceKind): PairMemory {
  const [primary, ...others] = memory.servers;
  if (!primary) throw new Error('a pair has two servers');
  return {
    ...memory,
    servers: [{ ...primary, sources: { ...primary.sources, [kind]: health(kind, FAILED) } }, ...others],
  };
}

test('no room has found anything before both servers were asked', () => {
  expect(decidedRooms(atStart({ settled: false, ...FILE_READ }))).toEqual([]);
});

test('a room has found what there is once all that it looks at was read', () => {
  const settled = { settled: true };
  expect(decidedRooms(atStart(settled))).toEqual(['source']);
  expect(decidedRooms(atStart({ ...settled, ...FILE_READ }))).toEqual([
    'readings',
    'backlog',
    'conflict',
    'source',
  ]);
  const counters = { pools: [], at: START };
  expect(decidedRooms(atStart({ ...settled, ...FILE_READ, counters }))).toContain('balance');
});

test('it does not wait for what the settings leave out', () => {
  expect(
    decidedRooms({ ...pairInNormal(), servers: atStart({ settled: true, sources: {} }).servers }),
  ).toEqual([...FINDING_ROOMS]);
});

test('it does not wait for what can’t be read, unless it holds both servers against each other', () => {
  const memory = atStart({ settled: true });
  const [primary, secondary] = memory.servers;
  if (!primary || !secondary) throw new Error('a pair has two servers');
  const half = { ...memory, servers: [primary, { ...secondary, ...FILE_READ }] };
  expect(decidedRooms(half)).not.toContain('readings');
  expect(decidedRooms(withFailing(half, 'leases'))).toEqual(['readings', 'backlog', 'source']);
});

test('it does not wait for a dhcpd.conf that can’t be read: dhcpd may refuse it just so', () => {
  const memory = withFailing(atStart({ settled: true }), 'config');
  expect(decidedRooms(memory)).not.toContain('config');
  const config = { config: CONFIG, hash: 'a', at: START };
  const [primary, secondary] = memory.servers;
  if (!primary || !secondary) throw new Error('a pair has two servers');
  expect(decidedRooms({ ...memory, servers: [primary, { ...secondary, config }] })).toContain('config');
});

test('what it found stays found', () => {
  const memory = atStart({ settled: true, ...FILE_READ });
  const truth = { ...memory.truth, decidedRooms: decidedRooms(memory) };
  expect(decidedRooms({ ...atStart({ settled: false }), truth })).toEqual(truth.decidedRooms);
});

test('it is decided with the step that works the findings out', () => {
  let memory = atStart();
  for (const [index, serverId] of [1, 2].entries()) {
    const at = START + index * 100;
    const value = { view: normalView(at), raw: {}, roundTripMs: 1 };
    memory = advance(memory, {
      ...{ kind: 'omapi', serverId, attemptAt: at, finishedAt: at, intervalMs: 2_000 },
      outcome: { ok: true, value },
    }).memory;
    const conflicts = serverId === 1 ? NO_CONFLICTS : null;
    memory = advance(memory, leasesRead(serverId, at + 50, { conflicts })).memory;
  }
  expect(memory.truth.decidedRooms).toEqual([]);
  memory = advance(memory, leasesRead(1, START + 6_000, { conflicts: NO_CONFLICTS })).memory;
  expect(memory.truth.decidedRooms).toEqual(['readings', 'backlog', 'conflict', 'source']);
});
