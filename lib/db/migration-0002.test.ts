import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Database } from './client.ts';
import { migrate } from './migrate.ts';
import { describeOnEngines, makeTestFolder, openForTest } from './testing/engines.ts';

const shipped = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const FIRST = '0001_first_light';

const NOW = Date.UTC(2025, 10, 21, 10, 42);
const DAY_MS = 86_400_000;

describeOnEngines('0002_files_and_history', (engine) => {
  it('keeps what the first version wrote, and has room for the new beside it', async () => {
    const url = await engine.makeDatabase();
    await migrate(url, await onlyTheFirst(engine.name));
    const db = await openForTest(url);
    await fill(db);
    await migrate(url);

    const samples = await db.read((tx) =>
      tx.poolSample.findMany({ orderBy: [{ serverId: 'asc' }, { from: 'asc' }] }),
    );
    const sample = { poolId: 1, serverId: 1, source: 'omapi', intervalMs: 10_000 };
    const values = (free: number) => `{"leaseCount":100,"freeLeases":${free},"backupLeases":38}`;
    expect(samples).toEqual([
      { ...sample, from: at(0), until: at(0), count: 1, values: values(40), latest: false },
      { ...sample, from: at(10_000), until: at(55_000), count: 5, values: values(39), latest: false },
      {
        ...sample,
        from: at(70_000),
        until: at(DAY_MS + 70_000),
        count: 8641,
        values: values(0),
        latest: true,
      },
      { ...sample, serverId: 2, from: at(0), until: at(0), count: 1, values: values(40), latest: true },
    ]);

    const events = await db.read((tx) => tx.event.findMany({ orderBy: { id: 'asc' } }));
    expect(events).toMatchObject([
      { id: 1, key: 'a', sortAt: at(500), backfilled: false, count: 1, lastAt: null },
      { id: 2, key: 'b', at: at(-9000), observedAt: at(1500), sortAt: at(1500) },
    ]);
    expect(await db.read((tx) => tx.message.findMany({ include: { deliveries: true } }))).toMatchObject([
      { webhookId: 'msg_1', cause: 'event:2', deliveries: [{ status: 204 }] },
    ]);

    const newer = {
      ...sample,
      source: 'leases',
      from: at(0),
      until: at(0),
      count: 1,
      values: '{}',
      latest: true,
    };
    await db.write((tx) => tx.poolSample.create({ data: newer }));
    await db.write((tx) => tx.pair.delete({ where: { id: 1 } }));
    expect(await db.read((tx) => Promise.all([tx.poolSample.count(), tx.message.count()]))).toEqual([0, 0]);
  });

  it('changes an empty database of the first version', async () => {
    const url = await engine.makeDatabase();
    await migrate(url, await onlyTheFirst(engine.name));
    await migrate(url);
    const db = await openForTest(url);
    expect(await db.read((tx) => tx.poolSample.findMany())).toEqual([]);
  });

  const at = (afterMs: number) => new Date(NOW + afterMs);

  /** As each engine keeps it. */
  const time = (afterMs: number) =>
    engine.name === 'sqlite' ? String(NOW + afterMs) : `'${at(afterMs).toISOString().replace('Z', '')}'`;

  /** A pair with two servers, a pool with samples of both, and two events, one of which was told. */
  async function fill(db: Database): Promise<void> {
    const sample = (serverId: number, free: number, from: number, until: number, latest: boolean) =>
      `INSERT INTO "PoolSample" ("poolId", "serverId", "leaseCount", "freeLeases", "backupLeases", "from", "until", "latest")
       VALUES (1, ${serverId}, 100, ${free}, 38, ${time(from)}, ${time(until)}, ${latest})`;
    const event = (id: number, key: string, happened: number, observed: number) =>
      `INSERT INTO "Event" ("id", "key", "pairId", "serverId", "kind", "at", "clock", "observedAt", "to", "sentence", "evidence")
       VALUES (${id}, '${key}', 1, 1, 'state', ${time(happened)}, 'server', ${time(observed)}, 'normal', 'It is normal.', '[]')`;
    const statements = [
      `INSERT INTO "Pair" ("id", "name", "kind", "position", "intervalMs", "addedAt") VALUES (1, 'office', 'isc', 0, 2000, ${time(0)})`,
      `INSERT INTO "Server" ("id", "pairId", "name", "role", "host") VALUES (1, 1, 'a', 'primary', '10.0.0.1'), (2, 1, 'b', 'secondary', '10.0.0.2')`,
      `INSERT INTO "Pool" ("id", "pairId", "key", "sharedNetwork", "ranges", "addressCount", "position") VALUES (1, 1, 'lan', 'lan', '[]', 100, 0)`,
      sample(1, 40, 0, 0, false),
      sample(1, 39, 10_000, 55_000, false),
      sample(1, 0, 70_000, DAY_MS + 70_000, true),
      sample(2, 40, 0, 0, true),
      event(1, 'a', 0, 500),
      event(2, 'b', -9000, 1500),
      `INSERT INTO "Message" ("id", "endpoint", "pairId", "eventId", "type", "body", "createdAt", "nextAttemptAt")
       VALUES ('msg_1', 'ops', 1, 2, 'verdict', '{"data":{"sentence":"It is down."}}', ${time(0)}, ${time(0)})`,
      `INSERT INTO "Delivery" ("messageId", "attemptedAt", "durationMs", "status") VALUES ('msg_1', ${time(0)}, 12, 204)`,
    ];
    await db.write(async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement);
    });
  }
});

async function onlyTheFirst(engine: string): Promise<string> {
  const folder = await makeTestFolder();
  await cp(join(shipped, engine, FIRST), join(folder, engine, FIRST), { recursive: true });
  return folder;
}
