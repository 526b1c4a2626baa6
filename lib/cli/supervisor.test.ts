import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { restartsOf } from '../contracts/restart.ts';
import { type Supervisor, supervise } from './supervisor.ts';

let folder: string;
let supervisor: Supervisor | null = null;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-supervisor-'));
  said = [];
});

afterEach(async () => {
  await supervisor?.stop();
  supervisor = null;
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script in which NOTE notes in a file that it got there. */
function run(script: string): { starts: () => number } {
  const log = join(folder, 'starts');
  writeFileSync(log, '');
  const note = `require('node:fs').appendFileSync(${JSON.stringify(log)}, 's');`;
  const plan = { name: 'worker', args: ['-e', script.replace('NOTE', note)], env: { ...process.env } };
  supervisor = supervise([plan], (line) => said.push(line));
  return { starts: () => readFileSync(log, 'utf8').length };
}

describe('supervise', () => {
  it('starts a process again that died, and says so', async () => {
    const { starts } = run('NOTE; process.exit(7)');
    await vi.waitFor(() => expect(starts()).toBeGreaterThan(1), { timeout: 10_000 });
    expect(said[0]).toMatch(/^worker ended \(exit code 7\); starting it again in \d+\.\d s$/);
  });

  it('tells the one that comes after how those before it ended', async () => {
    const told = join(folder, 'told');
    run(
      `NOTE; require('node:fs').writeFileSync(${JSON.stringify(told)}, process.env.PAIRWATCH_ENDINGS ?? ''); process.exit(7)`,
    );
    await vi.waitFor(() => expect(readFileSync(told, 'utf8')).not.toBe(''), { timeout: 10_000 });
    expect(restartsOf('collector', { PAIRWATCH_ENDINGS: readFileSync(told, 'utf8') })[0]).toEqual({
      process: 'collector',
      endedAt: expect.any(Number),
      ending: 'exit code 7',
    });
  });

  it('tells another process how one does: what it suffers from, and that it is started again', async () => {
    const told = join(folder, 'told');
    const hears = `setInterval(() => require('node:fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify(globalThis[Symbol.for('pairwatch.launcher-word')] ?? null)), 20)`;
    const suffers = `process.send({ trouble: { since: 5, kind: 'disk-full', sentence: 'It is full.' } }, () => process.exit(1))`;
    supervisor = supervise(
      [
        { name: 'web', args: ['-e', hears], env: { ...process.env } },
        { name: 'collector', toldTo: 'web', args: ['-e', suffers], env: { ...process.env } },
      ],
      (line) => said.push(line),
    );
    await vi.waitFor(
      () =>
        expect(JSON.parse(readFileSync(told, 'utf8'))).toMatchObject({
          trouble: { since: 5, kind: 'disk-full', sentence: 'It is full.' },
          restart: { ending: 'exit code 1', tries: 2 },
        }),
      { timeout: 20_000, interval: 20 },
    );
  });

  it('gives up at once on wrong settings', async () => {
    const { starts } = run('NOTE; process.exit(2)');
    expect(await supervisor?.gaveUp).toBe(2);
    expect(starts()).toBe(1);
  });

  it('starts a process anew at once that asked for it, and says nothing of it', async () => {
    const { starts } = run('NOTE; setTimeout(() => process.exit(75), 20)');
    await vi.waitFor(() => expect(starts()).toBeGreaterThan(3), { timeout: 10_000 });
    expect(said).toEqual([]);
  });

  it('ends what runs in good order and starts nothing afterwards', async () => {
    const { starts } = run('process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000); NOTE');
    await vi.waitFor(() => expect(starts()).toBe(1), { timeout: 10_000 });
    await supervisor?.stop();
    expect({ starts: starts(), said }).toEqual({ starts: 1, said: [] });
  });

  it('does not leave its processes behind when it is killed', async () => {
    const note = join(folder, 'pid');
    const worker = `require('node:fs').writeFileSync(${JSON.stringify(note)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const plan = { name: 'worker', args: ['-e', worker], env: process.env };
    const script = `const { supervise } = await import('./lib/cli/supervisor.ts'); supervise([${JSON.stringify(plan)}], () => {});`;
    const launcher = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const pid = await vi.waitFor(
      () => Number(readFileSync(note, 'utf8')) || expect.fail('no pid yet'),
      20_000,
    );
    launcher.kill('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 10_000);
  }, 40_000);

  it('kills what does not end, and says so', async () => {
    const { starts } = run('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); NOTE');
    await vi.waitFor(() => expect(starts()).toBe(1), { timeout: 10_000 });
    await supervisor?.stop();
    expect(said).toEqual(['worker did not end within 4 s and had to be killed']);
  }, 15_000);
});
