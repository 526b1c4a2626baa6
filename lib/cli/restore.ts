import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { backupName } from '../collect/database-copies.ts';
import { isCollectorAlive } from '../collect/heartbeat.ts';
import { openDatabase } from '../db/client.ts';
import { DatabaseError } from '../db/errors.ts';
import { checkBackup, restoreSqlite } from '../db/upkeep/restore-sqlite.ts';
import { contentsOf } from '../db/upkeep/sqlite-file.ts';
import type { Settings } from '../settings/settings.ts';
import { recordAudit } from '../store/audit.ts';
import { sqlitePath } from './backup.ts';
import { configHelp, EXIT, EXIT_HELP } from './database/command.ts';
import { runOnFiles } from './database/file-command.ts';
import { actorOf } from './database/options.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch restore FILE [--force] [--config PATH]

Puts a backup of the SQLite database in its place. Stop Pairwatch first: it is refused while a collector lives. FILE is checked
before anything is changed; the database that was there stays beside it, named .replaced-TIME. A backup of an older version is brought
up to date at the next start; one of a newer version is refused.

Messages that waited to be sent when the backup was made are sent again. Secrets in it open with the key they were sealed with:
put that secret.key (FILE.key, where "pairwatch backup --with-key" made the backup) back into the data folder yourself.

  --force         also where the present database is so damaged that it can't be told whether a collector uses it
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch restore`. Gives the exit status its help describes. */
export function restoreCommand(argv: string[], io: Io): Promise<number> {
  return runOnFiles({ name: 'restore', help: HELP, parse }, argv, io);
}

function parse(argv: string[]) {
  const { values, positionals } = splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      force: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(
      `found ${positionals.join(' ') || 'no file'}; expected one file, such as ${backupName(Date.now())}`,
    );
  const { config, force = false } = values;
  return {
    config,
    work: (settings: Settings, io: Io) => restore(settings, { file: resolve(file), force }, io),
  };
}

async function restore(
  settings: Settings,
  { file, force }: { file: string; force: boolean },
  io: Io,
): Promise<number> {
  const path = sqlitePath(settings.databaseUrl);
  if (!existsSync(file)) throw new UsageError(`found no file ${file}; expected a backup`);
  if (existsSync(path)) refuseWhileUsed(path, force);
  const { contents, sizeBytes } = await checkBackup(file);
  const now = Date.now();
  const kept = await restoreSqlite(file, path, now);
  await writeDown(settings.databaseUrl, { file, kept, now, by: actorOf(undefined, io) });
  const { pairs, events, incidents } = contents.rows;
  io.stdout.write(`Restored: ${path}, ${sizeBytes} bytes, schema ${contents.schema}, ${pairs} pairs, ${events} events, ${incidents} incidents.
${kept === null ? 'No database was there before.' : `What was there before is kept: ${kept}. Remove it once all is well.`}
${existsSync(`${file}.key`) ? `Beside the backup lies its key: cp ${file}.key ${settings.dataFolder}/secret.key\n` : ''}Start Pairwatch again: pairwatch start
`);
  return EXIT.done;
}

type Restored = { file: string; kept: string | null; now: number; by: string };

/** Who reads what was done finds there that the time between the backup and now is missing. */
async function writeDown(url: string, { file, kept, now, by }: Restored): Promise<void> {
  const database = await openDatabase(url, { role: 'web' });
  try {
    await database.write((tx) =>
      recordAudit(tx, {
        at: now,
        actor: { kind: 'command', id: null, name: by, address: null },
        deed: 'database-restored',
        target: 'database',
        before: kept === null ? null : { keptAs: basename(kept) },
        after: { restoredFrom: basename(file) },
      }),
    );
  } catch (error) {
    // A backup from before there was a record of deeds has no place for it, until the next start makes one.
    if (!(error instanceof DatabaseError && error.kind === 'not-migrated')) throw error;
  } finally {
    await database.close();
  }
}

/** Throws `DatabaseError` while a collector may write. */
function refuseWhileUsed(path: string, force: boolean): void {
  let collector: ReturnType<typeof contentsOf>['collector'];
  try {
    collector = contentsOf(path).collector;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (force) return;
    throw new DatabaseError(
      error.kind,
      `Whether a collector uses ${path} can't be told: ${error.message} If Pairwatch is stopped, add --force.`,
    );
  }
  if (collector === null || !isCollectorAlive(collector, Date.now())) return;
  throw new DatabaseError(
    'in-use',
    `A collector (${collector.instance.split(':').slice(0, 2).join(', process ')}) uses ${path}. Stop Pairwatch, then restore: what it writes meanwhile would be lost.`,
  );
}
