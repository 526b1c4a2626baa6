import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { describeOnSqlite, makeTestFolder, type TestEngine } from '../db/testing/engines.ts';
import { contentsOf, damageOf } from '../db/upkeep/sqlite-file.ts';
import { flipPages } from '../db/upkeep/testing/flip-pages.ts';
import { makePair } from '../store/testing/samples.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { createKeeper } from './keeper.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 10, 22, 6);

describeOnSqlite('what looks after the database', (engine) => {
  it('looks through it and copies it at once, then daily, and keeps the newest copies', async () => {
    const { clock, keeper, turns, folder } = await kept(engine, { keep: 2 });
    await turns(1);
    expect(keeper.state()).toEqual({
      backup: { folder, everyMs: DAY_MS, lastAt: START, failingSince: null, error: null },
      checkedAt: START,
      damage: null,
    });
    const [first] = copies(folder);
    expect(first).toBe('pairwatch-20261122T060000Z.db');
    expect(contentsOf(join(folder, first ?? '')).rows.pairs).toBe(1);
    await turns(2);
    expect(copies(folder)).toEqual([first]);
    // The look that waited takes place on the way there; the one after it finds that a day is over.
    for (const day of [1, 2]) {
      await turns(1, START + day * DAY_MS - clock.now());
      await turns(1);
    }
    expect(copies(folder)).toEqual(['pairwatch-20261123T060100Z.db', 'pairwatch-20261124T060100Z.db']);
    expect(damageOf(join(folder, 'pairwatch-20261124T060100Z.db'), 'full')).toEqual([]);
  });

  it('counts a copy that another start made, and makes none before it is due', async () => {
    const { turns, folder, keeper } = await kept(engine);
    mkdirSync(folder);
    const path = join(folder, 'pairwatch-20261122T050000Z.db');
    writeFileSync(path, 'of an hour ago');
    await turns(2);
    expect(copies(folder)).toHaveLength(1);
    expect(keeper.state().backup?.lastAt).toBe(START - 3_600_000);
  });

  it('says since when it fails, waits a quarter of an hour before it tries again, and forgets the failure then', async () => {
    const { turns, folder, keeper, said } = await kept(engine);
    writeFileSync(folder, 'where the folder should be');
    await turns(3);
    expect(keeper.state().backup).toMatchObject({
      lastAt: null,
      failingSince: START,
      error: expect.stringContaining(folder),
    });
    expect(said.filter((line) => line.includes('could not be copied'))).toHaveLength(1);
    rmSync(folder);
    await turns(13);
    expect(keeper.state().backup).toMatchObject({ failingSince: null, error: null });
    expect(copies(folder)).toHaveLength(1);
  });

  it('finds a damaged page at its start, says since when, keeps no copy of it, and is stopped while it works', async () => {
    const { turns, folder, keeper, path, said } = await kept(engine);
    flipPages(path, [20, 21, 22, 23, 24, 25]);
    await turns(2);
    expect(keeper.state().damage).toEqual({ since: START, said: expect.any(String) });
    expect(copies(folder)).toEqual([]);
    expect(said.join()).toContain('restore a backup');
    await keeper.stop();
  });

  it('removes what a copy left that was ended in the midst, and no draft of late', async () => {
    const { turns, folder } = await kept(engine);
    mkdirSync(folder);
    const draft = (end: string, at: number) => {
      const path = join(folder, `pairwatch-20261121T060000Z.db.part-${end}`);
      writeFileSync(path, 'half of it');
      utimesSync(path, at / 1000, at / 1000);
    };
    draft('0a1b2c3d', START - 2 * 3_600_000);
    draft('4e5f6a7b', START - 60_000);
    await turns(1);
    expect(copies(folder)).toEqual([
      'pairwatch-20261121T060000Z.db.part-4e5f6a7b',
      'pairwatch-20261122T060000Z.db',
    ]);
  });

  it('does nothing for an engine that looks after itself, and no copies where they are switched off', async () => {
    const elsewhere = await kept(engine, { path: null });
    await elsewhere.turns(2);
    expect(elsewhere.keeper.state()).toEqual({ backup: null, checkedAt: null, damage: null });
    const off = await kept(engine, { keep: null });
    await off.turns(1);
    expect(off.keeper.state()).toEqual({ backup: null, checkedAt: START, damage: null });
    expect(existsSync(off.folder)).toBe(false);
  });
});

const copies = (folder: string) => readdirSync(folder).sort();

/** A keeper of a database with one pair in it. `keep`: how many copies, null for none; `path: null`: of another engine. */
async function kept(engine: TestEngine, { keep = 7, path }: { keep?: number | null; path?: null } = {}) {
  const { db, url } = await engine.open();
  await makePair(db);
  await db.close();
  const folder = join(await makeTestFolder(), 'copies');
  const clock = new HandClock();
  clock.advance(START);
  const said: string[] = [];
  const log = {
    info: (_: unknown, line?: string) => void said.push(line ?? ''),
    error: (_: unknown, line?: string) => void said.push(line ?? ''),
  };
  const file = url.slice('file:'.length);
  const keeper = createKeeper({
    path: path === null ? null : file,
    settings: keep === null ? null : { folder, everyMs: DAY_MS, keep },
    clock,
    log,
  });
  onTestFinished(() => keeper.stop());
  keeper.start();
  return {
    clock,
    keeper,
    folder,
    said,
    path: file,
    /** Lets so many looks take place; each waits a minute after the one before it has ended. */
    async turns(count: number, byMs = MINUTE_MS) {
      for (let turn = 0; turn < count; turn += 1) {
        clock.advance(turn === 0 && clock.now() === START ? 0 : byMs);
        await vi.waitFor(() => expect(clock.waiting).toBe(1), { timeout: 60_000 });
      }
    },
  };
}
