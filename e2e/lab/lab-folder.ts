import { copyFileSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockEnvironment } from './daemons.ts';
import type { LabState } from './lab-state.ts';
import { mustRun } from './run.ts';
import { chronyConf, dhcpdConf, sshdConfig } from './server-files.ts';
import { SERVER_ADDRESSES, SERVER_NAMES, type ServerName } from './topology.ts';

/** sshd refuses to start without it, as Debian's own unit makes it at boot. */
const SSHD_PRIVILEGE_FOLDER = '/run/sshd';

/** The private and the public half of an SSH key. */
const HALVES = ['', '.pub'];
/** What a key's name gets while another one is in its place. */
const KNOWN = '.known';

/** The files of one lab: its state, its keys, and a folder of configuration, leases and logs for each server. */
export class LabFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get secret(): string {
    return join(this.path, 'omapi.secret');
  }

  get sshKey(): string {
    return join(this.path, 'ssh_key');
  }

  get knownHosts(): string {
    return join(this.path, 'known_hosts');
  }

  server(name: ServerName): string {
    return join(this.path, name);
  }

  leases(name: ServerName): string {
    return join(this.server(name), 'dhcpd.leases');
  }

  config(name: ServerName): string {
    return join(this.server(name), 'dhcpd.conf');
  }

  dhcpdLog(name: ServerName): string {
    return join(this.server(name), 'dhcpd.log');
  }

  /** Makes new keys and writes every file the servers start from; the lease files are empty. */
  async create(state: LabState): Promise<void> {
    mkdirSync(SSHD_PRIVILEGE_FOLDER, { recursive: true, mode: 0o755 });
    mkdirSync(this.path, { recursive: true });
    writeFileSync(this.secret, `${state.secret}\n`, { mode: 0o600 });
    await makeSshKey(this.sshKey);
    const knownHosts: string[] = [];
    for (const name of SERVER_NAMES) {
      mkdirSync(this.server(name));
      writeFileSync(this.leases(name), '');
      writeFileSync(this.config(name), dhcpdConf(name, state, state.mcltSeconds), { mode: 0o600 });
      writeFileSync(
        join(this.server(name), 'chrony.conf'),
        chronyConf(name, join(this.server(name), 'chronyd.pid')),
      );
      const hostKey = this.#hostKey(name);
      await makeSshKey(hostKey);
      knownHosts.push(`${SERVER_ADDRESSES[name]} ${readFileSync(`${hostKey}.pub`, 'utf8')}`);
      copyFileSync(`${this.sshKey}.pub`, join(this.server(name), 'authorized_keys'));
      this.writeSshdConfig(name, state.servers[name].skewSeconds);
    }
    writeFileSync(this.knownHosts, knownHosts.join(''));
  }

  /** Lets what runs over SSH on this server see a clock shifted by so much; sshd reads it at its next start. */
  writeSshdConfig(name: ServerName, skewSeconds: number): void {
    const paths = {
      home: this.server(name),
      hostKey: this.#hostKey(name),
      authorizedKeys: join(this.server(name), 'authorized_keys'),
    };
    const config = sshdConfig(name, paths, clockEnvironment(skewSeconds));
    writeFileSync(join(this.server(name), 'sshd_config'), config);
  }

  /** Puts another host key in the place of the one that known_hosts has. */
  async changeHostKey(name: ServerName): Promise<void> {
    const path = this.#hostKey(name);
    for (const half of HALVES) renameSync(`${path}${half}`, `${path}${KNOWN}${half}`);
    await makeSshKey(path);
  }

  /** Undoes `changeHostKey`. */
  restoreHostKey(name: ServerName): void {
    const path = this.#hostKey(name);
    for (const half of HALVES) renameSync(`${path}${KNOWN}${half}`, `${path}${half}`);
  }

  /** `SHA256:…` of the host key in place. */
  async hostKeyFingerprint(name: ServerName): Promise<string> {
    const line = await mustRun(['ssh-keygen', '-l', '-E', 'sha256', '-f', `${this.#hostKey(name)}.pub`]);
    return line.split(' ')[1] ?? '';
  }

  #hostKey(name: ServerName): string {
    return join(this.server(name), 'ssh_host_key');
  }

  /** Removes what `create` and the servers wrote; the folder itself only when nothing else is in it. */
  remove(): void {
    const ours = ['a', 'b', 'lab.json', 'omapi.secret', 'ssh_key', 'ssh_key.pub', 'known_hosts'];
    for (const name of ours) rmSync(join(this.path, name), { recursive: true, force: true });
    try {
      rmdirSync(this.path);
    } catch {
      // Absent, or somebody else's files lie in it: both are as they should be.
    }
  }
}

async function makeSshKey(path: string): Promise<void> {
  await mustRun(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'pairwatch-lab', '-f', path]);
}
