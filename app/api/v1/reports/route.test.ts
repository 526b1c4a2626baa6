import { beforeAll, describe, expect, it } from 'vitest';
import { removedSchema } from '../../../../lib/contracts/action.ts';
import { periodReportSchema } from '../../../../lib/contracts/period-report.ts';
import {
  madeReportAnswerSchema,
  madeReportListSchema,
  reportScheduleAnswerSchema,
  reportScheduleListSchema,
} from '../../../../lib/contracts/report-schedule.ts';
import { makePair } from '../../../../lib/store/testing/samples.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { DELETE as drop } from '../report-schedules/[id]/route.ts';
import { POST as schedule, GET as schedules } from '../report-schedules/route.ts';
import { GET as file } from './[id]/route.ts';
import { GET as list, POST as make } from './route.ts';

beforeAll(async () => {
  await makePair(await makeDatabase());
});

const order = (body: object) => make(ask({ method: 'POST', path: 'reports', body: { by: 'Ada', ...body } }));
const fileOf = (id: number, query = '') =>
  file(ask({ path: `reports/${id}${query}` }), params({ id: String(id) }));

describe('/api/v1/reports', () => {
  it('makes one of the last month, lists it, and hands it out', async () => {
    const response = await order({ period: 'month', pair: 'office', zone: 'Europe/Berlin' });
    const { report } = madeReportAnswerSchema.parse(await response.json());
    expect([response.status, report.period, report.pair, report.by, report.isOver]).toEqual([
      201,
      'month',
      'office',
      'Ada',
      true,
    ]);
    const listed = madeReportListSchema.parse(await (await list(ask({ path: 'reports' }))).json());
    expect(listed.reports).toEqual([report]);
    const whole = await fileOf(report.id);
    expect(periodReportSchema.parse(await whole.json()).period).toMatchObject({
      zone: 'Europe/Berlin',
      isOver: true,
    });
    const csv = await fileOf(report.id, '?format=csv&table=times&profile=public');
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="pairwatch-${report.name}-public-times.csv"`,
    );
    expect(await csv.text()).toMatch(/^time,of,without/);
  });

  it('makes one of the present week so far', async () => {
    const { report } = madeReportAnswerSchema.parse(
      await (await order({ period: 'week', which: 'current' })).json(),
    );
    expect(report).toMatchObject({ pair: null, zone: 'UTC', isOver: false });
  });

  it('says what is wrong with an order, and what is not there', async () => {
    expect((await problemIn(await order({ period: 'year' }))).detail).toContain('week or month');
    expect((await problemIn(await order({ period: 'week', pair: 'elsewhere' }))).status).toBe(404);
    expect((await problemIn(await order({ period: 'week', zone: 'Mars' }))).detail).toContain(
      'Europe/Berlin',
    );
    expect((await problemIn(await fileOf(99))).status).toBe(404);
    expect((await problemIn(await fileOf(1, '?table=all'))).detail).toContain('redundancy');
  });
});

describe('/api/v1/report-schedules', () => {
  it('has one made each week, lists it, and calls it off', async () => {
    const body = { by: 'Ada', period: 'week', pair: 'office', zone: 'UTC' };
    const response = await schedule(ask({ method: 'POST', path: 'report-schedules', body }));
    const added = reportScheduleAnswerSchema.parse(await response.json()).schedule;
    expect([response.status, added.profile, added.endpoints]).toEqual([201, 'internal', []]);
    const listed = async () =>
      reportScheduleListSchema.parse(await (await schedules(ask({ path: 'report-schedules' }))).json())
        .schedules;
    expect(await listed()).toEqual([added]);
    const path = `report-schedules/${added.id}?by=Ada`;
    const dropped = () => drop(ask({ method: 'DELETE', path }), params({ id: String(added.id) }));
    expect(removedSchema.parse(await (await dropped()).json()).removed).toBe(String(added.id));
    expect(await listed()).toEqual([]);
    expect((await problemIn(await dropped())).status).toBe(404);
  });
});
