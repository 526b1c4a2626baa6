import { expect, it } from 'vitest';
import { pairAnsweringSchema } from '../contracts/answering.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { hbaOfSplit } from '../simulate/omapi-server/objects.ts';
import { pairAnswering } from './answering.ts';
import { saveLeaseFile } from './lease-file.ts';
import { saveServerStatus } from './server-status.ts';
import { address, leaseRecord, NOW_SECONDS, save } from './testing/leases.ts';
import { makePair, NOW, view } from './testing/samples.ts';

const LEASE_FILE = {
  path: '/var/lib/dhcp/dhcpd.leases',
  identity: '8:1',
  offset: 0,
  sizeBytes: 0,
  readAt: NOW,
  rewrittenAt: null,
  counts: { ranges: [], outside: { count: 0, sample: [] }, problems: { count: 0, list: [] } },
};

describeOnEngines('who answers whom', (engine) => {
  const read = async (db: Database, now = NOW) => {
    const found = await db.read((tx) => pairAnswering(tx, 'office', now));
    return pairAnsweringSchema.parse({ now: new Date(now).toISOString(), ...found });
  };
  const tell = (db: Database, serverId: number, raw: Record<string, unknown>) =>
    db.write((tx) => saveServerStatus(tx, serverId, view(), raw));
  const bitmap = Buffer.from(hbaOfSplit(100)).toString('hex');

  it('is not known before anything was read', async () => {
    const { db } = await engine.open();
    await makePair(db);
    expect(await read(db)).toMatchObject({
      hash: { known: false, why: 'not-read' },
      grants: { known: false, why: 'no-lease-file' },
      ports: [
        { server: 'dhcp-a', local: null, partner: null },
        { server: 'dhcp-b', local: null, partner: null },
      ],
    });
  });

  it('is what the bitmap says, whichever server tells it, unless the hash is not used', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    await tell(db, primaryId, { 'local-port': 647, 'partner-port': 847 });
    expect((await read(db)).hash).toEqual({ known: false, why: 'no-bitmap' });
    await tell(db, secondaryId, { 'load-balance-hba': bitmap, 'load-balance-max-secs': 3 });
    const { hash, ports } = await read(db);
    expect(hash).toEqual({
      known: true,
      primaryBuckets: 100,
      server: 'dhcp-b',
      observedAt: new Date(NOW).toISOString(),
    });
    expect(ports[0]).toEqual({ server: 'dhcp-a', local: 647, partner: 847 });
    await tell(db, primaryId, { 'load-balance-hba': bitmap, 'load-balance-max-secs': 0 });
    expect((await read(db)).hash).toEqual({ known: false, why: 'off' });
  });

  it('is counted by who had the contact with the client when the lease was granted', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    for (const serverId of [primaryId, secondaryId])
      await db.write((tx) => saveLeaseFile(tx, serverId, LEASE_FILE));
    expect((await read(db)).grants).toEqual({ known: false, why: 'none-granted' });
    const granted = (last: number, cltt: number | null, starts = NOW_SECONDS - 600) =>
      leaseRecord({ address: address(`10.66.1.${last}`), starts, cltt });
    const own = NOW_SECONDS - 600;
    const tooEarly = NOW_SECONDS - 7200;
    await save(db, primaryId, [
      granted(10, own),
      granted(11, own),
      granted(12, null),
      granted(13, tooEarly, tooEarly),
    ]);
    await save(db, secondaryId, [granted(10, null), granted(11, own - 900), granted(12, own)]);
    expect((await read(db)).grants).toMatchObject({
      known: true,
      servers: [
        { name: 'dhcp-a', count: 2 },
        { name: 'dhcp-b', count: 1 },
      ],
    });
  });
});
