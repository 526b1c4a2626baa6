import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OmapiClient } from '../omapi/client.ts';
import type { OmapiError } from '../omapi/errors.ts';
import { loadSettings } from '../settings/load.ts';
import { openSimulatedPair, type SimulatedPair, startSimulatedPair } from './start.ts';

let folder: string;
let simulated: SimulatedPair;
let clients: OmapiClient[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simulated-pair-'));
  simulated = await startSimulatedPair({ folder, speed: 20, seed: 3, story: [] });
  clients = simulated.servers.map(
    ({ omapiPort }) =>
      new OmapiClient({
        host: '127.0.0.1',
        port: omapiPort,
        key: simulated.key,
        backoff: { firstMs: 1, factor: 1, maxMs: 1 },
      }),
  );
});

afterEach(async () => {
  for (const client of clients) client.close();
  await simulated.stop();
  rmSync(folder, { recursive: true });
});

test('both servers tell over OMAPI that they are in normal, each from its own side', async () => {
  const [a, b] = await views();
  expect(a).toMatchObject({ localState: 'normal', partnerState: 'normal', hierarchy: 'primary' });
  expect(b).toMatchObject({ localState: 'normal', partnerState: 'normal', hierarchy: 'secondary' });
  expect(a?.loadBalance?.split).toBe(128);
  expect(b?.localStosAt).toBe(a?.localStosAt);
});

test('a pair lives before its audience is there, but its story waits for it', async () => {
  const standing = await openSimulatedPair({
    folder: join(folder, 'untold'),
    speed: 20,
    seed: 3,
    startsMs: Date.now(),
    story: [{ name: 'at once', tells: '', seconds: 60, does: (pair) => pair.kill('a'), states: {} }],
  });
  let arrive = () => {};
  const live = await standing.goOn(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  try {
    const beganMs = live.world.nowMs;
    await until(async () => live.world.nowMs > beganMs);
    expect(live.step()).toBeNull();
    expect(live.world.servers.a.alive).toBe(true);
    arrive();
    await until(async () => !live.world.servers.a.alive);
    expect(live.step()?.name).toBe('at once');
  } finally {
    await live.stop();
  }
});

test('pools are read by a lease of theirs, each under a handle of its own', async () => {
  const addresses = ['10.20.0.50', '10.20.2.10', '10.30.0.10'];
  for (const client of clients) {
    const pools = await Promise.all(addresses.map((address) => client.poolCounters(address)));
    expect(pools.map((pool) => pool.leaseCount)).toEqual([256, 200, 120]);
    expect(new Set(pools.map((pool) => pool.handle)).size).toBe(3);
  }
});

test('a killed server refuses connections, its partner goes on; started again it is back on the same port', async () => {
  await views();
  await simulated.pair.kill('a');
  await until(async () => (await failureOf(clients[0]))?.kind === 'refused');
  await until(
    async () => (await clients[1]?.failoverState('demo'))?.localState === 'communications-interrupted',
  );
  await simulated.pair.start('a');
  await until(async () => {
    const [a, b] = await views();
    return a?.localState === 'normal' && b?.localState === 'normal';
  });
});

test('the operator’s partner-down and the skewed clock show in the stamps', async () => {
  await simulated.pair.skew('b', 20_000);
  await simulated.pair.kill('a');
  await simulated.pair.partnerDown('b');
  const state = await clients[1]?.failoverState('demo');
  expect(state?.localState).toBe('partner-down');
  const skewMs = (state?.localStosAt ?? 0) - simulated.world.nowMs;
  expect(skewMs).toBeGreaterThan(18_000);
  expect(skewMs).toBeLessThanOrEqual(20_000);
});

test('the settings are accepted as they are, and lead to files that exist', async () => {
  const path = join(folder, 'pairwatch.yaml');
  writeFileSync(path, simulated.settingsYaml);
  const settings = await loadSettings({ path, env: {}, cwd: folder });
  expect(settings.warnings).toEqual([]);
  const [pair] = settings.pairs;
  expect(pair).toMatchObject({ name: 'demo', title: 'Demo pair (simulated)', peer: 'demo' });
  expect(pair?.servers.map((server) => server.name)).toEqual(['dhcp-a', 'dhcp-b']);
  for (const server of pair?.servers ?? []) {
    expect(server.omapi.key?.secret).toBe(simulated.key.secret);
    expect(readFileSync(server.config?.path ?? '', 'utf8')).toContain(`omapi-port ${server.omapi.port};`);
    expect(readFileSync(server.leases?.path ?? '', 'utf8')).toContain('binding state active;');
  }
});

test('a deed that cannot be done is told to whoever asked for it', async () => {
  await expect(simulated.pair.fill('cellar')).rejects.toThrow(/no pool "cellar"/);
});

test('what could not be written is made up for by a rewrite', async () => {
  const leases = simulated.servers[0]?.leasesPath ?? '';
  rmSync(join(folder, 'dhcp-a'), { recursive: true });
  await expect(simulated.pair.partnerDown('a')).rejects.toThrow(/ENOENT/);
  mkdirSync(join(folder, 'dhcp-a'));
  await until(async () => existsSync(leases));
  expect(readFileSync(leases, 'utf8')).toContain('authoring-byte-order');
});

test('a port that is taken is an error, and nothing is left open', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => {
      const address = blocker.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  await expect(startSimulatedPair({ folder: join(folder, 'second'), ports: [0, port] })).rejects.toThrow(
    /EADDRINUSE/,
  );
  await new Promise((resolve) => blocker.close(resolve));
});

function views() {
  return Promise.all(clients.map((client) => client.failoverState('demo')));
}

async function failureOf(client: OmapiClient | undefined): Promise<OmapiError | null> {
  try {
    await client?.failoverState('demo');
    return null;
  } catch (error) {
    return error as OmapiError; // the client throws nothing else
  }
}

/** Polls until it is so; a call that fails meanwhile counts as not yet. The test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 20));
}
