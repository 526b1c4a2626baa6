import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import pg from 'pg';

/** What strace makes of each wish that something be kept: it takes so long. */
const DELAYED = 'inject=fsync,fdatasync:delay_enter=250ms';

/** Why no disk can be made slow here; null: it can. */
export function whyNoSlowDisk(): string | null {
  const { status } = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  return status === 0 ? null : 'it takes strace, and the right to trace others';
}

/** Makes the disk slow for these processes, for so long. `timeout` ends it also when we are gone. */
export async function slowDisk(pids: readonly number[], holdMs: number): Promise<void> {
  const each = pids.flatMap((pid) => ['-p', String(pid)]);
  const strace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', DELAYED];
  const child = spawn('timeout', ['--signal=INT', `${holdMs / 1000}`, ...strace, ...each], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const [code] = await once(child, 'close');
  if (code !== TIMED_OUT) throw new Error(`strace ended by itself, with ${code}: ${await said}`);
}

/** What timeout ends with once the time is over. */
const TIMED_OUT = 124;

/** The processes of a database server that write, on this machine. */
export async function serverPids(databaseUrl: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
    );
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end();
  }
}
