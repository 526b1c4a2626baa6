import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FailoverState } from '../../lib/failover-states.ts';
import type { OmapiAlgorithm } from '../../lib/settings/settings.ts';
import { type FillResult, fillPool, type LoadResult, takeLeases } from './clients.ts';
import { lastLines } from './daemons.ts';
import { LabError } from './lab-error.ts';
import { LabFolder } from './lab-folder.ts';
import { type EndResult, LabServers } from './lab-servers.ts';
import { currentBootId, DAEMON_NAMES, type DaemonName, type LabState, writeLabState } from './lab-state.ts';
import { countPools, lastStates, type PoolCount, unionOfTaken } from './lease-count.ts';
import { LabNetwork } from './network.ts';
import { type FailoverReading, type OmapiAccess, readFailoverState, writePartnerDown } from './omshell.ts';
import { identify } from './processes.ts';
import { type Removed, refuseIfOwned, removeLab } from './removal.ts';
import { requireForLab } from './requirements.ts';
import { type SettingsOptions, type SshAccess, settingsYaml } from './settings-yaml.ts';
import {
  type IsolableName,
  type NodeName,
  OMAPI_KEY_NAME,
  OMAPI_PORT,
  type PoolName,
  SERVER_ADDRESSES,
  SERVER_NAMES,
  type ServerName,
} from './topology.ts';

export type UpOptions = {
  /** Of the OMAPI key; hmac-md5 unless told. */
  algorithm?: OmapiAlgorithm;
  /**
   * How long a server that comes back to a partner-down one waits before it serves, and how long a client's
   * first lease is; 60 s unless told.
   */
  mcltSeconds?: number;
  /** True when the lab shall stay up without this process; else `up` elsewhere refuses while this process lives. */
  detached?: boolean;
};
export type UpResult = { elapsedMs: number; removed: Removed };
export type ServerStatus = {
  skewSeconds: number;
  /** Pids of what runs. */
  daemons: Partial<Record<DaemonName, number>>;
  /** What the server says over OMAPI; undefined when it does not answer. */
  failover: FailoverReading | undefined;
  /** By its lease file. */
  pools: Record<PoolName, PoolCount>;
};
export type LabStatus = {
  namespaces: string[];
  /** What is cut, in words. */
  faults: string[];
  servers: Record<ServerName, ServerStatus>;
};

const UP_DEADLINE_MS = 60_000;
const STATE_POLL_MS = 100;
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * A lab by its name (default: PAIRWATCH_LAB, else `lab`), whether up or not. Labs of different names don't touch.
 * Its files lie in `folder`, default `/run/pairwatch-lab/<name>`.
 */
export function createLab(options: { name?: string; folder?: string } = {}): Lab {
  const name = options.name ?? process.env.PAIRWATCH_LAB ?? 'lab';
  if (!NAME.test(name)) {
    throw new LabError(
      `the lab's name is "${name}"; expected small letters, digits and hyphens, 40 at most`,
      2,
    );
  }
  return new Lab(name, resolve(options.folder ?? `/run/pairwatch-lab/${name}`));
}

/** A dhcpd failover pair with clients and a monitor, in network namespaces. Every verb throws LabError. */
export class Lab {
  readonly name: string;
  readonly #folder: LabFolder;
  readonly #network: LabNetwork;
  readonly #servers: LabServers;

  constructor(name: string, folder: string) {
    this.name = name;
    this.#folder = new LabFolder(folder);
    this.#network = new LabNetwork(name);
    this.#servers = new LabServers(name, this.#folder, this.#network);
  }

  get folder(): string {
    return this.#folder.path;
  }

  /** Removes what an earlier run left, starts everything anew and returns when both servers are normal. */
  async up({
    algorithm = 'hmac-md5',
    mcltSeconds = 60,
    detached = false,
  }: UpOptions = {}): Promise<UpResult> {
    requireForLab();
    const startedAtMs = performance.now();
    refuseIfOwned(this.name, this.#folder);
    const removed = await removeLab(this.#folder, this.#network);
    const state: LabState = {
      bootId: currentBootId(),
      owner: detached ? null : (identify(process.pid) ?? null),
      algorithm,
      secret: randomBytes(32).toString('base64'),
      mcltSeconds,
      servers: { a: { skewSeconds: 0, daemons: {} }, b: { skewSeconds: 0, daemons: {} } },
    };
    try {
      await this.#folder.create(state);
      writeLabState(this.folder, state);
      await this.#network.create();
      for (const daemon of DAEMON_NAMES) {
        for (const server of SERVER_NAMES) await this.#servers.start(server, daemon);
      }
      await this.waitForStates({ a: 'normal', b: 'normal' }, UP_DEADLINE_MS);
    } catch (error) {
      await removeLab(this.#folder, this.#network);
      throw error;
    }
    return { elapsedMs: performance.now() - startedAtMs, removed };
  }

  /** Ends everything that runs in the lab and removes its namespaces and files; nothing there is no error. */
  async down(): Promise<Removed> {
    requireForLab();
    return removeLab(this.#folder, this.#network);
  }

  /** Ends a server's dhcpd with SIGKILL. */
  kill(server: ServerName): Promise<EndResult> {
    return this.#servers.end(server, 'dhcpd', 'SIGKILL');
  }

  /** Ends a server's dhcpd with SIGTERM, of which its partner is not told either (reference 3.2). */
  stop(server: ServerName): Promise<EndResult> {
    return this.#servers.end(server, 'dhcpd', 'SIGTERM');
  }

  /** Starts a server's dhcpd on its lease file as it is and returns when OMAPI listens. */
  async start(server: ServerName): Promise<{ pid: number }> {
    return { pid: await this.#servers.start(server, 'dhcpd') };
  }

  /** Cuts the servers from each other; the monitor and the clients still reach both. */
  async partition(): Promise<void> {
    this.#servers.state();
    await this.#network.partition();
  }

  /** Cuts a server, or the monitor, from everybody. */
  async isolate(node: IsolableName): Promise<void> {
    this.#servers.state();
    await this.#network.isolate(node);
  }

  /** Undoes every partition and isolate. */
  async heal(): Promise<void> {
    this.#servers.state();
    await this.#network.heal();
  }

  /** Restarts a server's daemons, and ends its SSH sessions, with a clock that is so many seconds ahead of this machine's; 0 undoes it. */
  skew(server: ServerName, seconds: number): Promise<Record<DaemonName, number>> {
    return this.#servers.skew(server, seconds);
  }

  /** Ends a server's sshd with SIGKILL, and every session it has. */
  cutSsh(server: ServerName): Promise<void> {
    return this.#servers.cutSsh(server);
  }

  /** Starts a server's sshd and returns when it listens. */
  async startSsh(server: ServerName): Promise<{ pid: number }> {
    return { pid: await this.#servers.start(server, 'sshd') };
  }

  /** Lets a server show another host key than known_hosts has. */
  async changeHostKey(server: ServerName): Promise<void> {
    await this.#folder.changeHostKey(server);
    await this.#servers.cutSsh(server);
    await this.#servers.start(server, 'sshd');
  }

  /** `SHA256:…` of the host key that a server shows. */
  hostKeyFingerprint(server: ServerName): Promise<string> {
    return this.#folder.hostKeyFingerprint(server);
  }

  /** Undoes `changeHostKey`. */
  async restoreHostKey(server: ServerName): Promise<void> {
    this.#folder.restoreHostKey(server);
    await this.#servers.cutSsh(server);
    await this.#servers.start(server, 'sshd');
  }

  /** The pids of what serves a server's SSH sessions now. */
  async sshSessions(server: ServerName): Promise<number[]> {
    return (await this.#servers.sshSessions(server)).map(({ pid }) => pid);
  }

  /** Tells a server that its partner is down. Only one in communications-interrupted takes it well. */
  async partnerDown(server: ServerName): Promise<void> {
    const local = (await this.failoverState(server))?.local ?? 'not answering';
    if (local !== 'communications-interrupted') {
      throw new LabError(`${server} is ${local}; partner-down needs communications-interrupted`);
    }
    await writePartnerDown(this.#network.inside('monitor'), this.omapi(server));
  }

  /** Lets so many clients of `desks` take leases of the full time; gives how many have one in the end. */
  async load(clients: number): Promise<LoadResult> {
    this.#servers.state();
    return takeLeases(this.#network.inside('client'), clients);
  }

  /** Lets clients take every address of a pool for the full time. */
  async fill(pool: PoolName): Promise<FillResult> {
    this.#servers.state();
    return fillPool(this.#network.inside('client'), pool, () => {
      return countPools(unionOfTaken(this.#lastStates('a'), this.#lastStates('b')))[pool].taken;
    });
  }

  /** What is there now, by the servers' own words and files. */
  async status(): Promise<LabStatus> {
    const state = this.#servers.state();
    const serverStatus = async (server: ServerName): Promise<ServerStatus> => ({
      skewSeconds: state.servers[server].skewSeconds,
      daemons: this.#servers.pids(server),
      failover: await this.failoverState(server),
      pools: this.poolCounts(server),
    });
    const [a, b] = await Promise.all([serverStatus('a'), serverStatus('b')]);
    return { namespaces: this.#network.existing(), faults: await this.#network.faults(), servers: { a, b } };
  }

  /** Starts a program in a node's namespace; the child is the program itself, as `spawn` gives it. */
  exec(node: NodeName, command: string, args: string[] = [], options: SpawnOptions = {}): ChildProcess {
    this.#servers.state();
    const [program = '', ...before] = this.#network.inside(node);
    return spawn(program, [...before, command, ...args], options);
  }

  /** A server's failover state as it says itself over OMAPI; undefined when it does not answer within 2 s. */
  failoverState(server: ServerName): Promise<FailoverReading | undefined> {
    return readFailoverState(this.#network.inside('monitor'), this.omapi(server));
  }

  /**
   * Returns as soon as the named servers say they are in these states, with the milliseconds it took.
   * Throws LabError at the deadline, with what they say and the ends of their logs.
   */
  async waitForStates(
    expected: Partial<Record<ServerName, FailoverState>>,
    deadlineMs: number,
  ): Promise<number> {
    const startedAtMs = performance.now();
    const servers = SERVER_NAMES.filter((server) => expected[server] !== undefined);
    for (;;) {
      const found = await Promise.all(servers.map((server) => this.failoverState(server)));
      const elapsedMs = performance.now() - startedAtMs;
      if (servers.every((server, index) => found[index]?.local === expected[server])) return elapsedMs;
      if (elapsedMs > deadlineMs) {
        const lines = servers.map((server, index) => {
          const local = found[index]?.local ?? 'not answering';
          return `${server} is ${local}, expected ${expected[server]}; the end of its log:\n${lastLines(this.log(server))}`;
        });
        throw new LabError(`after ${Math.round(elapsedMs / 1000)} s ${lines.join('\n')}`);
      }
      await pause(STATE_POLL_MS);
    }
  }

  /** The path of a server's lease file. */
  leases(server: ServerName): string {
    return this.#folder.leases(server);
  }

  /** The path of a server's dhcpd.conf. */
  config(server: ServerName): string {
    return this.#folder.config(server);
  }

  /** The path of the file with everything a server's dhcpd logged. */
  log(server: ServerName): string {
    return this.#folder.dhcpdLog(server);
  }

  /** The pools by a server's lease file, counted apart from the product. */
  poolCounts(server: ServerName): Record<PoolName, PoolCount> {
    return countPools(this.#lastStates(server));
  }

  /** The pid of a server's dhcpd; undefined when it does not run. */
  serverPid(server: ServerName): number | undefined {
    return this.#servers.pids(server).dhcpd;
  }

  /** How to reach a server's OMAPI from the monitor. */
  omapi(server: ServerName): OmapiAccess {
    const { algorithm, secret } = this.#servers.state();
    return { host: SERVER_ADDRESSES[server], port: OMAPI_PORT, keyName: OMAPI_KEY_NAME, algorithm, secret };
  }

  /** How to log in to a server from the monitor. */
  ssh(server: ServerName): SshAccess {
    return {
      host: SERVER_ADDRESSES[server],
      port: 22,
      user: 'root',
      privateKeyPath: this.#folder.sshKey,
      knownHostsPath: this.#folder.knownHosts,
    };
  }

  /** A complete pairwatch.yaml for the lab's pair. */
  settingsYaml(options: SettingsOptions = {}): string {
    const watched = (server: ServerName) => ({
      omapi: this.omapi(server),
      secretPath: this.#folder.secret,
      configPath: this.config(server),
      leasesPath: this.leases(server),
      ssh: this.ssh(server),
    });
    return settingsYaml({ a: watched('a'), b: watched('b') }, options);
  }

  #lastStates(server: ServerName): Map<string, string> {
    return lastStates(readFileSync(this.leases(server), 'utf8'));
  }
}
