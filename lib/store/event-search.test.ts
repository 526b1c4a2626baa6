import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EventConditions, type EventDto, eventKindSchema } from '../contracts/event.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent, eventWithNeighbours, listEvents } from './events.ts';
import { insertIncident } from './incidents.ts';
import { syncPairs } from './pairs.ts';
import { event, makePair, NOW, OFFICE } from './testing/samples.ts';

const KINDS = eventKindSchema.options;
const SOURCES = ['omapi', 'log', 'leases'] as const;
const SENTENCES = ['100 % of it', 'a_b moved', 'Straße ÄRGER', 'straße ärger', 'wow! it moved', '', 'A\\B'];
const WORDS = [
  '%',
  '_',
  '!',
  'MOVED',
  'ä',
  'Ä',
  'STRASSE',
  'straße',
  '100 %',
  'a_b',
  'nothing such',
  '\\',
  'o',
];
const EVENTS = 120;

/** Two pairs whose servers have the same names, and events of all kinds, several of them at one time. */
async function fill(db: Database): Promise<EventDto[]> {
  const refs = await db.write((tx) => syncPairs(tx, [OFFICE, { ...OFFICE, name: 'branch' }], NOW));
  await db.write(async (tx) => {
    for (let number = 0; number < EVENTS; number += 1) {
      const ref = number % 7 === 0 ? null : refs[number % 2];
      const server = number % 3 === 0 ? null : (ref?.servers[number % 5 === 0 ? 0 : 1]?.serverId ?? null);
      const sources = SOURCES.filter((_, place) => (number >> place) % 2 === 1);
      await appendEvent(
        tx,
        event(0, {
          key: `${number}`,
          pairId: ref?.pairId ?? null,
          serverId: server,
          kind: KINDS[number % KINDS.length] ?? 'state',
          sortAt: NOW + Math.floor(((number * 37) % EVENTS) / 4) * 1000,
          sentence: SENTENCES[number % SENTENCES.length] ?? '',
          evidence: sources.map((source) => ({ server: null, source, text: 'x', observedAt: null })),
        }),
      );
    }
  });
  return everything(db, {}, 500);
}

/** All pages, one after the other. */
async function everything(db: Database, conditions: EventConditions, limit: number): Promise<EventDto[]> {
  const all: EventDto[] = [];
  let before: number | undefined;
  do {
    const page = await db.read((tx) => listEvents(tx, { ...conditions, limit, before }));
    all.push(...page.events);
    before = page.nextBefore ?? undefined;
  } while (before !== undefined);
  return all;
}

function meets(told: EventDto, { pair, server, kind, source, text, from, to }: EventConditions): boolean {
  const at = Date.parse(told.sortAt);
  return (
    (pair === undefined || told.pair === pair) &&
    (server === undefined || told.server === server) &&
    (kind === undefined || kind.includes(told.kind)) &&
    (source === undefined || told.evidence.some((each) => each.source === source)) &&
    (text === undefined || told.sentence.toLowerCase().includes(text.toLowerCase())) &&
    (from === undefined || at >= from) &&
    (to === undefined || at < to)
  );
}

const moment = fc.integer({ min: -1, max: 31 }).map((second) => NOW + second * 1000);
const conditions = fc.record(
  {
    pair: fc.constantFrom('office', 'branch', 'nowhere'),
    server: fc.constantFrom('dhcp-a', 'dhcp-b', 'dhcp-z'),
    kind: fc.subarray([...KINDS], { minLength: 1 }),
    source: fc.constantFrom(...SOURCES),
    text: fc.constantFrom(...WORDS),
    from: moment,
    to: moment,
  },
  { requiredKeys: [] },
);

describeOnEngines('a search for events', (engine) => {
  it('finds what meets all conditions, in order and without gap, whatever is asked and however long a page is', async () => {
    const { db } = await engine.open();
    const all = await fill(db);
    expect(all).toHaveLength(EVENTS);
    expect(all.map(({ sortAt }) => sortAt)).toEqual(
      all
        .map(({ sortAt }) => sortAt)
        .sort()
        .reverse(),
    );
    await fc.assert(
      fc.asyncProperty(conditions, fc.integer({ min: 1, max: 60 }), async (asked, limit) => {
        const found = await everything(db, asked, limit);
        expect(found).toEqual(all.filter((each) => meets(each, asked)));
      }),
      { numRuns: 60 },
    );
  });

  it('stops after so many events that do not meet them, says how far it came, and goes on from there', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { key: _, evidence: __, at: ___, observedAt: ____, sortAt: _____, ...columns } = event(pairId);
    const many = 20_000;
    await db.write(async (tx) => {
      for (let from = 0; from < many; from += 500)
        await tx.event.createMany({
          data: Array.from({ length: 500 }, (____, index) => {
            const at = new Date(NOW + (from + index) * 1000);
            const sentence = from + index === 1000 ? 'The needle.' : 'Hay.';
            return {
              ...columns,
              key: `${from + index}`,
              at,
              observedAt: at,
              sortAt: at,
              sentence,
              evidence: [],
            };
          }),
        });
    });
    const first = await db.read((tx) => listEvents(tx, { text: 'needle', limit: 50 }));
    expect(first).toMatchObject({ events: [], searchedTo: new Date(NOW + 5_000 * 1000).toISOString() });
    const rest = await db.read((tx) =>
      listEvents(tx, { text: 'needle', limit: 50, before: first.nextBefore ?? undefined }),
    );
    expect(rest).toMatchObject({ events: [{ sentence: 'The needle.' }], nextBefore: null, searchedTo: null });
  });

  it('finds the events of an incident, and tells each with its neighbours', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const incidentId = await db.write(async (tx) => {
      const id = await insertIncident(tx, pairId, {
        phase: 'open',
        severity: 'critical',
        sentence: 'It is down.',
        firstSymptom: { at: NOW, sentence: 'It is down.', fingerprint: 'x|||' },
        firstAlertId: 1,
        openedAt: NOW,
        quietSince: null,
        resolvedAt: null,
        reopenedAt: [],
        acknowledgement: null,
      });
      const times = { early: 0, lone: 500, soon: 530, late: 9000 };
      for (const [key, second] of Object.entries(times))
        await appendEvent(
          tx,
          event(pairId, {
            key,
            to: key,
            sortAt: NOW + second * 1000,
            incidentId: key === 'early' || key === 'late' ? id : null,
          }),
        );
      return id;
    });
    const found = await everything(db, { incident: incidentId }, 1);
    expect(found.map(({ to }) => to)).toEqual(['late', 'early']);
    const around = async (to: string) => {
      const id = (await everything(db, {}, 50)).find((each) => each.to === to)?.id ?? 0;
      const answer = await db.read((tx) => eventWithNeighbours(tx, id));
      return [answer?.event.to, answer?.togetherBy, answer?.neighbours.map((each) => each.to)];
    };
    expect(await around('early')).toEqual(['early', 'incident', ['late', 'early']]);
    expect(await around('lone')).toEqual(['lone', 'minute', ['soon', 'lone']]);
    expect(await db.read((tx) => eventWithNeighbours(tx, 77))).toBeNull();
  });
});
