import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { describeOnEngines, describeOnSqlite, makeTestFolder, openForTest } from './testing/engines.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const shipped = join(root, 'prisma/migrations');

describeOnEngines('migrate', (engine) => {
  it('makes all tables once, and nothing the second time', async () => {
    const url = await engine.makeDatabase();
    const names = (await readdir(join(shipped, engine.name))).sort();
    expect(await migrate(url)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    const db = await openForTest(url);
    const rows = await db.read((tx) =>
      tx.$queryRawUnsafe(
        'SELECT migration_name, applied_steps_count, finished_at >= started_at AS finished FROM _prisma_migrations',
      ),
    );
    expect(rows).toMatchObject(names.map((migration_name) => ({ migration_name })));
  });

  it('applies each step once when several processes migrate at once', async () => {
    const url = await engine.makeDatabase();
    const script = `import { migrate } from './lib/db/migrate.ts'; console.log(JSON.stringify(await migrate(process.argv[1])));`;
    const processes = Array.from({ length: 3 }, () =>
      run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, url], { cwd: root }),
    );
    const here = Promise.all([migrate(url), migrate(url)]);
    const applied = [
      ...(await here),
      ...(await Promise.all(processes)).map(({ stdout }) => JSON.parse(stdout)),
    ];
    expect(applied.flat().sort()).toEqual((await readdir(join(shipped, engine.name))).sort());
  }, 30_000);

  it('applies only what is new', async () => {
    const url = await engine.makeDatabase();
    const folder = await migrationsOf(engine.name, { '0001_a': 'CREATE TABLE a (id INTEGER);' });
    await migrate(url, folder);
    await addMigration(
      folder,
      engine.name,
      '0002_b',
      'CREATE TABLE b (id INTEGER); CREATE TABLE c (id INTEGER);',
    );
    expect(await migrate(url, folder)).toEqual(['0002_b']);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const url = await engine.makeDatabase();
    const folder = await migrationsOf(engine.name, { '0001_a': 'CREATE TABLE a (id INTEGER);' });
    await migrate(url, folder);
    await addMigration(folder, engine.name, '0001_a', 'CREATE TABLE a (id INTEGER, more INTEGER);');
    await expect(migrate(url, folder)).rejects.toMatchObject({
      kind: 'migration-changed',
      message: expect.stringContaining('0001_a'),
    });
  });

  it('refuses a database that a newer version has changed', async () => {
    const url = await engine.makeDatabase();
    const tables = { '0001_a': 'CREATE TABLE a (id INTEGER);' };
    await migrate(
      url,
      await migrationsOf(engine.name, { ...tables, '0002_b': 'CREATE TABLE b (id INTEGER);' }),
    );
    await expect(migrate(url, await migrationsOf(engine.name, tables))).rejects.toMatchObject({
      kind: 'newer',
      message: expect.stringContaining('0002_b'),
    });
  });

  it('undoes all of a migration that fails, keeps those before it, and goes on when it was mended', async () => {
    const url = await engine.makeDatabase();
    const folder = await migrationsOf(engine.name, {
      '0001_a': 'CREATE TABLE a (id INTEGER);',
      '0002_b': 'CREATE TABLE b (id INTEGER); CREATE TABLE a (id INTEGER);',
    });
    await expect(migrate(url, folder)).rejects.toMatchObject({
      kind: 'migration-failed',
      message: expect.stringMatching(/0002_b .*already exists/),
    });
    await addMigration(folder, engine.name, '0002_b', 'CREATE TABLE b (id INTEGER);');
    expect(await migrate(url, folder)).toEqual(['0002_b']);
  });
});

describeOnSqlite('migrate', (engine) => {
  it('keeps the rows that refer to a table which is rebuilt', async () => {
    const url = await engine.makeDatabase();
    const folder = await migrationsOf('sqlite', {
      '0001_a': `CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parentId INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);
        INSERT INTO parent VALUES (1);
        INSERT INTO child VALUES (1, 1);`,
      '0002_rebuild': `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
        CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT);
        INSERT INTO new_parent (id) SELECT id FROM parent;
        DROP TABLE parent;
        ALTER TABLE new_parent RENAME TO parent;
        PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
    });
    await migrate(url, folder);
    const db = await openForTest(url);
    expect(await db.read((tx) => tx.$queryRawUnsafe('SELECT id FROM child'))).toHaveLength(1);
  });

  it('refuses a migration that leaves rows without what they refer to', async () => {
    const url = await engine.makeDatabase();
    const folder = await migrationsOf('sqlite', {
      '0001_a': `CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parentId INTEGER REFERENCES parent (id));
        INSERT INTO child VALUES (1, 1);`,
    });
    await expect(migrate(url, folder)).rejects.toMatchObject({
      kind: 'migration-failed',
      message: expect.stringContaining('1 rows of child'),
    });
  });

  it('finds the migrations from a bundle in dist/ of the installation', async () => {
    const installation = await makeTestFolder();
    await cp(shipped, join(installation, 'prisma/migrations'), { recursive: true });
    const bundle = join(installation, 'dist/pairwatch.mjs');
    await build({
      stdin: {
        contents: `import { migrate } from './lib/db/migrate.ts'; console.log(JSON.stringify(await migrate(process.argv[2])));`,
        resolveDir: root,
      },
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    // As installed, with the packages beside it.
    await symlink(join(root, 'node_modules'), join(installation, 'node_modules'));
    const url = `file:${join(installation, 'data/pairwatch.db')}`;
    const { stdout } = await run(process.execPath, [bundle, url], { cwd: '/' });
    expect(JSON.parse(stdout)).toEqual((await readdir(join(shipped, 'sqlite'))).sort());
  }, 30_000);
});

it('says so when no PostgreSQL answers', async () => {
  await expect(migrate('postgresql://pairwatch@localhost:1/pairwatch')).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/pairwatch@localhost:1\/pairwatch \(.*ECONNREFUSED.*\)/),
  });
});

it('has a migration for everything in the schema', async () => {
  const check = run(process.execPath, ['--import', 'tsx', 'prisma/diff.ts', '--check'], { cwd: root });
  await expect(check).resolves.toMatchObject({ stderr: '' });
}, 30_000);

async function migrationsOf(engine: string, scripts: Record<string, string>): Promise<string> {
  const folder = await makeTestFolder();
  for (const [name, sql] of Object.entries(scripts)) await addMigration(folder, engine, name, sql);
  return folder;
}

async function addMigration(folder: string, engine: string, name: string, sql: string): Promise<void> {
  const path = join(folder, engine, name);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'migration.sql'), sql);
}
