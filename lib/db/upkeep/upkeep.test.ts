import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { appendEvent } from '../../store/events.ts';
import type { Database } from '../client.ts';
import { describeOnSqlite, makeTestFolder, openForTest } from '../testing/engines.ts';
import { copySqlite } from './copy-sqlite.ts';
import { checkBackup, restoreSqlite } from './restore-sqlite.ts';
import { contentsOf, damageOf } from './sqlite-file.ts';
import { flipPages } from './testing/flip-pages.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 23, 56);

describeOnSqlite('the upkeep of a database', (engine) => {
  it('copies it while another connection writes, as it was at one moment', async () => {
    const { db, path } = await filled(400);
    const out = join(await makeTestFolder(), 'deep/copy.db');
    let isCopying = true;
    let written = 400;
    const writing = (async () => {
      while (isCopying) {
        await add(db, ++written);
        await setImmediate(); // SQLite answers before it is asked to wait
      }
    })();
    const copy = await copySqlite(path, out).finally(() => {
      isCopying = false;
    });
    await writing;
    expect(copy.contents.rows.events).toBeGreaterThanOrEqual(400);
    expect(copy.contents.rows.events).toBeLessThanOrEqual(written);
    expect(copy).toMatchObject({ path: out, sizeBytes: statSync(out).size });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(out))).toEqual(['copy.db']);
    expect(damageOf(out, 'full')).toEqual([]);
  });

  it('keeps no copy of a damaged database, and leaves the earlier one alone', async () => {
    const { db, path } = await filled(400);
    await db.close();
    const out = join(await makeTestFolder(), 'copy.db');
    writeFileSync(out, 'an earlier one');
    flipPages(path, [20, 21, 22, 23, 24, 25]);
    expect(damageOf(path, 'quick')).not.toEqual([]);
    await expect(copySqlite(path, out)).rejects.toMatchObject({ kind: 'damaged' });
    expect(readFileSync(out, 'utf8')).toBe('an earlier one');
    expect(await readdir(dirname(out))).toEqual(['copy.db']);
  });

  it('puts a backup back, and keeps what was there with all that was written', async () => {
    const { db, path } = await filled(10);
    const out = join(await makeTestFolder(), 'copy.db');
    await copySqlite(path, out);
    await add(db, 11); // in the write-ahead log, which an open connection keeps
    const kept = await restoreSqlite(out, path, NOW);
    expect(kept).toBe(`${path}.replaced-20261122T062356Z`);
    expect(contentsOf(path).rows.events).toBe(10);
    expect(contentsOf(kept ?? '').rows.events).toBe(11);
    // Whoever had it open finds the one that is there now.
    expect(await db.read((tx) => tx.event.count())).toBe(10);
    await add(db, 12);
    await db.close();
    expect(contentsOf(path).rows.events).toBe(11);
    expect(contentsOf(kept ?? '').rows.events).toBe(11);
    expect(damageOf(path, 'full')).toEqual([]);
  });

  it('puts a backup where no database is, and in the place of one that is damaged', async () => {
    const { db, path } = await filled(400);
    const folder = await makeTestFolder();
    await copySqlite(path, join(folder, 'copy.db'));
    expect(await restoreSqlite(join(folder, 'copy.db'), join(folder, 'new/pairwatch.db'), NOW)).toBeNull();
    expect(contentsOf(join(folder, 'new/pairwatch.db')).rows.events).toBe(400);
    await db.close();
    flipPages(path, [1]);
    await restoreSqlite(join(folder, 'copy.db'), path, NOW);
    expect(contentsOf(path).rows.events).toBe(400);
    expect(existsSync(`${path}.replaced-20261122T062356Z`)).toBe(true);
  });

  it.each([
    ['text', 'not-a-database'],
    ['newer', 'newer'],
    ['foreign', 'not-pairwatch'],
    ['missing', 'not-writable'],
  ])('takes no backup that is none: %s', async (which, kind) => {
    const { db, path } = await filled(1);
    const file = which === 'missing' ? `${path}.nowhere` : join(await makeTestFolder(), 'copy.db');
    if (which === 'text') writeFileSync(file, 'x'.repeat(5000));
    if (which === 'newer') {
      await db.write((tx) =>
        tx.$executeRawUnsafe(
          `UPDATE "_prisma_migrations" SET "migration_name" = '9999_future' WHERE "migration_name" LIKE '0008%'`,
        ),
      );
      await copySqlite(path, file);
    }
    if (which === 'foreign') {
      const other = await openForTest(`file:${file}`);
      await other.write((tx) => tx.$executeRawUnsafe('CREATE TABLE "notes" ("id" INTEGER)'));
      await other.close();
    }
    await expect(checkBackup(file)).rejects.toMatchObject({ kind });
  });

  async function filled(events: number): Promise<{ db: Database; path: string }> {
    const { db, url } = await engine.open();
    await db.write(async (tx) => {
      for (let number = 1; number <= events; number += 1) await event(tx, number);
    });
    return { db, path: url.slice('file:'.length) };
  }
});

const add = (db: Database, number: number) => db.write((tx) => event(tx, number));

function event(tx: Parameters<typeof appendEvent>[0], number: number) {
  return appendEvent(tx, {
    key: `test:${number}`,
    pairId: null,
    serverId: null,
    kind: 'collector',
    at: number,
    clock: 'pairwatch',
    observedAt: number,
    sortAt: number,
    from: null,
    to: 'seen',
    sentence: 'It was seen.'.repeat(20),
    evidence: [],
  });
}
