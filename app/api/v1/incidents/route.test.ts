import { beforeAll, describe, expect, it } from 'vitest';
import {
  incidentAnswerSchema,
  incidentListSchema,
  incidentRevisionsSchema,
} from '../../../../lib/contracts/incident.ts';
import { storeOutage } from '../../../../lib/testing/outage.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { POST as acknowledge } from './[id]/acknowledge/route.ts';
import { PATCH as changeNote, DELETE as removeNote } from './[id]/notes/[note]/route.ts';
import { POST as note, GET as refused } from './[id]/notes/route.ts';
import { GET as revisions } from './[id]/revisions/route.ts';
import { GET as one } from './[id]/route.ts';
import { PATCH as changeTask, DELETE as removeTask } from './[id]/tasks/[task]/route.ts';
import { POST as addTask } from './[id]/tasks/route.ts';
import { GET as list } from './route.ts';

let id: string;

beforeAll(async () => {
  const { incidentId } = await storeOutage(await makeDatabase(), Date.now());
  id = String(incidentId);
});

const answerOf = async (response: Response) => incidentAnswerSchema.parse(await response.json());

describe('GET /api/v1/incidents', () => {
  it('tells those of a pair', async () => {
    const response = await list(ask({ path: 'incidents?pair=office&phase=open' }));
    const { incidents } = incidentListSchema.parse(await response.json());
    expect(incidents).toMatchObject([{ pair: 'office', phase: 'open', alertCounts: { firing: 1, all: 1 } }]);
  });

  it('knows no other pair and no other phase', async () => {
    expect((await problemIn(await list(ask({ path: 'incidents?pair=depot' })))).status).toBe(404);
    const problem = await problemIn(await list(ask({ path: 'incidents?phase=active' })));
    expect(problem.errors).toEqual([{ path: 'phase', found: 'active', expected: 'open or all' }]);
  });
});

describe('GET /api/v1/incidents/ID', () => {
  it('tells one with its alerts and messages', async () => {
    const { alerts, messages } = await answerOf(await one(ask({ path: `incidents/${id}` }), params({ id })));
    expect(alerts.map(({ rule }) => rule)).toEqual(['pair-not-healthy']);
    expect(messages.map(({ endpoint }) => endpoint)).toEqual(['ops', 'ops']);
  });

  it('knows no other', async () => {
    const problem = await problemIn(await one(ask({ path: 'incidents/77' }), params({ id: '77' })));
    expect(problem.detail).toBe('There is no incident "77". GET /api/v1/incidents lists those there are.');
  });
});

describe('POST /api/v1/incidents/ID/acknowledge', () => {
  const send = (body: object) =>
    acknowledge(ask({ method: 'POST', path: `incidents/${id}/acknowledge`, body }), params({ id }));

  it('keeps who looks after it and its alerts, tells that, and lets nobody else', async () => {
    const { incident, alerts, messages } = await answerOf(await send({ by: 'Ada', note: null }));
    expect(incident.acknowledgement).toMatchObject({ by: 'Ada', note: null });
    expect(alerts[0]?.acknowledgement?.by).toBe('Ada');
    expect(messages.map(({ type }) => type)).toContain('incident.acknowledged');
    const problem = await problemIn(await send({ by: 'Grace' }));
    expect([problem.status, problem.detail]).toEqual([409, expect.stringContaining('acknowledged by Ada')]);
  });

  it('refuses a name that would not fit into a line', async () => {
    for (const by of ['a\nb', '\u001b[31mAda', 'x'.repeat(81)]) {
      expect((await problemIn(await send({ by }))).errors?.[0]?.expected).toContain('of 1 to 80 characters');
    }
  });
});

describe('POST /api/v1/incidents/ID/notes', () => {
  const send = (body: object) =>
    note(ask({ method: 'POST', path: `incidents/${id}/notes`, body }), params({ id }));

  it('keeps what was written, and who wrote it', async () => {
    const { notes, timeline } = await answerOf(await send({ by: 'Ada', text: 'First line.\nSecond line.' }));
    expect(notes).toMatchObject([{ by: 'Ada', text: 'First line.\nSecond line.' }]);
    expect(timeline.filter(({ to }) => to === 'noted')).toMatchObject([{ kind: 'action', actor: 'Ada' }]);
  });

  it('changes and removes what contributed to it, and tells what it was', async () => {
    const { factors } = await answerOf(await send({ by: 'Ada', text: 'One link.', kind: 'factor' }));
    const path = { id, note: String(factors[0]?.id) };
    const at = `incidents/${id}/notes/${path.note}`;
    const body = { by: 'Grace', text: 'Both links in one duct.' };
    const changed = await answerOf(await changeNote(ask({ method: 'PATCH', path: at, body }), params(path)));
    expect(changed.factors).toMatchObject([{ text: body.text, by: 'Ada', edited: { by: 'Grace' } }]);
    const remove = () => removeNote(ask({ method: 'DELETE', path: `${at}?by=Ada` }), params(path));
    const removed = await answerOf(await remove());
    expect([removed.factors, removed.removed.factors]).toEqual([[], 1]);
    expect((await problemIn(await remove())).status).toBe(404);
    const told = await revisions(ask({ path: `incidents/${id}/revisions` }), params({ id }));
    expect(incidentRevisionsSchema.parse(await told.json()).revisions).toMatchObject([
      { item: 'factor', deed: 'changed', by: 'Grace', before: { text: 'One link.', by: 'Ada' } },
      { item: 'factor', deed: 'removed', by: 'Ada', before: { text: body.text, by: 'Grace' } },
    ]);
    const none = await revisions(ask({ path: 'incidents/77/revisions' }), params({ id: '77' }));
    expect((await problemIn(none)).status).toBe(404);
  });

  it('refuses an empty one', async () => {
    expect((await problemIn(await send({ by: 'Ada', text: ' ' }))).errors?.[0]?.path).toBe('text');
  });

  it('can not be read by itself', async () => {
    const response = refused(ask({ path: `incidents/${id}/notes` }));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('/api/v1/incidents/ID/tasks', () => {
  const add = (body: object) =>
    addTask(ask({ method: 'POST', path: `incidents/${id}/tasks`, body }), params({ id }));
  const change = (task: string, body: object) =>
    changeTask(ask({ method: 'PATCH', path: `incidents/${id}/tasks/${task}`, body }), params({ id, task }));
  const remove = (task: string, query: string) =>
    removeTask(
      ask({ method: 'DELETE', path: `incidents/${id}/tasks/${task}?${query}` }),
      params({ id, task }),
    );

  it('keeps what is to be done, by whom, and whether it is', async () => {
    const { tasks } = await answerOf(await add({ by: 'Ada', text: 'Label the cables.' }));
    expect(tasks).toMatchObject([{ text: 'Label the cables.', assignee: null, by: 'Ada', done: null }]);
    const task = String(tasks[0]?.id);
    const changed = await answerOf(await change(task, { by: 'Ada', assignee: 'Grace', done: true }));
    expect(changed.tasks).toMatchObject([{ assignee: 'Grace', done: { by: 'Ada' } }]);
    const dueAt = '2026-12-01T23:59:00.000Z';
    const dated = await answerOf(await change(task, { by: 'Ada', dueAt, text: 'Label both.' }));
    expect(dated.tasks).toMatchObject([{ dueAt, text: 'Label both.', changed: { by: 'Ada' } }]);
    expect((await answerOf(await remove(task, 'by=Ada'))).tasks).toEqual([]);
    expect((await problemIn(await remove(task, 'by=Ada'))).status).toBe(404);
  });

  it('says what it expects', async () => {
    const expected = async (response: Promise<Response>) => (await problemIn(await response)).errors;
    expect(await expected(add({ by: 'Ada', text: 'two\nlines' }))).toMatchObject([
      { path: 'text', expected: expect.stringContaining('what is to be done of 1 to 500 characters') },
    ]);
    expect(await expected(change('1', { by: 'Ada' }))).toMatchObject([
      { path: 'done', expected: 'at least one of text, assignee, dueAt and done' },
    ]);
    expect(await expected(add({ by: 'Ada', text: 'x', dueAt: 'tomorrow' }))).toMatchObject([
      { path: 'dueAt', expected: 'a time, such as 2026-12-01T20:00:00Z, or null' },
    ]);
    expect(await expected(remove('1', ''))).toMatchObject([{ path: 'by' }]);
  });
});
