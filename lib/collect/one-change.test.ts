import { expect, it } from 'vitest';
import { type EventDto, eventQuerySchema } from '../contracts/event.ts';
import type { Database } from '../db/client.ts';
import { describeOnSqlite } from '../db/testing/engines.ts';
import { readFact } from '../dhcpd/syslog/facts.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../incidents/incident.ts';
import type { FailoverView } from '../pair/facts.ts';
import { listEvents } from '../store/events.ts';
import { makePair } from '../store/testing/samples.ts';
import { advance } from './advance.ts';
import { ingest } from './ingest.ts';
import type { PairMemory } from './memory.ts';
import type { Reading, StateBlock } from './reading.ts';
import {
  clockReading,
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

const omapiRead = (serverId: number, at: number, changes: Partial<FailoverView>): Reading => ({
  kind: 'omapi',
  serverId,
  attemptAt: at,
  finishedAt: at,
  intervalMs: 2_000,
  outcome: { ok: true, value: { view: { ...normalView(at), ...changes }, raw: {}, roundTripMs: 1 } },
});

function lineRead(serverId: number, at: number, text: string, atMs: number): Reading {
  const fact = readFact(text);
  if (!fact) throw new Error(`no fact: ${text}`);
  return logRead(serverId, at, [{ fact, atMs, clock: 'server', times: 1, text, place: `1:3:${atMs}` }]);
}

const told = {
  omapi: (serverId: number, at: number, off: number): Reading =>
    omapiRead(serverId, at, { localState: 'communications-interrupted', localStosAt: CHANGED_AT + off }),
  leases: (serverId: number, at: number, off: number): Reading =>
    leasesRead(serverId, at, {
      stateBlocks: [
        stateBlock('communications-interrupted', CHANGED_AT + off, {
          previous: { state: 'normal', at: START - HOUR_MS + off },
        }),
      ],
    }),
  log: (serverId: number, at: number, off: number): Reading => lineRead(serverId, at, LINE, CHANGED_AT + off),
};

/**
 * The same of a startup that ended at CHANGED_AT, in another state than the one before: OMAPI and the file have that with the
 * stamp of the state before, only the log with its own time.
 */
const toldOfRestart = {
  omapi: (serverId: number, at: number, stamp: number): Reading =>
    omapiRead(serverId, at, { localState: 'communications-interrupted', localStosAt: stamp }),
  leases: (serverId: number, at: number, stamp: number): Reading =>
    leasesRead(serverId, at, {
      stateBlocks: [
        stateBlock('communications-interrupted', stamp, { previous: { state: 'normal', at: stamp } }),
      ],
    }),
  log: (serverId: number, at: number, _: number, off: number): Reading =>
    lineRead(serverId, at, LINE.replace('normal', 'startup'), CHANGED_AT + off),
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

const ORDERS = [
  ['omapi', 'leases', 'log'],
  ['omapi', 'log', 'leases'],
  ['leases', 'omapi', 'log'],
  ['leases', 'log', 'omapi'],
  ['log', 'omapi', 'leases'],
  ['log', 'leases', 'omapi'],
] as const;

/** Writes what each reading changes at the pair of `memory`; gives what the history has of its changes of state. */
function follow(db: Database, memory: PairMemory) {
  let latest = memory;
  return {
    async take(reading: Reading) {
      const step = advance(latest, reading);
      await db.write((tx) => ingest(tx, step.memory, step.changes, DEFAULT_INCIDENT_LIMITS));
      latest = step.memory;
    },
    async changes() {
      const { events } = await db.read((tx) => listEvents(tx, eventQuerySchema.parse({})));
      return events.filter(({ kind }) => kind === 'state');
    },
  };
}

const sourcesOf = ({ evidence }: EventDto) => evidence.map(({ source }) => source);

const distanceOf = (change: EventDto | undefined) => Math.abs(Date.parse(change?.sortAt ?? '') - CHANGED_AT);

describeOnSqlite('a change by a clock that is off', (engine) => {
  const offs = [0, 90_000, -90_000, HOUR_MS, -HOUR_MS];
  it.each(offs.flatMap((off) => ORDERS.map((order) => ({ off, order }))))(
    'by $off ms is one event in its own place, told by $order',
    async ({ off, order }) => {
      const { db } = await engine.open();
      const ids = await makePair(db);
      const { take, changes } = follow(db, inNormal(ids, off));
      await take(logRead(ids.primaryId, CHANGED_AT - 1_000, []));
      for (const [index, source] of order.entries())
        await take(told[source](ids.primaryId, CHANGED_AT + 500 + index * 700, off));
      const [change, ...more] = await changes();
      expect(change && sourcesOf(change)).toEqual(order);
      expect(more).toEqual([]);
      expect(distanceOf(change)).toBeLessThanOrEqual(1_000);
    },
  );
});

describeOnSqlite('the end of a startup', (engine) => {
  const clocks = [
    { off: 0, measured: 0 },
    { off: 90_000, measured: 20_000 },
    { off: 20_000, measured: 90_000 },
    { off: -90_000, measured: -20_000 },
  ];
  const ages = [20_000, HOUR_MS];
  it.each(
    clocks.flatMap((clock) => ages.flatMap((age) => ORDERS.map((order) => ({ ...clock, age, order })))),
  )(
    'by a clock $off ms off, measured $measured ms, $age ms after the state before began, is one event, told by $order',
    async ({ off, measured, age, order }) => {
      const { db } = await engine.open();
      const ids = await makePair(db);
      // Stamped by the clock of before the restart.
      const stamp = CHANGED_AT - age + measured;
      const memory = inNormal(ids, measured);
      const servers = memory.servers.map((server) => ({
        ...server,
        clockReadings: [clockReading(measured)],
        openSpan: server.openSpan && { ...server.openSpan, stosAt: stamp },
      }));
      const { take, changes } = follow(db, { ...memory, servers });
      const id = ids.primaryId;
      await take(omapiRead(id, CHANGED_AT - 15_000, { localState: 'startup', localStosAt: stamp }));
      await take(omapiRead(id, CHANGED_AT - 1_000, { localState: 'startup', localStosAt: stamp }));
      await take(logRead(id, CHANGED_AT - 1_000, []));
      for (const [index, source] of order.entries())
        await take(toldOfRestart[source](id, CHANGED_AT + 500 + index * 700, stamp, off));
      const [end, ...before] = await changes();
      expect(before.map(({ to }) => to)).toEqual(['startup']);
      expect(end).toMatchObject({ from: 'startup', to: 'communications-interrupted' });
      expect(end && sourcesOf(end)).toEqual(order);
      expect(distanceOf(end)).toBeLessThanOrEqual(2_000);
    },
  );
});

describeOnSqlite('a change without a stamp of its own', (engine) => {
  const LATE = [1_000, 20_000, HOUR_MS];
  it.each(LATE.flatMap((late) => ORDERS.map((order) => ({ late, order }))))(
    'that is read $late ms later is one event in its own place, told by $order',
    async ({ late, order }) => {
      const { db } = await engine.open();
      const ids = await makePair(db);
      const id = ids.primaryId;
      const recover = CHANGED_AT - 60_000;
      const memory = inNormal(ids, 0);
      const servers = memory.servers.map((server) => ({
        ...server,
        openSpan: server.openSpan && { ...server.openSpan, state: 'recover', stosAt: recover },
      }));
      const { take, changes } = follow(db, { ...memory, servers });
      await take(leasesRead(id, CHANGED_AT - 1_000));
      await take(logRead(id, CHANGED_AT - 1_000, []));
      const line = 'failover peer pair: I move from recover to recover-wait';
      const previous = { state: 'recover', at: recover };
      const readings = {
        omapi: (at: number) => omapiRead(id, at, { localState: 'recover-wait', localStosAt: recover }),
        leases: (at: number) =>
          leasesRead(id, at, { stateBlocks: [stateBlock('recover-wait', recover, { previous })] }),
        log: (at: number) => lineRead(id, at, line, CHANGED_AT),
      };
      for (const [index, source] of order.entries())
        await take(readings[source](CHANGED_AT + late + index * 700));
      const [change, ...more] = await changes();
      expect(change && sourcesOf(change)).toEqual(order);
      expect(more).toEqual([]);
      expect(distanceOf(change)).toBeLessThanOrEqual(2_500);
    },
  );

  it('is one event also where the reading before it took long to be had', async () => {
    const { db } = await engine.open();
    const ids = await makePair(db);
    const { take, changes } = follow(db, inNormal(ids, 0));
    const server = ids.primaryId;
    const stamp = CHANGED_AT - 2_000;
    const read = (at: number, blocks: StateBlock[]) => leasesRead(server, at, { stateBlocks: blocks });
    await take({ ...read(CHANGED_AT + 20_000, []), attemptAt: CHANGED_AT - 500 });
    await take(
      lineRead(
        server,
        CHANGED_AT + 20_100,
        'failover peer pair: I move from recover to recover-wait',
        CHANGED_AT,
      ),
    );
    const previous = { state: 'recover', at: stamp } as const;
    await take(read(CHANGED_AT + 22_000, [stateBlock('recover-wait', stamp, { previous })]));
    expect((await changes()).map(sourcesOf)).toEqual([['log', 'leases']]);
  });
});
