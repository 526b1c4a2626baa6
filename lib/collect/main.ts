import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { systemClock } from '../clock.ts';
import type { Trouble } from '../contracts/launcher-word.ts';
import type { Restart } from '../contracts/restart.ts';
import { type Database, openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { parseDatabaseUrl } from '../db/url.ts';
import { log } from '../log.ts';
import { createDispatcher, type Dispatcher } from '../notify/dispatcher.ts';
import type { Channel } from '../notify/endpoint.ts';
import { createHeartbeats } from '../notify/heartbeat.ts';
import { LONGEST_WAIT_MS } from '../notify/schedule.ts';
import type { Printer } from '../print/printer.ts';
import { IN_THE_CLEAR, type Pseudonyms } from '../privacy/pseudonyms.ts';
import { openReach } from '../reach/open-reach.ts';
import type { Settings } from '../settings/settings.ts';
import { loadSkews } from '../store/clock-samples.ts';
import { latestConfigTest } from '../store/config-tests.ts';
import { endpointAlertFacts } from '../store/endpoints.ts';
import { loadLogPosition } from '../store/log-position.ts';
import { loadPairMemory } from '../store/memory.ts';
import { dueMessages, recordDelivery } from '../store/messages.ts';
import { type PairRef, setPeerName, syncPairs } from '../store/pairs.ts';
import { recordRestarts } from '../store/restarts.ts';
import { keepServerZone } from '../store/servers.ts';
import { storedPairs, storedPairsRevision } from '../store/stored-pairs.ts';
import { VERSION } from '../version.ts';
import { endAlertsOfLeftPairs } from './alerts/end-left.ts';
import { EndpointBook } from './alerts/endpoint-book.ts';
import { impairments } from './alerts/impairments.ts';
import { ingestOwnAlerts } from './alerts/ingest-alerts.ts';
import { createOwnWatch } from './alerts/own-watch.ts';
import { provision } from './alerts/provision.ts';
import { backUpPairs } from './backups/back-up-pairs.ts';
import { Fleet } from './fleet.ts';
import { claimDatabase, refuseBesideAnother, startHeartbeat } from './heartbeat.ts';
import { createHider, hideStoredLeases, openPseudonyms } from './hide-stored.ts';
import { createHistorian } from './historian.ts';
import { ingest } from './ingest.ts';
import { createKeeper } from './keeper.ts';
import { databaseKeeper } from './leases/database-keeper.ts';
import { createLeaseThread, type LeaseThread } from './leases/lease-thread.ts';
import { memoryAtStart } from './memory-at-start.ts';
import { Meter } from './meter.ts';
import { createOwnFigures } from './own-figures.ts';
import { createPairMonitor, type PairMonitor } from './pair-monitor.ts';
import { pairSetting } from './pair-setting.ts';
import { createDuties } from './practices/duties.ts';
import { PracticeBook } from './practices/practice-book.ts';
import { reportAttacher } from './reports/attach-report.ts';
import { createReporter } from './reports/reporter.ts';
import { type OpenPair, withStoredPairs } from './stored-pairs.ts';
import { learnFromHistory } from './truth/learn.ts';
import { thinned } from './truth/skews.ts';
import { endUnwatched, unfedRooms } from './unwatched.ts';

/** A trend of the clocks is told from as much. */
const SKEWS_REMEMBERED_MS = 30 * 86_400_000;

export type Collector = {
  /** Settles with the reason when the collector can't go on. */
  failed: Promise<Error>;
  /** Settles when other pairs are stored than those it watches: another start watches them. */
  outdated: Promise<void>;
  /** Ends polls, tries and the database in order. */
  stop(): Promise<void>;
};

export type CollectorOptions = {
  /** Opens the channel of an endpoint that was made in a browser; the message of its rejections is told to people. */
  openChannel: (sealed: string) => Promise<Channel>;
  openPair: OpenPair;
  /** The key that seals secrets; `make`: where there is none yet. */
  secretKey: (make: boolean) => Promise<Buffer>;
  /** Renders what goes along with mails. */
  printer: Printer;
  /** Told whenever nothing can be stored any more, and null once it can again. */
  onTrouble: (trouble: Trouble | null) => void;
  /** How collectors before this one ended, and were started again by the launcher. */
  restarts?: readonly Restart[];
  /** Waits after the tries to deliver a message; those of the product unless told. */
  retryDelaysMs?: readonly number[];
};

/**
 * Opens the database, brings its tables up to date and starts to watch every pair of the settings.
 * Throws DatabaseError when the database can't be used.
 */
export async function startCollector(settings: Settings, options: CollectorOptions): Promise<Collector> {
  const db = await openDatabase(settings.databaseUrl, { role: 'collector' });
  try {
    await refuseBesideAnother(db);
    await migrate(settings.databaseUrl);
    return await startOn(db, settings, options);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function startOn(db: Database, ofFile: Settings, options: CollectorOptions): Promise<Collector> {
  const identity = {
    instance: `${hostname()}:${process.pid}:${randomUUID()}`,
    version: VERSION,
    startedAt: systemClock.now(),
  };
  await claimDatabase(db, identity);
  await db.write((tx) => recordRestarts(tx, options.restarts ?? [], systemClock.now()));
  const stored = await db.read(async (tx) => ({
    pairs: await storedPairs(tx),
    revision: await storedPairsRevision(tx),
  }));
  const { pairs, watched } = await withStoredPairs(ofFile.pairs, stored.pairs, options.openPair);
  const settings: Settings = { ...ofFile, pairs };
  const unwatched = watched.filter(({ problem }) => problem !== null);
  for (const { name, problem } of unwatched) log.error({ pair: name, why: problem }, 'a pair is not watched');
  const meter = new Meter(identity.startedAt);
  await db.write((tx) => provision(tx, settings, systemClock.now()));
  const book = new EndpointBook({ db, log, provisioned: settings.endpoints, ...options });
  await book.reload();
  const dispatcher = createDispatcher({
    endpoints: () => book.endpoints(),
    clock: systemClock,
    random: Math.random,
    log,
    outbox: {
      due: (query) => db.read((tx) => dueMessages(tx, { ...query, longestWaitMs: LONGEST_WAIT_MS })),
      async record(outcome) {
        await db.write((tx) => recordDelivery(tx, outcome));
        // Until this settles the dispatcher sends nothing there by itself.
        if (outcome.disablesEndpoint !== null) await book.reload();
      },
    },
    attach: reportAttacher(db, options.printer),
    ...(options.retryDelaysMs && { delays: options.retryDelaysMs }),
  });
  const leaseThread = createLeaseThread();
  const practices = new PracticeBook();
  const pseudonyms = await openPseudonyms(db, settings.privacy, options.secretKey);
  await hideStoredLeases(db, pseudonyms);
  const { monitors, fleet, tracked } = await createMonitors(db, settings, dispatcher, leaseThread, {
    meter,
    practices,
    pseudonyms,
    kept: unwatched.map(({ name }) => name),
  });
  const target = parseDatabaseUrl(settings.databaseUrl);
  const keeper = createKeeper({
    path: target.engine === 'sqlite' ? target.path : null,
    settings: settings.backup,
    clock: systemClock,
    log,
  });
  // From here on nothing can fail: whatever is started is in the hands of `stop`.
  const heartbeat = startHeartbeat(db, {
    ...identity,
    figures: createOwnFigures({ settings, meter, watched, upkeep: keeper.state, now: systemClock.now }),
    onTrouble: options.onTrouble,
    revision: stored.revision,
  });
  const historian = createHistorian({
    db,
    clock: systemClock,
    log,
    retention: { ...settings.history, ...settings.retention },
  });
  const reporter = createReporter({ db, clock: systemClock, log, onTold: () => dispatcher.kick() });
  const heartbeats = createHeartbeats({
    targets: settings.heartbeats,
    clock: systemClock,
    random: Math.random,
    log,
    isWorking: () =>
      ownWatch.isWorking() &&
      (fleet.isWhole(systemClock.now()) || 'nothing of some pair could be stored of late'),
  });
  const ownWatch = createOwnWatch({
    clock: systemClock,
    log,
    async look(now) {
      await book.reload();
      const isTold = await db.write(async (tx) => {
        const endpoints = await endpointAlertFacts(tx);
        const facts = {
          now,
          blindSince: fleet.blindSince(),
          endpoints,
          heartbeats: heartbeats.status(),
          impairments: await impairments(tx, watched, now),
          database: keeper.state(),
        };
        return ingestOwnAlerts(tx, facts, settings.alerts.incidents);
      });
      if (isTold) dispatcher.kick();
    },
  });
  const duties = createDuties({
    db,
    clock: systemClock,
    log,
    pairIds: tracked.map(({ pairId }) => pairId),
    book: practices,
    backUp: backUpPairs({ db, clock: systemClock, log, settings, tracked }),
  });
  const hider = createHider(db, pseudonyms, log);
  const parts = [...monitors, hider, dispatcher, duties, historian, keeper, reporter, ownWatch, heartbeats];
  for (const part of parts) part.start();
  log.info({ pairs: settings.pairs.map(({ name }) => name), database: db.engine }, 'collector started');
  return {
    failed: heartbeat.lost,
    outdated: heartbeat.outdated,
    async stop() {
      await Promise.all([...parts, heartbeat].map((part) => part.stop()));
      await leaseThread.stop();
      await db.close();
    },
  };
}

type MonitorsOptions = {
  /** Measures polls and what stores them. */
  meter?: Meter;
  /** How the duties of the pairs stand. */
  practices?: PracticeBook;
  /** Names of pairs that are not watched now and stay on the pages all the same: as long as nobody removes them. */
  kept?: readonly string[];
  /** Nothing is hashed unless told. */
  pseudonyms?: Pseudonyms;
};

/** A monitor for each pair of the settings, with what the database remembers of it. */
export async function createMonitors(
  db: Database,
  settings: Settings,
  dispatcher: Pick<Dispatcher, 'kick'>,
  leaseThread: LeaseThread,
  { meter, practices, kept = [], pseudonyms = IN_THE_CLEAR }: MonitorsOptions = {},
): Promise<{ monitors: PairMonitor[]; fleet: Fleet; tracked: PairRef[] }> {
  const tracked = await db.write((tx) =>
    syncPairs(
      tx,
      settings.pairs.map((pair) => pairSetting(pair, settings.poll)),
      systemClock.now(),
      kept,
    ),
  );
  await db.write((tx) => endAlertsOfLeftPairs(tx, systemClock.now()));
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
        learn: () => learnFromHistory(db, pair.pairId, systemClock.now()),
        leaseKeeper: (file) => databaseKeeper(db, file, systemClock, pseudonyms),
        pseudonyms,
        logPosition: (serverId, origin) => db.read((tx) => loadLogPosition(tx, serverId, origin)),
        configTest: (serverId) => db.read((tx) => latestConfigTest(tx, serverId)),
        async store(memory, changes) {
          const startedAt = performance.now();
          const standing = practices?.of(pair.pairId) ?? null;
          const isTold = await db.write((tx) =>
            ingest(tx, memory, changes, settings.alerts.incidents, standing),
          );
          meter?.ingest(systemClock.now(), performance.now() - startedAt);
          if (isTold) dispatcher.kick();
        },
        onPoll: (told) => meter?.poll(told),
        onPeerName: (name) => db.write((tx) => setPeerName(tx, pair.pairId, name)),
        onZone: (serverId, zone) => db.write((tx) => keepServerZone(tx, serverId, zone)),
      }),
    );
  }
  return { monitors, fleet, tracked };
}
