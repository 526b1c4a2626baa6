import { expect, it } from 'vitest';
import { messageSchema } from '../../contracts/message.ts';
import type { Database } from '../../db/client.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { createReportSchedule } from '../../store/actions/create-report-schedule.ts';
import { removeReportSchedule } from '../../store/actions/remove-report-schedule.ts';
import { listPeriodReports } from '../../store/period-reports.ts';
import { dueReports } from '../../store/report-schedules.ts';
import { makePair, NOW } from '../../store/testing/samples.ts';
import { makeDueReport } from './make-due-report.ts';
import { mailed } from './testing/mailed.ts';

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2025, 10, 24);
const AFTER = MONDAY + 10 * 60_000;

const input = {
  by: 'anna',
  period: 'week' as const,
  pair: 'office',
  zone: 'UTC',
  endpoints: ['mail', 'gone'],
  profile: 'public' as const,
  now: NOW,
};

async function withSchedule(db: Database) {
  await makePair(db);
  const endpoint = { origin: 'settings', kind: 'email', address: 'x', createdAt: new Date(NOW) };
  const filter = { pairs: [], severities: [], kinds: [] };
  await db.write((tx) =>
    tx.endpoint.createMany({
      data: ['mail', 'gone', 'other'].map((name) => ({ name, ...endpoint, filter })),
    }),
  );
  const schedule = await db.write((tx) => createReportSchedule(tx, input));
  await db.write((tx) => tx.endpoint.update({ where: { name: 'gone' }, data: { removedAt: new Date(NOW) } }));
  return schedule;
}

/** What a look of the collector does. */
async function look(db: Database, now: number): Promise<string[]> {
  const done: string[] = [];
  for (const due of await db.read((tx) => dueReports(tx, now))) done.push(await makeDueReport(db, due, now));
  return done;
}

const made = async (db: Database) =>
  (await db.read((tx) => listPeriodReports(tx, { limit: 50, before: undefined }))).reports;
const messages = (db: Database) => db.read((tx) => tx.message.findMany());

describeOnSqlite('reports that are due', (engine) => {
  it('are made once, and told to those of the schedule who are there, whatever their filters', async () => {
    const { db } = await engine.open();
    const { id } = await withSchedule(db);
    expect(await look(db, AFTER - 1)).toEqual([]);
    expect(await look(db, AFTER)).toEqual(['made and told']);
    expect(await look(db, AFTER + 60_000)).toEqual([]);
    expect(await made(db)).toMatchObject([{ scheduleId: id, name: '2025-W47', by: null, isOver: true }]);
    const [message, ...others] = await messages(db);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ endpoint: 'mail', type: 'report.ready' });
    const body = messageSchema.parse(JSON.parse(message?.body ?? ''));
    expect(body).toMatchObject({
      type: 'report.ready',
      data: {
        pair: 'the pair',
        period: { name: '2025-W47' },
        paths: { pdf: expect.stringMatching(/^\/api\/v1\/reports\/\d+\?format=pdf&profile=public$/) },
      },
    });
    expect(message?.body).not.toMatch(/office|dhcp-a/);
  });

  it('are made once also where two look at the same time', async () => {
    const { db } = await engine.open();
    await withSchedule(db);
    const [due] = await db.read((tx) => dueReports(tx, AFTER));
    if (!due) throw new Error('a report is due');
    const both = await Promise.all([makeDueReport(db, due, AFTER), makeDueReport(db, due, AFTER)]);
    expect(both.toSorted()).toEqual(['made and told', 'nothing']);
    expect(await messages(db)).toHaveLength(1);
  });

  it('of a time in which nobody looked are made of the last period alone', async () => {
    const { db } = await engine.open();
    await withSchedule(db);
    await look(db, MONDAY + 30 * DAY_MS);
    expect((await made(db)).map(({ name }) => name)).toEqual(['2025-W51']);
    expect(await look(db, MONDAY + 30 * DAY_MS)).toEqual([]);
  });

  it('are not made of what was called off meanwhile', async () => {
    const { db } = await engine.open();
    const { id } = await withSchedule(db);
    const [due] = await db.read((tx) => dueReports(tx, AFTER));
    if (!due) throw new Error('a report is due');
    await db.write((tx) => removeReportSchedule(tx, { id, by: 'bert', now: NOW }));
    expect(await makeDueReport(db, due, AFTER)).toBe('nothing');
    expect(await made(db)).toEqual([]);
  });

  it('go along with a mail as PDF', async () => {
    const { db } = await engine.open();
    await withSchedule(db);
    await look(db, AFTER);
    const [mail = '', ...others] = await mailed(db, AFTER);
    expect(others).toEqual([]);
    expect(mail).toContain('Content-Type: application/pdf; name=pairwatch-2025-W47-public.pdf');
    const [, base64 = ''] = /application\/pdf[\s\S]*?\n\n([A-Za-z0-9+/=\n]+)/.exec(mail) ?? [];
    expect(Buffer.from(base64, 'base64').toString('latin1')).toMatch(/^%PDF-[\s\S]*%%EOF\s*$/);
    // The mail is taken before that is written down.
    await expect
      .poll(() => db.read((tx) => tx.message.count({ where: { deliveredAt: { not: null } } })))
      .toBe(1);
  });
});
