import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Database } from './client.ts';
import { migrate } from './migrate.ts';
import { describeOnEngines, makeTestFolder, openForTest } from './testing/engines.ts';

const shipped = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const FORMER = [
  '0001_first_light',
  '0002_files_and_history',
  '0003_truth_of_the_pair',
  '0004_alerts_and_incidents',
];

const NOW = Date.UTC(2025, 10, 21, 10, 42);

describeOnEngines('0005_pages_and_pairs', (engine) => {
  it('writes down what told each event, every source once', async () => {
    const told = (...sources: string[]) =>
      JSON.stringify(sources.map((source) => ({ server: 'dhcp-a', source, text: 'x', observedAt: null })));
    const db = await broughtUpToDate([
      ['none', '[]'],
      ['one', told('omapi')],
      ['two', told('omapi', 'log')],
      ['twice', told('leases', 'leases')],
    ]);
    const events = await db.read((tx) => tx.event.findMany({ select: { key: true, sources: true } }));
    const sourcesOf = (key: string) => events.find((event) => event.key === key)?.sources;
    expect(sourcesOf('none')).toBe('');
    expect(sourcesOf('one')).toBe(' omapi ');
    expect([' log omapi ', ' omapi log ']).toContain(sourcesOf('two'));
    expect(sourcesOf('twice')).toBe(' leases ');
  });

  it('changes an empty database of the former version', async () => {
    const db = await broughtUpToDate([]);
    expect(await db.read((tx) => tx.incidentTask.count())).toBe(0);
  });

  /** As each engine keeps it. */
  const time = engine.name === 'sqlite' ? String(NOW) : `'${new Date(NOW).toISOString().replace('Z', '')}'`;

  /** A database of the former version with these events, brought up to date. */
  async function broughtUpToDate(events: readonly [key: string, evidence: string][]): Promise<Database> {
    const url = await engine.makeDatabase();
    const folder = await makeTestFolder();
    for (const name of FORMER)
      await cp(join(shipped, engine.name, name), join(folder, engine.name, name), { recursive: true });
    await migrate(url, folder);
    const db = await openForTest(url);
    await db.write(async (tx) => {
      for (const [key, evidence] of events)
        await tx.$executeRawUnsafe(
          `INSERT INTO "Event" ("key", "kind", "at", "clock", "observedAt", "sortAt", "to", "sentence", "evidence")
           VALUES ('${key}', 'state', ${time}, 'pairwatch', ${time}, ${time}, 'normal', 'It moved.', '${evidence}')`,
        );
    });
    await migrate(url);
    return db;
  }
});
