import { expect, it } from 'vitest';
import type { Evidence } from '../contracts/verdict.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { listEvents } from './events.ts';
import { type StateChange, tellStateChange } from './state-events.ts';
import { insertPastStay, openStateSpan } from './state-spans.ts';
import { event, makePair, NOW } from './testing/samples.ts';

type Pair = { pairId: number; secondaryId: number };

/** What one source says of a change of dhcp-b into potential-conflict, stamped at NOW. */
function change({ pairId, secondaryId }: Pair, source: Evidence['source'], more: Partial<StateChange> = {}) {
  const to = more.to ?? 'potential-conflict';
  const from = more.from === undefined ? 'communications-interrupted' : more.from;
  return {
    ...event(pairId),
    kind: 'state' as const,
    serverId: secondaryId,
    source,
    key: source === 'log' ? `state:${secondaryId}:log:${to}` : `state:${secondaryId}:${to}@${NOW}`,
    at: NOW,
    sortAt: NOW,
    from,
    to,
    sentence: `dhcp-b moved from ${from} to ${to}.`,
    evidence: [
      { server: 'dhcp-b', source, text: `as ${source} says`, observedAt: new Date(NOW).toISOString() },
    ],
    ...more,
  };
}

const told = async (db: Database) => {
  const { events } = await db.read((tx) => listEvents(tx, { limit: 50 }));
  return events.map(({ from, to, evidence }) => [from, to, evidence.map(({ source }) => source).join('+')]);
};

describeOnEngines('a change of state that several sources tell', (engine) => {
  const sources: Evidence['source'][] = ['omapi', 'leases', 'log'];
  const orders = sources.flatMap((one) =>
    sources
      .filter((each) => each !== one)
      .map((two) => [one, two, ...sources.filter((each) => each !== one && each !== two)]),
  );

  it.each(orders)('is one event with the evidence of each, told by %s, %s and %s', async (...order) => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    for (const source of order as Evidence['source'][]) {
      const at = source === 'log' ? NOW + 1_000 : NOW;
      await db.write((tx) => tellStateChange(tx, change(pair, source, { at })));
    }
    expect(await told(db)).toEqual([['communications-interrupted', 'potential-conflict', order.join('+')]]);
    const columns = await db.read((tx) => tx.event.findMany({ select: { sources: true } }));
    expect(columns).toEqual([{ sources: ` ${order.join(' ')} ` }]);
  });

  it('is told once however often a source says it again', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    for (const source of ['leases', 'leases', 'log', 'log', 'leases'] as const)
      await db.write((tx) => tellStateChange(tx, change(pair, source)));
    expect(await told(db)).toEqual([['communications-interrupted', 'potential-conflict', 'leases+log']]);
  });

  it('takes from the lease file which state came before, where polling saw only the last', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', { to: 'normal' })));
    await db.write((tx) =>
      tellStateChange(tx, change(pair, 'leases', { to: 'normal', from: 'conflict-done' })),
    );
    expect(await told(db)).toEqual([['conflict-done', 'normal', 'omapi+leases']]);
  });

  it('keeps a startup that the lease file does not have', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', { to: 'recover', from: 'startup' })));
    await db.write((tx) => tellStateChange(tx, change(pair, 'leases', { to: 'recover', from: 'normal' })));
    expect(await told(db)).toEqual([['startup', 'recover', 'omapi+leases']]);
  });

  it.each([
    ['omapi', 'leases'],
    ['leases', 'omapi'],
  ] as const)(
    'knows what came after a startup, which OMAPI shows later than the file, told by %s and %s',
    async (...order) => {
      const { db } = await engine.open();
      const pair = await makePair(db);
      const to = 'recover';
      const ofOmapi = {
        key: 'own',
        alias: `state:${pair.secondaryId}:recover@${NOW}`,
        at: NOW + 4_000,
        clock: 'pairwatch',
        sortAt: NOW + 4_000,
        to,
        from: 'startup',
      } as const;
      const ofFile = { to, from: 'normal' };
      for (const source of [...order, 'leases'] as const)
        await db.write((tx) =>
          tellStateChange(tx, change(pair, source, source === 'omapi' ? ofOmapi : ofFile)),
        );
      expect(await told(db)).toEqual([['startup', 'recover', order.join('+')]]);
    },
  );

  it('tells a startup that ended where it began, though the file has that state from before', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', { to: 'normal' })));
    const back = {
      key: 'own',
      alias: `state:${pair.secondaryId}:normal@${NOW}`,
      to: 'normal',
      from: 'startup',
      at: NOW + 60_000,
      clock: 'pairwatch',
      sortAt: NOW + 60_000,
    } as const;
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', back)));
    expect((await told(db)).map(([from]) => from)).toEqual(['startup', 'communications-interrupted']);
  });

  it('tells it too where OMAPI never showed that state before', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const HOUR_MS = 3_600_000;
    await db.write((tx) => tellStateChange(tx, change(pair, 'leases', { to: 'normal' })));
    const back = {
      key: 'own',
      alias: `state:${pair.secondaryId}:normal@${NOW}`,
      to: 'normal',
      from: 'startup',
      at: NOW + HOUR_MS,
      clock: 'pairwatch',
      sortAt: NOW + HOUR_MS,
    } as const;
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', back)));
    expect(await told(db)).toEqual([
      ['startup', 'normal', 'omapi'],
      ['communications-interrupted', 'normal', 'leases'],
    ]);
  });

  it.each([
    ['omapi', 'log'],
    ['log', 'omapi'],
  ] as const)('is one though the server’s clock is off, told by %s and %s', async (...order) => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const to = 'startup';
    const seen = { key: 'own', to, clock: 'pairwatch', at: NOW + 400, sortAt: NOW + 400 } as const;
    const logged = { to, at: NOW + 90_000, sortAt: NOW + 100 };
    for (const source of order)
      await db.write((tx) => tellStateChange(tx, change(pair, source, source === 'omapi' ? seen : logged)));
    expect(await told(db)).toEqual([['communications-interrupted', 'startup', order.join('+')]]);
  });

  it.each(['earlier', 'later'])('is one though the server’s clock is an hour %s', async (off) => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const seenAt = NOW + (off === 'earlier' ? 3_600_000 : -3_600_000);
    // Such a stamp is beyond belief, so that the event has the time it was seen; its key has the stamp all the same.
    const seen = { clock: 'pairwatch', at: seenAt, sortAt: seenAt } as const;
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', seen)));
    for (const at of [NOW + 1_300, NOW - 2_000])
      await db.write((tx) => tellStateChange(tx, change(pair, 'log', { at })));
    expect(await told(db)).toEqual([['communications-interrupted', 'potential-conflict', 'omapi+log']]);
    const other = { key: 'state:other', at: NOW + 3_100, evidence: [] };
    await db.write((tx) => tellStateChange(tx, change(pair, 'log', other)));
    expect(await told(db)).toHaveLength(2);
  });

  it('stands behind the change before it, whoever told it first and by whatever time', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const key = (to: string) => `state:${pair.secondaryId}:${to}@${NOW}`;
    const seenLate = { to: 'partner-down', sortAt: NOW + 800 };
    await db.write((tx) => tellStateChange(tx, change(pair, 'log', { to: 'normal', sortAt: NOW + 300 })));
    await db.write((tx) => tellStateChange(tx, change(pair, 'omapi', seenLate)));
    const inOrder = ['partner-down', 'potential-conflict', 'normal'];
    for (const [index, to] of inOrder.entries()) {
      const follows = key(inOrder[index - 1] ?? 'unknown');
      await db.write((tx) => tellStateChange(tx, change(pair, 'leases', { to, follows })));
    }
    expect((await told(db)).map(([, to]) => to)).toEqual(inOrder.toReversed());
  });

  it('is two when one reading tells it twice, as of a server that was started twice in a row', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const startup = (source: 'omapi' | 'log', place: string) =>
      change(pair, source, { key: `state:${pair.secondaryId}:${place}`, from: 'normal', to: 'startup' });
    await db.write((tx) => tellStateChange(tx, startup('omapi', 'normal>startup')));
    for (let times = 0; times < 2; times += 1) {
      await db.write(async (tx) => {
        const others = new Set<number>();
        for (const place of ['log:syslog@1', 'log:syslog@2'])
          others.add((await tellStateChange(tx, startup('log', place), others)).id);
      });
    }
    expect((await told(db)).map(([from, to]) => [from, to])).toEqual([
      ['normal', 'startup'],
      ['normal', 'startup'],
    ]);
  });

  it('is two when the log tells of two starts, and OMAPI saw the first of them only', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const startup = (source: 'omapi' | 'log', text: string, seconds: number, skewSeconds = 0) => {
      const sortAt = NOW + seconds * 1000;
      return change(pair, source, {
        key: `state:${pair.secondaryId}:${source === 'log' ? `log:${text}` : 'normal>startup'}`,
        from: 'normal',
        to: 'startup',
        ...(source === 'omapi' && { clock: 'pairwatch' }),
        sortAt,
        at: sortAt + skewSeconds * 1000,
        evidence: [{ server: 'dhcp-b', source, text, observedAt: new Date(sortAt).toISOString() }],
      });
    };
    const omapi = startup('omapi', 'local-state startup', 0);
    // The second start is with another clock.
    const first = startup('log', '10:01:30 dhcpd[7]: I move from normal to startup', 0, 90);
    const second = startup('log', '10:00:04 dhcpd[8]: I move from normal to startup', 4);
    for (const each of [omapi, first, first, second, second])
      await db.write((tx) => tellStateChange(tx, each));
    expect(await told(db)).toHaveLength(2);
  });

  it.each([
    ['omapi', 'leases'],
    ['leases', 'omapi'],
  ] as const)(
    'is from the state that OMAPI saw where the lease file lost it, told by %s, then %s',
    async (...order) => {
      const { db } = await engine.open();
      const pair = await makePair(db);
      const back = (source: 'omapi' | 'leases') =>
        change(pair, source, {
          from: source === 'omapi' ? 'communications-interrupted' : 'normal',
          to: 'normal',
        });
      for (const source of order) await db.write((tx) => tellStateChange(tx, back(source)));
      expect(await told(db)).toEqual([['communications-interrupted', 'normal', order.join('+')]]);
    },
  );

  it('keeps the same change at another time apart', async () => {
    const { db } = await engine.open();
    const pair = await makePair(db);
    const later = { key: 'later', at: NOW + 30_000, sortAt: NOW + 30_000 };
    await db.write((tx) => tellStateChange(tx, change(pair, 'leases')));
    await db.write((tx) => tellStateChange(tx, change(pair, 'log', later)));
    expect(await told(db)).toHaveLength(2);
  });
});

describeOnEngines('a stay that passed between two polls', (engine) => {
  const spans = async (db: Database) =>
    (await db.read((tx) => tx.stateSpan.findMany({ orderBy: { from: 'asc' } }))).map((span) => [
      span.state,
      span.from.getTime() - NOW,
      span.until && span.until.getTime() - NOW,
    ]);

  it('is fitted in between what OMAPI saw', async () => {
    const { db } = await engine.open();
    const { secondaryId } = await makePair(db);
    await db.write(async (tx) => {
      const first = { state: 'communications-interrupted', from: NOW - 60_000, stosAt: NOW - 60_000 };
      await openStateSpan(tx, secondaryId, { ...first, lastSeenAt: NOW - 500 });
      await openStateSpan(tx, secondaryId, {
        state: 'normal',
        from: NOW + 2_000,
        stosAt: NOW + 2_000,
        lastSeenAt: NOW + 2_500,
      });
      for (let twice = 0; twice < 2; twice += 1)
        await insertPastStay(tx, secondaryId, {
          state: 'potential-conflict',
          from: NOW,
          until: NOW + 1_000,
          observedAt: NOW + 3_000,
        });
    });
    expect(await spans(db)).toEqual([
      ['communications-interrupted', -60_000, 0],
      ['potential-conflict', 0, 1_000],
      ['normal', 2_000, null],
    ]);
  });

  it('is left out where OMAPI saw it too, and where a wrong clock leaves no room for it', async () => {
    const { db } = await engine.open();
    const { secondaryId } = await makePair(db);
    const stay = { observedAt: NOW + 3_000 };
    await db.write(async (tx) => {
      await openStateSpan(tx, secondaryId, {
        state: 'recover',
        from: NOW - 60_000,
        stosAt: NOW - 60_000,
        lastSeenAt: NOW,
      });
      await openStateSpan(tx, secondaryId, {
        state: 'normal',
        from: NOW + 100,
        stosAt: NOW + 100,
        lastSeenAt: NOW + 100,
      });
      await insertPastStay(tx, secondaryId, { ...stay, state: 'recover', from: NOW - 60_000, until: NOW });
      await insertPastStay(tx, secondaryId, {
        ...stay,
        state: 'recover-done',
        from: NOW - 30_000,
        until: NOW - 29_000,
      });
    });
    expect(await spans(db)).toEqual([
      ['recover', -60_000, 100],
      ['normal', 100, null],
    ]);
  });
});
