import { expect, test } from '@playwright/test';
import type { EventDto } from '../lib/contracts/event.ts';
import type { PairDto } from '../lib/contracts/pair.ts';
import { createLab } from './lab/lab.ts';
import { POOLS, type PoolName } from './lab/topology.ts';
import type { Api } from './support/api.ts';
import { type Watch, watchOverSsh } from './support/watch-over-ssh.ts';

/**
 * What Pairwatch makes of all sources of both servers together, in each kind of trouble. Runs in the monitor's namespace
 * of a lab that is up: see bin/testing/lab.mjs.
 */
const lab = createLab();
/** What ends a wait in vain, however busy the machine. */
const PATIENCE = { timeout: 90_000, intervals: [200] };

const APART = { a: 'communications-interrupted', b: 'communications-interrupted' } as const;

let watch: Watch;
let api: Api;

test.describe.configure({ mode: 'serial', timeout: 4 * PATIENCE.timeout });

test.beforeAll(async () => {
  // The clocks as often as an NTP server may be asked.
  watch = await watchOverSsh(lab, { pools: '1s', leases: '1s', log: '1s', config: '5s', clock: '16s' });
  api = watch.api;
});

test.afterAll(() => watch?.close());

const until = (check: () => Promise<void>) => expect(check).toPass(PATIENCE);

/** Returns when all of this is told of the pair in one answer. */
async function untilPair(expected: Partial<Record<keyof PairDto, unknown>>): Promise<void> {
  await until(async () => expect(await api.pair()).toMatchObject(expected));
}

const untilHealthy = () => untilPair({ verdict: 'healthy', code: 'both-normal' });

/** What is told of both servers, by whether each answers clients. */
const answering = (a: boolean | null, b: boolean | null) => [
  { name: 'dhcp-a', answering: a },
  { name: 'dhcp-b', answering: b },
];

const verdictsIn = (events: EventDto[]) => events.filter(({ kind }) => kind === 'verdict');
const sentencesOf = (events: EventDto[]) => verdictsIn(events).map(({ sentence }) => sentence);

async function findingCodes(): Promise<string[]> {
  return (await api.findings()).map(({ code }) => code);
}

/** Of each line of the readiness list, by its code. */
async function readinessLines(): Promise<Record<string, string>> {
  const { lines } = await api.readiness();
  return Object.fromEntries(lines.map(({ code, status }) => [code, status]));
}

/** Minutes in which so many servers answered. */
async function minutes(): Promise<Record<'two' | 'one' | 'none', number>> {
  const days = await api.redundancy();
  const sum = (count: 'two' | 'one' | 'none') => days.reduce((total, day) => total + day[count], 0);
  return { two: sum('two'), one: sum('one'), none: sum('none') };
}

/** Returns when the record of how many servers answer has grown by some of these minutes, and by no others. */
async function untilRecorded(count: 'two' | 'one' | 'none'): Promise<void> {
  const before = await minutes();
  await until(async () => {
    const after = await minutes();
    expect(after[count]).toBeGreaterThan(before[count]);
    expect({ ...after, [count]: before[count] }).toEqual(before);
  });
}

/** What is told of one pool. */
function ofPool<Told extends { title: string }>(pools: Told[], name: PoolName): Told {
  const found = pools.find(({ title }) => title.includes(POOLS[name].range.low));
  if (!found) throw new Error(`found ${pools.map(({ title }) => title)}, expected ${name}`);
  return found;
}

test('a pair in order is healthy, and what a failover rests on is in order', async () => {
  await untilPair({ verdict: 'healthy', link: { status: 'up' }, servers: answering(true, true) });
  await until(async () =>
    expect(await readinessLines()).toMatchObject({
      'both-normal': 'pass',
      'omapi-reachable': 'pass',
      'clocks-together': 'pass',
      'backlog-small': 'pass',
      'pools-balanced': 'pass',
      'configs-in-parity': 'pass',
      'lease-files-kept': 'pass',
      'nothing-refused': 'pass',
    }),
  );
  expect(await api.findings()).toEqual([]);
  await untilRecorded('two');
});

test('a clock that is 20 s ahead is seen in each way, and told while the pair is healthy', async () => {
  await watch.skew('b', 20);
  // A restart leaves the stamp of a server's own state as it was; a cut renews all four.
  await lab.partition();
  await lab.waitForStates(APART, PATIENCE.timeout);
  await lab.heal();
  await until(async () => {
    const { ways, skew } = await api.clocks();
    // All by one poll.
    const off = Object.fromEntries(ways.map(({ method, skewMs }) => [method, Math.abs(skewMs - 20_000)]));
    expect(off.sntp).toBeLessThan(100);
    expect(off.ssh).toBeLessThan(100);
    expect(off.stos).toBeLessThan(2_000);
    expect(skew?.method).toBe('sntp');
  });
  await until(async () =>
    expect(await api.findings()).toContainEqual(
      expect.objectContaining({
        code: 'clocks-apart',
        severity: 'warning',
        sentence: expect.stringMatching(/^dhcp-b's clock is (19\.9|20\.\d) s ahead of dhcp-a's/),
      }),
    ),
  );
  await untilHealthy();
});

test('clocks that are 90 s apart are the reason why two servers are not connected', async () => {
  await watch.skew('b', 90);
  await untilPair({
    verdict: 'degraded',
    code: 'clocks-refuse',
    sentence: expect.stringMatching(
      /^The clocks of dhcp-a and dhcp-b are 90 s apart: they refuse to connect/,
    ),
    nextStep: expect.stringContaining('Do not set partner-down.'),
    servers: answering(true, true),
    evidence: expect.arrayContaining([
      expect.objectContaining({
        source: 'clock',
        text: expect.stringMatching(/dhcp-b was (89\.9|90).* ahead/),
      }),
      expect.objectContaining({ source: 'log', text: expect.stringMatching(/time (mismatch|offset) too/) }),
    ]),
  });
  await until(async () => expect(await findingCodes()).toContain('clocks-refuse'));
  const news = await api.followEvents();
  await watch.skew('b', 0);
  await untilHealthy();
  // That the two connected proves their clocks, before these are measured again.
  expect(sentencesOf(await news())).not.toContainEqual(expect.stringContaining('in normal and answer, but'));
  await until(async () => {
    expect(await findingCodes()).not.toContain('clocks-refuse');
    expect(await readinessLines()).toMatchObject({ 'clocks-together': 'pass' });
  });
});

test('a pool that runs full has no free address left in either share', async () => {
  const before = ofPool(await api.forecast(), 'guests');
  expect(before.primary.ownFree).toBeGreaterThan(0);
  expect(before.secondary.ownFree).toBeGreaterThan(0);
  await lab.fill('guests');
  await until(async () => {
    const empty = { ownFree: 0, alone: { kind: 'empty' } };
    expect(ofPool(await api.forecast(), 'guests')).toMatchObject({ primary: empty, secondary: empty });
    expect(ofPool(await api.balance(), 'guests')).toMatchObject({ verdict: 'none-free' });
    expect(await readinessLines()).toMatchObject({ 'pools-balanced': 'fail' });
  });
});

test('cut from each other, both answer alone; partner-down makes that dangerous until they meet', async () => {
  const news = await api.followEvents();
  await lab.partition();
  await untilPair({
    verdict: 'degraded',
    code: 'communications-interrupted',
    link: { status: 'down' },
    servers: answering(true, true),
  });
  // What the log told of the clocks before the two were connected again is over.
  expect(sentencesOf(await news())).not.toContainEqual(expect.stringContaining('refuse to connect'));
  await until(async () =>
    expect(await api.readiness()).toMatchObject({
      word: 'not-ready',
      sentence: expect.stringMatching(
        /^Not now – it is happening: dhcp-a is in communications-interrupted, /,
      ),
    }),
  );
  await untilRecorded('two');

  await lab.partnerDown('b');
  await untilPair({ verdict: 'dangerous', code: 'both-serve-alone' });
  await lab.heal();
  await untilHealthy();
});

test('a survivor answers alone, until its own share is given away', async () => {
  const { secondary: before } = ofPool(await api.forecast(), 'desks');
  await lab.isolate('a');
  await untilPair({
    verdict: 'degraded',
    code: 'primary-unreachable',
    sentence: expect.stringMatching(/^dhcp-b answers alone .* dhcp-a is unreachable for us and for dhcp-b\./),
    servers: answering(null, true),
  });
  await untilRecorded('one');

  await lab.load(POOLS.desks.size);
  await until(async () => {
    const { secondary: after } = ofPool(await api.forecast(), 'desks');
    expect(before.ownFree).toBeGreaterThan(POOLS.desks.size / 3);
    expect(after).toMatchObject({ server: 'dhcp-b', ownFree: 0, alone: { kind: 'empty' } });
    expect(ofPool(await api.balance(), 'desks')).toMatchObject({ verdict: 'one-side-empty' });
    expect(await api.findings()).toContainEqual(
      expect.objectContaining({ code: 'partner-holds-all-free', server: 'dhcp-b', severity: 'error' }),
    );
  });
  await lab.heal();
  await untilHealthy();
});

test('with both dhcpd killed nobody answers; after partner-down one recovers while the other serves', async () => {
  await lab.kill('a');
  await untilPair({ verdict: 'degraded', code: 'primary-unreachable', servers: answering(null, true) });
  await lab.partnerDown('b');
  await untilPair({ verdict: 'degraded', code: 'primary-declared-down' });
  await lab.kill('b');
  await untilPair({
    verdict: 'down',
    code: 'neither-runs',
    sentence: expect.stringContaining('dhcpd runs neither on dhcp-a nor on dhcp-b'),
  });

  await lab.start('b');
  await lab.start('a');
  await untilPair({
    verdict: 'recovering',
    code: 'primary-recovering',
    sentence: expect.stringMatching(/it is in recover-wait until about .* dhcp-b answers alone\./),
    servers: answering(false, true),
  });
  await until(async () =>
    expect(await api.countdowns()).toContainEqual(
      expect.objectContaining({ server: 'dhcp-a', kind: 'recover-wait', endsAt: expect.any(Number) }),
    ),
  );
  await untilHealthy();
});

test('cut off itself, Pairwatch says so and calls no server dead', async () => {
  const news = await api.followEvents();
  await lab.isolate('monitor');
  await untilPair({ verdict: 'unknown', code: 'monitor-blind', servers: answering(null, null) });
  await lab.heal();
  await untilHealthy();
  expect(verdictsIn(await news()).map(({ to }) => to)).toEqual(['unknown', 'healthy']);
});
