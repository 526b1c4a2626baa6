import { z } from 'zod';
import { type Database, openDatabase } from '../db/client.ts';
import { DatabaseError } from '../db/errors.ts';
import type { Settings } from '../settings/settings.ts';
import { readHealth } from '../store/collector.ts';
import { VERSION } from '../version.ts';
import { attention, broken, notChecked, ok, type Said } from './line.ts';
import type { Check } from './run-checks.ts';

const GROUP = 'Collector and pages';
const START = 'Start it: pairwatch start, or systemctl start pairwatch';

type ListenFailure = (host: string, port: number) => Promise<string | null>;

/** Whether the two processes run. `listenFailure` tells why nothing can listen somewhere. */
export const productChecks = ({ databaseUrl, listen }: Settings, listenFailure: ListenFailure): Check[] => [
  {
    group: GROUP,
    id: 'collector',
    about: 'the collector',
    withinMs: 10_000,
    run: () => withDatabase(databaseUrl, collectorSaid),
  },
  {
    group: GROUP,
    id: 'port',
    about: `${listen.host}:${listen.port}`,
    withinMs: 6_000,
    run: (signal) => portSaid(listen, listenFailure, signal),
  },
];

/** Reads the database as the pages do. Where it can't be used another line says why. */
export async function withDatabase<T>(
  url: string,
  use: (database: Database) => Promise<T>,
): Promise<T | Said> {
  const database = await openDatabase(url, { role: 'web' });
  try {
    return await use(database);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return notChecked('The database has to be there and whole first', error.message);
  } finally {
    await database.close();
  }
}

async function collectorSaid(database: Database): Promise<Said> {
  const now = Date.now();
  const { status, collector } = await database.read((tx) => readHealth(tx, database.engine, now));
  if (collector === null) return attention('No collector ever ran on this database', START);
  const age = Math.max(0, Math.round((now - Date.parse(collector.lastSeenAt)) / 1000));
  const text = `The collector (${collector.version}) gave its last sign of life ${age} s ago`;
  if (status !== 'ok')
    return broken(text, `${START}. If it runs, its log says what it hangs on: journalctl -u pairwatch`);
  if (collector.version === VERSION) return ok(text);
  return attention(text, `${VERSION} is installed: restart Pairwatch, so that it is what runs.`);
}

const healthAnswer = z.object({ web: z.object({ version: z.string() }) });

async function portSaid(
  { host, port }: Settings['listen'],
  listenFailure: ListenFailure,
  signal: AbortSignal,
): Promise<Said> {
  const failure = await listenFailure(host, port);
  if (failure === null) return ok(`${host}:${port} is free: no pages are served there now`);
  const version = await versionThere(host, port, signal);
  if (version === null) return broken(`Nothing of Pairwatch answers at ${host}:${port}`, failure);
  if (version === VERSION) return ok(`Pairwatch ${version} answers at ${host}:${port}`);
  return attention(
    `Pairwatch ${version} answers at ${host}:${port}`,
    `${VERSION} is installed: restart Pairwatch.`,
  );
}

/** Of the Pairwatch that answers there; null where none does. One that listens on every address is asked by loopback. */
async function versionThere(host: string, port: number, signal: AbortSignal): Promise<string | null> {
  const near = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  try {
    const answer = await fetch(`http://${near.includes(':') ? `[${near}]` : near}:${port}/api/health`, {
      signal,
    });
    return healthAnswer.parse(await answer.json()).web.version;
  } catch {
    return null; // no HTTP, no JSON, or another program's: it is not ours, and that is all that counts
  }
}
