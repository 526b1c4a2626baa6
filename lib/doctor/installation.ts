import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { findMigrations } from '../db/migrate.ts';
import { VERSION } from '../version.ts';
import { inSqliteProcess } from './child.ts';
import { broken, ok, type Said } from './line.ts';
import type { Check } from './run-checks.ts';

const GROUP = 'This installation';

/** Whether what was installed can run here. */
export const installationChecks = (): Check[] => [
  {
    group: GROUP,
    id: 'node',
    about: 'Node',
    withinMs: 1_000,
    run: async () => nodeSaid(process.versions.node),
  },
  { group: GROUP, id: 'sqlite', about: 'better-sqlite3', withinMs: 10_000, run: sqliteSaid },
  { group: GROUP, id: 'build', about: 'the build', withinMs: 5_000, run: buildSaid },
];

/** `found`: a version of Node, such as 20.19.0. */
export function nodeSaid(found: string): Said {
  const wanted = packageJson.engines.node.replace(/^>=/, '');
  if (numberOf(found) >= numberOf(wanted)) return ok(`Node ${found}`);
  return broken(`Node ${found}`, `Install Node ${wanted} or newer: Pairwatch does not run on an older one.`);
}

const numberOf = (version: string): number =>
  version
    .split('.')
    .slice(0, 2)
    .reduce((sum, part) => sum * 1000 + Number(part), 0);

async function sqliteSaid(signal: AbortSignal): Promise<Said> {
  const work = 'return new Database(path).prepare("SELECT sqlite_version()").pluck().get();';
  try {
    return ok(
      `SQLite ${await inSqliteProcess(work, ':memory:', signal)}, by better-sqlite3's binary for this machine`,
    );
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return broken(
      `better-sqlite3 does not load on ${process.platform} ${process.arch} with Node ${process.versions.node}`,
      `It says: ${said}. Install Pairwatch again with the Node that runs it: npm ci, or the release for this platform.`,
    );
  }
}

/** What has to be there, beside this program, for the web server to start and show something. */
const BUILT = ['.next/standalone/server.js', '.next/standalone/.next/static', 'dist/lease-worker.js'];

async function buildSaid(): Promise<Said> {
  const root = dirname(dirname(findMigrations()));
  const missing: string[] = [];
  for (const path of BUILT) if (!(await isThere(join(root, path)))) missing.push(path);
  if (missing.length === 0) return ok(`Pairwatch ${VERSION}, built, in ${root}`);
  return broken(
    `${missing.join(', ')} is not in ${root}`,
    'Run `npm run setup` in that folder, or unpack the release again, whole.',
  );
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false, // why it can't be seen makes no difference: the web server can't either
  );
}
