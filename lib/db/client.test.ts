import { AsyncLocalStorage } from 'node:async_hooks';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Database, openDatabase, type Tx } from './client.ts';
import { migrate } from './migrate.ts';
import {
  administer,
  describeOnEngines,
  describeOnPostgresql,
  describeOnSqlite,
  makeTestFolder,
  openForTest,
} from './testing/engines.ts';

describeOnEngines('a database', (engine) => {
  it('keeps what a write wrote and undoes one that throws', async () => {
    const { db } = await engine.open();
    await db.write((tx) => addTopic(tx, 'kept'));
    const thrown = new Error('changed my mind');
    const undone = db.write(async (tx) => {
      await addTopic(tx, 'undone');
      throw thrown;
    });
    await expect(undone).rejects.toBe(thrown);
    expect(await topicNames(db)).toEqual(['kept']);
  });

  it('does not show a read what a write under way has not committed, and does not undo the read with it', async () => {
    const { db } = await engine.open();
    const written = signal();
    const mayFail = signal();
    const write = db.write(async (tx) => {
      await addTopic(tx, 'uncommitted');
      written.give();
      await mayFail.given;
      throw new Error('rolled back');
    });
    await written.given;
    expect(await topicNames(db)).toEqual([]);
    mayFail.give();
    await expect(write).rejects.toThrow('rolled back');
    expect(await topicNames(db)).toEqual([]);
  });

  it('shows a read one state of the database from begin to end', async () => {
    const { db } = await engine.open();
    await db.write((tx) => addTopic(tx, 'before'));
    const counts = await db.read(async (tx) => {
      const before = await tx.topic.count();
      await outside(() => db.write((writing) => addTopic(writing, 'meanwhile')));
      return [before, await tx.topic.count()];
    });
    expect(counts).toEqual([1, 1]);
    expect(await topicNames(db)).toEqual(['before', 'meanwhile']);
  });

  it('runs writes one after the other in the order of asking', async () => {
    const { db } = await engine.open();
    const order: string[] = [];
    const slow = db.write(async (tx) => {
      order.push('first begins');
      await addTopic(tx, 'first');
      await delay(20);
      order.push('first ends');
    });
    const failing = db.write(async () => {
      order.push('second fails');
      throw new Error('second');
    });
    const quick = db.write(async (tx) => {
      order.push('third begins');
      await addTopic(tx, 'third');
    });
    await Promise.allSettled([slow, failing, quick]);
    expect(order).toEqual(['first begins', 'first ends', 'second fails', 'third begins']);
  });

  it('cannot write in a read', async () => {
    const { db } = await engine.open();
    await expect(db.read((tx) => addTopic(tx, 'forbidden'))).rejects.toThrow(/read-?only/);
    expect(await topicNames(db)).toEqual([]);
  });

  it('refuses a transaction inside a transaction, and takes one that is asked for after it', async () => {
    const { db } = await engine.open();
    let later: Promise<number> | undefined;
    const mayGoOn = signal();
    await db.write(async (tx) => {
      await addTopic(tx, 'outer');
      await expect(db.read((inner) => inner.topic.count())).rejects.toThrow('inside another');
      await expect(db.write((inner) => addTopic(inner, 'inner'))).rejects.toThrow('inside another');
      later = mayGoOn.given.then(() => db.read((after) => after.topic.count()));
    });
    mayGoOn.give();
    expect(await later).toBe(1);
  });

  it('tries a write again that lost a key to another writer', async () => {
    const { db, url } = await engine.open();
    const other = await openForTest(url);
    let tries = 0;
    await db.write(async (tx) => {
      tries += 1;
      const known = await tx.topic.findUnique({ where: { name: 'key' } });
      // SQLite's other writer waits for this one; PostgreSQL's does not.
      if (tries === 1 && engine.name === 'postgresql')
        await outside(() => other.write((tx) => addTopic(tx, 'key')));
      if (!known) await addTopic(tx, 'key');
    });
    expect(tries).toBe(engine.name === 'postgresql' ? 2 : 1);
    expect(await topicNames(db)).toEqual(['key']);
  });

  it('waits for what runs when it is closed, and turns away what comes later', async () => {
    const { db, url } = await engine.open();
    const begun = signal();
    const write = db.write(async (tx) => {
      begun.give();
      await delay(20);
      await addTopic(tx, 'last');
    });
    await begun.given;
    await db.close();
    await write;
    await expect(topicNames(db)).rejects.toThrow('was closed');
    expect(await topicNames(await openForTest(url))).toEqual(['last']);
  });

  it('says that a database has no tables yet, and reads it once it has', async () => {
    const url = await engine.makeDatabase();
    const web = await openForTest(url, 'web');
    await expect(topicNames(web)).rejects.toMatchObject({
      kind: 'not-migrated',
      message: expect.stringContaining('collector'),
    });
    await migrate(url);
    expect(await topicNames(web)).toEqual([]);
  });
});

describeOnSqlite('a database', (engine) => {
  it('does not go on in a file that was removed or replaced while it was open', async () => {
    const url = await engine.makeDatabase();
    await migrate(url);
    const [collector, web] = [await openForTest(url), await openForTest(url, 'web')];
    await collector.write((tx) => tx.topic.create({ data: { name: 'before', cursor: 1 } }));
    expect(await topicNames(web)).toEqual(['before']);
    const path = url.replace(/^file:/, '');
    for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
    await expect(topicNames(web)).rejects.toMatchObject({ kind: 'not-migrated' });
    await expect(collector.write((tx) => tx.topic.count())).rejects.toMatchObject({ kind: 'not-migrated' });
    await migrate(url);
    await collector.write((tx) => tx.topic.create({ data: { name: 'after', cursor: 1 } }));
    expect(await topicNames(web)).toEqual(['after']);
  });

  it('makes its folder for the collector, and no file for the web', async () => {
    const path = join(await makeTestFolder(), 'deep/er/pairwatch.db');
    const web = await openForTest(`file:${path}`, 'web');
    await expect(topicNames(web)).rejects.toMatchObject({
      kind: 'not-migrated',
      message: expect.stringContaining(`${path} does not exist yet`),
    });
    await migrate(`file:${path}`);
    expect(await topicNames(web)).toEqual([]);
  });

  it.each(['collector', 'web'] as const)('writes through to the disk in WAL mode as %s', async (role) => {
    const { url } = await engine.open();
    const db = await openForTest(url, role);
    // A pragma yields one row of one column.
    const pragma = (name: string) =>
      db.write(
        async (tx) => (await tx.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0]?.[name],
      );
    expect(await pragma('journal_mode')).toBe('wal');
    expect(Number(await pragma('synchronous'))).toBe(2);
    expect(Number(await pragma('foreign_keys'))).toBe(1);
  });

  it('keeps times as integers', async () => {
    const { db } = await engine.open();
    const now = 1_750_000_000_123;
    await db.write((tx) =>
      tx.pair.create({
        data: { name: 'a', kind: 'isc', position: 0, intervalMs: 1, addedAt: new Date(now) },
      }),
    );
    const rows = await db.read((tx) =>
      tx.$queryRawUnsafe('SELECT typeof(addedAt) AS type, addedAt + 0 AS value FROM Pair'),
    );
    expect(rows).toEqual([{ type: 'integer', value: BigInt(now) }]);
  });

  it('does not let another writer in between what a write reads and what it writes', async () => {
    const { db, url } = await engine.open();
    const other = await openForTest(url);
    let tries = 0;
    let otherWrite: Promise<void> | undefined;
    await db.write(async (tx) => {
      tries += 1;
      const count = await tx.topic.count();
      otherWrite ??= outside(() => other.write((writing) => addTopic(writing, 'other')));
      await delay(50); // time enough for the other to write, if it could
      await addTopic(tx, `found ${count}`);
    });
    await otherWrite;
    expect(tries).toBe(1);
    expect(await topicNames(db)).toEqual(['found 0', 'other']);
  });

  it('goes on after a commit that failed', async () => {
    const { db } = await engine.open();
    const failing = db.write(async (tx) => {
      await tx.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON');
      await tx.delivery.create({
        data: { messageId: 4711, attemptedAt: new Date(), durationMs: 0 },
      });
    });
    await expect(failing).rejects.toThrow(/FOREIGN KEY/);
    await db.write((tx) => addTopic(tx, 'after'));
    expect(await topicNames(db)).toEqual(['after']);
    expect(await db.read((tx) => tx.delivery.count())).toBe(0);
  });

  it('says so when another program keeps it locked, and goes on when it is free', async () => {
    const { db, url } = await engine.open();
    const other = await openForTest(url);
    const locked = signal();
    const mayEnd = signal();
    const holding = other.write(async () => {
      locked.give();
      await mayEnd.given;
    });
    await locked.given;
    const refused = db.write((tx) => addTopic(tx, 'a'));
    await expect(refused).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringContaining('second Pairwatch'),
    });
    const waiting = db.write((tx) => addTopic(tx, 'b'));
    mayEnd.give();
    await holding;
    await waiting;
    expect(await topicNames(db)).toEqual(['b']);
  }, 20_000);

  it('says so when the file is no database, and goes on when it was moved away', async () => {
    const path = join(await makeTestFolder(), 'pairwatch.db');
    await writeFile(path, 'Dear diary, '.repeat(500));
    const db = await openForTest(`file:${path}`);
    await expect(topicNames(db)).rejects.toMatchObject({
      kind: 'not-a-database',
      message: expect.stringContaining(path),
    });
    await expect(migrate(`file:${path}`)).rejects.toMatchObject({ kind: 'not-a-database' });
  });

  it('says so when the disk is full, loses nothing, and goes on when there is space', async () => {
    const { db } = await engine.open();
    await db.write((tx) => addTopic(tx, 'before'));
    const setLimit = (pages: number) =>
      db.write((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`));
    await setLimit(1); // becomes as many as the file has
    const tooMuch = db.write(async (tx) => {
      for (let index = 0; index < 200; index += 1) await addTopic(tx, `${index}${'x'.repeat(1000)}`);
    });
    await expect(tooMuch).rejects.toMatchObject({
      kind: 'disk-full',
      message: expect.stringContaining('Free some space'),
    });
    expect(await topicNames(db)).toEqual(['before']);
    await db.write((tx) => addTopic(tx, 'after'));
    expect(await topicNames(db)).toEqual(['after', 'before']);
  });

  it('says so when its folder cannot be made', async () => {
    const file = join(await makeTestFolder(), 'file');
    await writeFile(file, '');
    const opened = openDatabase(`file:${file}/pairwatch.db`, { role: 'collector' });
    await expect(opened).rejects.toMatchObject({
      kind: 'not-writable',
      message: expect.stringContaining('permission'),
    });
  });
});

describeOnPostgresql('a database', (engine) => {
  it('tells of a lost connection and connects again at the next call', async () => {
    const { db, url } = await engine.open();
    const lost = db.write(async (tx) => {
      await addTopic(tx, 'lost');
      await endConnections(url);
      await addTopic(tx, 'never');
    });
    await expect(lost).rejects.toMatchObject({ kind: 'connection-lost' });
    await db.write((tx) => addTopic(tx, 'found'));
    expect(await topicNames(db)).toEqual(['found']);
  });

  it('does not mind when idle connections are cut', async () => {
    const { db, url } = await engine.open();
    for (const name of ['a', 'b', 'c']) {
      await db.write((tx) => addTopic(tx, name));
      await topicNames(db);
      await endConnections(url);
      await delay(20); // the news of it must reach this process
    }
    expect(await topicNames(db)).toEqual(['a', 'b', 'c']);
  });

  it('tries again after a deadlock with another writer', async () => {
    const { db, url } = await engine.open();
    const other = await openForTest(url);
    await db.write(async (tx) => {
      await addTopic(tx, 'a');
      await addTopic(tx, 'b');
    });
    const bothHoldOne = [signal(), signal()] as const;
    const crosswise = (on: Database, mine: 0 | 1, names: [string, string]) =>
      on.write(async (tx) => {
        await touch(tx, names[0]);
        bothHoldOne[mine].give();
        await bothHoldOne[mine === 0 ? 1 : 0].given;
        await touch(tx, names[1]);
      });
    await Promise.all([crosswise(db, 0, ['a', 'b']), crosswise(other, 1, ['b', 'a'])]);
    const rows = await db.read((tx) => tx.topic.findMany());
    expect(rows.map(({ cursor }) => cursor)).toEqual([2n, 2n]);
  }, 20_000);

  it('tells an operator what is wrong with the login, the database and the address', async () => {
    const url = await engine.makeDatabase();
    const failing = async (change: (url: URL) => void) => {
      const changed = new URL(url);
      change(changed);
      const db = await openForTest(changed.href);
      return db.read((tx) => tx.topic.count()).catch((error: unknown) => error);
    };
    const unknownUser = await failing((changed) => {
      changed.username = 'nobody_we_know';
      changed.password = 'wrong-secret';
    });
    expect(unknownUser).toMatchObject({
      kind: 'authentication',
      message: expect.stringContaining('pg_hba.conf'),
    });
    expect(String(unknownUser)).not.toContain('wrong-secret');
    const noDatabase = await failing((changed) => {
      changed.pathname = '/nowhere';
    });
    expect(noDatabase).toMatchObject({
      kind: 'no-such-database',
      message: expect.stringContaining('createdb'),
    });
    const nobodyThere = await failing((changed) => {
      changed.port = '1';
    });
    expect(nobodyThere).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('host, port'),
    });
  });
});

async function endConnections(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
}

/** What is run by it does not belong to the transaction it is called in, as if another process did it. */
const outside = AsyncLocalStorage.snapshot();

async function addTopic(tx: Tx, name: string): Promise<void> {
  await tx.topic.create({ data: { name, cursor: 0 } });
}

async function touch(tx: Tx, name: string): Promise<void> {
  await tx.topic.update({ where: { name }, data: { cursor: { increment: 1 } } });
}

async function topicNames(db: Database): Promise<string[]> {
  const rows = await db.read((tx) => tx.topic.findMany({ orderBy: { name: 'asc' } }));
  return rows.map(({ name }) => name);
}

function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
