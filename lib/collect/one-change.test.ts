import { expect, it } from 'vitest';
import { eventQuerySchema } from '../contracts/event.ts';
import { describeOnSqlite } from '../db/testing/engines.ts';
import { readFact } from '../dhcpd/syslog/facts.ts';
import { listEvents } from '../store/events.ts';
import { makePair } from '../store/testing/samples.ts';
import { advance } from './advance.ts';
import { ingest } from './ingest.ts';
import type { PairMemory } from './memory.ts';
import type { Reading } from './reading.ts';
import {
  HOUR_MS,
  leasesRead,
  logRead,
  normalView,
  pairInNormal,
  START,
  stateBlock,
} from './testing/files-memory.ts';

/** What the primary's sources are read to say from `at` on of its change at CHANGED_AT, when its clock is off by `off`. */
const CHANGED_AT = START + 10_000;
const LINE = 'failover peer pair: I move from normal to communications-interrupted';

const told = {
  omapi: (serverId: number, at: number, off: number): Reading => ({
    kind: 'omapi',
    serverId,
    attemptAt: at,
    finishedAt: at,
    intervalMs: 2_000,
    outcome: {
      ok: true,
      value: {
        view: {
          ...normalView(at),
          localState: 'communications-interrupted',
          localStosAt: CHANGED_AT + off,
        },
        raw: {},
        roundTripMs: 1,
      },
    },
  }),
  leases: (serverId: number, at: number, off: number): Reading =>
    leasesRead(serverId, at, {
      stateBlocks: [
        stateBlock('communications-interrupted', CHANGED_AT + off, {
          previous: { state: 'normal', at: START - HOUR_MS + off },
        }),
      ],
    }),
  log: (serverId: number, at: number, off: number): Reading => {
    const fact = readFact(LINE);
    if (!fact) throw new Error(`no fact: ${LINE}`);
    const atMs = CHANGED_AT + off;
    return logRead(serverId, at, [{ fact, atMs, clock: 'server', times: 1, text: LINE, place: '1:3:1' }]);
  },
};

/** The pair of a database, whose servers were in normal for an hour by clocks that are off by so much. */
function inNormal(ids: { pairId: number; primaryId: number; secondaryId: number }, off: number): PairMemory {
  const memory = pairInNormal();
  return {
    ...memory,
    pairId: ids.pairId,
    servers: memory.servers.map((server) => ({
      ...server,
      serverId: server.role === 'primary' ? ids.primaryId : ids.secondaryId,
      openSpan: {
        state: 'normal',
        from: START - HOUR_MS,
        lastSeenAt: CHANGED_AT - 1_000,
        stosAt: START - HOUR_MS + off,
      },
    })),
  };
}

describeOnSqlite('a change by a clock that is off', (engine) => {
  const offs = [0, 90_000, -90_000, HOUR_MS, -HOUR_MS];
  const orders = [
    ['omapi', 'leases', 'log'],
    ['omapi', 'log', 'leases'],
    ['leases', 'omapi', 'log'],
    ['leases', 'log', 'omapi'],
    ['log', 'omapi', 'leases'],
    ['log', 'leases', 'omapi'],
  ] as const;
  it.each(offs.flatMap((off) => orders.map((order) => ({ off, order }))))(
    'by $off ms is one event in its own place, told by $order',
    async ({ off, order }) => {
      const { db } = await engine.open();
      const ids = await makePair(db);
      let memory = inNormal(ids, off);
      const take = async (reading: Reading) => {
        const step = advance(memory, reading);
        await db.write((tx) => ingest(tx, step.memory, step.changes, []));
        memory = step.memory;
      };
      await take(logRead(ids.primaryId, CHANGED_AT - 1_000, []));
      for (const [index, source] of order.entries())
        await take(told[source](ids.primaryId, CHANGED_AT + 500 + index * 700, off));
      const { events } = await db.read((tx) => listEvents(tx, eventQuerySchema.parse({})));
      const changes = events.filter(({ kind }) => kind === 'state');
      expect(changes.map(({ evidence }) => evidence.map(({ source }) => source))).toEqual([order]);
      const sortAt = Date.parse(changes[0]?.sortAt ?? '');
      expect(Math.abs(sortAt - CHANGED_AT)).toBeLessThanOrEqual(1_000);
    },
  );
});
