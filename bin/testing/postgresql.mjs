// A throw-away PostgreSQL on a Unix socket for the length of one stage.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresqlBin } from './prerequisites.mjs';

/** Calls `run(url)` with a running server's address, or `run(undefined, reason)` where there can't be one. */
export function withPostgresql({ root, postgresql }, run) {
  if (!postgresql) return run(undefined, 'no PostgreSQL on this machine: its half of the contract');
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-postgresql-'));
  const data = join(folder, 'data');
  // PostgreSQL refuses to run as root; Debian's package brings the user postgres for it.
  if (root) giveToPostgres(folder);
  chmodSync(folder, 0o755);
  try {
    command(root, 'initdb', ['-D', data, '-U', 'pairwatch', '-A', 'trust', '--no-sync', '-E', 'UTF8']);
    const options = `-k ${folder} -c listen_addresses= -c fsync=off -c max_connections=100`;
    command(root, 'pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start']);
    return run(`postgresql://pairwatch@localhost/postgres?host=${encodeURIComponent(folder)}`);
  } catch (error) {
    // It is installed, so that it does not start is a fault and not a reason to skip.
    const rest = run(undefined, `PostgreSQL did not start: ${error.message}`);
    return { ...rest, failed: rest.failed + 1 };
  } finally {
    command(root, 'pg_ctl', ['-D', data, '-m', 'immediate', 'stop'], { mayFail: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

function giveToPostgres(folder) {
  const { stdout } = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' });
  chownSync(folder, Number(stdout), -1);
}

function command(root, name, args, { mayFail = false } = {}) {
  const program = join(postgresqlBin(), name);
  const [file, ...rest] = root
    ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', program, ...args]
    : [program, ...args];
  const { status, stderr } = spawnSync(file, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    cwd: '/',
  });
  if (status !== 0 && !mayFail) throw new Error(`${name}: ${stderr.trim()}`);
}
