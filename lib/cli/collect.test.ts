import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../db/client.ts';
import { type SimulatedPair, startSimulatedPair } from '../simulate/start.ts';
import { beat, currentCollector } from '../store/collector.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let folder: string;
let pair: SimulatedPair;
let child: ChildProcess | null = null;
let output: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-collect-'));
  pair = await startSimulatedPair({ folder: join(folder, 'pair'), seed: 1, story: [] });
  output = '';
});

afterEach(async () => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  child = null;
  await pair.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts `pairwatch collect` as a process of its own, from the sources, and gives its exit code when it has one. */
function collect(settings: string): Promise<number | NodeJS.Signals | null> {
  const path = join(folder, 'pairwatch.yaml');
  writeFileSync(path, settings, { mode: 0o600 });
  const script = `const { main } = await import('./lib/cli/main.ts'); process.exit(await main(['collect', '--config', ${JSON.stringify(path)}]));`;
  const started = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child = started;
  return new Promise((done) => started.once('exit', (code, signal) => done(code ?? signal)));
}

const saysItStarted = () => vi.waitFor(() => expect(output).toContain('collector started'), 30_000);

describe('pairwatch collect', { timeout: 60_000 }, () => {
  it('ends when another collector took the database over', async () => {
    const ended = collect(`${pair.settingsYaml}\ndata: .\n`);
    await saysItStarted();
    const db = await openDatabase(`file:${join(folder, 'pairwatch.db')}`, { role: 'collector' });
    const now = Date.now();
    const other = { instance: 'elsewhere:1:other', version: '0', startedAt: now, now };
    await db.write((tx) => beat(tx, other));
    expect(await ended).toBe(1);
    expect(output).toContain('another collector (process 1 on elsewhere');
    expect(await db.read(currentCollector)).toMatchObject({ instance: other.instance });
    await db.close();
  });

  it('ends in order at SIGTERM', async () => {
    const ended = collect(`${pair.settingsYaml}\ndata: .\n`);
    await saysItStarted();
    child?.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
