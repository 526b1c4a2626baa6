import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { ServerDto, SourceDto } from '../lib/contracts/pair.ts';
import type { PoolListDto } from '../lib/contracts/pool.ts';
import { createLab } from './lab/lab.ts';
import { POOL_NAMES, POOLS, SERVER_NAMES, type ServerName } from './lab/topology.ts';
import type { Api } from './support/api.ts';
import { movesInWords, movesOf, sourcesOf, sourcesThatTurned } from './support/history.ts';
import { bytesRead, openFiles } from './support/process-files.ts';
import { type Watch, watchOverSsh } from './support/watch-over-ssh.ts';

/**
 * Config, lease file and log of both servers over SSH. Runs in the monitor's namespace of a lab that is up: see
 * bin/testing/lab.mjs.
 */
const lab = createLab();
const NORMAL = { a: 'normal', b: 'normal' } as const;
const APART = { a: 'communications-interrupted', b: 'communications-interrupted' } as const;
/** What ends a wait in vain, however busy the machine. */
const PATIENCE = { timeout: 60_000 };
/** After a refusal that only a person can mend, Pairwatch tries again every two minutes at last. */
const AFTER_REFUSAL = { timeout: 150_000 };
/** The sources that are files of a server. */
const FILES: SourceDto['kind'][] = ['config', 'leases', 'log'];

let watch: Watch;
let api: Api;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  watch = await watchOverSsh(lab, { pools: '1s', leases: '1s', log: '1s', config: '5s' });
  api = watch.api;
});

test.afterAll(() => watch?.close());

/** What every pool is said to be: by each server's own counters and by its lease file, as the API tells. */
function told({ pools }: PoolListDto) {
  return pools.flatMap((pool) => {
    const name = POOL_NAMES.find((one) => POOLS[one].range.low === pool.ranges[0]?.low);
    return [
      ...pool.counters.map(
        ({ server, leaseCount: size, usedLeases: taken, freeLeases: free, backupLeases: backup }) => {
          return { name, server, by: 'omapi', size, taken, free, backup };
        },
      ),
      ...pool.leaseFile.map(({ server, size, active: taken, free, backup }) => {
        return { name, server, by: 'leases', size, taken, free, backup };
      }),
    ];
  });
}

/** The same, counted apart from the product. */
function counted() {
  return POOL_NAMES.flatMap((name) =>
    ['omapi', 'leases'].flatMap((by) =>
      SERVER_NAMES.map((server) => ({ name, server: `dhcp-${server}`, by, ...lab.poolCounts(server)[name] })),
    ),
  );
}

/** Returns when all readings of all pools agree, so many desks are taken, and the files are read to their ends. */
async function agreeOn(desksTaken: number, patience = PATIENCE): Promise<void> {
  await expect(async () => {
    const answer = await api.pools();
    const expected = counted();
    expect(told(answer)).toEqual(expected);
    const desks = expected
      .filter(({ name }) => name === 'desks')
      .map(({ taken, free, backup }) => ({ taken, unused: free + backup }));
    expect(desks).toEqual(desks.map(() => ({ taken: desksTaken, unused: POOLS.desks.size - desksTaken })));
    for (const server of SERVER_NAMES) {
      expect(leaseFile(answer, server)?.sizeBytes).toBe(statSync(lab.leases(server)).size);
    }
  }).toPass({ ...patience, intervals: [100] });
}

function leaseFile({ leaseFiles }: PoolListDto, server: ServerName) {
  return leaseFiles.find((file) => file.server === `dhcp-${server}`);
}

test('what both servers count, and what their files hold, is the same', async () => {
  await lab.load(40);
  await agreeOn(40);
  for (const { name, sources } of await api.servers()) {
    const read = sources.filter(({ lastSuccessAt }) => lastSuccessAt !== null).map(({ kind }) => kind);
    expect(read, name).toEqual(expect.arrayContaining(FILES));
  }
  for (const server of SERVER_NAMES) {
    const logins = readFileSync(join(lab.folder, server, 'sshd.log'), 'utf8').match(/^Accepted publickey/gm);
    expect(logins).toHaveLength(1);
  }
});

test('what a file grew by is counted, and nothing else of it is read', async () => {
  const before = await readSoFar('a');
  await lab.load(60);
  await agreeOn(60);
  // The log is read at its own pace.
  await expect(async () => {
    const after = await readSoFar('a');
    const grown = after.sizeBytes - before.sizeBytes;
    const read = after.readBytes - before.readBytes;
    expect(after.pid).toBe(before.pid);
    expect(read).toBeGreaterThanOrEqual(grown);
    // Requests and guards are read as well; one more look at the whole file would be more than that.
    expect(read).toBeLessThan(grown + before.sizeBytes / 2);
  }).toPass({ ...PATIENCE, intervals: [100] });
});

/** The process that serves a server's SFTP: what it has read so far, and how long the files are now that it reads from. */
async function readSoFar(server: ServerName) {
  const pids = await lab.sshSessions(server);
  const pid = pids.find((each) => openFiles(each).includes(lab.leases(server)));
  if (pid === undefined) throw new Error(`no session of ${pids} has ${lab.leases(server)} open`);
  const sizes = [lab.leases(server), watch.syslog[server].path].map((path) => statSync(path).size);
  return { pid, readBytes: bytesRead(pid), sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

test('a restart, which writes the file anew, loses nothing and empties nothing', async () => {
  const before = leaseFile(await api.pools(), 'a')?.rewrittenAt;
  const news = await api.followEvents();
  const pools = watchPools();
  await lab.stop('a');
  await lab.start('a');
  await expect.poll(async () => leaseFile(await api.pools(), 'a')?.rewrittenAt, PATIENCE).not.toBe(before);
  await lab.waitForStates(NORMAL, PATIENCE.timeout);
  await agreeOn(60);
  for (const answer of await pools.end()) {
    const desks = told(answer).filter(({ name, by }) => name === 'desks' && by === 'leases');
    expect(desks.map(({ taken, free, backup }) => [taken, free + backup])).toEqual([
      [60, POOLS.desks.size - 60],
      [60, POOLS.desks.size - 60],
    ]);
  }
  await expect.poll(async () => movesInWords(await news(), 'dhcp-a').at(-1), PATIENCE).toMatch(/→ normal$/);
});

/** Asks for the pools every 100 ms until told to end. */
function watchPools() {
  const answers: PoolListDto[] = [];
  let isOver = false;
  const done = (async () => {
    while (!isOver) {
      answers.push(await api.pools());
      await pause(100);
    }
  })();
  return {
    async end() {
      isOver = true;
      await done;
      return answers;
    },
  };
}

test('states that pass between two polls are told, each once, by all who know them', async () => {
  const news = await api.followEvents();
  await lab.partition();
  await lab.waitForStates(APART, PATIENCE.timeout);
  // Polling has to see it before it passes.
  await expect.poll(async () => statesOf(await api.servers()), PATIENCE).toEqual(APART);
  await lab.partnerDown('b');
  await lab.heal();
  await lab.waitForStates(NORMAL, PATIENCE.timeout);
  await expect(async () => {
    const story = await news();
    expect(movesInWords(story, 'dhcp-a')).toEqual([
      'normal → communications-interrupted',
      'communications-interrupted → potential-conflict',
      'potential-conflict → conflict-done',
      'conflict-done → normal',
    ]);
    expect(movesInWords(story, 'dhcp-b')).toEqual([
      'normal → communications-interrupted',
      'communications-interrupted → partner-down',
      'partner-down → potential-conflict',
      'potential-conflict → normal',
    ]);
    for (const event of SERVER_NAMES.flatMap((server) => movesOf(story, `dhcp-${server}`))) {
      const isLasting = event.to === 'communications-interrupted' || event.to === 'normal';
      const sources = ['leases', 'log', ...(isLasting ? ['omapi'] : [])];
      expect(sourcesOf(event), event.sentence).toEqual(expect.arrayContaining(sources));
    }
  }).toPass({ ...PATIENCE, intervals: [200] });
  await agreeOn(60);
});

const statesOf = (servers: ServerDto[]) =>
  Object.fromEntries(servers.map(({ name, state }) => [name.replace('dhcp-', ''), state]));

test('a server with another host key is not read until it has the known one again, and the page says why', async ({
  page,
}) => {
  test.setTimeout(2 * AFTER_REFUSAL.timeout);
  const news = await api.followEvents();
  expect(failureKinds(await api.servers(), 'dhcp-b')).toEqual([]);
  await page.goto(`${watch.product.url}/pairs/office`);
  const card = page.getByTestId('server-dhcp-b');
  await lab.changeHostKey('b');
  await expect.poll(async () => filesThatTurned(await news(), 'dhcp-b', 'failing'), PATIENCE).toEqual(FILES);
  const sentences = (await news()).filter(({ kind }) => kind === 'source').map(({ sentence }) => sentence);
  expect(sentences).toEqual(sentences.map(() => expect.stringContaining('The host key of')));
  expect(failureKinds(await api.servers(), 'dhcp-b')).toEqual(FILES.map(() => 'host-key-changed'));
  expect(failureKinds(await api.servers(), 'dhcp-a')).not.toContain('host-key-changed');

  await expect(card).toContainText(`The host key of ${lab.ssh('b').host} has changed`);
  await expect(card).toContainText(`the server shows ssh-ed25519 ${await lab.hostKeyFingerprint('b')}`);
  await expect(card).toContainText('nothing was sent');
  await expect(card).toContainText('Only if the server says the same at its own console');
  await lab.load(70);
  await expect
    .poll(async () => desksByLeaseFile(await api.pools()), PATIENCE)
    .toEqual({ 'dhcp-a': 70, 'dhcp-b': 60 });

  await lab.restoreHostKey('b');
  await agreeOn(70, AFTER_REFUSAL);
  await expect.poll(async () => filesThatTurned(await news(), 'dhcp-b', 'working'), PATIENCE).toEqual(FILES);
  await expect(card).not.toContainText('host key');
});

/** How many desks are taken by the lease file of each server, as far as it was read. */
function desksByLeaseFile(answer: PoolListDto) {
  const desks = told(answer).filter(({ name, by }) => name === 'desks' && by === 'leases');
  return Object.fromEntries(desks.map(({ server, taken }) => [server, taken]));
}

const filesThatTurned = (...args: Parameters<typeof sourcesThatTurned>) =>
  sourcesThatTurned(...args).filter((source) => FILES.some((file) => file === source));

/** Why a server's files can't be read now, in the order of `FILES`. */
function failureKinds(servers: ServerDto[], name: string): string[] {
  const sources = servers.find((server) => server.name === name)?.sources ?? [];
  return FILES.flatMap((file) => sources.find(({ kind }) => kind === file)?.failure?.kind ?? []);
}

test('what is written while nobody can log in is read afterwards', async () => {
  const news = await api.followEvents();
  await lab.cutSsh('a');
  await expect.poll(async () => filesThatTurned(await news(), 'dhcp-a', 'failing'), PATIENCE).toEqual(FILES);
  expect(failureKinds(await api.servers(), 'dhcp-a')).toEqual(FILES.map(() => 'refused'));
  await lab.load(80);
  await lab.startSsh('a');
  await agreeOn(80);
  await expect.poll(async () => filesThatTurned(await news(), 'dhcp-a', 'working'), PATIENCE).toEqual(FILES);
  expect(failureKinds(await api.servers(), 'dhcp-a')).toEqual([]);
});

test('a refusal that is repeated is one event that counts', async () => {
  const news = await api.followEvents();
  await watch.skew('b', 90);
  const refusals = async (server: ServerName, code: string) =>
    (await news()).filter((event) => event.server === `dhcp-${server}` && event.to === code);
  await expect(async () => {
    for (const [server, code, line] of REFUSALS) {
      const events = await refusals(server, code);
      expect(events).toHaveLength(1);
      expect(events[0]?.count).toBeGreaterThan(1);
      expect(events[0]?.evidence).toEqual([
        expect.objectContaining({ source: 'log', text: expect.stringMatching(line) }),
      ]);
    }
  }).toPass({ ...PATIENCE, intervals: [200] });
  await watch.skew('b', 0);
  await lab.waitForStates(NORMAL, PATIENCE.timeout);
  await agreeOn(80);
});

const REFUSALS = [
  ['a', 'connection-refused-by-partner', /time mismatch too great/],
  ['b', 'connection-refused-here', /time offset too large/],
] as const;

test('in the end every change of all that happened was told once, in the order of dhcpd’s log', async () => {
  await expect(async () => {
    const events = (await api.events()).filter(({ from, backfilled }) => from !== null && !backfilled);
    for (const server of SERVER_NAMES) {
      const lines = readFileSync(watch.syslog[server].path, 'latin1').matchAll(/I move from (\S+) to (\S+)/g);
      const logged = [...lines].map(([, from, to]) => `${from} → ${to}`);
      expect(logged.length).toBeGreaterThan(5);
      expect(movesInWords(events, `dhcp-${server}`)).toEqual(logged);
    }
  }).toPass({ ...PATIENCE, intervals: [200] });
});
