import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { loadLeaseFile, saveLeaseFile, saveLeasePosition } from './lease-file.ts';
import { loadLogPosition, saveLogPosition } from './log-position.ts';
import { makePair, NOW } from './testing/samples.ts';

const PATH = '/var/lib/dhcp/dhcpd.leases';
const FILE = {
  path: PATH,
  identity: '8:1',
  offset: 5_000_000_000,
  sizeBytes: 5_000_000_100,
  readAt: NOW,
  rewrittenAt: NOW - 1000,
  counts: {
    ranges: [],
    outside: { count: 1, sample: ['10.66.9.9'] },
    problems: { count: 1, list: [{ line: 7, offset: 120, text: 'a lease without an address' }] },
  },
};

describeOnEngines('how far a file was read', (engine) => {
  it('keeps the position of a lease file beside what was counted in it', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    const load = (serverId: number) => db.read((tx) => loadLeaseFile(tx, serverId));
    expect(await load(primaryId)).toBeNull();

    await db.write((tx) => saveLeaseFile(tx, primaryId, FILE));
    expect(await load(primaryId)).toEqual(FILE);
    const position = { path: PATH, identity: '8:2', offset: 12, readAt: NOW + 2000 };
    await db.write((tx) => saveLeasePosition(tx, primaryId, position));
    expect(await load(primaryId)).toEqual({ ...FILE, ...position });
    expect(await load(secondaryId)).toBeNull();
  });

  it('knows a position before anything was counted', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const position = { path: PATH, identity: '8:1', offset: 12, readAt: NOW };
    await db.write((tx) => saveLeasePosition(tx, primaryId, position));
    const file = await db.read((tx) => loadLeaseFile(tx, primaryId));
    expect(file).toMatchObject({ ...position, sizeBytes: 0, rewrittenAt: null, counts: { ranges: [] } });
  });

  it('keeps the position of a log for as long as it is the same log', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const load = (origin: string) => db.read((tx) => loadLogPosition(tx, primaryId, origin));
    const inFile = { origin: '/var/log/syslog', identity: '8:3', offset: 4_300_000_000, cursor: null };
    await db.write((tx) => saveLogPosition(tx, primaryId, { ...inFile, readAt: NOW }));
    expect(await load(inFile.origin)).toEqual(inFile);
    const inJournal = { origin: 'isc-dhcp-server', identity: null, offset: 0, cursor: 's=1;i=2' };
    await db.write((tx) => saveLogPosition(tx, primaryId, { ...inJournal, readAt: NOW }));
    expect([await load(inJournal.origin), await load(inFile.origin)]).toEqual([inJournal, null]);
  });
});
