import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const INTERFACE = 'dhcp0';
const INTERFACE_END = 'dhcp1';
const STOP_TIMEOUT_MS = 5_000;

/** A real dhcpd in a network namespace of its own, reachable only from inside it. Needs root and isc-dhcp-server. */
export class DhcpdNamespace {
  readonly name: string;
  readonly #folder: string;
  #dhcpd: ChildProcess | null = null;

  private constructor(name: string, folder: string) {
    this.name = name;
    this.#folder = folder;
  }

  /** A namespace with one interface that has `address` (with prefix length), on a wire with nobody else. */
  static async create(name: string, address: string): Promise<DhcpdNamespace> {
    const namespace = new DhcpdNamespace(name, await mkdtemp(join(tmpdir(), `${name}-`)));
    try {
      await run('ip', ['netns', 'add', name]);
      for (const command of [
        ['link', 'set', 'lo', 'up'],
        ['link', 'add', INTERFACE, 'type', 'veth', 'peer', 'name', INTERFACE_END],
        ['address', 'add', address, 'dev', INTERFACE],
        ['link', 'set', INTERFACE, 'up'],
        ['link', 'set', INTERFACE_END, 'up'],
      ]) {
        await run('ip', ['-n', name, ...command]);
      }
      return namespace;
    } catch (error) {
      await namespace.remove();
      throw error;
    }
  }

  /** Starts dhcpd with this configuration and a new lease file; resolves when it serves. Throws with its last words. */
  async start(config: string): Promise<void> {
    const path = (file: string) => join(this.#folder, file);
    await Promise.all([writeFile(path('dhcpd.conf'), config), writeFile(path('dhcpd.leases'), '')]);
    const files = ['-cf', path('dhcpd.conf'), '-lf', path('dhcpd.leases'), '-pf', path('dhcpd.pid')];
    const dhcpd = spawn('ip', ['netns', 'exec', this.name, 'dhcpd', '-4', '-f', '-d', ...files, INTERFACE], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#dhcpd = dhcpd;
    const said: string[] = [];
    for await (const line of createInterface({ input: dhcpd.stderr })) {
      said.push(line);
      if (!line.includes('Server starting service.')) continue;
      // Read on, or dhcpd would block on a full pipe.
      dhcpd.stderr.resume();
      return;
    }
    throw new Error(`dhcpd did not start:\n${said.join('\n')}`);
  }

  /** Kills dhcpd without notice. */
  async stop(): Promise<void> {
    const dhcpd = this.#dhcpd;
    this.#dhcpd = null;
    if (!dhcpd || dhcpd.exitCode !== null || dhcpd.signalCode !== null) return;
    dhcpd.kill('SIGKILL');
    await Promise.race([once(dhcpd, 'exit'), pause(STOP_TIMEOUT_MS)]);
  }

  /** Runs a program inside, with `input` on its standard input, and gives its standard output. */
  async exec(command: string, args: string[], input = ''): Promise<string> {
    const running = run('ip', ['netns', 'exec', this.name, command, ...args]);
    running.child.stdin?.end(input);
    return (await running).stdout;
  }

  async remove(): Promise<void> {
    await this.stop();
    await run('ip', ['netns', 'delete', this.name]);
    await rm(this.#folder, { recursive: true, force: true });
  }
}
