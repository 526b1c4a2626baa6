import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { buildPeriodReport } from '../record/build.ts';
import { FACTS } from '../record/testing/sample-facts.ts';
import { createReportSchedule } from './actions/create-report-schedule.ts';
import { removeReportSchedule } from './actions/remove-report-schedule.ts';
import { findPeriodReport, keepPeriodReport, listPeriodReports } from './period-reports.ts';
import { dueReports, listReportSchedules } from './report-schedules.ts';
import { makePair, NOW } from './testing/samples.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** NOW is a Friday. */
const MONDAY = Date.UTC(2025, 10, 24);

const input = {
  by: 'anna',
  period: 'week' as const,
  pair: 'office',
  zone: 'UTC',
  endpoints: [],
  profile: 'internal' as const,
  now: NOW,
};
const REPORT = buildPeriodReport(FACTS);

describeOnEngines('schedules of reports', (engine) => {
  async function withSchedule(db: Database) {
    await makePair(db);
    return db.write((tx) => createReportSchedule(tx, input));
  }

  it('say when they are next, and are told in an event', async () => {
    const { db } = await engine.open();
    const schedule = await withSchedule(db);
    expect(schedule).toMatchObject({ period: 'week', pair: 'office', nextAt: '2025-11-24T00:00:00.000Z' });
    expect(await db.read((tx) => listReportSchedules(tx, NOW))).toEqual([schedule]);
    const event = await db.read((tx) => tx.event.findFirstOrThrow());
    expect(event.sentence).toBe('anna wants a report on pair office to be made each week (UTC) and be kept.');
  });

  it('are due ten minutes after the period ended, once', async () => {
    const { db } = await engine.open();
    const { id } = await withSchedule(db);
    const dueAt = async (now: number) =>
      (await db.read((tx) => dueReports(tx, now))).map(({ period }) => period.name);
    expect(await dueAt(MONDAY + 9 * MINUTE_MS)).toEqual([]);
    expect(await dueAt(MONDAY + 10 * MINUTE_MS)).toEqual(['2025-W47']);
    const [due] = await db.read((tx) => dueReports(tx, MONDAY + 10 * MINUTE_MS));
    const period = { ...REPORT.period, from: new Date(due?.period.from ?? 0).toISOString() };
    await db.write((tx) =>
      keepPeriodReport(tx, { ...REPORT, period }, { scheduleId: id, actor: null, madeAt: NOW }),
    );
    expect(await dueAt(MONDAY + DAY_MS)).toEqual([]);
  });

  it('make up for the last period that was missed, and for no other', async () => {
    const { db } = await engine.open();
    await withSchedule(db);
    const due = await db.read((tx) => dueReports(tx, MONDAY + 30 * DAY_MS));
    expect(due.map(({ period }) => period.name)).toEqual(['2025-W51']);
  });

  it('that were removed make none any more', async () => {
    const { db } = await engine.open();
    const { id } = await withSchedule(db);
    await db.write((tx) => removeReportSchedule(tx, { id, by: 'bert', now: NOW }));
    expect(await db.read((tx) => dueReports(tx, MONDAY + DAY_MS))).toEqual([]);
    const again = db.write((tx) => removeReportSchedule(tx, { id, by: 'bert', now: NOW }));
    await expect(again).rejects.toThrow(`There is no schedule of reports ${id}.`);
  });

  it.each([
    [
      { zone: 'Europe/Atlantis' },
      'The time zone is "Europe/Atlantis"; expected an IANA name such as Europe/Berlin.',
    ],
    [{ zone: 'local' }, 'The time zone is "local"; expected an IANA name such as Europe/Berlin.'],
    [{ pair: 'elsewhere' }, 'There is no pair "elsewhere".'],
    [{ endpoints: ['noc'] }, 'There is no endpoint "noc".'],
    [
      { endpoints: ['pager'] },
      'The endpoint pager is of the kind pagerduty, which takes all it is told for an alarm; a report is none.',
    ],
  ])('are refused for %o', async (wrong, words) => {
    const { db } = await engine.open();
    await makePair(db);
    await db.write((tx) =>
      tx.endpoint.create({
        data: {
          name: 'pager',
          origin: 'settings',
          kind: 'pagerduty',
          address: 'x',
          filter: {},
          createdAt: new Date(NOW),
        },
      }),
    );
    await expect(db.write((tx) => createReportSchedule(tx, { ...input, ...wrong }))).rejects.toThrow(words);
  });
});

describeOnEngines('reports that were made', (engine) => {
  it('are kept as they were made, and listed, the last first', async () => {
    const { db } = await engine.open();
    const made = [];
    for (const actor of ['anna', 'bert', null])
      made.push(
        await db.write((tx) => keepPeriodReport(tx, REPORT, { scheduleId: null, actor, madeAt: FACTS.now })),
      );
    const [first, , last] = made;
    expect(last).toMatchObject({ period: 'week', name: '2026-W47', pair: 'office', isOver: true, by: null });
    expect(await db.read((tx) => findPeriodReport(tx, first?.id ?? 0))).toEqual(REPORT);
    const page = await db.read((tx) => listPeriodReports(tx, { limit: 2, before: undefined }));
    expect(page.reports.map(({ by }) => by)).toEqual([null, 'bert']);
    const rest = await db.read((tx) => listPeriodReports(tx, { limit: 2, before: page.nextBefore ?? 0 }));
    expect(rest).toEqual({ reports: [first], nextBefore: null });
    expect(await db.read((tx) => findPeriodReport(tx, 99))).toBeNull();
  });
});
