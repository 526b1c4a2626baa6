import pino from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Database } from '../../db/client.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { DAY_MS } from '../../practices/standing.ts';
import { doPractice } from '../../store/actions/practice.ts';
import { saveBackup } from '../../store/lease-backups.ts';
import { syncPairs } from '../../store/pairs.ts';
import { practiceRunsIn } from '../../store/practice-runs.ts';
import { saveSource } from '../../store/sources.ts';
import { addIncident } from '../../store/testing/alerts.ts';
import { health, OFFICE } from '../../store/testing/samples.ts';
import { HandClock } from '../../testing/hand-clock.ts';
import { createDuties } from './duties.ts';
import { PracticeBook } from './practice-book.ts';

const START = Date.UTC(2026, 10, 1, 3);
const HOUR_MS = 3_600_000;

/** Two pairs whose lease files are read, and duties that are looked after; copies settle when they are told to. */
async function watched(db: Database) {
  const clock = new HandClock();
  clock.advance(START);
  const refs = await db.write((tx) => syncPairs(tx, [OFFICE, { ...OFFICE, name: 'branch' }], START));
  for (const { servers } of refs)
    for (const { serverId } of servers)
      await db.write((tx) => saveSource(tx, serverId, health({ kind: 'leases' })));
  const copying: { pairId: number; end: () => void }[] = [];
  let most = 0;
  const book = new PracticeBook();
  const duties = createDuties({
    db,
    clock,
    log: pino({ enabled: false }),
    pairIds: refs.map(({ pairId }) => pairId),
    book,
    async backUp(pairId) {
      await new Promise<void>((end) => {
        copying.push({ pairId, end });
        most = Math.max(most, copying.length);
      });
      const servers = refs.find((ref) => ref.pairId === pairId)?.servers ?? [];
      for (const { serverId } of servers)
        await db.write((tx) =>
          saveBackup(tx, {
            serverId,
            at: clock.now(),
            path: 'x',
            sizeBytes: 1,
            storedBytes: 1,
            sha256: 'ab',
            leases: 1,
            verifiedAt: clock.now(),
          }),
        );
    },
  });
  duties.start();
  onTestFinished(async () => {
    const stopped = duties.stop();
    for (const { end } of copying) end();
    await stopped;
  });
  const runs = async () =>
    (await db.read((tx) => practiceRunsIn(tx, { pair: null, from: 0, until: START + 99 * DAY_MS }))).filter(
      ({ code }) => code === 'lease-backup',
    );
  /** Goes on by the time given, a look at a time, as long as nothing is copied. */
  const goOn = async (ms: number) => {
    const until = clock.now() + ms;
    while (clock.now() < until && copying.length === 0) {
      await vi.waitFor(() => expect(clock.waiting > 0 || copying.length > 0).toBe(true));
      if (copying.length === 0) clock.advance(Math.min(60_000, until - clock.now()));
    }
  };
  const endCopy = async () => {
    await vi.waitFor(() => expect(copying).toHaveLength(1));
    const before = (await runs()).length;
    for (const { end } of copying.splice(0)) end();
    await vi.waitFor(async () => expect(await runs()).toHaveLength(before + 1), { timeout: 5000 });
  };
  return { clock, refs, book, copying, runs, goOn, endCopy, most: () => most };
}

describeOnSqlite('duties that need nobody', (engine) => {
  it('are done within the first hour, then daily, and one at a time across all pairs', async () => {
    const { db } = await engine.open();
    const { runs, goOn, endCopy, most, book, refs } = await watched(db);
    await goOn(HOUR_MS + 180_000);
    await endCopy();
    await goOn(HOUR_MS + 180_000);
    await endCopy();
    expect((await runs()).map(({ pair, outcome, actor }) => [pair, outcome, actor]).sort()).toEqual([
      ['branch', 'passed', null],
      ['office', 'passed', null],
    ]);
    expect(most()).toBe(1);
    const [ref] = refs;
    expect(book.of(ref?.pairId ?? 0)?.find(({ code }) => code === 'lease-backup')?.lastRun?.outcome).toBe(
      'passed',
    );
  });

  it('wait while their pair has an incident, but for what somebody asks for', async () => {
    const { db } = await engine.open();
    const { refs, goOn, copying, endCopy, runs, clock } = await watched(db);
    for (const { pairId } of refs) await addIncident(db, pairId, {});
    await goOn(2 * HOUR_MS);
    expect(copying).toEqual([]);
    await db.write((tx) =>
      doPractice(tx, {
        pair: 'office',
        code: 'lease-backup',
        by: 'anna',
        note: 'Before the move.',
        confirm: false,
        now: clock.now(),
      }),
    );
    await goOn(180_000);
    await endCopy();
    expect(await runs()).toMatchObject([
      { pair: 'office', actor: 'anna', note: 'Before the move.', outcome: 'passed' },
    ]);
  });
});
