import { existsSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backupName } from '../collect/database-copies.ts';
import { DatabaseError } from '../db/errors.ts';
import { copySqlite, type SqliteCopy } from '../db/upkeep/copy-sqlite.ts';
import { parseDatabaseUrl } from '../db/url.ts';
import { KEY_FILE } from '../secrets/secret-key.ts';
import { DEFAULT_BACKUP } from '../settings/defaults.ts';
import type { Settings } from '../settings/settings.ts';
import { configHelp, EXIT, EXIT_HELP, print } from './database/command.ts';
import { runOnFiles } from './database/file-command.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch backup [--out FILE] [--with-key] [--json] [--config PATH]

Copies the SQLite database while Pairwatch runs, as it is at one moment, and reads the copy back: it is kept only when it is whole.
"pairwatch restore FILE" puts it back. The collector does the same once a day by itself ("backup:" in pairwatch.yaml).

The secrets of endpoints and pairs that were made on the pages are in it, sealed: what opens them is secret.key in the data folder,
or PAIRWATCH_SECRET_KEY. That key is not in the copy. Keep it too, in another place than the copy.

  --out FILE      where to write it; a file that is there is left alone (default: a new file in the folder of "backup:")
  --with-key      copies secret.key to FILE.key as well: whoever has both can open the secrets
  --json          one JSON object
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch backup`. Gives the exit status its help describes. */
export function backupCommand(argv: string[], io: Io): Promise<number> {
  return runOnFiles({ name: 'backup', help: HELP, parse }, argv, io);
}

function parse(argv: string[]) {
  const { values, positionals } = splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      'with-key': { type: 'boolean' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (positionals.length > 0)
    throw new UsageError(`found ${positionals.join(' ')}; the file to write is given by --out`);
  const { out, json = false, 'with-key': withKey = false, config } = values;
  return { config, work: (settings: Settings, io: Io) => backUp(settings, { out, json, withKey }, io) };
}

type Wishes = { out: string | undefined; json: boolean; withKey: boolean };

async function backUp(settings: Settings, { out, json, withKey }: Wishes, io: Io): Promise<number> {
  const path = sqlitePath(settings.databaseUrl);
  const folder = settings.backup?.folder ?? join(settings.dataFolder, DEFAULT_BACKUP.folder);
  const file = out === undefined ? join(folder, backupName(Date.now())) : resolve(out);
  if (existsSync(file)) throw new UsageError(`found a file at ${file}; expected a name that is free`);
  const copy = await copySqlite(path, file);
  const key = withKey ? await copyKey(settings, io, file) : null;
  print(io, { ...copy, key }, { json, text: () => told(copy, key, settings) });
  return EXIT.done;
}

async function copyKey({ dataFolder }: Settings, { env }: Io, file: string): Promise<string | null> {
  const path = join(dataFolder, KEY_FILE);
  if (env.PAIRWATCH_SECRET_KEY || !existsSync(path)) return null;
  await copyFile(path, `${file}.key`);
  await chmod(`${file}.key`, 0o600);
  return `${file}.key`;
}

function told(
  { path, sizeBytes, contents }: SqliteCopy,
  key: string | null,
  { dataFolder }: Settings,
): string {
  const { pairs, events, incidents } = contents.rows;
  return `Backup: ${path}
It was read back and is whole: ${sizeBytes} bytes, schema ${contents.schema}, ${pairs} pairs, ${events} events, ${incidents} incidents.
${
  key === null
    ? `The key of its secrets is not in it: keep ${join(dataFolder, KEY_FILE)}, or PAIRWATCH_SECRET_KEY where that is set, as well.`
    : `The key of its secrets: ${key}. Whoever has both files can open them.`
}
`;
}

/** The file of an SQLite database. Throws `DatabaseError` for PostgreSQL, with what to run instead. */
export function sqlitePath(databaseUrl: string): string {
  const target = parseDatabaseUrl(databaseUrl);
  if (target.engine === 'sqlite') return target.path;
  throw new DatabaseError(
    'bad-url',
    `The database is ${target.name}: Pairwatch copies SQLite files only. PostgreSQL's own tools do it: pg_dump --format=custom --file=pairwatch.dump "$DATABASE_URL" copies it, and with Pairwatch stopped pg_restore --clean --if-exists --dbname="$DATABASE_URL" pairwatch.dump puts it back. Keep secret.key with it.`,
  );
}
