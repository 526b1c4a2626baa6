import { expect, it } from 'vitest';
import { type FindingQuery, findingListSchema } from '../contracts/finding.ts';
import { timeCursor } from '../contracts/parameter.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { type CurrentFinding, listFindings, openFindings, saveFindings } from './findings.ts';
import { makePair, NOW } from './testing/samples.ts';

const QUERY = { all: true, limit: 50, cursor: undefined };

function finding(changes: Partial<CurrentFinding> = {}): CurrentFinding {
  return {
    key: 'readings:lan',
    serverId: null,
    code: 'counts-differ',
    severity: 'warning',
    since: NOW - 15_000,
    sentence: 'dhcp-a counts 3 free addresses in lan, its lease file 2.',
    nextStep: null,
    evidence: [
      { server: 'dhcp-a', source: 'leases', text: 'free 2', observedAt: new Date(NOW).toISOString() },
    ],
    ...changes,
  };
}

describeOnEngines('findings', (engine) => {
  it('begin once, last with their latest words, end when they are told no more, and may begin again', async () => {
    const { db } = await engine.open();
    const { pairId, secondaryId } = await makePair(db);
    const save = (now: number, ...current: CurrentFinding[]) =>
      db.write((tx) => saveFindings(tx, pairId, 'readings', now, current));
    const [lan, other] = [
      finding(),
      finding({ key: 'readings:other', serverId: secondaryId, severity: 'error' }),
    ];

    const first = await save(NOW, lan, other, lan);
    expect(first.opened).toMatchObject([lan, other]);
    expect(first.closed).toEqual([]);

    const later = finding({ since: NOW, sentence: 'said otherwise', nextStep: 'Look.' });
    expect(await save(NOW + 1000, later, other)).toEqual({ opened: [], closed: [] });
    expect(await db.read((tx) => openFindings(tx, pairId))).toEqual([
      { ...first.opened[0], sentence: 'said otherwise', nextStep: 'Look.' },
      first.opened[1],
    ]);

    const second = await save(NOW + 2000, other);
    expect(second).toEqual({
      opened: [],
      closed: [{ ...first.opened[0], sentence: 'said otherwise', nextStep: 'Look.' }],
    });
    const third = await save(NOW + 3000, lan, other);
    expect(third.opened).toMatchObject([lan]);
    expect(third.opened[0]?.id).not.toBe(first.opened[0]?.id);

    const list = await db.read((tx) => listFindings(tx, 'office', QUERY));
    const iso = (ms: number) => new Date(ms).toISOString();
    expect(
      list?.findings.map(({ id, server, until, observedAt }) => [id, server, until, observedAt]),
    ).toEqual([
      [third.opened[0]?.id, null, null, iso(NOW + 3000)],
      [first.opened[1]?.id, 'dhcp-b', null, iso(NOW + 3000)],
      [first.opened[0]?.id, null, iso(NOW + 2000), iso(NOW + 1000)],
    ]);
    const answer = { now: iso(NOW), ...list };
    expect(findingListSchema.parse(answer)).toEqual(answer);
  });

  it('are told room by room: what one tells does not end what another found', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const clock = finding({ key: 'clock:apart', code: 'clocks-apart' });
    await db.write((tx) => saveFindings(tx, pairId, 'readings', NOW, [finding()]));
    await db.write((tx) => saveFindings(tx, pairId, 'clock', NOW, [clock]));
    await db.write((tx) => saveFindings(tx, pairId, 'readings', NOW + 1000, []));
    expect(await db.read((tx) => openFindings(tx, pairId))).toMatchObject([clock]);
  });

  it('leaf through those that are over, the latest first, and show all that last on the first page', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const keys = ['a', 'b', 'c', 'd', 'e'].map((key) => finding({ key: `readings:${key}`, code: key }));
    // All of them begin at once; a ends alone, b to d together.
    for (const [step, left] of [keys, keys.slice(1), keys.slice(4)].entries())
      await db.write((tx) => saveFindings(tx, pairId, 'readings', NOW + step * 1000, left));
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: FindingQuery = {
        ...QUERY,
        limit: 2,
        cursor: cursor === '' ? undefined : timeCursor.parse(cursor),
      };
      const list = await db.read((tx) => listFindings(tx, 'office', query));
      pages.push(list?.findings.map(({ code }) => code).join('') ?? '');
      cursor = list?.nextCursor ?? null;
    }
    expect(pages).toEqual(['edc', 'ba']);
    const lasting = await db.read((tx) => listFindings(tx, 'office', { ...QUERY, all: false }));
    expect(lasting).toMatchObject({ findings: [{ code: 'e' }], nextCursor: null });
  });

  it('are none of a pair nobody knows', async () => {
    const { db } = await engine.open();
    expect(await db.read((tx) => listFindings(tx, 'nowhere', QUERY))).toBeNull();
  });
});
