import { existsSync } from 'node:fs';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { formerPath, migrate } from './migrate.ts';
import { describeOnEngines, makeTestFolder, openForTest } from './testing/engines.ts';
import { contentsOf, damageOf } from './upkeep/sqlite-file.ts';

const shipped = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
/** Both engines have the same steps; the last one is the present schema. */
const STEPS = (await readdir(join(shipped, 'sqlite'))).filter((name) => /^\d{4}_/.test(name)).sort();
const NOW = Date.UTC(2025, 10, 21, 10, 42);

describeOnEngines('an upgrade', (engine) => {
  const time = engine.name === 'sqlite' ? String(NOW) : `'${new Date(NOW).toISOString().replace('Z', '')}'`;
  /** What every schema from the first on has a place for. */
  const ROWS = [
    `INSERT INTO "Pair" ("id", "name", "kind", "position", "intervalMs", "addedAt") VALUES (1, 'office', 'isc', 0, 2000, ${time})`,
    `INSERT INTO "Server" ("id", "pairId", "name", "role", "host") VALUES (1, 1, 'a', 'primary', '10.0.0.1'), (2, 1, 'b', 'secondary', '10.0.0.2')`,
    `INSERT INTO "StateSpan" ("serverId", "state", "from", "lastSeenAt") VALUES (1, 'normal', ${time}, ${time})`,
    `INSERT INTO "VerdictSpan" ("pairId", "verdict", "code", "from") VALUES (1, 'healthy', 'both-normal', ${time})`,
    ...['one', 'two', 'three'].map(
      (key) =>
        `INSERT INTO "Event" ("key", "pairId", "kind", "at", "clock", "observedAt"SORT, "to", "sentence", "evidence")
         VALUES ('${key}', 1, 'state', ${time}, 'pairwatch', ${time}TIME, 'normal', 'It moved.', '[]')`,
    ),
  ];
  /** The first schema had no order of its own for events. */
  const rowsFor = (step: string) =>
    ROWS.map((row) =>
      row
        .replace('SORT', step.startsWith('0001') ? '' : ', "sortAt"')
        .replace('TIME', step.startsWith('0001') ? '' : `, ${time}`),
    );

  it.skipIf(engine.name !== 'sqlite')(
    'keeps the copies of the last two upgrades, and no others',
    async () => {
      const { url } = await databaseAt(STEPS.at(-2) ?? '');
      const path = url.slice('file:'.length);
      const others = ['.schema-0001', '.schema-0002', '.schema-mine'];
      for (const end of others) await writeFile(`${path}${end}`, '');
      await migrate(url);
      const kept = (await readdir(dirname(path))).filter((name) => name.includes('.schema-')).sort();
      const last = basename(formerPath(path, STEPS.at(-2) ?? ''));
      expect(kept).toEqual(['pairwatch.db.schema-0002', last, 'pairwatch.db.schema-mine']);
    },
  );

  it.each(STEPS.slice(0, -1))('from %s keeps what is there, and copies it first', async (step) => {
    const { url, schemas } = await databaseAt(step);
    expect(await migrate(url)).toEqual(STEPS.filter((name) => !schemas.includes(name)));
    const db = await openForTest(url);
    const found = await db.read(async (tx) => ({
      pairs: await tx.pair.findMany({ select: { name: true } }),
      servers: await tx.server.count(),
      states: await tx.stateSpan.findMany({ select: { state: true, from: true } }),
      verdicts: await tx.verdictSpan.count(),
      events: await tx.event.findMany({ orderBy: { id: 'asc' }, select: { key: true, sortAt: true } }),
    }));
    expect(found).toEqual({
      pairs: [{ name: 'office' }],
      servers: 2,
      states: [{ state: 'normal', from: new Date(NOW) }],
      verdicts: 1,
      events: ['one', 'two', 'three'].map((key) => ({ key, sortAt: new Date(NOW) })),
    });
    if (engine.name !== 'sqlite') return;
    const path = url.slice('file:'.length);
    expect(contentsOf(formerPath(path, step))).toMatchObject({ schema: step, rows: { pairs: 1, events: 3 } });
    expect(damageOf(path, 'full')).toEqual([]);
  });

  it('copies nothing where nothing is to be changed', async () => {
    const { db, url } = await engine.open();
    await db.close();
    expect(await migrate(url)).toEqual([]);
    if (engine.name === 'sqlite')
      expect(existsSync(formerPath(url.slice('file:'.length), STEPS.at(-1) ?? ''))).toBe(false);
  });

  it('is refused from a schema of the future, which stays as it is', async () => {
    const { db, url } = await engine.open();
    await db.write((tx) =>
      tx.$executeRawUnsafe(
        `UPDATE "_prisma_migrations" SET "migration_name" = '9999_future' WHERE "migration_name" = '${STEPS.at(-1)}'`,
      ),
    );
    await expect(migrate(url)).rejects.toMatchObject({
      kind: 'newer',
      message: expect.stringMatching(
        /9999_future.*does not know.*Install that one again, or restore a backup/,
      ),
    });
    expect(await db.read((tx) => tx.pair.count())).toBe(0);
  });

  async function databaseAt(step: string) {
    const url = await engine.makeDatabase();
    const folder = await makeTestFolder();
    const schemas = STEPS.slice(0, STEPS.indexOf(step) + 1);
    for (const name of schemas)
      await cp(join(shipped, engine.name, name), join(folder, engine.name, name), { recursive: true });
    await migrate(url, folder);
    const db = await openForTest(url);
    await db.write(async (tx) => {
      for (const row of rowsFor(step)) await tx.$executeRawUnsafe(row);
    });
    await db.close();
    return { url, schemas };
  }
});

it('changes nothing when the copy can not be made', async () => {
  const folder = await makeTestFolder();
  const url = `file:${join(folder, 'pairwatch.db')}`;
  const migrations = await makeTestFolder();
  const [first = ''] = STEPS;
  await cp(join(shipped, 'sqlite', first), join(migrations, 'sqlite', first), { recursive: true });
  await migrate(url, migrations);
  // A folder that is not empty stands where the copy would be put.
  await cp(join(shipped, 'sqlite', first), formerPath(join(folder, 'pairwatch.db'), first), {
    recursive: true,
  });
  await writeFile(join(formerPath(join(folder, 'pairwatch.db'), first), 'x'), '');
  await expect(migrate(url)).rejects.toThrow();
  expect(contentsOf(join(folder, 'pairwatch.db')).schema).toBe(first);
});
