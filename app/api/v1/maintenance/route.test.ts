import { beforeAll, describe, expect, it } from 'vitest';
import { removedSchema, windowAnswerSchema } from '../../../../lib/contracts/action.ts';
import { maintenanceListSchema, type Schedule } from '../../../../lib/contracts/silence.ts';
import type { Database } from '../../../../lib/db/client.ts';
import { syncMaintenance } from '../../../../lib/store/maintenance.ts';
import { ask, makeDatabase, params, problemIn } from '../../../testing/api.ts';
import { DELETE as remove } from './[id]/route.ts';
import { POST as create, GET as list } from './route.ts';

let db: Database;

beforeAll(async () => {
  db = await makeDatabase();
});

const WEEKLY: Schedule = { kind: 'weekly', days: ['sun'], from: '22:00', to: '02:00', zone: 'Europe/Berlin' };
const post = (body: object) => create(ask({ method: 'POST', path: 'maintenance', body }));
const asked = (changes: object = {}) => ({
  by: 'Ada',
  pair: null,
  schedule: WEEKLY,
  reason: 'Updates.',
  ...changes,
});
const listed = async () =>
  maintenanceListSchema.parse(await (await list(ask({ path: 'maintenance' }))).json()).windows;
const removed = (id: number) =>
  remove(ask({ method: 'DELETE', path: `maintenance/${id}?by=Ada` }), params({ id: String(id) }));

describe('/api/v1/maintenance', () => {
  it('plans one, lists it with when it comes next, and calls it off', async () => {
    const response = await post(asked());
    const { window } = windowAnswerSchema.parse(await response.json());
    expect([response.status, window.origin, window.by]).toEqual([201, 'database', 'Ada']);
    expect(await listed()).toEqual([window]);
    expect(Date.parse(window.next?.endsAt ?? '')).toBeGreaterThan(Date.now());
    expect(removedSchema.parse(await (await removed(window.id)).json()).removed).toBe(String(window.id));
    expect(await listed()).toEqual([]);
    expect((await problemIn(await removed(window.id))).status).toBe(404);
  });

  it('leaves those of pairwatch.yaml alone and says where they stand', async () => {
    await db.write((tx) => syncMaintenance(tx, [{ pair: null, schedule: WEEKLY, reason: 'x' }], Date.now()));
    const [window] = await listed();
    const problem = await problemIn(await removed(window?.id ?? 0));
    expect(problem).toMatchObject({ status: 409, type: 'urn:pairwatch:problem:read-only' });
    expect(problem.detail).toContain('pairwatch.yaml');
  });

  it.each([
    [
      { schedule: { ...WEEKLY, days: ['sunday'] } },
      'schedule.days.0',
      '"sunday"',
      'one of mon, tue, wed, thu, fri, sat, sun',
    ],
    [
      { schedule: { ...WEEKLY, from: '24:00' } },
      'schedule.from',
      '"24:00"',
      'a time of day from 00:00 to 23:59',
    ],
    [{ schedule: { kind: 'daily' } }, 'schedule.kind', '"daily"', 'a schedule of the kind once or weekly'],
    [
      { reason: undefined },
      'reason',
      'nothing',
      'a reason of 1 to 500 characters, none of them a control character',
    ],
  ])('refuses %j', async (changes, path, found, expected) => {
    const problem = await problemIn(await post(asked(changes)));
    expect([problem.status, problem.errors]).toEqual([400, [{ path, found, expected }]]);
  });

  it.each([
    [{ schedule: { ...WEEKLY, zone: 'Europe/Atlantis' } }, 'Europe/Atlantis'],
    [
      { schedule: { kind: 'once', startsAt: '2199-01-02T00:00:00Z', endsAt: '2199-01-01T00:00:00Z' } },
      'after its begin',
    ],
    [
      { schedule: { kind: 'once', startsAt: '2001-01-01T00:00:00Z', endsAt: '2001-01-02T00:00:00Z' } },
      'over already',
    ],
  ])('refuses %j for what it means', async (changes, words) => {
    const problem = await problemIn(await post(asked(changes)));
    expect([problem.status, problem.detail]).toEqual([400, expect.stringContaining(words)]);
  });
});
