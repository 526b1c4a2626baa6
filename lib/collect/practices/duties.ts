import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { PracticeCode } from '../../contracts/practice.ts';
import type { Database } from '../../db/client.ts';
import { nextRunAt, spreadOf } from '../../practices/next-run.ts';
import { pairsInIncident } from '../../store/incidents.ts';
import { checkBackedUp, checkNow } from '../../store/practice-checks.ts';
import { recordRun } from '../../store/practice-runs.ts';
import {
  countPractices,
  isPracticeAsked,
  type PairPractices,
  type StandingPractice,
  standingPractices,
} from '../../store/practices.ts';
import type { PracticeBook } from './practice-book.ts';

/** Somebody who asked looks at the page meanwhile. */
const LOOK_EVERY_MS = 2_000;
/** After a start each source is read first: what is not read yet would not be known. */
const KNOWN_AFTER_MS = 2 * 60_000;
/** How the duties stand changes by the hour. */
const READ_EVERY_MS = 60_000;

export type DutiesOptions = {
  db: Database;
  clock: Clock;
  log: Logger;
  pairIds: readonly number[];
  book: PracticeBook;
  /** Copies the lease files of a pair; settles when each copy, or why there is none, is in the database. */
  backUp: (pairId: number, signal: AbortSignal) => Promise<void>;
};

type Due = {
  pairId: number;
  pair: string;
  practice: StandingPractice;
  at: number;
  asked: StandingPractice['asked'];
};

/**
 * Does the duties that need nobody when they are due, and what somebody asked for at once: one after the other across all pairs,
 * and none by itself in a pair that has an incident.
 */
export function createDuties({ db, clock, log, pairIds, book, backUp }: DutiesOptions) {
  const stopping = new AbortController();
  let cancel: () => void = () => {};
  let turning: Promise<void> = Promise.resolve();
  let isCounted = false;
  let readAt: number | null = null;
  let knownAt = Number.POSITIVE_INFINITY;

  function turnAfter(delayMs: number): void {
    cancel = clock.after(delayMs, () => {
      turning = turn()
        .catch((error: unknown) => {
          if (!stopping.signal.aborted)
            log.error({ err: error }, 'the duties of the pairs could not be looked after; it is tried again');
        })
        .finally(() => {
          if (!stopping.signal.aborted) turnAfter(LOOK_EVERY_MS);
        });
    });
  }

  async function turn(): Promise<void> {
    const now = clock.now();
    if (!isCounted) await db.write((tx) => countPractices(tx, pairIds, now));
    isCounted = true;
    const isTime = readAt === null || Math.abs(now - readAt) >= READ_EVERY_MS;
    if (!isTime && !(await db.read(isPracticeAsked))) return;
    for (let due = await look(); due !== null; due = await look()) {
      if (stopping.signal.aborted) return;
      await perform(due);
    }
  }

  /** Reads how the duties stand, and gives the one to be done first; null for none. */
  async function look(): Promise<Due | null> {
    const now = clock.now();
    const { pairs, busy } = await db.read(async (tx) => ({
      pairs: (await standingPractices(tx, { now })).filter(({ pairId }) => pairIds.includes(pairId)),
      busy: await pairsInIncident(tx),
    }));
    book.take(pairs);
    readAt = now;
    const isKnown = now >= knownAt;
    const due = pairs
      .flatMap((pair) => dueOf(pair, busy.has(pair.pairId)))
      .filter(({ at, asked, practice }) => at <= now && (isKnown || asked || !isCheck(practice)));
    return due.reduce<Due | null>(
      (first, each) => (first === null || each.at < first.at ? each : first),
      null,
    );
  }

  async function perform({ pairId, pair, practice, asked }: Due): Promise<void> {
    const { code } = practice.kind;
    if (code === 'failover-drill') return;
    const startedAt = clock.now();
    if (code === 'lease-backup') await backUp(pairId, stopping.signal);
    await db.write(async (tx) => {
      const now = clock.now();
      const result =
        code === 'lease-backup'
          ? await checkBackedUp(tx, pairId, startedAt)
          : await checkNow(tx, pairId, code, now);
      await recordRun(tx, {
        pairId,
        code,
        at: now,
        dueAt: practice.standing.dueAt,
        actor: asked?.by ?? null,
        note: asked?.note ?? null,
        ...result,
      });
      log.info({ pair, practice: code, outcome: result.outcome, why: result.sentence }, 'a duty was done');
    });
  }

  return {
    start(): void {
      knownAt = clock.now() + KNOWN_AFTER_MS;
      turnAfter(LOOK_EVERY_MS);
    },
    /** Waits for what is under way, a copy of a lease file excepted: that is given up. */
    async stop(): Promise<void> {
      stopping.abort(new Error('Pairwatch is being stopped'));
      cancel();
      await turning;
    },
  };
}

/** What a person asked for goes first, by when they asked; the rest by when it was to be done. */
function dueOf({ pairId, pair, practices }: PairPractices, isBusy: boolean): Due[] {
  return practices.flatMap((practice) => {
    const { kind, asked, standing, since, everyDays, dto } = practice;
    const of = { pairId, pair, practice, asked };
    if (asked !== null && canAsk(kind.code)) return { ...of, at: Number.MIN_SAFE_INTEGER + asked.at };
    if (isBusy || !dto.isByItself || since === null) return [];
    const { lastRun } = dto;
    const last = lastRun && { at: Date.parse(lastRun.at), outcome: lastRun.outcome };
    const at = nextRunAt(standing, { since, last, everyDays, spread: spreadOf(`${pair} ${kind.code}`) });
    return at === null ? [] : { ...of, at };
  });
}

/** A check judges by what was read; a copy reads for itself. */
const isCheck = ({ kind }: StandingPractice) => kind.code !== 'lease-backup';

const canAsk = (code: PracticeCode) => code !== 'failover-drill';

export type Duties = ReturnType<typeof createDuties>;
