/**
 * Writes the next migration for both engines: `node --import tsx prisma/diff.ts NAME` (NAME in snake_case). With
 * `--check` in place of a name it writes nothing and fails when a migration is due.
 * The step is from the newest prisma/migrations/schema.<number>.prisma to prisma/schema.prisma, which is then kept
 * under the new number. Needs no database: the schema engine compares two data models. Look the SQL over before you
 * commit it; it can only guess at a rename.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as schemaEngine from '@prisma/schema-engine-wasm/schema_engine_bg';

type AdapterFactory = SqlMigrationAwareDriverAdapterFactory;

const ENGINES: Record<string, () => AdapterFactory> = {
  sqlite: () => new PrismaBetterSqlite3({ url: ':memory:' }),
  postgresql: standInForPostgresql,
};

const folder = dirname(fileURLToPath(import.meta.url));
const migrations = join(folder, 'migrations');

const name = process.argv[2];
const isCheck = name === '--check';
if (!name || !(isCheck || /^[a-z][a-z0-9_]*$/.test(name))) {
  console.error('usage: node --import tsx prisma/diff.ts NAME, where NAME says what changes, in snake_case');
  process.exit(2);
}

await startSchemaEngine();
const previous = await newestDataModel();
const present = await readFile(join(folder, 'schema.prisma'), 'utf8');
const number = String((previous?.number ?? 0) + 1).padStart(4, '0');

const scripts = new Map<string, string>();
for (const [engine, adapterFactory] of Object.entries(ENGINES)) {
  const script = await diff(engine, adapterFactory(), previous?.schema ?? null, present);
  if (!script.includes('This is an empty migration.')) scripts.set(engine, script);
}
if (isCheck) process.exit(reportCheck());
if (scripts.size === 0) {
  console.error(
    `Nothing to write: prisma/schema.prisma asks for the tables that migration ${previous?.number} made.`,
  );
  process.exit(1);
}
// Both or none: a step that changes nothing on one engine still counts there.
for (const engine of Object.keys(ENGINES)) {
  const target = join(migrations, engine, `${number}_${name}`);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'migration.sql'), scripts.get(engine) ?? '-- Nothing to do on this engine.\n');
  console.log(`wrote prisma/migrations/${engine}/${number}_${name}/migration.sql`);
}
await writeFile(join(migrations, `schema.${number}.prisma`), present);

function reportCheck(): number {
  if (scripts.size === 0) return 0;
  console.error(
    'prisma/schema.prisma asks for tables no migration makes: node --import tsx prisma/diff.ts NAME',
  );
  return 1;
}

async function newestDataModel(): Promise<{ number: number; schema: string } | null> {
  await mkdir(migrations, { recursive: true });
  const numbers = (await readdir(migrations)).flatMap(
    (file) => /^schema\.(\d+)\.prisma$/.exec(file)?.[1] ?? [],
  );
  const newest = numbers.sort().at(-1);
  if (newest === undefined) return null;
  const schema = await readFile(join(migrations, `schema.${newest}.prisma`), 'utf8');
  return { number: Number(newest), schema };
}

async function diff(engine: string, adapterFactory: AdapterFactory, from: string | null, to: string) {
  const files = (schema: string) => [
    { path: 'schema.prisma', content: schema.replace('provider = "sqlite"', `provider = "${engine}"`) },
  ];
  const differ = await schemaEngine.SchemaEngine.new(
    { datamodels: files(to).map(({ path, content }): [string, string] => [path, content]) },
    () => {}, // its log only repeats what it throws
    bindMigrationAwareSqlAdapterFactory(adapterFactory),
  );
  const result = await differ.diff({
    from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: files(from) },
    to: { tag: 'schemaDatamodel', files: files(to) },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  if (result.stdout === null) throw new Error(`the schema engine gave no script for ${engine}`);
  return result.stdout;
}

/** At its start the engine asks a PostgreSQL one thing, its version, though comparing data models needs nothing of it. */
function standInForPostgresql(): AdapterFactory {
  const refuse = () => Promise.reject(new Error('comparing data models should not reach a database'));
  const adapter: SqlDriverAdapter = {
    provider: 'postgres',
    adapterName: 'stand-in',
    queryRaw: ({ sql }) =>
      sql.includes('server_version_num')
        ? Promise.resolve({
            columnNames: ['exists', 'version', 'numeric_version'],
            columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
            rows: [[true, 'PostgreSQL 15.0', 150000]],
          })
        : refuse(),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: () => Promise.resolve(),
  };
  const connect = () => Promise.resolve(adapter);
  return { provider: 'postgres', adapterName: 'stand-in', connect, connectToShadowDb: connect };
}

/** The package's own entry imports its .wasm as a module, which Node 20 does only behind a flag. */
async function startSchemaEngine(): Promise<void> {
  const bindings = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // The package's entry uses both of these, its types name neither.
  const engine = schemaEngine as unknown as {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
  } & WebAssembly.ModuleImports;
  const { instance } = await WebAssembly.instantiate(await readFile(bindings.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': engine,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}
