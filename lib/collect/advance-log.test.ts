import { expect, it } from 'vitest';
import { readFact } from '../dhcpd/syslog/facts.ts';
import { advance } from './advance.ts';
import type { PairMemory } from './memory.ts';
import type { LogFactRead } from './reading.ts';
import { clockReading, logRead, pairInNormal, START } from './testing/files-memory.ts';

/** A line dhcpd wrote at a second after START, with its place in the log. */
function line(second: number, text: string, place = `1:3:${second}`): LogFactRead {
  const fact = readFact(text);
  if (!fact) throw new Error(`no fact: ${text}`);
  return { fact, atMs: START + second * 1_000, clock: 'server', times: 1, text, place };
}

function take(memory: PairMemory, ...facts: LogFactRead[]) {
  return advance(memory, logRead(2, START + 60_000, facts));
}

it('tells a move with the line as its evidence', () => {
  const text = 'failover peer pair: I move from normal to communications-interrupted';
  expect(take(pairInNormal(), line(1, text)).changes.events).toMatchObject([
    {
      key: 'state:2:log:1:3:1',
      kind: 'state',
      source: 'log',
      from: 'normal',
      to: 'communications-interrupted',
      at: START + 1_000,
      evidence: [{ server: 'dhcp-b', source: 'log', text }],
    },
  ]);
});

it('makes one event of what repeats, counted also across readings', () => {
  const text = 'Failover CONNECT from pair: time offset too large';
  const first = take(pairInNormal(), line(1, text), line(6, text));
  const key = 'log:2:1:3:1';
  expect(first.changes.events).toMatchObject([{ key, kind: 'log', to: 'connection-refused-here' }]);
  expect(first.changes.repeats).toEqual([{ key, at: START + 6_000, count: 2 }]);
  const second = take(first.memory, line(11, text));
  expect(second.changes.events).toEqual([]);
  expect(second.changes.repeats).toEqual([{ key, at: START + 11_000, count: 3 }]);
  const muchLater = take(second.memory, line(2_000, text));
  expect(muchLater.changes.events).toHaveLength(1);
});

it('leaves figures and what the partner does to those who know better', () => {
  const { changes } = take(
    pairInNormal(),
    line(1, 'failover peer pair: peer moves from normal to communications-interrupted'),
    line(2, 'balanced pool 55d0  10.66.0.0/24  total 10  free 5  backup 5  lts 0  max-misbal 1'),
  );
  expect(changes.events).toEqual([]);
  expect(changes.logPosition).toMatchObject({ offset: 500, readAt: START + 60_000 });
});

it.each([-90_000, -3_600_000])(
  'puts no line of a clock that is off by %i ms before the log was read last',
  (off) => {
    const move = 'failover peer pair: I move from normal to communications-interrupted';
    const text = 'Failover CONNECT from pair: time offset too large';
    const { memory } = advance(pairInNormal(), logRead(2, START, []));
    const late = (second: number, said: string) => line(second + off / 1_000, said);
    const sortOf = (of: PairMemory) =>
      advance(of, logRead(2, START + 5_000, [late(1, move), late(3, text)])).changes.events.map(
        ({ sortAt }) => sortAt - START,
      );
    expect(sortOf(memory)).toEqual([0, 0]);
    const servers = memory.servers.map((server) => ({ ...server, clockReadings: [clockReading(off)] }));
    expect(sortOf({ ...memory, servers })).toEqual([1_000, 3_000]);
  },
);

it('dates what bears on now by our clock, within the time since the log was read before', () => {
  const off = -3_600;
  const text = 'Failover CONNECT from pair: time offset too large';
  const before = take(pairInNormal(), line(1, text, '1:3:1')).memory;
  const { memory } = advance(before, logRead(2, START + 62_000, [line(off + 61, text, '1:3:2')]));
  const [, secondary] = memory.servers;
  expect(secondary?.logLines.map(({ at }) => at)).toEqual([START + 1_000, START + 60_000]);
  expect(secondary?.clockRefusal?.at).toBe(START + 60_000);
});

it('takes no refusal for one of now that was written long before the log was read again', () => {
  const text = 'Failover CONNECT from pair: time offset too large';
  const { memory } = advance(pairInNormal(), logRead(2, START + 3_600_000, [line(1, text)]));
  expect(memory.servers[1]?.clockRefusal?.at).toBe(START + 1_000);
});

it('remembers a line said once through a flood of another kind', () => {
  const flood = Array.from({ length: 1_000 }, (_, second) =>
    line(
      second,
      'DHCPDISCOVER from 02:00:00:00:00:01 via eth0: peer holds all free leases',
      `1:3:${second + 9}`,
    ),
  );
  const disk = line(0, 'write_lease: unable to write lease 10.66.1.7', '1:3:1');
  const { memory } = advance(pairInNormal(), logRead(2, START + 1_000_000, [disk, ...flood]));
  const codes = memory.servers[1]?.logLines.map(({ fact }) => fact.code) ?? [];
  expect(codes[0]).toBe(disk.fact.code);
  expect(codes.length).toBeLessThan(1_000);
});
