import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { OmapiClient } from '../../../omapi/client.ts';
import { HandClock } from '../../../testing/hand-clock.ts';
import type { ReportFacts } from '../facts.ts';
import { causesOf } from './causes.ts';
import { isRefused } from './signs.ts';
import {
  at,
  citing,
  configChange,
  factsOf,
  failure,
  line,
  move,
  PRIMARY,
  REFUSED,
  SECONDARY,
  server,
  stay,
  UNANSWERED,
} from './testing/facts.ts';

const causes = (known: Partial<ReportFacts>) => causesOf(factsOf(known), citing().cite);
const standings = (known: Partial<ReportFacts>) =>
  causes(known).map(({ code, standing }) => [code, standing]);

const KILLED: Partial<ReportFacts> = {
  failures: [failure(PRIMARY, 'omapi', [0, 300], REFUSED)],
  events: [move(SECONDARY, 1, 'communications-interrupted')],
  servers: [
    server(PRIMARY, { offsets: [{ method: 'sntp', at: at(60), valueMs: 1.2, uncertaintyMs: 0.4 }] }),
    server(SECONDARY),
  ],
};

const APART: Partial<ReportFacts> = {
  events: [
    move(PRIMARY, 21, 'communications-interrupted'),
    move(SECONDARY, 22, 'communications-interrupted'),
  ],
  servers: [
    server(PRIMARY, { stays: [stay('communications-interrupted', 21, 400)] }),
    server(SECONDARY, { stays: [stay('communications-interrupted', 22, 400)] }),
  ],
};

describe('one cause fits best', () => {
  test('nothing is known: no cause is named', () => {
    expect(causes({})).toEqual([]);
  });

  test('dhcpd does not listen while its machine tells the time: it ended', () => {
    expect(standings(KILLED)).toEqual([
      ['process-death', 'likely'],
      ['partition', 'unlikely'],
      ['server-death', 'unlikely'],
    ]);
  });

  test('neither OMAPI, clock nor lease file is answered: the machine is down', () => {
    const failures = [
      failure(PRIMARY, 'omapi', [0, 300], UNANSWERED),
      failure(
        PRIMARY,
        'clock',
        [40, 320],
        'dhcp-a:123 told no time within 2 s. It answers no NTP, or a firewall drops UDP.',
      ),
      failure(
        PRIMARY,
        'leases',
        [10, 310],
        "dhcp-a:22 can't be reached (EHOSTUNREACH). Check that the host is up.",
      ),
    ];
    expect(standings({ failures, events: [move(SECONDARY, 21, 'communications-interrupted')] })).toEqual([
      ['server-death', 'likely'],
      ['partition', 'unlikely'],
    ]);
  });

  test('a machine that tells its time just before its dhcpd is back had been down as well', () => {
    const failures = [failure(PRIMARY, 'omapi', [0, 100], UNANSWERED)];
    const offsets = (seconds: number) => [
      { method: 'sntp' as const, at: at(seconds), valueMs: 1.2, uncertaintyMs: 0.4 },
    ];
    const told = (seconds: number) =>
      standings({ failures, servers: [server(PRIMARY, { offsets: offsets(seconds) }), server(SECONDARY)] });
    expect(told(90)).toEqual([['server-death', 'possible']]);
    expect(told(40)).toEqual([
      ['process-death', 'unlikely'],
      ['server-death', 'unlikely'],
    ]);
  });

  test('a silent OMAPI port alone leaves open what it was', () => {
    const failures = [failure(PRIMARY, 'omapi', [0, 300], UNANSWERED)];
    expect(standings({ failures, events: [move(SECONDARY, 21, 'communications-interrupted')] })).toEqual([
      ['server-death', 'possible'],
      ['partition', 'unlikely'],
    ]);
  });

  test('both are read while they are out of contact: the network between them', () => {
    expect(standings(APART)).toEqual([['partition', 'likely']]);
  });

  test('only one is known to be out of contact: that is too little', () => {
    expect(standings({ events: [move(SECONDARY, 21, 'communications-interrupted')] })).toEqual([
      ['partition', 'possible'],
    ]);
  });

  test('dhcpd says that the clocks are too far apart: shown, and no partition', () => {
    const refused = line(
      PRIMARY,
      30,
      'connection-refused-by-partner',
      'Failover CONNECT to pair rejected: Connection rejected, time mismatch too great.',
    );
    expect(standings({ ...APART, events: [...(APART.events ?? []), refused] })).toEqual([
      ['clock-refusal', 'shown'],
      ['partition', 'unlikely'],
    ]);
  });

  test('the clocks were measured too far apart, without a word of dhcpd: likely', () => {
    const skew = [{ method: 'sntp' as const, at: at(60), valueMs: 90_000, uncertaintyMs: 2 }];
    expect(standings({ ...APART, skew })[0]).toEqual(['clock-refusal', 'likely']);
  });

  test('another refusal says nothing of clocks', () => {
    const refused = line(
      PRIMARY,
      30,
      'connection-refused-by-partner',
      'Failover CONNECT to pair rejected: Connection rejected, invalid MCLT.',
    );
    expect(standings({ ...APART, events: [...(APART.events ?? []), refused] })).toEqual([
      ['partition', 'likely'],
    ]);
  });

  test('a short absence with a changed configuration: a restart for it', () => {
    const short = { ...KILLED, failures: [failure(PRIMARY, 'omapi', [0, 50], REFUSED)] };
    expect(
      standings({ ...short, events: [configChange(PRIMARY, -20), ...(KILLED.events ?? [])] }).slice(0, 2),
    ).toEqual([
      ['config-restart', 'likely'],
      ['process-death', 'possible'],
    ]);
  });

  test('dhcpd refuses its configuration: shown', () => {
    const refused = line(PRIMARY, 5, 'config-refused', 'Configuration file errors encountered -- exiting');
    expect(standings({ ...KILLED, events: [refused, ...(KILLED.events ?? [])] })[0]).toEqual([
      'config-restart',
      'shown',
    ]);
  });

  test.each([
    ['commit-failed', 'commit_leases: unable to commit, fsync(): No space left on device'],
    ['lease-not-written', 'write_lease: unable to write lease 10.10.0.7'],
    ['rewrite-failed', "Can't create new lease file: Read-only file system"],
  ])('dhcpd could not write (%s): shown', (code, text) => {
    expect(standings({ events: [line(PRIMARY, 5, code, text)] })).toEqual([['disk', 'shown']]);
  });

  test('dhcpd has no address for a client: shown', () => {
    const said = line(
      PRIMARY,
      5,
      'no-free-leases',
      'DHCPDISCOVER from 02:00:00:00:00:07 via eth0: network guests: no free leases',
    );
    expect(standings({ events: [said] })).toEqual([['exhaustion', 'shown']]);
    expect(standings({ ...KILLED, events: [said, ...(KILLED.events ?? [])] }).slice(0, 2)).toEqual([
      ['process-death', 'likely'],
      ['exhaustion', 'possible'],
    ]);
  });

  test('both ports refuse: both are down, and neither ended by itself', () => {
    const failures = [
      failure(PRIMARY, 'omapi', [0, 300], REFUSED),
      failure(SECONDARY, 'omapi', [2, 280], REFUSED),
    ];
    expect(standings({ failures })).toEqual([
      ['both-down', 'likely'],
      ['process-death', 'unlikely'],
    ]);
  });

  test('within planned work, told to end: work on the servers', () => {
    const maintenance = [{ from: at(-60), until: at(200), reason: 'New disks', by: 'Mina' }];
    const told = line(PRIMARY, 0, 'ending-by-signal', 'Received signal 15, initiating shutdown.');
    const found = causes({ ...KILLED, maintenance, events: [told, ...(KILLED.events ?? [])] });
    expect(found[0]).toMatchObject({ code: 'operator-action', standing: 'likely' });
    expect(found.find(({ code }) => code === 'process-death')?.standing).toBe('possible');
  });

  test('planned work that was over before, or called for later, explains nothing', () => {
    for (const [from, until] of [
      [-900, -60],
      [60, 300],
    ] as const) {
      const maintenance = [{ from: at(from), until: at(until), reason: 'New disks', by: 'Mina' }];
      expect(standings({ ...KILLED, maintenance })[0]).toEqual(['process-death', 'likely']);
    }
  });

  test('a server that paused was told to; one that shut down in panic was not', () => {
    expect(standings({ events: [move(PRIMARY, 0, 'paused')] })).toEqual([['operator-action', 'likely']]);
    const panic = line(
      PRIMARY,
      0,
      'transition-invalid',
      'Peer pair: Invalid state transition normal to recover.',
    );
    expect(standings({ events: [panic, move(PRIMARY, 0, 'shutdown')] })).toEqual([
      ['operator-action', 'unlikely'],
    ]);
  });

  test('the partner stays in normal: only Pairwatch lost sight', () => {
    const failures = [failure(PRIMARY, 'omapi', [0, 300], UNANSWERED)];
    const cutOff = { verdict: 'unknown' as const, code: 'monitor-cannot-reach-primary' };
    const ended = [{ from: at(6), until: at(40), ...cutOff }];
    expect(standings({ failures, verdicts: ended })).toEqual([['server-death', 'possible']]);
    const verdicts = [{ from: at(6), until: at(300), ...cutOff }];
    expect(standings({ failures, verdicts })).toEqual([
      ['monitor', 'likely'],
      ['server-death', 'unlikely'],
    ]);
  });

  test('Pairwatch reached nobody at all: its own network, and not both servers', () => {
    const failures = [
      failure(PRIMARY, 'omapi', [0, 300], UNANSWERED),
      failure(SECONDARY, 'omapi', [0, 300], UNANSWERED),
    ];
    const verdicts = [{ from: at(0), until: at(300), verdict: 'unknown' as const, code: 'monitor-blind' }];
    expect(standings({ failures, verdicts }).slice(0, 2)).toEqual([
      ['monitor', 'likely'],
      ['both-down', 'unlikely'],
    ]);
  });
});

test('every argument rests on evidence, and the same evidence has one name', () => {
  const { cite, cited } = citing();
  const found = causesOf(factsOf(KILLED), cite);
  for (const { supports, against } of found)
    for (const { evidence } of [...supports, ...against]) expect(evidence).not.toEqual([]);
  expect(cited.map(({ source }) => source).toSorted()).toEqual(['clock', 'omapi', 'omapi']);
});

test('what lies far from the incident is no cause of it', () => {
  const events = [
    line(PRIMARY, -400, 'commit-failed', 'commit_leases: unable to commit, fsync(): I/O error'),
  ];
  const failures = [failure(PRIMARY, 'omapi', [-500, -300], REFUSED)];
  expect(causes({ events, failures })).toEqual([]);
});

test('a closed OMAPI port is told so that it is known for one', async () => {
  const port = await closedPort();
  const client = new OmapiClient({ host: '127.0.0.1', port, clock: new HandClock() });
  const error = await client.ping().catch((thrown: unknown) => thrown);
  client.close();
  const text = error instanceof Error ? error.message : '';
  expect(isRefused({ ...failure(PRIMARY, 'omapi', [0, 1], text), end: at(1) })).toBe(true);
});

function closedPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer().on('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      listener.close(() => resolve(port));
    });
  });
}
