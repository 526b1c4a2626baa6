import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../lib/db/client.ts';
import type { Facts } from '../../lib/metrics/family.ts';
import { FAMILIES, renderMetrics } from '../../lib/metrics/render.ts';
import { readMetricsFacts } from '../../lib/store/metrics-facts.ts';
import { savePairStatus } from '../../lib/store/pair-status.ts';
import { recordPoolSamples } from '../../lib/store/pool-samples.ts';
import { saveServerStatus } from '../../lib/store/server-status.ts';
import { saveSource } from '../../lib/store/sources.ts';
import { health, status, view } from '../../lib/store/testing/samples.ts';
import { storeOutage } from '../../lib/testing/outage.ts';
import { makeDatabase } from '../testing/api.ts';
import { GET, POST } from './route.ts';

const MINUTE_MS = 60_000;
const now = Date.now();
let db: Database;

beforeAll(async () => {
  db = await makeDatabase();
  const { pairId } = await storeOutage(db, now);
  await db.write(async (tx) => {
    const servers = await tx.server.findMany({ where: { pairId }, orderBy: { id: 'asc' } });
    const pool = await tx.pool.findFirstOrThrow({ where: { pairId } });
    for (const { id } of servers) {
      await saveServerStatus(tx, id, view(), {});
      await saveSource(tx, id, health({ lastAttemptAt: now, lastSuccessAt: now }));
      await recordPoolSamples(tx, {
        serverId: id,
        source: 'omapi',
        observedAt: now,
        intervalMs: 10_000,
        pools: [{ poolId: pool.id, values: { leaseCount: 100, freeLeases: 40, backupLeases: 38 } }],
      });
    }
    await savePairStatus(tx, pairId, status({ checkedAt: now, since: now }));
  });
});

async function facts(at: number): Promise<Facts> {
  const own = {
    version: '1.2.3',
    build: 'b',
    startedAt: at,
    process: {
      memory: { rssBytes: 1, heapUsedBytes: 1 },
      eventLoop: { p50Ms: 0, p99Ms: 1, maxMs: 2 },
      node: 'v20',
    },
  };
  return {
    now: at,
    own,
    stored: await db.read((tx) => readMetricsFacts(tx, 'sqlite', at)),
  };
}

/** The samples of a moment, by name and labels. */
async function scraped(at: number): Promise<Map<string, number>> {
  const { text } = await renderMetrics(await facts(at), 'prometheus');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.replace(/^.* /, ''))]));
}

const names = (samples: Map<string, number>) =>
  new Set([...samples.keys()].map((key) => key.replace(/\{.*/, '')));

describe('metrics', () => {
  it('tell what is known now', async () => {
    const samples = await scraped(now + 500);
    expect(Object.fromEntries(samples)).toMatchObject({
      'dhcp_failover_state{pair="office",server="dhcp-a",state="normal"}': 1,
      'dhcp_failover_state{pair="office",server="dhcp-a",state="partner-down"}': 0,
      'pairwatch_failover_state_known{pair="office",server="dhcp-b"}': 1,
      'pairwatch_source_up{pair="office",server="dhcp-a",source="omapi"}': 1,
      'pairwatch_alerts{pair="office",severity="critical",phase="firing"}': 1,
      'pairwatch_incidents_open{pair="office"}': 1,
      'pairwatch_outbox_waiting{endpoint="ops"}': 1,
      'pairwatch_deliveries{endpoint="ops",result="dead"}': 1,
      'pairwatch_pair_check_age_seconds{pair="office"}': 0.5,
      pairwatch_collector_up: 1,
    });
    const own = [...samples].filter(([key]) => key.startsWith('pairwatch_pool_own_free'));
    expect(own.map(([, value]) => value)).toEqual([40, 38]);
  });

  it('tell nothing old as if it were so, once the collector is silent', async () => {
    const samples = await scraped(now + 10 * MINUTE_MS);
    expect(Object.fromEntries(samples)).toMatchObject({
      'pairwatch_pair_verdict{pair="office",verdict="unknown"}': 1,
      'pairwatch_failover_state_known{pair="office",server="dhcp-a"}': 0,
      'pairwatch_pair_answering_known{pair="office"}': 0,
      'pairwatch_pair_clock_skew_known{pair="office"}': 0,
      'pairwatch_source_up{pair="office",server="dhcp-a",source="omapi"}': 0,
      'pairwatch_pair_check_age_seconds{pair="office"}': 600,
      pairwatch_alerts_known: 0,
      pairwatch_collector_up: 0,
      pairwatch_collector_beat_age_seconds: 600,
    });
    const gone = [
      'dhcp_failover_state',
      'pairwatch_pair_answering_servers',
      'pairwatch_server_answering',
      'pairwatch_server_unacked_updates',
      'pairwatch_pool_own_free',
      'pairwatch_alerts',
      'pairwatch_incidents_open',
      'pairwatch_pair_findings',
      'pairwatch_source_duration_seconds',
      'pairwatch_source_consecutive_failures',
    ];
    const told = names(samples);
    expect(gone.filter((name) => told.has(name))).toEqual([]);
  });

  it('tell of the web server alone while the database cannot be read', async () => {
    const { text } = await renderMetrics({ ...(await facts(now)), stored: null }, 'prometheus');
    expect(text).toContain('\npairwatch_database_up 0\n');
    expect(text).not.toContain('pair="');
  });

  it('have names as Prometheus wants them, each documented', () => {
    const page = readFileSync(new URL('../../docs/integrations/metrics.md', import.meta.url), 'utf8');
    for (const { name, labels, help } of FAMILIES) {
      expect(name).toMatch(/^(dhcp|pairwatch)_[a-z_]+[a-z]$/);
      expect(page).toContain(`| \`${name}\` | ${labels.join(', ') || '–'} | ${help} |`);
    }
    const documented = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(documented).toEqual(FAMILIES.map(({ name }) => name));
  });
});

describe('GET /metrics', () => {
  const scrape = (accept: string) => GET(new Request('http://pairwatch/metrics', { headers: { accept } }));

  it.each([
    ['application/openmetrics-text;version=1.0.0,text/plain;q=0.5', 'application/openmetrics-text', true],
    ['text/plain;version=0.0.4', 'text/plain', false],
    ['*/*', 'text/plain', false],
  ])('answers %s in its format', async (accept, type, ends) => {
    const response = await scrape(accept);
    const text = await response.text();
    expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
    expect(text.endsWith('# EOF\n')).toBe(ends);
    expect(text).toContain('pairwatch_pair_verdict{pair="office"');
  });

  it('can only be read', async () => {
    expect(POST(new Request('http://pairwatch/metrics', { method: 'POST' })).status).toBe(405);
  });
});
