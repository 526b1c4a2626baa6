import { expect, it } from 'vitest';
import { advance } from './advance.ts';
import {
  clockReading,
  HOUR_MS,
  leasesRead,
  pairInNormal,
  START,
  stateBlock,
} from './testing/files-memory.ts';

const take = (...blocks: ReturnType<typeof stateBlock>[]) =>
  advance(pairInNormal(), leasesRead(1, START + 5_000, { stateBlocks: blocks })).changes;

it('makes an event of each state, passing ones among them, by dhcpd’s own time', () => {
  const conflict = stateBlock('potential-conflict', START);
  const done = stateBlock('normal', START + 2_000, { previous: { state: 'potential-conflict', at: START } });
  const { events, pastStays } = take(conflict, done);
  expect(events).toMatchObject([
    {
      key: `state:1:potential-conflict@${START}`,
      kind: 'state',
      source: 'leases',
      from: 'normal',
      to: 'potential-conflict',
      at: START,
      clock: 'server',
      sortAt: START,
      backfilled: false,
      evidence: [{ source: 'leases', text: expect.stringContaining('dhcpd.leases line 9') }],
    },
    {
      from: 'potential-conflict',
      to: 'normal',
      at: START + 2_000,
      follows: `state:1:potential-conflict@${START}`,
    },
  ]);
  expect(pastStays).toEqual([
    { state: 'normal', from: START - HOUR_MS, until: START, observedAt: START + 5_000 },
    { state: 'potential-conflict', from: START, until: START + 2_000, observedAt: START + 5_000 },
  ]);
});

it('knows two changes within one second by dhcpd’s own time too', () => {
  const previous = { state: 'communications-interrupted', at: START } as const;
  expect(take(stateBlock('partner-down', START, { previous })).events).toMatchObject([
    {
      key: `state:1:partner-down@${START}`,
      follows: `state:1:communications-interrupted@${START}`,
      at: START,
      clock: 'server',
    },
  ]);
});

it('gives a state that dhcpd did not stamp the time it was read', () => {
  const [event] = take(
    stateBlock('recover-wait', START, { previous: { state: 'recover', at: START } }),
  ).events;
  expect(event).toMatchObject({
    key: `state:1:recover-wait@${START}`,
    at: START + 5_000,
    clock: 'pairwatch',
  });
  const [byHand] = take(stateBlock('partner-down', null)).events;
  expect(byHand).toMatchObject({ at: START + 5_000, clock: 'pairwatch', to: 'partner-down' });
});

it.each([
  ['the time it was read', { state: 'startup', backfilled: false }, START + 5_000, 'pairwatch'],
  [
    'the time OMAPI saw it',
    { state: 'communications-interrupted', backfilled: false },
    START + 3_000,
    'pairwatch',
  ],
  ['its stamp, where it is of the past', { state: 'startup', backfilled: true }, START, 'server'],
  ['its stamp, where no startup was seen', { state: 'normal', backfilled: false }, START, 'server'],
])('gives a state with the stamp of the one before %s', (_, { state, backfilled }, at, clock) => {
  const memory = pairInNormal();
  const openSpan = { state, from: START + 3_000, lastSeenAt: START + 4_000, stosAt: START };
  const servers = memory.servers.map((server) => ({ ...server, openSpan }));
  const previous = { state: 'normal', at: START } as const;
  const block = stateBlock('communications-interrupted', START, { previous, backfilled });
  const { events } = advance(
    { ...memory, servers },
    leasesRead(1, START + 5_000, { stateBlocks: [block] }),
  ).changes;
  expect(events).toMatchObject([{ key: `state:1:communications-interrupted@${START}`, at, clock }]);
});

it('marks what was there before Pairwatch looked, in its own place of the history', () => {
  const old = START - 5 * HOUR_MS;
  const [event] = take(stateBlock('recover', old, { backfilled: true, previous: null })).events;
  expect(event).toMatchObject({ backfilled: true, sortAt: old, from: null });
});

it('gives a state of the past that dhcpd did not stamp the time of the one before it', () => {
  const old = START - 5 * HOUR_MS;
  const previous = { state: 'recover', at: old } as const;
  const [event] = take(stateBlock('recover-wait', old, { backfilled: true, previous })).events;
  expect(event).toMatchObject({ key: `state:1:recover-wait@${old}`, at: old, clock: 'server', sortAt: old });
});

it.each([-90_000, -HOUR_MS])(
  'lets no stamp of a clock that is off by %i ms jump over what was seen before it',
  (off) => {
    const memory = pairInNormal();
    const [server] = memory.servers;
    if (!server?.openSpan) throw new Error('the pair has a primary with a span');
    server.openSpan = { ...server.openSpan, stosAt: START - HOUR_MS + off };
    const late = stateBlock('communications-interrupted', START + 1_000 + off);
    const leases = leasesRead(1, START + 5_000, { stateBlocks: [late] });
    const [event] = advance(memory, leases).changes.events;
    expect(event).toMatchObject({ at: START + 1_000 + off, sortAt: START });
    server.clockReadings = [clockReading(off)];
    expect(advance(memory, leases).changes.events[0]).toMatchObject({ sortAt: START + 1_000 });
  },
);
