import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { leaseQuerySchema } from '../contracts/lease-query.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines, makeTestFolder, openForTest, type TestEngine } from '../db/testing/engines.ts';
import { hideFilter } from '../privacy/hide-filter.ts';
import { createPseudonyms, type Privacy } from '../privacy/pseudonyms.ts';
import { loadSettings } from '../settings/load.ts';
import { settingsYaml } from '../simulate/settings-yaml.ts';
import { startSimulatedPair } from '../simulate/start.ts';
import { searchLeases } from '../store/lease-search.ts';
import { startCollector } from './main.ts';

const KEY = Buffer.alloc(32, 7);
const HASHED: Privacy = { macs: 'hashed', names: 'hashed' };
const MAC = '02:ca:fe:00:00:01';
/** In each spelling in which the lease file, the log or the simulated clients have them. */
const CLIENTS = /ca:fe|cafe00|02:50:57|canary|(laptop|desk-phone|printer|tablet)-\d/i;

/** A simulated pair, with a client in its lease file and a log that nobody else has. */
async function plantedPair() {
  const folder = await makeTestFolder();
  const pair = await startSimulatedPair({ folder: join(folder, 'pair'), seed: 1, story: [] });
  onTestFinished(() => pair.stop());
  const [first] = pair.servers;
  if (!first) throw new Error('the simulated pair has no server');
  const address = /^lease (\S+) \{/m.exec(readFileSync(first.leasesPath, 'utf8'))?.[1] ?? '';
  const from = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19).replaceAll('-', '/');
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replaceAll('-', '/');
  const lease = (mac: string, name: string) => `lease ${address} {
  starts 2 ${from.replace('T', ' ')};
  ends 3 ${until.replace('T', ' ')};
  cltt 2 ${from.replace('T', ' ')};
  binding state active;
  next binding state free;
  hardware ethernet ${mac};
  uid "\\001\\002\\312\\376\\000\\000\\001";
  set ddns-fwd-name = "${name}.example.org";
  option agent.remote-id 0:6:${mac};
  client-hostname "${name}";
}
lease 10.66.0.1 { hardware "canary-${mac}";
`;
  appendFileSync(first.leasesPath, lease(MAC, 'canary-laptop'));
  const log = join(folder, 'dhcpd.log');
  writeFileSync(log, '');
  const say = () => {
    const head = `${new Date().toISOString().slice(0, 19)}Z ${first.name} dhcpd[77]: `;
    for (const line of [
      `DHCPDECLINE of ${address} from ${MAC} (canary (home)) via eth0: abandoned`,
      `DHCPDISCOVER from ${MAC} (canary-laptop) via eth0: network office: no free leases`,
      `DHCPDISCOVER from ${MAC} (canary-laptop) via eth0: peer holds all free leases`,
      `uid lease ${address} for client 01:${MAC} is duplicate on office`,
      `client ${MAC} has duplicate leases on office`,
    ])
      appendFileSync(log, `${head}${line}\n`);
  };
  return { folder, entry: withLog(pair.entry, log), leasesPath: first.leasesPath, say };
}

/** The entry of a pair whose first server has a log. */
const withLog = (entry: object, path: string): object => {
  const pair = structuredClone(entry) as { servers: { log?: object }[] }; // as pairEntry makes it
  if (pair.servers[0]) pair.servers[0].log = { path };
  return pair;
};

/** Runs a collector, with its clients hidden or not, until `isDone`. */
async function collect(
  planted: Awaited<ReturnType<typeof plantedPair>>,
  { url, privacy, db }: { url: string; privacy: Partial<Privacy>; db: () => Promise<Database> },
  isDone: (db: Database) => Promise<void>,
) {
  const path = join(planted.folder, 'pairwatch.yaml');
  writeFileSync(path, settingsYaml([planted.entry], { data: '.', privacy, backup: 'off' }), { mode: 0o600 });
  const settings = await loadSettings({ path, env: { DATABASE_URL: url }, cwd: planted.folder });
  const refuse = () => Promise.reject(new Error('none is stored'));
  const collector = await startCollector(settings, {
    openChannel: refuse,
    openPair: refuse,
    secretKey: async () => KEY,
    printer: { print: refuse },
    onTrouble: () => {},
  });
  try {
    const reader = await db();
    // From its present end on is a log read.
    await vi.waitFor(
      async () => expect(await reader.read((tx) => tx.logPosition.count())).toBeGreaterThan(0),
      WITHIN,
    );
    planted.say();
    await vi.waitFor(() => isDone(reader), WITHIN);
  } finally {
    await collector.stop();
  }
}

const WITHIN = { timeout: 60_000, interval: 500 };

/** All that is in all tables, as text. */
async function everything(db: Database): Promise<string> {
  const names =
    db.engine === 'sqlite'
      ? `SELECT name FROM sqlite_schema WHERE type = 'table'`
      : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  return db.read(async (tx) => {
    const texts: string[] = [];
    for (const { name } of await tx.$queryRawUnsafe<{ name: string }[]>(names)) {
      const rows = await tx.$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`);
      for (const row of rows)
        texts.push(
          `${name} ${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value))}`,
        );
    }
    return texts.join('\n');
  });
}

/** How many leases a search finds, which asks for what is kept. */
async function searched(db: Database, q: string): Promise<number> {
  const { filter, ...query } = leaseQuerySchema.parse({ q, state: 'active' });
  const hidden = hideFilter(filter, createPseudonyms(KEY, HASHED));
  const found = await searchLeases(
    (fn) => db.read((tx) => fn(tx, db.engine)),
    'demo',
    { ...query, filter: hidden },
    Date.now(),
  );
  return 'unknown' in found ? 0 : found.leases.length;
}

const clientsIn = (text: string) => text.split('\n').filter((line) => CLIENTS.test(line));

const logEvents = (db: Database) => db.read((tx) => tx.event.count({ where: { kind: 'log' } }));
const leases = (db: Database) =>
  db.read((tx) => tx.lease.findMany({ orderBy: [{ serverId: 'asc' }, { address: 'asc' }] }));

async function setUp(engine: TestEngine) {
  const planted = await plantedPair();
  const url = await engine.makeDatabase();
  return { planted, url, db: () => openForTest(url) };
}

describeOnEngines('clients that are to be hidden', (engine) => {
  it('are nowhere in the database, and are found by what they are', async () => {
    const { planted: pair, url, db } = await setUp(engine);
    await collect(pair, { url, db, privacy: HASHED }, async (reader) => {
      expect(await logEvents(reader)).toBeGreaterThanOrEqual(4);
      expect((await leases(reader)).length).toBeGreaterThan(100);
    });
    const reader = await db();
    expect(clientsIn(await everything(reader))).toEqual([]);
    const pseudonyms = createPseudonyms(KEY, HASHED);
    // The simulated server may give that address to somebody else meanwhile: then its stay is over.
    const planted = {
      hardware: pseudonyms.mac(MAC),
      clientId: pseudonyms.id(`01:${MAC}`),
      hostname: pseudonyms.name('canary-laptop'),
    };
    const held = await reader.read(
      async (tx) =>
        (await tx.lease.count({ where: planted })) + (await tx.leaseSpan.count({ where: planted })),
    );
    expect(held).toBeGreaterThan(0);

    const ofFile = [...readFileSync(pair.leasesPath, 'utf8').matchAll(/hardware ethernet (\S+);/g)];
    const macs = ofFile.slice(-40).map(([, mac = '']) => mac);
    const found = await Promise.all(macs.map((mac) => searched(reader, mac)));
    // One of them may have lost its address since its block was written.
    expect(found.filter((each) => each > 0).length).toBeGreaterThan(20);
    expect(await searched(reader, '02:50:57')).toBe(0);
  });

  it('are hidden where they were stored in the clear before, and stay the holders they were', async () => {
    const { planted, url, db } = await setUp(engine);
    await collect(planted, { url, db, privacy: {} }, async (reader) => {
      expect(await logEvents(reader)).toBeGreaterThanOrEqual(4);
      expect((await leases(reader)).length).toBeGreaterThan(100);
    });
    const reader = await db();
    const before = await leases(reader);
    expect(clientsIn(await everything(reader)).length).toBeGreaterThan(100);
    await reader.write((tx) =>
      tx.leaseSpan.create({
        data: {
          ...{ serverId: before[0]?.serverId ?? 0, address: 1n, state: 'active', hardware: MAC },
          ...{
            clientId: `01:${MAC}`,
            hostname: 'canary-laptop',
            fromSeconds: 1,
            untilSeconds: 2_000_000_000,
          },
        },
      }),
    );
    // Of this process, which lives: another would have ended by now.
    await reader.write((tx) => tx.collector.deleteMany());
    await collect(planted, { url, db, privacy: HASHED }, async () => {
      expect(clientsIn(await everything(reader))).toEqual([]);
    });
    const pseudonyms = createPseudonyms(KEY, HASHED);
    const after = new Map((await leases(reader)).map((each) => [`${each.serverId} ${each.address}`, each]));
    const same = before.filter(({ serverId, address, hardware, sinceSeconds }) => {
      const now = after.get(`${serverId} ${address}`);
      return now?.sinceSeconds === sinceSeconds && now.hardware === (hardware && pseudonyms.mac(hardware));
    });
    // A lease or two is given or ends in the seconds between.
    expect(same.length).toBeGreaterThan(before.length * 0.95);
  });
});
