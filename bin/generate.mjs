#!/usr/bin/env node
// Makes a Prisma client for each database engine from the one prisma/schema.prisma. Needs nothing but the installed
// packages: no network, no database. Does nothing while schema, Prisma and this script are unchanged.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENGINES = ['sqlite', 'postgresql'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generated = join(root, 'lib/db/generated');
const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json', { paths: [root] });
const prisma = JSON.parse(readFileSync(prismaPackage, 'utf8'));

const fingerprint = createHash('sha256')
  .update(schema)
  .update(prisma.version)
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest('hex');

for (const engine of ENGINES) {
  const folder = join(generated, engine);
  const stamp = join(folder, '.fingerprint');
  if (readIfThere(stamp) === fingerprint) continue;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  generateClient(engine);
  writeFileSync(stamp, fingerprint); // last, so that an interrupted run is not taken for a finished one
}

const migrations = readdirSync(join(root, 'prisma/migrations/sqlite')).filter((name) => /^\d{4}_/.test(name));
const module = `/** The last migration this version knows. */\nexport const LAST_MIGRATION = '${migrations.sort().at(-1)}';\n`;
if (readIfThere(join(generated, 'last-migration.ts')) !== module)
  writeFileSync(join(generated, 'last-migration.ts'), module);

/** Only the provider and the output differ between the engines. The output is relative to the copy. */
function generateClient(engine) {
  const copy = join(generated, `${engine}.prisma`);
  const source = change(schema, /output(\s+)= "\.\.\/lib\/db\/generated\/sqlite"/, `output$1= "./${engine}"`);
  writeFileSync(copy, change(source, /provider = "sqlite"/, `provider = "${engine}"`));
  const cli = join(dirname(prismaPackage), prisma.bin.prisma ?? prisma.bin);
  const run = spawnSync(process.execPath, [cli, 'generate', '--schema', copy, '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', // the CLI would download an engine that `generate` never runs
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (run.status !== 0) {
    console.error(`generate: prisma could not make the ${engine} client (exit ${run.status}):`);
    console.error(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`);
    process.exit(1);
  }
  console.log(`generate: made the ${engine} client in lib/db/generated/${engine}`);
}

/** Replaces what must be there: a schema written otherwise would yield two clients for one engine. */
function change(text, pattern, replacement) {
  if (pattern.test(text)) return text.replace(pattern, replacement);
  console.error(
    `generate: prisma/schema.prisma has nothing like ${pattern}, which this script changes for each engine`,
  );
  process.exit(1);
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
