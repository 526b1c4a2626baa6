import { hostname } from 'node:os';
import { systemClock } from '../clock.ts';
import type { Trouble } from '../contracts/launcher-word.ts';
import type { CollectorFigures } from '../contracts/system.ts';
import type { Database, Tx } from '../db/client.ts';
import { DatabaseError } from '../db/errors.ts';
import { log } from '../log.ts';
import { formatDuration } from '../pair/duration.ts';
import { BEAT_INTERVAL_MS, beat, currentCollector } from '../store/collector.ts';
import { appendEvent } from '../store/events.ts';
import { storedPairsRevision } from '../store/stored-pairs.ts';
import { bumpTopics } from '../store/topics.ts';

/** A collector of another host that was silent for this long is taken to be gone. */
const GONE_AFTER_MS = 10_000;
/** Every how many beats it says how it keeps up. */
const BEATS_A_FIGURE = 5;

export type Heartbeat = {
  /** Settles when another collector took the database over, or the database is not the one that was claimed. */
  lost: Promise<Error>;
  /** Settles when other pairs are stored than those it was started with. */
  outdated: Promise<void>;
  stop(): Promise<void>;
};

/** Another collector writes to this database. */
export class CollectorBusyError extends Error {
  constructor(instance: string, agoMs: number) {
    const [host, pid] = instance.split(':');
    const seen = `seen ${Math.max(0, Math.round(agoMs / 1000))} s ago`;
    super(
      `another collector (process ${pid} on ${host}, ${seen}) writes to this database; stop it, or give this one a database of its own`,
    );
    this.name = 'CollectorBusyError';
  }
}

export type Identity = { instance: string; version: string; startedAt: number };

/**
 * Claims the database for this collector. Two collectors on one database would tell everything twice, so a second one is
 * refused while the first is alive: throws CollectorBusyError.
 */
export async function claimDatabase(db: Database, identity: Identity): Promise<void> {
  await db.write(async (tx) => {
    const now = systemClock.now();
    refuseWhileAlive(await currentCollector(tx), now);
    await beat(tx, { ...identity, now });
  });
}

/**
 * The same before the tables of the database are changed, which a collector of another version that works on it would not
 * survive. A database without tables has none. Throws CollectorBusyError.
 */
export async function refuseBesideAnother(db: Database): Promise<void> {
  try {
    refuseWhileAlive(await db.read(currentCollector), systemClock.now());
  } catch (error) {
    if (!(error instanceof DatabaseError && error.kind === 'not-migrated')) throw error;
  }
}

function refuseWhileAlive(last: { instance: string; lastSeenAt: number } | null, now: number): void {
  if (last && isCollectorAlive(last, now)) throw new CollectorBusyError(last.instance, now - last.lastSeenAt);
}

export type HeartbeatOptions = Identity & {
  /** How the collector keeps up. */
  figures: () => Promise<CollectorFigures>;
  /** Told when a beat can't be stored, and null once one can again. */
  onTrouble: (trouble: Trouble | null) => void;
  /** Of the stored pairs it watches, as `storedPairsRevision` had it. */
  revision: string;
};

/** Says every 2 s that the collector that claimed the database lives, and with some of the beats how it keeps up. */
export function startHeartbeat(
  db: Database,
  { figures, revision, onTrouble, ...identity }: HeartbeatOptions,
): Heartbeat {
  let outdate: () => void = () => {};
  const outdated = new Promise<void>((resolve) => {
    outdate = resolve;
  });
  let beats = 0;
  let lose: (error: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    lose = resolve;
  });
  let beating: Promise<void> | null = null;
  let trouble: Trouble | null = null;
  const timer = setInterval(() => {
    // A database that answers slowly must not find a queue of old beats when it is back.
    beating ??= beatOnce().finally(() => {
      beating = null;
    });
  }, BEAT_INTERVAL_MS);

  async function beatOnce(): Promise<void> {
    try {
      const told = beats++ % BEATS_A_FIGURE === 0 ? { figures: await figures() } : {};
      const stored = await db.write(async (tx) => {
        const now = systemClock.now();
        const other = await currentCollector(tx);
        if (other && other.instance !== identity.instance)
          lose(new CollectorBusyError(other.instance, now - other.lastSeenAt));
        else await beat(tx, { ...identity, now, ...told });
        if (trouble !== null) await tellOver(tx, trouble, now);
        return storedPairsRevision(tx);
      });
      if (trouble !== null) {
        log.info({ forMs: systemClock.now() - trouble.since }, 'the database takes what is written again');
        trouble = null;
        onTrouble(null);
      }
      if (stored !== revision) outdate();
    } catch (error) {
      log.error({ err: error }, 'the heartbeat could not be stored');
      trouble = troubleOf(error, trouble?.since ?? systemClock.now());
      onTrouble(trouble);
      // The database was taken away or replaced under us: a start makes its tables anew, nothing else does.
      if (error instanceof DatabaseError && error.kind === 'not-migrated') lose(error);
    }
  }

  return {
    lost,
    outdated,
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}

/** What keeps a collector from storing anything, as people are told it. */
export function troubleOf(error: unknown, since: number): Trouble {
  return {
    since,
    kind: error instanceof DatabaseError ? error.kind : error instanceof CollectorBusyError ? 'in-use' : null,
    sentence: error instanceof Error ? error.message : String(error),
  };
}

/** Without the name of a file: whoever sees events reads it. */
const PAST_WORDS: Readonly<Record<string, string>> = {
  'disk-full': 'the disk of the database was full',
  'disk-error': 'the disk of the database failed',
  'not-writable': 'the database could not be written',
  locked: 'another program held the database',
  unreachable: 'the database did not answer',
};

/** A time of which the history may know less than it should. */
async function tellOver(tx: Tx, { since, kind }: Trouble, now: number): Promise<void> {
  await appendEvent(tx, {
    key: `unstored:${since}`,
    pairId: null,
    serverId: null,
    kind: 'collector',
    at: now,
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
    from: kind,
    to: 'stores-again',
    sentence: `Nothing could be stored for ${formatDuration(now - since)}: ${PAST_WORDS[kind ?? ''] ?? 'the database could not be used'}.`,
    evidence: [],
  });
  await bumpTopics(tx, ['events', 'system']);
}

/** Whether the collector that beat last may still write. */
export function isCollectorAlive(last: { instance: string; lastSeenAt: number }, now: number): boolean {
  return now - last.lastSeenAt < GONE_AFTER_MS && mayBeAlive(last.instance);
}

/** A collector of this host whose process is gone was killed; one of another host may live as long as it is not silent. */
function mayBeAlive(instance: string): boolean {
  const [host, pid] = instance.split(':');
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user. Anything else: there is no such process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
