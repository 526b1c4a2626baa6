import { beforeAll, describe, expect, it } from 'vitest';
import { readDhcpdConfig } from '../../dhcpd/config/read.ts';
import type { ConfigTest } from '../../pair/parity/refusal.ts';
import { advance } from '../advance.ts';
import type { Changes } from '../changes.ts';
import type { PairMemory } from '../memory.ts';
import type { Reading, ReadingValue } from '../reading.ts';
import { pairInNormal, START } from '../testing/files-memory.ts';

const REFUSAL = 'config-refused-by-dhcpd';
const PATH = '/etc/dhcp/dhcpd.conf';
const MINUTE_MS = 60_000;

let configs: ReadingValue['config'][];

const peerOf = (role: 'primary' | 'secondary', address: number, partner: number) =>
  `failover peer "pair" { ${role}; address 192.0.2.${address}; port 647; peer address 192.0.2.${partner}; peer port 647; ${role === 'primary' ? 'mclt 600; split 128; ' : ''}}\n`;

beforeAll(async () => {
  const texts = [peerOf('primary', 11, 12), peerOf('secondary', 12, 11)];
  configs = await Promise.all(
    texts.map(async (text) => ({
      peerName: 'pair',
      poolCount: 0,
      config: await readDhcpdConfig(PATH, async () => text),
      hash: text,
      files: [],
      test: null,
      testRefused: null,
    })),
  );
});

const good = (at: number, version = '4.4.3-P1'): ConfigTest => ({ at, ok: true, output: '', version });
const failed = (at: number): ConfigTest => ({
  at,
  ok: false,
  output: `${PATH} line 4: semicolon expected.\n optoin \n   ^`,
  version: '4.4.3-P1',
});

/** The dhcpd.conf of a server, as read at a minute and as dhcpd there found it. */
function read(serverId: 1 | 2, minute: number, test: ConfigTest | null): Reading {
  const value = configs[serverId - 1];
  if (!value) throw new Error('there are two configurations');
  return reading(serverId, minute, { ok: true, value: { ...value, test } });
}

function unread(serverId: number, minute: number, partial?: { test: ConfigTest | null }): Reading {
  const failure = { kind: 'syntax', message: 'expected a semicolon' };
  return reading(serverId, minute, {
    ok: false,
    failure,
    ...(partial && { partial: { ...partial, testRefused: null } }),
  });
}

function reading(
  serverId: number,
  minute: number,
  outcome: Extract<Reading, { kind: 'config' }>['outcome'],
): Reading {
  const at = START + minute * MINUTE_MS;
  return { kind: 'config', serverId, attemptAt: at, finishedAt: at, intervalMs: MINUTE_MS, outcome };
}

function play(readings: Reading[], from: PairMemory = pairInNormal()) {
  const changes: Changes[] = [];
  let memory = from;
  for (const each of readings) {
    const step = advance(memory, each);
    memory = step.memory;
    changes.push(step.changes);
  }
  return { memory, changes };
}

/** Servers whose configuration dhcpd refuses, by each reading; undefined where that was not told. */
const refusals = (changes: Changes[]) =>
  changes.map(({ findings: { config } }) =>
    config?.filter(({ code }) => code === REFUSAL).map(({ server }) => server),
  );

describe('a configuration that dhcpd refuses', () => {
  it('is a finding until dhcpd takes it, and each test is kept once', () => {
    const { changes } = play([
      read(1, 0, good(1)),
      read(2, 0, good(2)),
      read(1, 1, failed(3)),
      read(1, 2, failed(3)),
      read(2, 2, good(2)),
      read(1, 3, good(4)),
    ]);
    expect(refusals(changes)).toEqual([undefined, [], ['dhcp-a'], ['dhcp-a'], ['dhcp-a'], []]);
    expect(changes.map(({ configTest }) => configTest?.at ?? null)).toEqual([1, 2, 3, null, null, 4]);
  });

  it('is one though Pairwatch can not read it either, and beside what is known of both', () => {
    const { changes, memory } = play([
      read(1, 0, good(1, '4.4.1')),
      read(2, 0, good(2)),
      unread(1, 1, { test: failed(3) }),
      unread(1, 2),
    ]);
    expect(refusals(changes)).toEqual([undefined, [], ['dhcp-a'], undefined]);
    const kept = changes[2]?.findings.config?.map(({ code }) => code);
    expect(kept).toContain('versions-differ');
    expect(memory.truth.review?.checkedAt).toBe(START);
  });

  it('is one before the other server was ever read', () => {
    expect(refusals(play([unread(1, 0, { test: failed(3) })]).changes)).toEqual([['dhcp-a']]);
  });

  it('stays one after a start of the collector until its server was read', () => {
    const { memory } = play([read(1, 0, failed(1)), read(2, 0, failed(2))]);
    const started = { ...pairInNormal(), goingOn: memory.goingOn };
    const { changes } = play([read(2, 5, good(5)), unread(1, 6), read(1, 7, good(7))], started);
    expect(refusals(changes)).toEqual([['dhcp-a'], undefined, []]);
  });

  it('is none any more where it may not be asked', () => {
    expect(refusals(play([read(1, 0, failed(1)), read(1, 1, null)]).changes)).toEqual([['dhcp-a'], []]);
  });
});

it('tells two versions of dhcpd apart, by what each said last', () => {
  const { changes } = play([
    read(1, 0, good(1, '4.4.1')),
    read(2, 0, null),
    read(2, 1, good(2, '4.4.3-P1')),
    read(1, 2, null),
    read(1, 3, good(3)),
  ]);
  const told = changes.map(({ findings: { config } }) =>
    config?.some(({ code }) => code === 'versions-differ'),
  );
  expect(told).toEqual([undefined, false, true, true, false]);
});
