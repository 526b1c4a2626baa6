import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from '../ssh/host-key.ts';

type KeyType = 'ed25519' | 'rsa' | 'ecdsa';

/** A real sshd on a loopback port, with its own configuration, host keys and accounts' keys in a folder of its own. */
export class TestSshd {
  readonly folder = mkdtempSync(join(tmpdir(), 'pairwatch-sshd-'));
  readonly port: number;
  #process: ChildProcess | null = null;
  #hostKeys: KeyType[] = ['ed25519'];
  #extra = '';

  private constructor(port: number) {
    this.port = port;
  }

  static async start(): Promise<TestSshd> {
    const sshd = new TestSshd(await freePort());
    mkdirSync('/run/sshd', { recursive: true });
    mkdirSync(join(sshd.folder, 'authorized_keys'));
    chmodSync(sshd.folder, 0o755); // the accounts of the tests read their keys and files in here
    await sshd.run();
    return sshd;
  }

  /** Starts the server, with other host keys or lines of configuration if they are given. */
  async run(change: { hostKeys?: KeyType[]; extra?: string } = {}): Promise<void> {
    this.#hostKeys = change.hostKeys ?? this.#hostKeys;
    this.#extra = change.extra ?? this.#extra;
    for (const type of this.#hostKeys) makeKey(this.hostKeyPath(type), type);
    const config = join(this.folder, 'sshd_config');
    writeFileSync(config, this.#config());
    this.#process = spawn('/usr/sbin/sshd', ['-D', '-f', config, '-E', this.#log], { stdio: 'ignore' });
    await untilListening(this.port);
  }

  /** Ends the server and all its connections, as a reboot does. */
  async kill(): Promise<void> {
    const listener = this.#process;
    if (!listener?.pid) return;
    const sessions = descendantsOf(listener.pid);
    const gone = new Promise((resolve) => listener.once('exit', resolve));
    listener.kill();
    await gone;
    for (const pid of sessions) killIfRunning(pid);
    this.#process = null;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  hostKeyPath(type: KeyType): string {
    return join(this.folder, `host_${type}`);
  }

  /** Throws the host key of a type away; the next `run` makes another. */
  forgetHostKey(type: KeyType): void {
    rmSync(this.hostKeyPath(type));
    rmSync(`${this.hostKeyPath(type)}.pub`);
  }

  hostKeyFingerprint(type: KeyType): string {
    return fingerprintOf(Buffer.from(this.#publicKey(type).split(' ')[1] ?? '', 'base64'));
  }

  /** A known_hosts file with the present host keys of the types. */
  knownHosts(name: string, ...types: KeyType[]): string {
    const path = join(this.folder, name);
    const lines = types.map((type) => `[127.0.0.1]:${this.port} ${this.#publicKey(type)}\n`);
    writeFileSync(path, lines.join(''));
    return path;
  }

  /** Makes a key, lets it into the account with the options, and gives its private half. */
  authorize(user: string, name: string, options = ''): string {
    const path = join(this.folder, name);
    makeKey(path, 'ed25519');
    const line = `${options}${options && ' '}${readFileSync(`${path}.pub`, 'utf8')}`;
    writeFileSync(join(this.folder, 'authorized_keys', user), line, { flag: 'a', mode: 0o644 });
    return readFileSync(path, 'utf8');
  }

  /** How many times somebody was let in so far. */
  logins(): number {
    return readFileSync(this.#log, 'utf8').split('Accepted publickey').length - 1;
  }

  get #log(): string {
    return join(this.folder, 'sshd.log');
  }

  #publicKey(type: KeyType): string {
    return readFileSync(`${this.hostKeyPath(type)}.pub`, 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  }

  #config(): string {
    return [
      `Port ${this.port}`,
      'ListenAddress 127.0.0.1',
      ...this.#hostKeys.map((type) => `HostKey ${this.hostKeyPath(type)}`),
      'PidFile none',
      'UsePAM no',
      'StrictModes no', // the folder is in /tmp
      // What the account's own shell does at each start may take long, and leave locks behind when a session is killed.
      `SetEnv HOME=${this.folder}`,
      'PasswordAuthentication no',
      `AuthorizedKeysFile ${join(this.folder, 'authorized_keys')}/%u`,
      'Subsystem sftp internal-sftp',
      this.#extra,
    ].join('\n');
  }
}

/** A passphrase is given to the key if there is one. */
export function makeKey(path: string, type: KeyType, passphrase = ''): void {
  try {
    readFileSync(path);
  } catch {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', path]);
  }
}

function killIfRunning(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended with its parent
  }
}

function descendantsOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const below = (one: number): number[] =>
    parents.filter(({ parent }) => parent === one).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid);
}

function parentOf(pid: string): number {
  try {
    // The name, in brackets, may hold anything; state and parent follow it.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    );
  } catch {
    return 0; // it ended meanwhile
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await new Promise<void>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.destroy();
          resolve();
        }).on('error', reject);
      });
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
