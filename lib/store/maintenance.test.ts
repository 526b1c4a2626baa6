import { expect, it } from 'vitest';
import { maintenanceListSchema, type Schedule } from '../contracts/silence.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { createWindow, type NewWindow } from './actions/create-window.ts';
import { removeWindow } from './actions/remove-window.ts';
import { listEvents } from './events.ts';
import { listMaintenance, maintenanceWindows, syncMaintenance } from './maintenance.ts';
import { makePair, NOW } from './testing/samples.ts';

const HOUR_MS = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

const SUNDAYS: Schedule = {
  kind: 'weekly',
  days: ['sun'],
  from: '02:00',
  to: '04:00',
  zone: 'Europe/Berlin',
};
const once = (from: number, to: number): Schedule => ({
  kind: 'once',
  startsAt: iso(NOW + from * HOUR_MS),
  endsAt: iso(NOW + to * HOUR_MS),
});

describeOnEngines('maintenance windows', (engine) => {
  it('of the settings keep their ids while they stay the same', async () => {
    const { db } = await engine.open();
    const sync = (...windows: Parameters<typeof syncMaintenance>[1]) =>
      db.write((tx) => syncMaintenance(tx, windows, NOW));
    const office = { pair: 'office', schedule: SUNDAYS, reason: 'Updates.' };
    const all = { pair: null, schedule: once(1, 2), reason: 'Power.' };
    await sync(office, all);
    const [first, second] = await windows(db);
    expect([first, second]).toEqual([
      { id: first?.id, pair: 'office', schedule: SUNDAYS },
      { id: second?.id, pair: null, schedule: once(1, 2) },
    ]);
    const other = { ...all, reason: 'More power.' };
    await sync(other, office);
    const now = await windows(db);
    expect(now.map(({ pair }) => pair)).toEqual(['office', null]);
    expect(now[0]?.id).toBe(first?.id);
    expect(now[1]?.id).not.toBe(second?.id);
    await create(db);
    await sync();
    expect((await windows(db)).map(({ pair }) => pair)).toEqual(['office']);
  });

  it('are listed with the next one first, and when it is', async () => {
    const { db } = await engine.open();
    const over = await create(db, { schedule: once(1, 2) });
    const weekly = await create(db, { schedule: SUNDAYS, pair: null });
    const present = await create(db, { schedule: once(2, 4) });
    const listed = await db.read((tx) => listMaintenance(tx, NOW + 3 * HOUR_MS));
    expect(listed.map(({ id, next }) => [id, next?.startsAt])).toEqual([
      [present.id, iso(NOW + 2 * HOUR_MS)],
      [weekly.id, '2025-11-23T01:00:00.000Z'],
      [over.id, undefined],
    ]);
    expect(listed[0]).toMatchObject({ origin: 'database', by: 'anna', reason: 'New cables.' });
    const answer = { now: iso(NOW), windows: listed };
    expect(maintenanceListSchema.parse(answer)).toEqual(answer);
  });

  it('stand in the history when somebody plans them or calls them off', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const { id } = await create(db);
    await create(db, { pair: null, schedule: SUNDAYS });
    await db.write((tx) => removeWindow(tx, { id, by: 'otto', now: NOW }));
    expect((await windows(db)).map(({ pair }) => pair)).toEqual([null]);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events.map(({ pair, sentence }) => [pair, sentence])).toEqual([
      [
        'office',
        'otto removed the maintenance of pair office, 2025-11-21 11:42 UTC to 2025-11-21 12:42 UTC.',
      ],
      [null, 'anna planned maintenance of all pairs, each sun 02:00 to 04:00 Europe/Berlin: New cables.'],
      [
        'office',
        'anna planned maintenance of pair office, 2025-11-21 11:42 UTC to 2025-11-21 12:42 UTC: New cables.',
      ],
    ]);
    const again = db.write((tx) => removeWindow(tx, { id, by: 'otto', now: NOW }));
    await expect(again).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of the settings are removed there', async () => {
    const { db } = await engine.open();
    await db.write((tx) => syncMaintenance(tx, [{ pair: null, schedule: SUNDAYS, reason: 'Updates.' }], NOW));
    const [window] = await windows(db);
    const removing = db.write((tx) => removeWindow(tx, { id: window?.id ?? 0, by: 'otto', now: NOW }));
    await expect(removing).rejects.toMatchObject({
      kind: 'read-only',
      message: expect.stringContaining('pairwatch.yaml'),
    });
  });

  it.each<[string, Partial<NewWindow>, string]>([
    ['without a reason', { reason: '' }, 'a reason'],
    ['that is over', { schedule: once(-2, -1) }, 'over already'],
    ['that ends before it begins', { schedule: once(2, 1) }, 'after its begin'],
    ['in a zone there is not', { schedule: { ...SUNDAYS, zone: 'Mars/Base' } }, 'Mars/Base'],
  ])('are not made %s', async (_, changes, message) => {
    const { db } = await engine.open();
    await expect(create(db, changes)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(message),
    });
    expect(await windows(db)).toEqual([]);
  });
});

const windows = (db: Database) => db.read(maintenanceWindows);

function create(db: Database, changes: Partial<NewWindow> = {}) {
  const window = { pair: 'office', schedule: once(1, 2), reason: 'New cables.', by: 'anna', now: NOW };
  return db.write((tx) => createWindow(tx, { ...window, ...changes }));
}
