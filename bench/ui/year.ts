import SqliteDatabase from 'better-sqlite3';
import { BUCKET_MS } from '../../lib/contracts/history.ts';
import { seeded } from '../../lib/pair/forecast/testing/histories.ts';
import type { PairRef } from '../../lib/store/pairs.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIVE_MINUTES_MS = 300_000;
const YEAR_DAYS = 365;
/** What a chart of a week needs; all of the 90 days that are kept would be 10 million rows more, and no other answers. */
const FINE_DAYS = 14;
const EVENTS = 200_000;
const POOL_SIZE = 200;

export const POOLS_WITH_HISTORY = 200;

type Row = { id: number; pairId: number };

/**
 * Gives 200 pools of a migrated SQLite database a year of history in the form in which the collector leaves it, and all
 * pairs a year of events, verdicts, answering and clocks. Straight into the file: ten million rows take a minute so.
 */
export function fillYear(path: string, pairs: readonly PairRef[], now: number): { rows: number } {
  const db = new SqliteDatabase(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = OFF');
    db.pragma('foreign_keys = OFF');
    let rows = 0;
    const all = db.transaction(() => {
      rows += fillBuckets(db, pairs, now);
      rows += fillEvents(db, pairs, now);
      rows += fillStays(db, pairs, now);
      rows += fillClocks(db, pairs, now);
    });
    all();
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.exec('ANALYZE');
    return { rows };
  } finally {
    db.close();
  }
}

type Sqlite = InstanceType<typeof SqliteDatabase>;

function fillBuckets(db: Sqlite, pairs: readonly PairRef[], now: number): number {
  const pools = db
    .prepare('SELECT id, pairId FROM Pool ORDER BY id LIMIT ?')
    .all(POOLS_WITH_HISTORY) as Row[]; // the query's own columns
  const insert = db.prepare(
    'INSERT OR IGNORE INTO PoolBucket (tier, poolId, serverId, source, at, count, expected, stats) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const serversOf = new Map(
    pairs.map(({ pairId, servers }) => [pairId, servers.map(({ serverId }) => serverId)]),
  );
  let rows = 0;
  for (const { id, pairId } of pools) {
    const random = seeded(id);
    for (const [tier, stepMs, days] of [
      ['1d', BUCKET_MS['1d'], YEAR_DAYS],
      ['6h', BUCKET_MS['6h'], YEAR_DAYS],
      ['1h', HOUR_MS, YEAR_DAYS],
      ['5m', FIVE_MINUTES_MS, FINE_DAYS],
    ] as const) {
      const first = Math.floor((now - days * DAY_MS) / stepMs) * stepMs;
      const expected = stepMs / 10_000;
      for (let at = first; at < now - HOUR_MS; at += stepMs) {
        const stats = JSON.stringify(statsAt(at, expected, random()));
        for (const serverId of serversOf.get(pairId) ?? []) {
          insert.run(tier, id, serverId, 'omapi', at, expected, expected, stats);
          rows += 1;
        }
      }
    }
  }
  return rows;
}

/** How a pool of an office goes through day and week. */
function statsAt(at: number, count: number, chance: number) {
  const hour = (at / HOUR_MS) % 24;
  const used = Math.round(
    POOL_SIZE * (0.3 + 0.35 * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI)) + 0.1 * chance),
  );
  const backup = Math.round((POOL_SIZE - used) / 2);
  const figure = (value: number) => ({ sum: value * count, min: value - 2, max: value + 2, last: value });
  return {
    leaseCount: figure(POOL_SIZE),
    freeLeases: figure(POOL_SIZE - used - backup),
    backupLeases: figure(backup),
  };
}

const KINDS = ['log', 'log', 'log', 'source', 'finding', 'state', 'verdict', 'config'] as const;

function fillEvents(db: Sqlite, pairs: readonly PairRef[], now: number): number {
  const insert = db.prepare(
    `INSERT INTO Event (key, pairId, serverId, kind, at, clock, observedAt, sortAt, "from", "to", sentence, evidence, sources)
     VALUES (?, ?, ?, ?, ?, 'pairwatch', ?, ?, ?, ?, ?, ?, ?)`,
  );
  const random = seeded(7);
  const stepMs = (YEAR_DAYS * DAY_MS) / EVENTS;
  for (let index = 0; index < EVENTS; index += 1) {
    const pair = pairs[Math.floor(random() * pairs.length)];
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'log';
    if (!pair) continue;
    const server = kind === 'verdict' ? undefined : pair.servers[index % 2];
    const at = Math.round(now - YEAR_DAYS * DAY_MS + index * stepMs);
    const [from, to] = fromTo(kind, index);
    const source = kind === 'log' ? 'log' : 'omapi';
    const evidence = [
      {
        server: server?.name ?? null,
        source,
        text: `what was read of ${server?.name ?? pair.name}, number ${index}`,
        observedAt: new Date(at).toISOString(),
      },
    ];
    const sentence = `${server?.name ?? pair.name} moved from ${from} to ${to}, number ${index}.`;
    insert.run(
      `bench:${index}`,
      pair.pairId,
      server?.serverId ?? null,
      kind,
      at,
      at,
      at,
      from,
      to,
      sentence,
      JSON.stringify(evidence),
      ` ${source} `,
    );
  }
  return EVENTS;
}

function fromTo(kind: (typeof KINDS)[number], index: number): [string, string] {
  const isBack = index % 2 === 1;
  if (kind === 'state')
    return isBack ? ['communications-interrupted', 'normal'] : ['normal', 'communications-interrupted'];
  if (kind === 'verdict') return isBack ? ['degraded', 'healthy'] : ['healthy', 'degraded'];
  if (kind === 'source') return isBack ? ['failing', 'working'] : ['working', 'failing'];
  return isBack ? ['lasts', 'over'] : ['over', 'lasts'];
}

/** A trouble of ten minutes every other day: verdicts, states and how many answered. */
function fillStays(db: Sqlite, pairs: readonly PairRef[], now: number): number {
  const verdict = db.prepare(
    'INSERT INTO VerdictSpan (pairId, verdict, code, "from", until) VALUES (?, ?, ?, ?, ?)',
  );
  const state = db.prepare(
    'INSERT INTO StateSpan (serverId, state, "from", until, lastSeenAt, stosAt) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const answering = db.prepare(
    'INSERT INTO AnsweringSpan (pairId, servers, "from", until) VALUES (?, ?, ?, ?)',
  );
  let rows = 0;
  for (const { pairId, servers } of pairs) {
    for (let from = now - YEAR_DAYS * DAY_MS; from < now - 2 * DAY_MS; from += 2 * DAY_MS) {
      const lost = from + 2 * DAY_MS - 600_000;
      const next = from + 2 * DAY_MS;
      verdict.run(pairId, 'healthy', 'healthy', from, lost);
      verdict.run(pairId, 'degraded', 'one-alone', lost, next);
      answering.run(pairId, 2, from, lost);
      answering.run(pairId, 1, lost, next);
      for (const { serverId } of servers) {
        state.run(serverId, 'normal', from, lost, lost, from);
        state.run(serverId, 'communications-interrupted', lost, next, next, lost);
      }
      rows += 8;
    }
  }
  return rows;
}

/** A measurement of each clock every ten minutes for 90 days. */
function fillClocks(db: Sqlite, pairs: readonly PairRef[], now: number): number {
  const insert = db.prepare(
    'INSERT INTO ClockSample (pairId, serverId, method, at, valueMs, uncertaintyMs) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let rows = 0;
  for (const { pairId, servers } of pairs) {
    for (let at = now - 90 * DAY_MS; at < now - HOUR_MS; at += 600_000) {
      for (const serverId of [null, ...servers.map((server) => server.serverId)]) {
        insert.run(pairId, serverId, 'sntp', at, 3 * Math.sin(at / DAY_MS), 0.8);
        rows += 1;
      }
    }
  }
  return rows;
}
