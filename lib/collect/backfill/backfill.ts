import type { Clock } from '../../clock.ts';
import type { Database, Tx } from '../../db/client.ts';
import { IN_THE_CLEAR } from '../../privacy/pseudonyms.ts';
import type { Settings } from '../../settings/settings.ts';
import { pruneTier } from '../../store/history-prune.ts';
import { makeAllBuckets } from '../../store/history-rollup.ts';
import { loadPairMemory } from '../../store/memory.ts';
import { dueMessages, recordDelivery } from '../../store/messages.ts';
import { syncPairs } from '../../store/pairs.ts';
import { advance } from '../advance.ts';
import { provision } from '../alerts/provision.ts';
import { ingest } from '../ingest.ts';
import { databaseKeeper } from '../leases/database-keeper.ts';
import type { Taken } from '../leases/protocol.ts';
import type { PairMemory } from '../memory.ts';
import { memoryAtStart } from '../memory-at-start.ts';
import { pairSetting } from '../pair-setting.ts';
import type { Reading } from '../reading.ts';
import { learnFromHistory } from '../truth/learn.ts';
import { batchOf } from './batch.ts';

/** So many readings and deeds are one transaction: it takes about two seconds. */
const STEPS_PER_TRANSACTION = 300;

type Step =
  | { kind: 'reading'; pair: string; reading: Reading }
  | { kind: 'deed'; does: (tx: Tx) => Promise<void> };

/** A past for an empty database: what is read and done there, told in order of time, comes to what it would have come to live. */
export class Backfill {
  readonly #db: Database;
  readonly #settings: Settings;
  #pairs: ReadonlyMap<string, PairMemory>;
  #waiting: Step[] = [];

  private constructor(options: { db: Database; settings: Settings }, pairs: ReadonlyMap<string, PairMemory>) {
    this.#db = options.db;
    this.#settings = options.settings;
    this.#pairs = pairs;
  }

  /** Makes the pairs of the settings known, as of `fromMs`. */
  static async begin(options: { db: Database; settings: Settings }, fromMs: number): Promise<Backfill> {
    const { db, settings } = options;
    const pairs = await db.write(async (tx) => {
      await provision(tx, settings, fromMs);
      const tracked = await syncPairs(
        tx,
        settings.pairs.map((pair) => pairSetting(pair, settings.poll)),
        fromMs,
      );
      const memories = new Map<string, PairMemory>();
      for (const pair of settings.pairs) {
        const known = tracked.find(({ name }) => name === pair.name);
        if (!known) throw new Error(`pair ${pair.name} was not stored`);
        const remembered = { ...(await loadPairMemory(tx, known.pairId)), skews: [] };
        memories.set(pair.name, { ...memoryAtStart(remembered, pair), peerName: pair.peer });
      }
      return memories;
    });
    return new Backfill(options, pairs);
  }

  /** A pair as it is known after what was stored so far. */
  memory(pair: string): PairMemory {
    const memory = this.#pairs.get(pair);
    if (!memory) throw new Error(`there is no pair ${pair}`);
    return memory;
  }

  async take(pair: string, readings: readonly Reading[]): Promise<void> {
    this.#waiting.push(...readings.map((reading) => ({ kind: 'reading', pair, reading }) as const));
    if (this.#waiting.length >= STEPS_PER_TRANSACTION) await this.flush();
  }

  /** What somebody did then. */
  does(does: (tx: Tx) => Promise<void>): void {
    this.#waiting.push({ kind: 'deed', does });
  }

  /** Stores what waits. */
  async flush(): Promise<void> {
    const steps = this.#waiting;
    this.#waiting = [];
    this.#pairs = await this.#write(async (tx) => {
      const pairs = new Map(this.#pairs);
      for (const step of steps) {
        if (step.kind === 'deed') await step.does(tx);
        else pairs.set(step.pair, await this.#take(tx, pairs.get(step.pair), step.reading));
      }
      return pairs;
    });
  }

  async #take(tx: Tx, memory: PairMemory | undefined, reading: Reading): Promise<PairMemory> {
    if (!memory) throw new Error(`a reading of server ${reading.serverId}, which is in no pair`);
    const step = advance(memory, reading);
    const isTold = await ingest(tx, step.memory, step.changes, this.#settings.alerts.incidents);
    if (isTold) await this.#deliver(tx, reading.finishedAt);
    return step.memory;
  }

  /** Every message arrives at once. */
  async #deliver(tx: Tx, now: number): Promise<void> {
    const endpoints = this.#settings.endpoints.map(({ name }) => name);
    for (;;) {
      const due = await dueMessages(tx, { endpoints, busy: [], now, longestWaitMs: 0, perEndpoint: 100 });
      if (due.length === 0) return;
      for (const { id } of due) {
        const durationMs = DELIVERY_MS.least + ((id * 37) % DELIVERY_MS.spread);
        await recordDelivery(tx, {
          messageId: id,
          attemptedAt: now,
          durationMs,
          status: 204,
          answer: null,
          error: null,
          outcome: { deliveredAt: now + durationMs },
          disablesEndpoint: null,
        });
      }
    }
  }

  /** Learns what the history so far says of the hours to come. */
  async learn(now: number): Promise<void> {
    await this.flush();
    const pairs = new Map(this.#pairs);
    for (const [name, memory] of pairs) {
      const learnt = await learnFromHistory(this.#db, memory.pairId, now);
      pairs.set(name, { ...memory, truth: { ...memory.truth, ...learnt } });
    }
    this.#pairs = pairs;
  }

  /** Keeps the leases of a server's file as they were read at `now`. */
  async keepLeases(
    { serverId, partnerId, path }: { serverId: number; partnerId: number; path: string },
    changed: Taken['changed'],
    now: number,
  ): Promise<void> {
    await this.flush();
    const keeper = databaseKeeper(this.#db, { serverId, partnerId, path }, standing(now), IN_THE_CLEAR);
    await keeper.keep(changed, { identity: `written ${now}`, offset: 0 });
  }

  /**
   * Sums up what was stored. Of what is older than `finestMs` the hours alone stay: where it was read by the hour, a chart
   * of anything finer would be all gaps.
   */
  async sumUp(now: number, finestMs: number): Promise<void> {
    await this.flush();
    const before = now - finestMs;
    await this.#write((tx) => makeAllBuckets(tx, now, before));
    const step = { tier: 'raw', before, limit: ROWS_PER_STEP } as const;
    while ((await this.#write((tx) => pruneTier(tx, step))) === ROWS_PER_STEP);
  }

  #write<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#db.write(async (plain) => {
      const { tx, flush } = batchOf(plain);
      const result = await fn(tx);
      await flush();
      return result;
    });
  }
}

const DELIVERY_MS = { least: 24, spread: 90 };

const ROWS_PER_STEP = 5_000;

/** A clock that stands. */
const standing = (now: number): Clock => ({ now: () => now, after: () => () => {} });
