import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { type CurrentFinding, saveFindings } from '../store/findings.ts';
import { savePairParts } from '../store/pair-parts.ts';
import { type PairStatusDto, savePairStatus } from '../store/pair-status.ts';
import { syncPairs } from '../store/pairs.ts';
import { status as judged, OFFICE } from '../store/testing/samples.ts';
import { statusCommand } from './status.ts';

const SETTINGS = `
pairs:
  - name: office
    peer: pair
    servers:
      - { role: primary, name: dhcp-a, host: 192.0.2.11, omapi: { port: 7911 } }
      - { role: secondary, name: dhcp-b, host: 192.0.2.12, omapi: { port: 7911 } }
data: .
`;
const MINUTE_MS = 60_000;

let folder: string;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-status-'));
  url = `file:${join(folder, 'pairwatch.db')}`;
  writeFileSync(join(folder, 'pairwatch.yaml'), SETTINGS, { mode: 0o600 });
  await migrate(url);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes as the collector does. */
async function collected(write: (db: Database) => Promise<unknown>): Promise<void> {
  const db = await openDatabase(url, { role: 'collector' });
  await write(db);
  await db.close();
}

/** Stores pairs, each with what was judged of it; null for one that was never judged. Gives their ids. */
async function judge(pairs: Record<string, Partial<PairStatusDto> | null>): Promise<number[]> {
  const ids: number[] = [];
  await collected((db) =>
    db.write(async (tx) => {
      const settings = Object.keys(pairs).map((name) => ({ ...OFFICE, name }));
      for (const { pairId, name } of await syncPairs(tx, settings, Date.now() - MINUTE_MS)) {
        ids.push(pairId);
        const changes = pairs[name];
        if (changes) await savePairStatus(tx, pairId, judged({ checkedAt: Date.now(), ...changes }));
      }
    }),
  );
  return ids;
}

async function status(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: {},
  };
  const config = ['--config', join(folder, 'pairwatch.yaml')];
  return { code: await statusCommand([...config, ...argv], io), ...written };
}

describe('pairwatch status', () => {
  it('tells verdict, next step, servers and runbook of a pair', async () => {
    await judge({
      office: {
        verdict: 'degraded',
        code: 'primary-unreachable',
        sentenceTemplate: 'dhcp-b answers alone since {since}.',
        since: Date.now() - 6 * MINUTE_MS,
        nextStep: 'Bring dhcp-a back.',
      },
    });
    const { code, stdout } = await status();
    expect(stdout).toMatch(/^degraded: office: dhcp-b answers alone since .* \(6 min\)\.\n/);
    expect(stdout).toContain('  What to do: Bring dhcp-a back.\n  Runbook: docs/runbook/partner-lost.md\n');
    expect(stdout).toMatch(/^ {2}dhcp-b {2}secondary {2}no state {2}never read {2}answers clients$/m);
    expect(stdout).toContain('  Readiness: not worked out yet.\n');
    expect(stdout).toContain('  No open findings.\n');
    expect(code).toBe(1);
  });

  it.each([
    ['healthy', 0],
    ['degraded', 1],
    ['recovering', 1],
    ['dangerous', 2],
    ['down', 2],
    ['unknown', 3],
  ] as const)('ends for %s with %i', async (verdict, code) => {
    await judge({ office: { verdict } });
    expect((await status()).code).toBe(code);
  });

  it.each([
    ['error', 1, '1 error found'],
    ['warning', 0, '1 warning found'],
    ['info', 0, ''],
  ] as const)('is not all well beside a finding that is an %s', async (severity, code, words) => {
    const [pairId] = await judge({ office: { verdict: 'healthy' } });
    if (pairId === undefined) throw new Error('no pair was stored');
    const finding: CurrentFinding = {
      key: 'config:x',
      serverId: null,
      code: 'config-refused',
      severity,
      since: Date.now(),
      sentence: 'dhcpd does not start.',
      nextStep: null,
      evidence: [],
    };
    await collected((db) => db.write((tx) => saveFindings(tx, pairId, 'config', Date.now(), [finding])));
    const told = await status();
    expect(told.code).toBe(code);
    expect(told.stdout.split('\n')[0]?.includes('found')).toBe(words !== '');
    expect(told.stdout).toContain(words);
  });

  it('tells the worst pair first and ends as it does', async () => {
    await judge({
      office: { verdict: 'healthy' },
      branch: { verdict: 'down' },
      depot: { verdict: 'degraded' },
    });
    const { code, stdout } = await status();
    expect(stdout.match(/^\w+: \w+/gm)).toEqual(['down: branch', 'degraded: depot', 'healthy: office']);
    expect(code).toBe(2);
    expect((await status('office')).code).toBe(0);
  });

  it('believes nothing that is too old', async () => {
    await judge({ office: { verdict: 'healthy', checkedAt: Date.now() - 10 * MINUTE_MS } });
    const { code, stdout } = await status('office');
    expect(stdout).toMatch(/^unknown: office: Data is 10 min old: .* Last verdict: healthy\.\n/);
    expect(stdout).toContain('Runbook: docs/runbook/collector-silent.md');
    expect(code).toBe(3);
  });

  it('calls a pair that was never checked unknown', async () => {
    await judge({ office: null });
    const { code, stdout } = await status();
    expect(stdout).toMatch(/^unknown: office: This pair has not been checked yet\./);
    expect(code).toBe(3);
  });

  it('tells readiness and the findings that last, as text and as JSON', async () => {
    const [pairId = 0] = await judge({ office: { verdict: 'healthy' } });
    const readiness = { word: 'ready-with-risks', sentence: 'Ready, with risks: clocks.', lines: [] };
    const finding: CurrentFinding = {
      key: 'clock:skew',
      serverId: null,
      code: 'clocks-apart',
      severity: 'warning',
      since: Date.now() - 3 * MINUTE_MS,
      sentence: 'The clocks are 7 s apart.',
      nextStep: 'Set them right.',
      evidence: [],
    };
    await collected((db) =>
      db.write(async (tx) => {
        await savePairParts(tx, pairId, { readiness }, Date.now());
        await saveFindings(tx, pairId, 'clock', Date.now(), [finding]);
      }),
    );
    const { stdout } = await status();
    expect(stdout).toMatch(/ {2}Readiness, \d s ago: ready-with-risks\. Ready, with risks: clocks\.\n/);
    expect(stdout).toContain(
      '  Open findings: 1\n    warning, for 3 min: The clocks are 7 s apart.\n      What to do: Set them right.\n      Runbook: docs/runbook/clocks.md\n',
    );
    const { stdout: json, code } = await status('office', '--json');
    expect(JSON.parse(json)).toMatchObject({
      pairs: [
        {
          name: 'office',
          verdict: 'healthy',
          readiness: { word: 'ready-with-risks', sentence: 'Ready, with risks: clocks.' },
          findings: [{ code: 'clocks-apart', severity: 'warning' }],
        },
      ],
    });
    expect(code).toBe(0);
  });

  it('says which pairs there are when it is asked for another', async () => {
    await judge({ office: {} });
    const { code, stdout } = await status('depot');
    expect(stdout).toBe('unknown: there is no pair "depot"; there is office\n');
    expect(code).toBe(3);
  });

  it.each([
    ['an empty database', [], 'no pair is in the database yet'],
    ['wrong options', ['--all'], "Unknown option '--all'"],
    ['two pairs', ['office', 'depot'], 'one pair at most'],
    ['settings that are not there', ['--config', '/nonexistent.yaml'], 'the settings cannot be read'],
  ])('knows nothing with %s, and says so where Nagios looks', async (_, argv, text) => {
    const { code, stdout } = await status(...argv);
    expect(stdout).toMatch(/^unknown: /);
    expect(stdout).toContain(text);
    expect(code).toBe(3);
  });

  it('knows nothing without a database', async () => {
    rmSync(join(folder, 'pairwatch.db'));
    const { code, stdout } = await status();
    expect(stdout).toMatch(/^unknown: .*pairwatch\.db/);
    expect(code).toBe(3);
  });

  it('tells its options', async () => {
    expect(await status('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Usage: pairwatch status/),
    });
  });
});
