import { startServing } from './daemons.ts';
import { LabError } from './lab-error.ts';
import type { LabFolder } from './lab-folder.ts';
import { DAEMON_NAMES, type DaemonName, type LabState, readLabState, writeLabState } from './lab-state.ts';
import type { LabNetwork } from './network.ts';
import { endProcess, isAlive, type ProcessIdentity, programOf } from './processes.ts';
import type { ServerName } from './topology.ts';

/** `atMs`: when the signal was sent, milliseconds since 1970. */
export type EndResult = { pid: number; atMs: number };

/** The daemons of both servers, as the lab's state file records them. Every verb throws LabError. */
export class LabServers {
  readonly #labName: string;
  readonly #folder: LabFolder;
  readonly #network: LabNetwork;

  constructor(labName: string, folder: LabFolder, network: LabNetwork) {
    this.#labName = labName;
    this.#folder = folder;
    this.#network = network;
  }

  /** The lab's state; read anew each time, since each verb may come from another process. */
  state(): LabState {
    const state = readLabState(this.#folder.path);
    if (state) return state;
    throw new LabError(
      `the lab "${this.#labName}" is not up (nothing in ${this.#folder.path}); \`up\` starts it`,
    );
  }

  running(server: ServerName, daemon: DaemonName): ProcessIdentity | undefined {
    const identity = this.state().servers[server].daemons[daemon];
    return identity && isAlive(identity) ? identity : undefined;
  }

  /** The pids of what runs on a server. */
  pids(server: ServerName): Partial<Record<DaemonName, number>> {
    const pids: Partial<Record<DaemonName, number>> = {};
    for (const daemon of DAEMON_NAMES) {
      const identity = this.running(server, daemon);
      if (identity) pids[daemon] = identity.pid;
    }
    return pids;
  }

  /** Starts a daemon with its server's clock; returns its pid when it serves. */
  async start(server: ServerName, daemon: DaemonName): Promise<number> {
    const running = this.running(server, daemon);
    if (running) throw new LabError(`${server}: ${daemon} runs already, pid ${running.pid}`);
    const { skewSeconds } = this.state().servers[server];
    const inside = this.#network.inside(server);
    const identity = await startServing(daemon, inside, this.#folder.server(server), skewSeconds);
    this.#change((state) => {
      state.servers[server].daemons[daemon] = identity;
    });
    return identity.pid;
  }

  async end(server: ServerName, daemon: DaemonName, signal: 'SIGTERM' | 'SIGKILL'): Promise<EndResult> {
    const identity = this.running(server, daemon);
    const atMs = identity && (await endProcess(identity, signal));
    if (!identity || atMs === undefined) throw new LabError(`${server}: ${daemon} does not run`);
    return { pid: identity.pid, atMs };
  }

  /** What serves the SSH sessions a server has now: sshd makes processes for each, which outlive the one that listens. */
  async sshSessions(server: ServerName): Promise<ProcessIdentity[]> {
    const listener = this.running(server, 'sshd');
    const processes = await this.#network.processesOn(server);
    return processes.filter((each) => each.pid !== listener?.pid && programOf(each)?.startsWith('sshd'));
  }

  /** Ends a server's sshd with all its sessions. */
  async cutSsh(server: ServerName): Promise<void> {
    await this.end(server, 'sshd', 'SIGKILL');
    await this.#endSshSessions(server);
  }

  async #endSshSessions(server: ServerName): Promise<void> {
    const sessions = await this.sshSessions(server);
    await Promise.all(sessions.map((session) => endProcess(session, 'SIGKILL')));
  }

  /** Restarts a server's daemons, or starts those that don't run, with a clock so many seconds ahead of ours. */
  async skew(server: ServerName, seconds: number): Promise<Record<DaemonName, number>> {
    for (const daemon of DAEMON_NAMES) {
      if (this.running(server, daemon)) await this.end(server, daemon, 'SIGTERM');
    }
    // A session that went on would keep the clock it began with.
    await this.#endSshSessions(server);
    this.#change((state) => {
      state.servers[server].skewSeconds = seconds;
    });
    this.#folder.writeSshdConfig(server, seconds);
    return {
      dhcpd: await this.start(server, 'dhcpd'),
      chronyd: await this.start(server, 'chronyd'),
      sshd: await this.start(server, 'sshd'),
    };
  }

  #change(change: (state: LabState) => void): void {
    const state = this.state();
    change(state);
    writeLabState(this.#folder.path, state);
  }
}
