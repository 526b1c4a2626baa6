#!/usr/bin/env node
// A throw-away PostgreSQL for tests, from the server programs that are installed; needs no service and no set-up.
//   node bin/testing/throw-away-postgresql.mjs COMMAND [ARGUMENT…]   runs the command with PAIRWATCH_TEST_POSTGRESQL set
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PASSWORD = 'throw-away';
const DEBIAN_VERSIONS = '/usr/lib/postgresql';

/** Folder of the newest installed server programs, or null where there are none. */
export function findPostgresql() {
  if (!existsSync(DEBIAN_VERSIONS)) return null;
  const versions = readdirSync(DEBIAN_VERSIONS).sort((a, b) => Number(b) - Number(a));
  return (
    versions
      .map((version) => join(DEBIAN_VERSIONS, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'initdb'))) ?? null
  );
}

/**
 * Starts a cluster in a temporary folder on a free loopback port. Gives the superuser's URL and what stops it and
 * removes the folder; both also happen when this process dies. `durable` makes it write through to the disk, as a
 * real one does. Throws where no server programs are installed.
 */
export async function startPostgresql({ durable = false } = {}) {
  const bin = findPostgresql();
  if (bin === null)
    throw new Error(`no PostgreSQL server programs under ${DEBIAN_VERSIONS}; install the package postgresql`);
  const owner = ownerOfCluster();
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-postgresql-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const port = await freePort();
  let cluster;
  try {
    const initdb = [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '--no-sync',
      '-E',
      'UTF8',
      '--no-locale',
    ];
    execFileSync(join(bin, 'initdb'), initdb, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    cluster = spawnTiedToUs(join(bin, 'postgres'), postgresOptions({ data, folder, port, durable }), {
      owner,
      folder,
    });
    await ready(bin, port, cluster);
  } catch (error) {
    cluster?.stdin.end();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async stop() {
      const gone = new Promise((resolve) => cluster.once('exit', resolve));
      cluster.stdin.end();
      if (cluster.exitCode === null) await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root, so root runs it as Debian's user for it. */
function ownerOfCluster() {
  if (process.getuid() !== 0) return null;
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function postgresOptions({ data, folder, port, durable }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: durable ? 'on' : 'off',
    max_connections: 50,
    shared_buffers: '32MB',
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The shell in between ends the cluster when its standard input closes: at `stop`, and when this process is killed. */
function spawnTiedToUs(program, args, { owner, folder }) {
  const script =
    '"$@" >"$0/log" 2>&1 </dev/null & pid=$!; read -r line; kill -INT $pid; wait $pid; rm -rf "$0"';
  return spawn('/bin/sh', ['-c', script, folder, program, ...args], {
    ...owner,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // so that Ctrl-C reaches us alone and the shell ends it in order
  });
}

async function ready(bin, port, cluster) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (cluster.exitCode !== null) throw new Error('the throw-away PostgreSQL ended at its start');
    const { status } = spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
    if (status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the throw-away PostgreSQL was not ready within 15 s');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [command, ...args] = process.argv.slice(2);
  if (!command) {
    console.error('usage: node bin/testing/throw-away-postgresql.mjs COMMAND [ARGUMENT…]');
    process.exit(2);
  }
  const cluster = await startPostgresql();
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, PAIRWATCH_TEST_POSTGRESQL: cluster.url },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) =>
    child.once('exit', (status) => resolve(status ?? 1)).once('error', () => resolve(127)),
  );
  await cluster.stop();
  process.exit(code);
}
