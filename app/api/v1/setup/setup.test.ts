import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPair } from '../../../../lib/cli/open-pair.ts';
import {
  KEPT_SECRET,
  type PairEntry,
  type SetupStep,
  settingsPairListSchema,
  setupAnswerSchema,
  setupYamlSchema,
  storedPairSchema,
} from '../../../../lib/contracts/setup.ts';
import type { Database } from '../../../../lib/db/client.ts';
import { type SimulatedPair, startSimulatedPair } from '../../../../lib/simulate/start.ts';
import { storedPairs } from '../../../../lib/store/stored-pairs.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { DELETE as remove, PUT as replace, GET as stored } from '../settings/pairs/[name]/route.ts';
import { GET as list, POST as store } from '../settings/pairs/route.ts';
import { POST as test } from './test/route.ts';
import { POST as yaml } from './yaml/route.ts';

let db: Database;
let folder: string;
let simulated: SimulatedPair;
let silent: Server;
let entry: PairEntry;

beforeAll(async () => {
  db = await makeDatabase();
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-setup-'));
  simulated = await startSimulatedPair({ folder, seed: 5, story: [] });
  const servers = simulated.servers.map(({ name, omapiPort, configPath, leasesPath }, index) => ({
    role: index === 0 ? ('primary' as const) : ('secondary' as const),
    name,
    host: '127.0.0.1',
    omapi: { port: omapiPort, key: { ...simulated.key } },
    config: { path: configPath, test: false },
    leases: { path: leasesPath },
  }));
  entry = { name: 'branch', peer: 'demo', servers };
  silent = createServer((socket) => socket.resume().on('error', () => {}));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await simulated.stop();
  await new Promise((resolve) => silent.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The pair with something of its first server otherwise. */
const withFirst = (changes: object): PairEntry => ({
  ...entry,
  servers: entry.servers.map((server, index) => (index === 0 ? { ...server, ...changes } : server)),
});
const withKey = (changes: object) => {
  const { port } = entry.servers[0]?.omapi ?? { port: 0 };
  return withFirst({ omapi: { port, key: { ...simulated.key, ...changes } } });
};

const post = (step: SetupStep, pair: object, more: object = {}) =>
  test(
    ask({
      method: 'POST',
      path: 'setup/test',
      body: { browser: 'browser-1', step, server: 0, pair, stored: null, ...more },
    }),
  );

/** Each line as `status id`, what it says, and why. */
async function told(step: SetupStep, pair: object, more: object = {}) {
  const text = await (await post(step, pair, more)).text();
  expect(text).not.toContain(simulated.key.secret);
  const { lines, found } = setupAnswerSchema.parse(JSON.parse(text));
  const find = (id: string) => lines.find((line) => line.id === id);
  return { all: lines.map(({ status, id }) => `${status} ${id}`), lines, found, find };
}

describe('testing one step', () => {
  it('tells OMAPI line by line', async () => {
    const { all, find, found } = await told('omapi', entry);
    expect(all).toEqual([
      'good resolved',
      'good connected',
      'good omapi',
      'good key',
      'good secret',
      'good peer',
      'note pools',
    ]);
    expect(find('peer')?.text).toBe('peer "demo" found: primary, normal/normal');
    expect(found).toEqual({ peers: ['demo'], role: 'primary' });
  });

  it.each([
    [() => withKey({ name: 'other' }), 'key', /other/],
    [() => withKey({ secret: Buffer.alloc(32, 3).toString('base64') }), 'secret', /secret/],
    [() => withFirst({ omapi: { port: 1 } }), 'connected', /Nothing listens|refused/i],
    [() => ({ ...entry, peer: 'Demo' }), 'peer', /no failover peer "Demo"/],
    [() => withFirst({ host: 'no-such-host.invalid' }), 'resolved', /gives no IPv4 address/],
    [() => withFirst({ omapi: { port: portOf(silent) } }), 'omapi', /said nothing for 3 s/],
  ])('says which line failed, why, and tries nothing after it: %#', async (pair, id, why) => {
    const { lines } = await told('omapi', pair());
    const at = lines.findIndex(({ status }) => status === 'failed');
    expect(lines[at]).toMatchObject({ id, why: expect.stringMatching(why) });
    expect(lines.slice(0, at).every(({ status }) => status === 'good' || status === 'note')).toBe(true);
    expect(lines.slice(at + 1).map(({ status }) => status)).toEqual(
      lines.slice(at + 1).map(() => 'not-tried'),
    );
  });

  it('says that a server has the other role', async () => {
    const { find, found } = await told('omapi', withFirst({ role: 'secondary' }));
    expect(find('peer')).toMatchObject({ status: 'note', why: expect.stringContaining('it is the primary') });
    expect(found.role).toBe('primary');
  });

  it('says that no key is asked for only where none is needed', async () => {
    const { port } = entry.servers[0]?.omapi ?? { port: 0 };
    const { find } = await told('omapi', withFirst({ omapi: { port } }));
    expect(find('key')?.status).toBe('failed');
  });

  it('finds peer, role, partner and paths in the files', async () => {
    const { find, found } = await told('files', { ...entry, peer: undefined });
    expect(find('config')?.text).toMatch(/peer "demo", primary, \d pools in failover$/);
    expect(find('leases')?.text).toMatch(/dhcpd\.leases readable, [\d.]+ [kM]?B$/);
    expect(found).toMatchObject({
      peers: ['demo'],
      role: 'primary',
      omapiPort: entry.servers[0]?.omapi.port,
    });
  });

  it('shows nothing of a file that is no dhcpd.conf', async () => {
    const path = join(folder, 'shadow');
    writeFileSync(path, 'root:$6$very-secret-hash:19000:0:99999:7:::\n');
    const { lines, find } = await told('files', withFirst({ config: { path }, leases: { path } }));
    expect(find('config')?.status).toBe('failed');
    expect(find('leases')?.status).toBe('failed');
    expect(JSON.stringify(lines)).not.toContain('very-secret-hash');
  });

  it('checks both servers, their pools and what they say of each other', async () => {
    const { lines, find, found } = await told('check', { ...entry, servers: [...entry.servers].reverse() });
    expect(lines.filter(({ status }) => status === 'failed' || status === 'not-tried')).toEqual([]);
    expect(find('pools')?.text).toMatch(/^\d pools readable$/);
    expect(find('roles')?.text).toBe('dhcp-a is the primary, dhcp-b is the secondary');
    expect(find('partners')?.text).toBe('dhcp-a is in normal, dhcp-b is in normal');
    expect(lines.find(({ text }) => text.includes('primary, normal'))?.server).toBe(1);
    expect(found).toEqual({ peers: ['demo'] });
  });

  it('is refused with the place of what is wrong, and without what may be secret', async () => {
    const { errors } = await problemIn(await post('omapi', withKey({ secret: 'not base64 at all' })));
    expect(errors).toMatchObject([{ path: 'servers.0.omapi.key.secret' }]);
    expect(JSON.stringify(errors)).not.toContain('not base64 at all');
    const { errors: others } = await problemIn(await post('check', withFirst({ host: 'a b' })));
    expect(others).toMatchObject([
      { path: 'servers.0.host', expected: expect.stringContaining('host name') },
    ]);
    const foreign = ask({
      method: 'POST',
      path: 'setup/test',
      body: {},
      headers: { Origin: 'http://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' },
    });
    expect((await problemIn(await test(foreign))).status).toBe(403);
  });

  it('ends when the same browser asks for another', async () => {
    const first = told('omapi', withFirst({ omapi: { port: portOf(silent) } }));
    // So that the first is under way before the second comes.
    await new Promise<void>((resolve) => silent.once('connection', () => resolve()));
    await told('host', entry);
    expect((await first).lines.find(({ status }) => status === 'failed')?.why).toMatch(/Another test/);
  });
});

describe('what is written and stored', () => {
  const writeYaml = (pair: object, more: object = {}) =>
    yaml(ask({ method: 'POST', path: 'setup/yaml', body: { pair, ...more } }));
  const save = (pair: object) =>
    store(ask({ method: 'POST', path: 'settings/pairs', body: { by: 'Ada', pair } }));
  const put = (pair: PairEntry) =>
    replace(
      ask({ method: 'PUT', path: `settings/pairs/${pair.name}`, body: { by: 'Ada', pair } }),
      params({ name: pair.name }),
    );
  const read = async (name: string) =>
    storedPairSchema.parse(await (await stored(ask({ path: 'settings/pairs/x' }), params({ name }))).json())
      .pair;
  /** The pair as a collector opens it. */
  const opened = async () => {
    const [pair] = await db.read(storedPairs);
    return openPair(pair?.sealed ?? '', { env: {}, dataFolder: process.env.PAIRWATCH_DATA, folder });
  };

  it('is the text of pairwatch.yaml, with references in place of secrets', async () => {
    const text = await (await writeYaml(entry)).text();
    expect(text).not.toContain(simulated.key.secret);
    const answer = setupYamlSchema.parse(JSON.parse(text));
    expect(answer.variables).toEqual([
      { name: 'OMAPI_SECRET_DHCP_A', holds: expect.stringMatching(/dhcp-a, and .* of dhcp-b$/) },
    ]);
    expect(answer.text.match(/secret: env:OMAPI_SECRET_DHCP_A/g)).toHaveLength(2);
  });

  it('stores, lists, changes and removes a pair, and never tells its secrets', async () => {
    expect((await save(entry)).status).toBe(201);
    const { pairs } = settingsPairListSchema.parse(
      await (await list(ask({ path: 'settings/pairs' }))).json(),
    );
    expect(pairs).toMatchObject([
      { name: 'branch', origin: 'stored', stored: { by: 'Ada' }, state: 'unknown' },
    ]);
    expect((await opened()).servers[1]?.omapi.key?.secret).toBe(simulated.key.secret);
    expect((await problemIn(await save(entry))).status).toBe(409);

    const shown = await read('branch');
    expect(shown.servers.map(({ omapi }) => omapi.key?.secret)).toEqual([KEPT_SECRET, KEPT_SECRET]);
    const { all } = await told('omapi', shown, { stored: 'branch' });
    expect(all).toContain('good secret');
    expect((await put({ ...shown, title: 'Branch' })).status).toBe(200);
    expect(await opened()).toMatchObject({
      title: 'Branch',
      servers: [{}, { omapi: { key: simulated.key } }],
    });
    expect((await problemIn(await put({ ...shown, peer: '' }))).errors).toMatchObject([{ path: 'peer' }]);

    const gone = await remove(
      ask({ method: 'DELETE', path: 'settings/pairs/branch?by=Ada' }),
      params({ name: 'branch' }),
    );
    expect(gone.status).toBe(200);
    expect(await db.read(storedPairs)).toEqual([]);
  });

  it('is told nowhere, whatever a secret is and whatever is wrong beside it', async () => {
    const secret = fc
      .uint8Array({ minLength: 12, maxLength: 48 })
      .map((bytes) => Buffer.from(bytes).toString('base64'));
    const broken = fc.constantFrom<object>(
      {},
      { host: 'a b' },
      { host: 'no-such-host.invalid' },
      { role: 'neither' },
      { config: { path: 7 } },
      { leasses: { path: '/x' } },
    );
    await fc.assert(
      fc.asyncProperty(secret, broken, async (typed, changes) => {
        const pair = withFirst({ omapi: { port: 1, key: { ...simulated.key, secret: typed } }, ...changes });
        const answers = await Promise.all([post('omapi', pair), writeYaml(pair), save(pair)]);
        for (const answer of answers) expect(await answer.text()).not.toContain(typed);
        const shown = await list(ask({ path: 'settings/pairs' }));
        expect(await shown.text()).not.toContain(typed);
        await remove(
          ask({ method: 'DELETE', path: 'settings/pairs/branch?by=Ada' }),
          params({ name: 'branch' }),
        );
      }),
      { numRuns: 25 },
    );
  });
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
