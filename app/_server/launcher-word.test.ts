import { expect, it } from 'vitest';
import { DEGRADATIONS, healthSchema } from '../../lib/contracts/health.ts';
import { joined } from './launcher-word.ts';

const NOW = Date.UTC(2026, 10, 22, 10);
const SILENT = healthSchema.parse({
  now: new Date(NOW).toISOString(),
  status: 'collector-silent',
  degraded: [
    { code: 'collector-silent', sentence: DEGRADATIONS['collector-silent'], since: null },
    { code: 'messages-given-up', sentence: DEGRADATIONS['messages-given-up'], since: null },
  ],
  collector: null,
  database: { engine: 'sqlite', upkeep: null },
  undeliveredMessages: 0,
  oldestUndeliveredAt: null,
  deadMessages: 1,
});
const since = new Date(NOW - 5_000).toISOString();
const trouble = (kind: string | null) => ({
  since: NOW - 5_000,
  kind,
  sentence: 'The disk of /data is full.',
});
const restart = { endedAt: NOW - 5_000, ending: 'SIGKILL', tries: 3, startsAt: NOW + 2_000 };

it('leaves the health as it is where no launcher tells anything, or nothing is wrong', () => {
  expect(joined(SILENT, null)).toBe(SILENT);
  expect(joined(SILENT, { trouble: null, restart: null })).toBe(SILENT);
});

it.each([
  ['disk-full', 'database-full'],
  ['not-writable', 'database-read-only'],
  ['newer', 'database-newer'],
  ['not-a-database', 'database-damaged'],
  ['in-use', 'collector-waits'],
  ['locked', 'database-unusable'],
  [null, 'database-unusable'],
])('says in place of silence what the collector suffers from: %s', (kind, code) => {
  const health = joined(SILENT, { trouble: trouble(kind), restart });
  expect(health.degraded.map((each) => [each.code, each.since])).toEqual([
    [code, since],
    ['messages-given-up', null],
  ]);
  expect(health.trouble).toEqual({ since, sentence: 'The disk of /data is full.' });
});

it('says that it is down and is started again, with nothing to be mended', () => {
  const { degraded, trouble: said } = joined(SILENT, { trouble: null, restart });
  expect([degraded[0]?.code, degraded[0]?.since, said]).toEqual(['collector-restarting', since, undefined]);
});
