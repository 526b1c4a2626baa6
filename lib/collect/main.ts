import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { systemClock } from '../clock.ts';
import { type Database, openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { log } from '../log.ts';
import { createDispatcher, type Dispatcher, LONGEST_RETRY_MS } from '../notify/dispatcher.ts';
import type { SkewSample } from '../pair/clocks/facts.ts';
import { FINDING_ROOMS } from '../pair/finding.ts';
import { openReach } from '../reach/open-reach.ts';
import type { PairSettings, PollSettings, Settings } from '../settings/settings.ts';
import { loadSkews } from '../store/clock-samples.ts';
import { latestConfigTest } from '../store/config-tests.ts';
import { loadLogPosition } from '../store/log-position.ts';
import { loadPairMemory, type RememberedPair } from '../store/memory.ts';
import { dueMessages, recordDelivery } from '../store/messages.ts';
import { type PairSetting, setPeerName, syncPairs } from '../store/pairs.ts';
import { VERSION } from '../version.ts';
import { Fleet } from './fleet.ts';
import { claimDatabase, startHeartbeat } from './heartbeat.ts';
import { createHistorian } from './historian.ts';
import { ingest } from './ingest.ts';
import { databaseKeeper } from './leases/database-keeper.ts';
import { createLeaseThread, type LeaseThread } from './leases/lease-thread.ts';
import { NOTHING_READ, type PairMemory } from './memory.ts';
import { createPairMonitor, type PairMonitor } from './pair-monitor.ts';
import { plannedSources } from './source-plan.ts';
import { NOTHING_WORKED_OUT } from './truth/memory.ts';
import { learnAll, newClientHistories } from './truth/new-client-rates.ts';
import { thinned } from './truth/skews.ts';
import { endUnwatched, unfedRooms } from './unwatched.ts';

/** A trend of the clocks is told from as much. */
const SKEWS_REMEMBERED_MS = 30 * 86_400_000;

export type Collector = {
  /** Settles with the reason when the collector can't go on. */
  failed: Promise<Error>;
  /** Ends polls, tries and the database in order. */
  stop(): Promise<void>;
};

/**
 * Opens the database, brings its tables up to date and starts to watch every pair of the settings.
 * Throws DatabaseError when the database can't be used.
 */
export async function startCollector(settings: Settings): Promise<Collector> {
  await migrate(settings.databaseUrl);
  const db = await openDatabase(settings.databaseUrl, { role: 'collector' });
  try {
    return await startOn(db, settings);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function startOn(db: Database, settings: Settings): Promise<Collector> {
  const identity = {
    instance: `${hostname()}:${process.pid}:${randomUUID()}`,
    version: VERSION,
    startedAt: systemClock.now(),
  };
  await claimDatabase(db, identity);
  const dispatcher = createDispatcher({
    endpoints: settings.webhooks,
    clock: systemClock,
    random: Math.random,
    log,
    outbox: {
      due: (endpoints, now) =>
        db.read((tx) => dueMessages(tx, endpoints, { now, longestWaitMs: LONGEST_RETRY_MS })),
      record: (delivery) => db.write((tx) => recordDelivery(tx, delivery)),
    },
  });
  const leaseThread = createLeaseThread();
  const monitors = await createMonitors(db, settings, dispatcher, leaseThread);
  // From here on nothing can fail: whatever is started is in the hands of `stop`.
  const heartbeat = startHeartbeat(db, identity);
  const historian = createHistorian({ db, clock: systemClock, log, retention: settings.history });
  historian.start();
  dispatcher.start();
  for (const monitor of monitors) monitor.start();
  log.info({ pairs: settings.pairs.map(({ name }) => name), database: db.engine }, 'collector started');
  return {
    failed: heartbeat.lost,
    async stop() {
      const parts = [...monitors, dispatcher, heartbeat, historian];
      await Promise.all(parts.map((part) => part.stop()));
      await leaseThread.stop();
      await db.close();
    },
  };
}

/** A monitor for each pair of the settings, with what the database remembers of it. */
export async function createMonitors(
  db: Database,
  settings: Settings,
  dispatcher: Pick<Dispatcher, 'kick'>,
  leaseThread: LeaseThread,
): Promise<PairMonitor[]> {
  const endpoints = settings.webhooks.map(({ name }) => name);
  const tracked = await db.write((tx) =>
    syncPairs(
      tx,
      settings.pairs.map((pair) => pairSetting(pair, settings.poll)),
      systemClock.now(),
    ),
  );
  const fleet = new Fleet(tracked.map(({ pairId }) => pairId));
  const monitors: PairMonitor[] = [];
  for (const [index, pairSettings] of settings.pairs.entries()) {
    const pair = tracked[index];
    if (pair?.name !== pairSettings.name)
      throw new Error(`pair ${pairSettings.name} was not stored in its place`);
    await db.write((tx) => endUnwatched(tx, pair.pairId, unfedRooms(pairSettings), systemClock.now()));
    const remembered = () =>
      db.read(async (tx) => ({
        ...(await loadPairMemory(tx, pair.pairId)),
        skews: thinned(await loadSkews(tx, pair.pairId, systemClock.now() - SKEWS_REMEMBERED_MS)),
      }));
    const atStart = await remembered();
    monitors.push(
      createPairMonitor({
        settings: pairSettings,
        poll: settings.poll,
        memory: memoryAtStart(atStart, pairSettings),
        remember: async () => memoryAtStart(await remembered(), pairSettings),
        knownPeerName: atStart.peerName,
        clock: systemClock,
        log,
        reach: ({ reach }) => openReach(reach),
        fleet,
        leaseThread,
        newClientRates: async () =>
          learnAll(await db.read((tx) => newClientHistories(tx, pair.pairId, systemClock.now()))),
        leaseKeeper: (file) => databaseKeeper(db, file, systemClock),
        logPosition: (serverId, origin) => db.read((tx) => loadLogPosition(tx, serverId, origin)),
        configTest: (serverId) => db.read((tx) => latestConfigTest(tx, serverId)),
        async store(memory, changes) {
          await db.write((tx) => ingest(tx, memory, changes, endpoints));
          if (changes.verdict?.announced) dispatcher.kick();
        },
        onPeerName: (name) => db.write((tx) => setPeerName(tx, pair.pairId, name)),
      }),
    );
  }
  return monitors;
}

function memoryAtStart(
  remembered: RememberedPair & { skews: readonly SkewSample[] },
  { mutes }: PairSettings,
): PairMemory {
  const { pairId, name, title, servers, verdict, status, findings, skews } = remembered;
  const nameOf = (id: number | null) => servers.find(({ serverId }) => serverId === id)?.name ?? null;
  return {
    pairId,
    name,
    title,
    servers: servers.map((server) => ({ ...server, ...NOTHING_READ, settled: false })),
    verdict,
    judgedAt: status?.checkedAt ?? null,
    unrest: null,
    peerName: null,
    blindSince: null,
    mutes,
    truth: { ...NOTHING_WORKED_OUT, skews },
    goingOn: Object.fromEntries(
      FINDING_ROOMS.map((room) => [
        room,
        new Map(
          findings
            .filter(({ key }) => key.startsWith(`${room}:`))
            .map(({ id: _id, serverId, ...finding }) => [
              finding.key,
              { since: finding.since, finding: { ...finding, server: nameOf(serverId) } },
            ]),
        ),
      ]),
    ),
  };
}

function pairSetting(pair: PairSettings, poll: PollSettings): PairSetting {
  return {
    name: pair.name,
    title: pair.title,
    kind: pair.kind,
    peerName: pair.peer,
    intervalMs: poll.omapiMs,
    servers: pair.servers.map((server) => ({
      name: server.name,
      role: server.role,
      host: server.host,
      sources: plannedSources(pair, server, poll),
    })),
  };
}
