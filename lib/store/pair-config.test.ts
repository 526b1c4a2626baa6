import { expect, it } from 'vitest';
import { configDiffSchema, configVersionSchema, pairConfigSchema } from '../contracts/config.ts';
import type { ConfigFinding } from '../contracts/config-review.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { configObservations } from '../pair/parity/observations.ts';
import { refusalOf } from '../pair/parity/refusal.ts';
import { saveConfigTest } from './config-tests.ts';
import {
  diffConfigVersions,
  findConfigVersion,
  listConfigVersions,
  saveConfigVersion,
} from './config-versions.ts';
import { saveFindings } from './findings.ts';
import { CONFIG_REVIEW_PART, pairConfig } from './pair-config.ts';
import { savePairParts } from './pair-parts.ts';
import { type PairSetting, syncPairs } from './pairs.ts';
import { saveSource } from './sources.ts';
import { health, makePair, NOW, OFFICE } from './testing/samples.ts';

const PATH = '/etc/dhcp/dhcpd.conf';
const now = new Date(NOW).toISOString();
const REFUSAL = {
  at: NOW,
  first: { place: { file: PATH, line: 4 }, text: 'semicolon expected.' },
  complaints: '',
};

const finding = (severity: ConfigFinding['severity'], subject: string): ConfigFinding => ({
  code: 'lease-times-differ',
  severity,
  subject,
  sentence: `The lease times of ${subject} differ.`,
  why: 'A client gets another time from each.',
  places: [{ server: 'dhcp-a', file: PATH, line: 3, column: 1, text: 'default-lease-time 600;' }],
  correction: [{ server: 'dhcp-b', file: PATH, lines: ['default-lease-time 600;'] }],
  nextStep: 'Make them alike.',
});

const version = (text: string, readAt = NOW) => ({ hash: text, readAt, files: [{ path: PATH, text }] });

describeOnEngines('the configurations of a pair', (engine) => {
  it('are unknown, not empty, before they were read', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const config = await db.read((tx) => pairConfig(tx, 'office', { files: true }, NOW));
    expect(config).toEqual({
      comparedAt: null,
      findings: [],
      servers: ['dhcp-a', 'dhcp-b'].map((name) =>
        expect.objectContaining({ name, source: null, version: null, test: null }),
      ),
    });
    expect(await db.read((tx) => pairConfig(tx, 'nowhere', { files: true }, NOW))).toBeNull();
  });

  it('are told as read last, with their tests and what is wrong with them, the worst first', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const withConfig: PairSetting = {
      ...OFFICE,
      servers: OFFICE.servers.map((server) => ({
        ...server,
        sources: [{ kind: 'config' as const, intervalMs: 60_000 }],
      })),
    };
    await db.write(async (tx) => {
      await syncPairs(tx, [withConfig], NOW);
      await saveConfigVersion(tx, primaryId, version('old'));
      await saveConfigVersion(tx, primaryId, version('new'));
      await saveSource(tx, primaryId, health({ kind: 'config', intervalMs: 60_000 }));
      await saveConfigTest(tx, primaryId, { at: NOW, ok: false, output: 'line 1' });
      const found = [finding('warning', 'lan'), finding('error', 'guests')];
      await savePairParts(tx, pairId, { [CONFIG_REVIEW_PART]: { findings: found } }, NOW);
      const current = configObservations(found).map(({ server: _, ...each }) => ({
        ...each,
        serverId: null,
        since: NOW,
      }));
      const { server: _, ...told } = refusalOf('dhcp-a', REFUSAL);
      const refusal = { ...told, serverId: primaryId, since: NOW };
      await saveFindings(tx, pairId, 'config', NOW, [...current, refusal]);
    });
    const config = await db.read((tx) => pairConfig(tx, 'office', { files: true }, NOW));
    expect(() => pairConfigSchema.parse({ now, ...config })).not.toThrow();
    expect(config?.comparedAt).toBe(now);
    expect(config?.servers[0]).toMatchObject({
      source: { kind: 'config', freshness: 'fresh' },
      version: { server: 'dhcp-a', readAt: now, files: [{ path: PATH, text: 'new' }] },
      test: { ok: false },
    });
    expect(
      config?.findings.map(({ severity, why, places }) => [severity, why !== null, places.length]),
    ).toEqual([
      ['error', true, 1],
      ['error', false, 0],
      ['warning', true, 1],
    ]);
    const bare = await db.read((tx) => pairConfig(tx, 'office', { files: false }, NOW));
    expect(bare?.servers[0]?.version?.files).toBeNull();
  });

  it('have versions, told apart by server, that can be held against each other', async () => {
    const { db } = await engine.open();
    const { primaryId, secondaryId } = await makePair(db);
    await db.write(async (tx) => {
      await syncPairs(tx, [OFFICE, { ...OFFICE, name: 'branch' }], NOW);
      await saveConfigVersion(tx, primaryId, version('one\n', NOW));
      await saveConfigVersion(tx, secondaryId, version('two\n', NOW + 1));
      await saveConfigVersion(tx, primaryId, version('one\nmore\n', NOW + 2));
    });
    const list = (server?: string) => db.read((tx) => listConfigVersions(tx, 'office', server));
    expect((await list())?.map(({ server }) => server)).toEqual(['dhcp-a', 'dhcp-b', 'dhcp-a']);
    const [latest, first] = (await list('dhcp-a')) ?? [];
    if (!latest || !first) throw new Error('two versions were saved');
    expect(await list('dhcp-c')).toEqual([]);
    const found = await db.read((tx) => findConfigVersion(tx, 'office', first.id));
    expect(configVersionSchema.parse({ now, version: found }).version.files).toEqual([
      { path: PATH, text: 'one\n' },
    ]);
    const diff = (pair: string, oldId: number, newId: number) =>
      db.read((tx) => diffConfigVersions(tx, pair, { oldId, newId }));
    const change = await diff('office', first.id, latest.id);
    expect(configDiffSchema.parse({ now, ...change })).toMatchObject({
      old: { id: first.id },
      new: { id: latest.id },
      isSame: false,
      files: [{ hunks: [{ lines: [' one', '+more'] }] }],
    });
    expect(await diff('office', first.id, first.id)).toMatchObject({ isSame: true });
    expect(await diff('office', 9999, first.id)).toBeNull();
    expect(await diff('branch', first.id, latest.id)).toBeNull();
    expect(await db.read((tx) => findConfigVersion(tx, 'branch', first.id))).toBeNull();
  });
});
