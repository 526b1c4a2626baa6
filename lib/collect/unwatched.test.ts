import { expect, it, test } from 'vitest';
import { describeOnSqlite } from '../db/testing/engines.ts';
import type { FindingRoom } from '../pair/finding.ts';
import type { ServerSettings } from '../settings/settings.ts';
import { listEvents } from '../store/events.ts';
import { openFindings, saveFindings } from '../store/findings.ts';
import { makePair, NOW } from '../store/testing/samples.ts';
import { endUnwatched, unfedRooms } from './unwatched.ts';

const ALL: ServerSettings = {
  role: 'primary',
  name: 'dhcp-a',
  host: '192.0.2.1',
  omapi: { port: 7911, key: null },
  reach: { kind: 'local' },
  config: { path: '/etc/dhcp/dhcpd.conf', test: true },
  leases: { path: '/var/lib/dhcp/dhcpd.leases' },
  log: null,
  clock: null,
};

test.each<[string, Partial<ServerSettings>, Partial<ServerSettings>, FindingRoom[]]>([
  ['all', {}, {}, []],
  ['one lease file', { leases: null }, {}, ['conflict']],
  ['no lease file', { leases: null }, { leases: null }, ['readings', 'conflict']],
  ['one configuration', {}, { config: null }, ['config']],
])('with %s', (_, primary, secondary, rooms) => {
  expect(
    unfedRooms({
      servers: [
        { ...ALL, ...primary },
        { ...ALL, ...secondary },
      ],
    }),
  ).toEqual(rooms);
});

describeOnSqlite('findings that nothing is read for any more', (engine) => {
  it('end as not watched, and others go on', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const finding = (room: FindingRoom) => ({
      key: `${room}:x`,
      serverId: null,
      code: 'auto-partner-down',
      severity: 'warning' as const,
      since: NOW,
      sentence: 'It is set.',
      nextStep: null,
      evidence: [],
    });
    for (const room of ['config', 'clock'] as const)
      await db.write((tx) => saveFindings(tx, pairId, room, NOW, [finding(room)]));
    for (let start = 0; start < 2; start += 1)
      await db.write((tx) => endUnwatched(tx, pairId, ['config', 'conflict'], NOW + start));
    expect(await db.read((tx) => openFindings(tx, pairId))).toMatchObject([{ key: 'clock:x' }]);
    const { events } = await db.read((tx) => listEvents(tx, { limit: 10 }));
    expect(events).toMatchObject([
      {
        from: 'auto-partner-down',
        to: 'not-watched',
        sentence: 'No longer watched, since the settings leave out what it was read from: It is set.',
      },
    ]);
  });
});
