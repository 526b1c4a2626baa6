import {
  appendFileSync,
  linkSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from '../../dhcpd/address.ts';
import { IN_THE_CLEAR } from '../../privacy/pseudonyms.ts';
import { LocalReach } from '../../reach/local/local-reach.ts';
import type { LeaseKeeper } from '../leases/lease-keeper.ts';
import { createLeaseThread } from '../leases/lease-thread.ts';
import type { Taken } from '../leases/protocol.ts';
import { leasesSource } from './leases.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const thread = createLeaseThread();
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-leases-'));
  path = join(folder, 'dhcpd.leases');
});
const opened: { close?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close?.();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => thread.stop());

/** A database of one server that lives as long as a test. */
function newKeeper({ isWhole = true } = {}) {
  const stored = new Map<string, { state: string; hash: number }>();
  const written: string[] = [];
  let position: Awaited<ReturnType<LeaseKeeper['position']>> = null;
  const keeper: LeaseKeeper = {
    position: async () => position,
    async *hashes() {
      const rows = [...stored];
      yield {
        addresses: rows.map(([address]) => parseAddress(address) ?? 0),
        hashes: rows.map(([, { hash }]) => hash),
      };
    },
    async keep(changed: Taken['changed'], at) {
      for (const { record, hash } of changed) {
        const address = formatAddress(record.address);
        stored.set(address, { state: record.state, hash });
        written.push(`${address} ${record.state}`);
      }
      position = { ...at, rewrittenAt: null, isWhole };
    },
    async remove(addresses) {
      for (const address of addresses) {
        stored.delete(formatAddress(address));
        written.push(`${formatAddress(address)} gone`);
      }
    },
    holders: async (addresses) =>
      new Map(addresses.map((address) => [address, { here: `${address} here`, there: `${address} there` }])),
  };
  return { keeper, stored, written: () => written.splice(0) };
}

function newSource(
  keeper: LeaseKeeper,
  serverId = 1,
  partnerId: number | null = null,
  file = path,
  now = () => NOW,
  last = () => 10,
) {
  const low = parseAddress('10.0.0.1') ?? 0;
  const range = {
    low,
    sharedNetwork: 'lan',
    subnet: '10.0.0.0/24',
    pool: 'lan/10.0.0.1',
    peer: 'pair',
  };
  const source = leasesSource({
    pseudonyms: IN_THE_CLEAR,
    serverId,
    isPrimary: partnerId === null || serverId < partnerId,
    partnerId,
    path: file,
    reach: new LocalReach(),
    thread,
    keeper,
    ranges: () => [{ ...range, high: low + last() - 1 }],
    peerName: () => 'pair',
    now,
  });
  opened.push(source);
  return { ...source, read: () => source.read(AbortSignal.timeout(10_000)) };
}

const HEADER = '# a lease file\n\nauthoring-byte-order little-endian;\n\n';
const lease = (last: number, state: string, mac = last) =>
  `lease 10.0.0.${last} {\n  starts 6 2026/11/21 11:00:00;\n  ends 6 2026/11/21 13:00:00;\n  binding state ${state};\n  hardware ethernet 02:00:00:00:00:${String(mac).padStart(2, '0')};\n}\n`;
const state = (mine: string, time: string, partner = 'normal') =>
  `\nfailover peer "pair" state {\n  my state ${mine} at 6 2026/11/21 ${time};\n  partner state ${partner} at 6 2026/11/21 09:00:00;\n}\n`;

/** As dhcpd does it (reference 4.6). */
function rewrite(text: string) {
  writeFileSync(`${path}.1795250000`, text);
  rmSync(`${path}~`, { force: true });
  linkSync(path, `${path}~`);
  renameSync(`${path}.1795250000`, path);
}

describe('a lease file that is followed', () => {
  it('is stored once, then by its growth, and counted', async () => {
    const { keeper, written } = newKeeper();
    const source = newSource(keeper);
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'backup'));
    const first = await source.read();
    expect(written()).toEqual(['10.0.0.1 active', '10.0.0.2 backup']);
    expect(first.counts.ranges).toMatchObject([{ low: '10.0.0.1', size: 10, active: 1, backup: 1, free: 8 }]);
    await source.read();
    expect(written()).toEqual([]);
    appendFileSync(path, lease(2, 'active') + lease(3, 'act').slice(0, 40));
    expect((await source.read()).counts.ranges).toMatchObject([{ active: 2, backup: 0, free: 8 }]);
    expect(written()).toEqual(['10.0.0.2 active']);
    appendFileSync(path, lease(3, 'active').slice(40));
    expect((await source.read()).counts.ranges).toMatchObject([{ active: 3 }]);
  });

  it('writes only what a rewritten file changed, and takes leave of what it has no more', async () => {
    const { keeper, written } = newKeeper();
    const source = newSource(keeper);
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'free') + lease(3, 'active'));
    await source.read();
    written();
    appendFileSync(path, lease(3, 'expired'));
    rewrite(HEADER + lease(1, 'active') + lease(3, 'free'));
    const reading = await source.read();
    expect(written()).toEqual(['10.0.0.3 expired', '10.0.0.3 free', '10.0.0.2 gone']);
    expect(reading).toMatchObject({ rewrittenAt: NOW, counts: { ranges: [{ active: 1, free: 9 }] } });
  });

  it('goes on after a restart of Pairwatch where it was, the table filled', async () => {
    const { keeper, written } = newKeeper();
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'backup'));
    await newSource(keeper).read();
    written();
    appendFileSync(path, lease(2, 'active'));
    const reading = await newSource(keeper).read();
    expect(written()).toEqual(['10.0.0.2 active']);
    expect(reading.counts.ranges).toMatchObject([{ active: 2 }]);
  });

  it('is stored whole at first sight, also what the file before it had the same', async () => {
    const { keeper, written } = newKeeper();
    writeFileSync(`${path}~`, HEADER + lease(1, 'active') + lease(2, 'backup') + lease(3, 'active'));
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'active'));
    await newSource(keeper).read();
    expect(written()).toEqual(['10.0.0.1 active', '10.0.0.2 active']);
  });

  it('gives and takes addresses when the ranges change, however far it was read', async () => {
    const { keeper, written } = newKeeper();
    let last = 10;
    const source = newSource(keeper, 1, null, path, undefined, () => last);
    writeFileSync(path, HEADER + [3, 9, 15].map((each) => lease(each, 'active')).join(''));
    await source.read();
    expect(written()).toEqual(['10.0.0.3 active', '10.0.0.9 active']);
    last = 20;
    await source.read();
    expect(written()).toEqual(['10.0.0.15 active']);
    last = 5;
    await source.read();
    expect(written()).toEqual(['10.0.0.9 gone', '10.0.0.15 gone']);
    appendFileSync(path, lease(3, 'expired') + lease(9, 'expired'));
    await source.read();
    expect(written()).toEqual(['10.0.0.3 expired']);
  });

  it('has no more what a rewritten file has not, also when Pairwatch was killed amid reading it', async () => {
    const { keeper, stored, written } = newKeeper();
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'active'));
    await newSource(keeper).read();
    rewrite(HEADER + lease(1, 'active'));
    const killed = newSource({
      ...keeper,
      remove: () => Promise.reject(new Error('killed')),
    });
    await expect(killed.read()).rejects.toThrow('killed');
    expect([...stored.keys()]).toEqual(['10.0.0.1', '10.0.0.2']);
    written();
    await newSource(keeper).read();
    expect(written()).toEqual(['10.0.0.2 gone']);
  });

  it('misses nothing of a file that was rewritten while Pairwatch was away', async () => {
    const { keeper, written } = newKeeper();
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'backup'));
    await newSource(keeper).read();
    written();
    appendFileSync(path, lease(1, 'expired'));
    rewrite(HEADER + lease(1, 'free') + lease(2, 'backup'));
    const reading = await newSource(keeper).read();
    expect(written()).toEqual(['10.0.0.1 expired', '10.0.0.1 free']);
    expect(reading.counts.ranges).toMatchObject([{ active: 0, backup: 1, free: 9 }]);
  });

  it('is read from its begin after it was emptied by hand', async () => {
    const { keeper, written } = newKeeper();
    const source = newSource(keeper);
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'backup'));
    await source.read();
    written();
    truncateSync(path);
    appendFileSync(path, lease(1, 'active'));
    await source.read();
    expect(written()).toEqual(['10.0.0.2 gone']);
  });

  it('is waited for when it is away, and loses nothing by that', async () => {
    const { keeper, written } = newKeeper();
    const source = newSource(keeper);
    writeFileSync(path, HEADER + lease(1, 'active'));
    await source.read();
    renameSync(path, `${path}.away`);
    await expect(source.read()).rejects.toMatchObject({ kind: 'not-found' });
    renameSync(`${path}.away`, path);
    appendFileSync(path, lease(2, 'active'));
    const reading = await source.read();
    expect(reading.counts.ranges).toMatchObject([{ active: 2 }]);
    expect(written()).toEqual(['10.0.0.1 active', '10.0.0.2 active']);
  });

  it('tells of damage where it is, and of addresses outside every range', async () => {
    const source = newSource(newKeeper().keeper);
    writeFileSync(
      path,
      `${HEADER + lease(1, 'active')}lease 10.0.0.2 {\n  starts nonsense\n${lease(3, 'active')}${lease(99, 'active')}`,
    );
    const { counts } = await source.read();
    expect(counts.ranges).toMatchObject([{ active: 2 }]);
    expect(counts.outside).toEqual({ count: 1, sample: ['10.0.0.99'] });
    expect(counts.problems).toMatchObject({ count: 1, list: [{ line: 12 }] });
  });
});

describe('the states in a lease file', () => {
  it('of the file before it and of its own are the past, what comes later is news', async () => {
    const source = newSource(newKeeper().keeper);
    writeFileSync(`${path}~`, state('recover', '08:00:00') + state('normal', '08:00:02'));
    writeFileSync(
      path,
      HEADER + state('normal', '08:00:02') + state('communications-interrupted', '09:00:00'),
    );
    const told = async () => {
      const reading = await source.read();
      source.stored?.(reading);
      return reading.stateBlocks.map(({ state, previous, backfilled }) => [
        previous?.state,
        state,
        backfilled,
      ]);
    };
    expect(await told()).toEqual([
      [undefined, 'recover', true],
      ['recover', 'normal', true],
      ['normal', 'communications-interrupted', true],
    ]);
    appendFileSync(path, state('communications-interrupted', '09:00:00', 'partner-down'));
    appendFileSync(path, state('potential-conflict', '10:00:00') + state('conflict-done', '10:00:01'));
    expect(await told()).toEqual([
      ['communications-interrupted', 'potential-conflict', false],
      ['potential-conflict', 'conflict-done', false],
    ]);
    expect(await told()).toEqual([]);
  });

  it('are as much of the past when Pairwatch was killed before it had read them all', async () => {
    const { keeper } = newKeeper({ isWhole: false });
    writeFileSync(`${path}~`, state('recover', '08:00:00') + state('normal', '08:00:02'));
    writeFileSync(path, HEADER + state('normal', '08:00:02') + state('partner-down', '09:00:00'));
    const told = async () => (await newSource(keeper).read()).stateBlocks;
    const first = await told();
    expect(first.map(({ backfilled }) => backfilled)).toEqual([true, true, true]);
    expect(await told()).toEqual(first);
  });

  it('have the same one before them when the file is read again', async () => {
    let last = 10;
    const source = newSource(newKeeper().keeper, 1, null, path, undefined, () => last);
    writeFileSync(path, HEADER + state('normal', '08:00:00') + state('partner-down', '09:00:00'));
    const told = async () => {
      const reading = await source.read();
      source.stored?.(reading);
      return reading.stateBlocks.map(({ state, previous }) => [previous?.state, state]);
    };
    const first = await told();
    last = 20;
    expect(await told()).toEqual(first);
  });

  it('follow nothing where the file was cut short, nor in the file that is written after it', async () => {
    const source = newSource(newKeeper().keeper);
    const past = HEADER + state('normal', '08:00:00');
    writeFileSync(path, past + state('partner-down', '09:00:00'));
    const told = async () => {
      const reading = await source.read();
      source.stored?.(reading);
      return reading.stateBlocks.map(({ state, previous }) => [previous?.state, state]);
    };
    await told();
    truncateSync(path, past.length);
    expect(await told()).toEqual([[undefined, 'normal']]);
    rewrite(HEADER + state('partner-down', '09:00:00') + state('normal', '09:30:00'));
    expect(await told()).toEqual([
      [undefined, 'partner-down'],
      ['partner-down', 'normal'],
    ]);
  });

  it('are read once of a file that was cut short and replaced before Pairwatch looked', async () => {
    const source = newSource(newKeeper().keeper);
    const past = HEADER + state('normal', '08:00:00') + state('partner-down', '09:00:00');
    writeFileSync(path, past + lease(1, 'active'));
    const told = async () => {
      const reading = await source.read();
      source.stored?.(reading);
      return reading.stateBlocks.map(({ state, previous }) => [previous?.state, state]);
    };
    const first = await told();
    truncateSync(path, past.length);
    rewrite(HEADER + state('partner-down', '09:00:00'));
    expect(await told()).toEqual([...first, [undefined, 'partner-down']]);
  });

  it('are given again until they are stored', async () => {
    const source = newSource(newKeeper().keeper);
    writeFileSync(path, HEADER + state('normal', '08:00:00'));
    const first = await source.read();
    const again = await source.read();
    expect(again.stateBlocks).toEqual(first.stateBlocks);
    source.stored?.(again);
    expect((await source.read()).stateBlocks).toEqual([]);
  });
});

describe('the lease files of two servers', () => {
  it('differ once an address is otherwise for longer than a change takes, and how', async () => {
    let now = NOW;
    const other = join(folder, 'other.leases');
    writeFileSync(
      path,
      HEADER + lease(1, 'active') + lease(2, 'active', 7) + lease(3, 'free') + lease(4, 'backup'),
    );
    writeFileSync(
      other,
      HEADER + lease(1, 'free') + lease(2, 'active', 8) + lease(3, 'backup') + lease(4, 'free'),
    );
    const one = newSource(newKeeper().keeper, 11, 12, path, () => now);
    const two = newSource(newKeeper().keeper, 12, 11, other, () => now);
    const none = { count: 0, sample: [] };
    expect((await one.read()).conflicts).toBeNull();
    await two.read();
    expect((await one.read()).conflicts).toEqual({
      'two-clients': none,
      'both-may-give': none,
      differs: none,
    });
    now += 16_000;
    await two.read();
    const since = NOW;
    expect((await one.read()).conflicts).toEqual({
      'two-clients': {
        count: 1,
        sample: [{ address: '10.0.0.2', here: '10.0.0.2 here', there: '10.0.0.2 there', since }],
      },
      'both-may-give': {
        count: 1,
        sample: [{ address: '10.0.0.3', here: 'free', there: 'backup', since }],
      },
      differs: {
        count: 2,
        sample: [
          { address: '10.0.0.1', here: 'active', there: 'free', since },
          { address: '10.0.0.4', here: 'backup', there: 'free', since },
        ],
      },
    });
    appendFileSync(other, lease(1, 'active'));
    await two.read();
    expect((await one.read()).conflicts).toMatchObject({ differs: { count: 1 } });
  });
});

describe('what leases do over time', () => {
  const acknowledged = (last: number) =>
    lease(last, 'active').replace('  binding', '  atsfp 6 2026/11/21 13:00:00;\n  binding');
  const NOTHING = { under10s: 0, under1min: 0, under10min: 0, older: 0 };

  it('counts clients that get an address they did not have, also across a rewrite', async () => {
    const source = newSource(newKeeper().keeper);
    const newClients = async () => (await source.read()).newClients;
    writeFileSync(path, HEADER + lease(1, 'active') + lease(2, 'free'));
    expect(await newClients()).toEqual([]);
    appendFileSync(path, lease(1, 'active') + lease(2, 'active') + lease(3, 'active'));
    expect(await newClients()).toEqual([{ low: '10.0.0.1', count: 2 }]);
    expect(await newClients()).toEqual([]);
    appendFileSync(path, lease(1, 'active', 9));
    expect(await newClients()).toEqual([{ low: '10.0.0.1', count: 1 }]);
    rewrite(HEADER + lease(1, 'active', 9) + lease(2, 'active') + lease(3, 'active') + lease(4, 'active'));
    expect(await newClients()).toEqual([{ low: '10.0.0.1', count: 1 }]);
  });

  describe('leases that end', () => {
    /** As dhcpd writes them: `ends` is a time of the day that NOW is of. */
    const until = (last: number, state: string, ends: string) =>
      lease(last, state).replace('ends 6 2026/11/21 13:00:00', `ends 6 2026/11/21 ${ends}`);
    const PAST = '11:59:50';
    const followed = async (...blocks: string[]) => {
      const source = newSource(newKeeper().keeper);
      writeFileSync(path, HEADER + blocks.join(''));
      expect((await source.read()).endings).toEqual([]);
      return async (...appended: string[]) => {
        appendFileSync(path, appended.join(''));
        return (await source.read()).endings;
      };
    };

    it('are counted once when nobody renewed them, in whatever state they come to be', async () => {
      const append = await followed(...[1, 2, 3, 4].map((last) => until(last, 'active', PAST)));
      const expired = until(1, 'expired', PAST) + until(2, 'free', PAST) + until(3, 'backup', PAST);
      expect(await append(expired)).toEqual([{ low: '10.0.0.1', count: 3 }]);
      expect(await append(until(1, 'free', PAST), until(3, 'active', '12:30:00'))).toEqual([]);
      expect(await append(until(4, 'expired', PAST))).toEqual([{ low: '10.0.0.1', count: 1 }]);
    });

    it('are not counted when they were renewed, released, reset or abandoned', async () => {
      const append = await followed(...[1, 2, 3, 4].map((last) => until(last, 'active', PAST)));
      const others = until(2, 'released', PAST) + until(3, 'reset', PAST) + until(4, 'abandoned', PAST);
      expect(await append(until(1, 'active', '12:30:00') + others)).toEqual([]);
      expect(await append(until(2, 'free', PAST) + until(4, 'free', PAST))).toEqual([]);
    });

    it('are not counted when they were free early, as a release outside failover leaves them', async () => {
      const append = await followed(until(1, 'active', '12:30:00'));
      expect(await append(until(1, 'free', '11:59:59'))).toEqual([]);
    });

    it('are not counted when that was written too late to say anything of now', async () => {
      const append = await followed(until(1, 'active', '10:59:59'), until(2, 'active', '11:00:01'));
      const expired = until(1, 'expired', '10:59:59') + until(2, 'expired', '11:00:01');
      expect(await append(expired)).toEqual([{ low: '10.0.0.1', count: 1 }]);
    });

    it('are counted across a rewrite, and not again by it', async () => {
      const append = await followed(until(1, 'active', PAST), until(2, 'active', PAST));
      appendFileSync(path, until(1, 'expired', PAST));
      rewrite(HEADER + until(1, 'expired', PAST) + until(2, 'expired', PAST));
      expect(await append()).toEqual([{ low: '10.0.0.1', count: 2 }]);
      rewrite(HEADER + until(1, 'free', PAST) + until(2, 'free', PAST));
      expect(await append()).toEqual([]);
    });
  });

  it('tells how long the partner has not acknowledged a lease', async () => {
    let now = NOW;
    const source = newSource(newKeeper().keeper, 1, null, path, () => now);
    const backlog = async () => (await source.read()).backlog;
    writeFileSync(path, HEADER + acknowledged(1));
    expect(await backlog()).toEqual({ count: 0, byAge: NOTHING, oldestAt: null });
    appendFileSync(path, lease(1, 'active') + lease(2, 'active'));
    expect(await backlog()).toEqual({ count: 2, byAge: { ...NOTHING, under10s: 2 }, oldestAt: NOW });
    now += 70_000;
    appendFileSync(path, acknowledged(1) + lease(2, 'active') + lease(3, 'active'));
    expect(await backlog()).toEqual({
      count: 2,
      byAge: { ...NOTHING, under10s: 1, under10min: 1 },
      oldestAt: NOW,
    });
    appendFileSync(path, lease(1, 'active'));
    expect(await backlog()).toMatchObject({ count: 3, byAge: { under10s: 2, under10min: 1 } });
    rewrite(HEADER + lease(2, 'active') + acknowledged(3));
    expect(await backlog()).toMatchObject({ count: 1, oldestAt: NOW });
  });

  it('takes a lease that waits at first sight to have waited since it was given', async () => {
    const source = newSource(newKeeper().keeper);
    writeFileSync(path, HEADER + lease(1, 'active'));
    expect((await source.read()).backlog).toMatchObject({ count: 1, oldestAt: NOW - 3_600_000 });
  });

  it('counts leases of each state by their age', async () => {
    const source = newSource(newKeeper().keeper);
    writeFileSync(
      path,
      HEADER + lease(1, 'active') + lease(2, 'free').replace('2026/11/21 11', '2026/11/01 11'),
    );
    const { ages } = await source.read();
    const none = { underHour: 0, underDay: 0, underWeek: 0, underMonth: 0, older: 0 };
    expect(ages.filter(({ state }) => state === 'active' || state === 'free')).toEqual([
      { ...none, state: 'free', underMonth: 1 },
      { ...none, state: 'active', underDay: 1 },
    ]);
  });
});
