import { expect, it } from 'vitest';
import { incidentAnswerSchema, incidentRevisionsSchema } from '../../contracts/incident.ts';
import type { Database, Tx } from '../../db/client.ts';
import { describeOnEngines } from '../../db/testing/engines.ts';
import { listEvents } from '../events.ts';
import { listRevisions } from '../incident-revisions.ts';
import { incidentAnswer } from '../incidents.ts';
import { writtenOf } from '../report/written.ts';
import { addIncident } from '../testing/alerts.ts';
import { makePair, NOW } from '../testing/samples.ts';
import { addIncidentNote, changeIncidentNote, removeIncidentNote } from './incident-note.ts';

const iso = (at: number) => new Date(at).toISOString();

describeOnEngines('what is written down about an incident', (engine) => {
  it('is edited and removed, each an event with its actor, and what it said is kept', async () => {
    const { db, id } = await openIncident();
    const { id: note } = await act(db, 1, (tx, now) =>
      addIncidentNote(tx, { id, now, by: 'anna', kind: 'factor', text: 'One cable.' }),
    );
    await act(db, 2, (tx, now) =>
      changeIncidentNote(tx, { id, now, note, by: ' bert ', text: ' Both cables. ' }),
    );
    await act(db, 3, (tx, now) =>
      changeIncidentNote(tx, { id, now, note, by: 'anna', text: 'Both cables.' }),
    );
    expect(await answerOf(db, id)).toMatchObject({
      notes: [],
      factors: [
        {
          id: note,
          at: iso(NOW + 1000),
          by: 'anna',
          text: 'Both cables.',
          edited: { at: iso(NOW + 2000), by: 'bert' },
        },
      ],
      removed: { notes: 0, factors: 0, tasks: 0 },
    });
    await act(db, 4, (tx, now) => removeIncidentNote(tx, { id, now, note, by: 'carl' }));
    expect(await answerOf(db, id)).toMatchObject({ factors: [], removed: { factors: 1 } });

    const revisions = await db.read((tx) => listRevisions(tx, id));
    expect(revisions.map(({ deed, by, at, before }) => ({ deed, by, at, before }))).toEqual([
      {
        deed: 'changed',
        by: 'bert',
        at: iso(NOW + 2000),
        before: { at: iso(NOW + 1000), by: 'anna', text: 'One cable.' },
      },
      {
        deed: 'removed',
        by: 'carl',
        at: iso(NOW + 4000),
        before: { at: iso(NOW + 2000), by: 'bert', text: 'Both cables.' },
      },
    ]);
    const answer = { now: iso(NOW), revisions };
    expect(incidentRevisionsSchema.parse(answer)).toEqual(answer);

    const { events } = await db.read((tx) => listEvents(tx, { incident: id, limit: 50 }));
    expect(events.toReversed().map(({ to, actor, sentence }) => [to, actor, sentence])).toEqual([
      ['factor-named', 'anna', `anna named what contributed to incident ${id}: One cable.`],
      ['factor-edited', 'bert', `bert edited what contributed to incident ${id}: Both cables.`],
      [
        'factor-removed',
        'carl',
        `carl removed what had been named as contributing to incident ${id}: Both cables.`,
      ],
    ]);
  });

  it('is told in its order, notes apart from factors, and to the report too', async () => {
    const { db, id } = await openIncident();
    const add = (kind: 'note' | 'factor', text: string) =>
      act(db, 1, (tx, now) => addIncidentNote(tx, { id, now, by: 'anna', kind, text }));
    await add('note', 'First.');
    await add('factor', 'No second link.');
    const { id: second } = await add('note', 'Second.');
    const { id: gone } = await add('note', 'Wrong.');
    await act(db, 2, (tx, now) => removeIncidentNote(tx, { id, now, note: gone, by: 'anna' }));
    await act(db, 3, (tx, now) =>
      changeIncidentNote(tx, { id, now, note: second, by: 'bert', text: '2nd.' }),
    );
    const answer = await answerOf(db, id);
    expect(answer?.notes.map(({ text }) => text)).toEqual(['First.', '2nd.']);
    expect(answer?.factors.map(({ text }) => text)).toEqual(['No second link.']);
    expect(answer?.removed).toEqual({ notes: 1, factors: 0, tasks: 0 });
    const whole = { now: iso(NOW), ...answer };
    expect(incidentAnswerSchema.parse(whole)).toEqual(whole);
    expect(await db.read((tx) => writtenOf(tx, id))).toEqual({
      notes: answer?.notes,
      factors: answer?.factors,
      actions: [],
    });
  });

  it('belongs to one incident, and is changed no more once it was removed', async () => {
    const { db, id, pairId } = await openIncident();
    const other = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    const { id: note } = await act(db, 1, (tx, now) =>
      addIncidentNote(tx, { id, now, by: 'anna', text: 'A cable.' }),
    );
    const change = (of: number, text: string) =>
      act(db, 2, (tx, now) => changeIncidentNote(tx, { id: of, now, note, by: 'anna', text }));
    await expect(change(other.id, 'x')).rejects.toThrow(`Incident ${other.id} has no note ${note}`);
    await expect(change(4711, 'x')).rejects.toThrow('There is no incident 4711.');
    await expect(change(id, ' ')).rejects.toThrow('Found an empty text');
    await act(db, 3, (tx, now) => removeIncidentNote(tx, { id, now, note, by: 'anna' }));
    await expect(change(id, 'x')).rejects.toThrow('or it was removed');
  });

  async function openIncident() {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const { id } = await addIncident(db, pairId, { phase: 'resolved', resolvedAt: NOW });
    return { db, id, pairId };
  }
});

/** Has something done so many seconds after `NOW`. */
function act<Answer>(db: Database, second: number, run: (tx: Tx, now: number) => Promise<Answer>) {
  return db.write((tx) => run(tx, NOW + second * 1000));
}

const answerOf = (db: Database, id: number) => db.read((tx) => incidentAnswer(tx, id, NOW));
