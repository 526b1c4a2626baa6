import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { deliveryQuerySchema } from '../../contracts/delivery.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { migrationStand } from '../../db/migrate.ts';
import type { Examined } from '../../doctor/examine.ts';
import { replacer } from '../../reports/redaction/redact.ts';
import { makeStandIns } from '../../reports/redaction/stand-ins.ts';
import type { Settings } from '../../settings/settings.ts';
import { collectorFigures, readHealth } from '../../store/collector.ts';
import { sealedEndpoints } from '../../store/endpoints.ts';
import { listDeliveries } from '../../store/messages.ts';
import { restartFigures } from '../../store/restarts.ts';
import { storedPairs } from '../../store/stored-pairs.ts';
import { tableSizes } from '../../store/system.ts';
import { VERSION } from '../../version.ts';
import { doctorText } from '../doctor/text.ts';
import type { Io } from '../io.ts';
import { logLines } from './log-lines.ts';
import { maskedSettings } from './masked-settings.ts';
import { scrubber, textsOf } from './scrub.ts';

export type DiagnosticsSource = Examined & {
  settingsPath: string;
  env: Io['env'];
  log: string | undefined;
  /** Names and addresses of hosts are replaced by stand-ins. */
  isRedacted: boolean;
  /** What opens what the pages sealed, so that it can be looked for; null for what does not open. */
  opened(sealed: string): Promise<unknown>;
};

/** The files of a bundle by their names: what helps whoever looks into a fault, and no secret. */
export async function collectFiles(source: DiagnosticsSource): Promise<Record<string, string>> {
  const { report, settings } = source;
  const stored = settings && (await ofDatabase(settings));
  const files: Record<string, string> = {
    'doctor.txt': doctorText(report),
    'doctor.json': jsonText(report),
    'versions.json': jsonText(versions()),
    'settings.yaml': maskedSettings(await readFile(source.settingsPath, 'utf8').catch(() => '')),
    'log.txt': await logLines(source.log),
    ...(stored && {
      'health.json': jsonText(stored.health),
      'failed-deliveries.json': jsonText(stored.failed),
    }),
  };
  const secrets = await secretsOf(source, stored?.sealed ?? []);
  const scrub = scrubber(secrets);
  const clean = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, scrub(text)]));
  return source.isRedacted ? withStandIns(clean, settings) : clean;
}

const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const versions = () => ({
  pairwatch: VERSION,
  node: process.versions.node,
  platform: `${process.platform} ${process.arch} ${release()}`,
  processors: cpus().length,
  memoryBytes: totalmem(),
});

/** What the database tells of how Pairwatch does; where it can't be used, why. */
async function ofDatabase(settings: Settings) {
  const database = await openDatabase(settings.databaseUrl, { role: 'web' });
  try {
    return await fromDatabase(database, settings);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { health: { unreadable: why }, failed: [], sealed: [] };
  } finally {
    await database.close();
  }
}

async function fromDatabase(database: Database, { databaseUrl }: Settings) {
  const now = Date.now();
  const schema = await migrationStand(databaseUrl);
  return database.read(async (tx) => {
    const { deliveries } = await listDeliveries(
      tx,
      deliveryQuerySchema.parse({ status: 'failed', limit: '50' }),
    );
    return {
      health: {
        ...(await readHealth(tx, database.engine, now)),
        schema,
        figures: await collectorFigures(tx),
        restarts: await restartFigures(tx, now),
        tables: await tableSizes(tx),
      },
      failed: deliveries.map(({ id, endpoint, type, createdAt, status, attempts, endedAt, lastError }) => ({
        id,
        endpoint,
        type,
        createdAt,
        status,
        attempts,
        endedAt,
        lastError,
      })),
      sealed: [...(await storedPairs(tx)), ...(await sealedEndpoints(tx))].map(({ sealed }) => sealed),
    };
  });
}

/** Under these keys stands what gives access; all else of a channel is told on the pages too. */
const SECRET_KEYS = [
  'secret',
  'secrets',
  'privateKey',
  'passphrase',
  'password',
  'routingKey',
  'headers',
  'url',
  'proxy',
  'key',
  'user',
  'body',
];
/** What an environment calls its secrets. */
const SECRET_NAME = /pass|secret|token|key|auth|cookie|credential|database_url/i;

async function secretsOf(source: DiagnosticsSource, sealed: readonly string[]): Promise<string[]> {
  const opened = await Promise.all(sealed.map((each) => source.opened(each)));
  const ofEnvironment = Object.entries(source.env).flatMap(([name, value]) =>
    value !== undefined && SECRET_NAME.test(name) ? [value] : [],
  );
  const { settings } = source;
  return [
    ...ofEnvironment,
    ...sealed,
    ...secretTexts([settings?.pairs, settings?.endpoints, settings?.heartbeats, opened]),
    ...(settings?.databaseUrl.startsWith('postgres') ? [new URL(settings.databaseUrl).password] : []),
  ];
}

function secretTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'key' && typeof each === 'object') return secretTexts(each);
    return SECRET_KEYS.includes(key) ? textsOf(each) : secretTexts(each);
  });
}

function withStandIns(files: Record<string, string>, settings: Settings | null): Record<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, standIn: string) => names.has(name) || names.set(name, standIn);
  for (const [index, { name, title, peer, servers }] of (settings?.pairs ?? []).entries()) {
    add(name, `pair ${index + 1}`);
    if (title) add(title, `pair ${index + 1}`);
    if (peer) add(peer, `peer ${index + 1}`);
    for (const [place, { name: server, host, reach }] of servers.entries()) {
      const number = `${index + 1}${place === 0 ? 'a' : 'b'}`;
      add(server, `server ${number}`);
      add(host, `host ${number}`);
      if (reach.kind === 'ssh') add(reach.host, `host ${number}`);
    }
  }
  const replace = replacer(files, names, makeStandIns(randomBytes(32)));
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, replace(text)]));
}
