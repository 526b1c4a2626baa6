import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LabError } from './lab-error.ts';
import type { DaemonName } from './lab-state.ts';
import { isAlive, type ProcessIdentity, startDaemon } from './processes.ts';
import { findLibfaketime, programPath, unconfined } from './requirements.ts';
import { OMAPI_PORT } from './topology.ts';

const SERVING_TIMEOUT_MS = 10_000;
const SERVING_POLL_MS = 5;
const LAST_LOG_LINES = 12;
const TCP_LISTEN = '0A';
const UDP_BOUND = '07';

/** The socket by which a daemon is known to serve, as the kernel lists it. */
const SOCKETS: Record<DaemonName, { table: 'tcp' | 'udp'; port: number; state: string }> = {
  dhcpd: { table: 'tcp', port: OMAPI_PORT, state: TCP_LISTEN },
  sshd: { table: 'tcp', port: 22, state: TCP_LISTEN },
  chronyd: { table: 'udp', port: 123, state: UDP_BOUND },
};

/** The variables that shift the clock of what runs with them; none for no shift. */
export function clockEnvironment(skewSeconds: number): string[] {
  const library = findLibfaketime();
  if (skewSeconds === 0 || !library) return [];
  return [`LD_PRELOAD=${library}`, `FAKETIME=${skewSeconds > 0 ? '+' : ''}${skewSeconds}s`];
}

/**
 * Starts one of a server's daemons on the files in `folder` and returns when it serves.
 * `inside` is what to put before a command to run it on the server. Throws LabError with its last log lines.
 */
export async function startServing(
  daemon: DaemonName,
  inside: string[],
  folder: string,
  skewSeconds: number,
): Promise<ProcessIdentity> {
  const logPath = join(folder, `${daemon}.log`);
  const program = [...unconfined(), programPath(daemon), ...daemonArguments(daemon, folder)];
  // sshd keeps its own clock: its sessions get the shifted one from sshd_config.
  const environment = daemon === 'sshd' ? [] : clockEnvironment(skewSeconds);
  const identity = startDaemon([...inside, 'env', ...environment, ...program], logPath);
  const giveUpAtMs = performance.now() + SERVING_TIMEOUT_MS;
  while (!isServing(daemon, identity)) {
    if (!isAlive(identity) || performance.now() > giveUpAtMs) {
      throw new LabError(`${daemon} does not serve; the end of ${logPath}:\n${lastLines(logPath)}`);
    }
    await pause(SERVING_POLL_MS);
  }
  return identity;
}

/** The end of a log file, indented. */
export function lastLines(path: string): string {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-LAST_LOG_LINES);
  return lines.map((line) => `  ${line}`).join('\n');
}

function daemonArguments(daemon: DaemonName, folder: string): string[] {
  const path = (file: string) => join(folder, file);
  switch (daemon) {
    case 'dhcpd':
      // No pid file: after a SIGKILL dhcpd would refuse to start whenever the pid in it belongs to someone else.
      return ['-4', '-d', '-f', '--no-pid', '-cf', path('dhcpd.conf'), '-lf', path('dhcpd.leases'), 'eth0'];
    case 'chronyd':
      return ['-x', '-d', '-f', path('chrony.conf')];
    case 'sshd':
      return ['-D', '-e', '-f', path('sshd_config')];
  }
}

/** Whether the daemon's socket stands in the process's network namespace. */
function isServing(daemon: DaemonName, { pid }: ProcessIdentity): boolean {
  const { table, port, state } = SOCKETS[daemon];
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  let program: string;
  let sockets: string;
  try {
    program = readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd();
    sockets = readFileSync(`/proc/${pid}/net/${table}`, 'latin1');
  } catch {
    return false; // it has ended, which the caller sees too
  }
  // While it is still `ip`, on its way into the namespace, it has the sockets of this machine.
  if (program !== daemon) return false;
  return new RegExp(`^ *\\d+: [0-9A-F]{8}:${hexPort} [0-9A-F]{8}:0000 ${state} `, 'm').test(sockets);
}
