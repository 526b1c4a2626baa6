import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate } from '../../lib/db/migrate.ts';
import { guarded } from './guard.ts';
import { type LeaseQuestion, noteLeaseRead } from './lease-reads.ts';
import { readAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lease-reads-'));
  await migrate(`file:${join(folder, 'pairwatch.db')}`);
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'pairwatch.db')}`);
  vi.stubEnv('PAIRWATCH_SIGN_IN', 'off');
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const read = (pair: string | null, question: LeaseQuestion) =>
  guarded(new Request('http://pairwatch/api/v1/leases'), 'viewer', () => noteLeaseRead(pair, question));

const written = () =>
  readAsPairwatch(async (tx) =>
    (await tx.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ deed, target, after }) => [
      deed,
      target,
      after,
    ]),
  );

describe('who reads leases', () => {
  beforeEach(() => void vi.useRealTimers());

  it('is not written down unless that is asked for', async () => {
    await read('office', { address: '10.66.1.7' });
    expect(await written()).toEqual([]);
  });

  it('is written down with what was asked, once in ten minutes', async () => {
    vi.stubEnv('PAIRWATCH_AUDIT_LEASE_READS', 'on');
    const range = { low: 0x0a420100, high: 0x0a4201ff };
    await read('office', {
      filter: { addresses: range, state: 'active' },
      pool: null,
      server: null,
      differ: true,
    });
    await read('office', {
      filter: { addresses: range, state: 'active' },
      pool: null,
      server: null,
      differ: true,
    });
    await read(null, { filter: { hardware: '02:50:56' } });
    await read('office', { address: '10.66.1.7', server: 'dhcp-b' });
    const expected = [
      ['leases-read', 'pair:office', { addresses: '10.66.1.0 – 10.66.1.255', state: 'active', differ: true }],
      ['leases-read', null, { hardware: '02:50:56' }],
      ['leases-read', 'pair:office', { history: '10.66.1.7', server: 'dhcp-b' }],
    ];
    expect(await written()).toEqual(expected);
    vi.useFakeTimers({ now: Date.now() + 10 * 60_000, toFake: ['Date'] });
    await read(null, { filter: { hardware: '02:50:56' } });
    expect(await written()).toEqual([...expected, expected[1]]);
  });

  it('gets no answer where that can’t be written down, and what was asked is not taken for written', async () => {
    vi.stubEnv('PAIRWATCH_AUDIT_LEASE_READS', 'on');
    const before = await written();
    const database = new SqliteDatabase(join(folder, 'pairwatch.db'));
    database.exec('ALTER TABLE "AuditEntry" RENAME TO "Away"');
    await expect(read('office', { address: '10.66.1.8' })).rejects.toThrow(Problem);
    database.exec('ALTER TABLE "Away" RENAME TO "AuditEntry"');
    database.close();
    await read('office', { address: '10.66.1.8' });
    expect((await written()).slice(before.length)).toEqual([
      ['leases-read', 'pair:office', { history: '10.66.1.8' }],
    ]);
  });
});
