import { connect, type Socket } from 'node:net';
import ssh2, { type Client } from 'ssh2';
import type { Clock } from '../../clock.ts';
import { ReachError } from '../error.ts';
import { accountName, type SshAccount } from './account.ts';
import { hostKeyTrust } from './host-key.ts';
import { type PublicKey, publicKeyOf } from './private-key.ts';

/** A connection whose server is known and whose account let us in. */
export type SshLink = { client: Client; socket: Socket };

export type ConnectOptions = { connectTimeoutMs: number; keepaliveMs: number; clock: Clock };

/** Unanswered questions whether the server is still there, after which it is not. */
const KEEPALIVES_UNANSWERED = 3;

/** Connects and logs in. Throws ReachError, also when `signal` aborts, with its reason if that is one. */
export async function connectSsh(
  account: SshAccount,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<SshLink> {
  const publicKey = publicKeyOf(account);
  const trust = await hostKeyTrust(account);
  let distrusted: ReachError | null = null;
  for (const algorithms of trust.tries) {
    const attempt = new Attempt({ account, publicKey, algorithms, distrust: trust.distrust, ...options });
    try {
      return await attempt.run(signal);
    } catch (error) {
      if (error instanceof NoCommonHostKey) continue;
      if (!(error instanceof ReachError) || error.kind !== 'host-key-changed') throw error;
      distrusted = error;
    }
  }
  throw distrusted ?? trust.noneShown();
}

class NoCommonHostKey extends Error {}

type AttemptOptions = ConnectOptions & {
  account: SshAccount;
  publicKey: PublicKey;
  algorithms: readonly string[];
  distrust(blob: Buffer): ReachError | null;
};

/** One try to connect, asking for host keys of some algorithms. */
class Attempt {
  readonly #options: AttemptOptions;
  #stage: 'connecting' | 'greeting' | 'logging in' = 'connecting';
  #distrust: ReachError | null = null;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  run(signal: AbortSignal): Promise<SshLink> {
    const { account, algorithms, connectTimeoutMs, keepaliveMs, clock } = this.#options;
    const { host, port } = account;
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      const client = new ssh2.Client();
      const settle = () => {
        cancelTimeout();
        signal.removeEventListener('abort', onAbort);
        client.removeAllListeners();
        client.on('error', () => {}); // without a listener it would end the process
      };
      const fail = (error: Error) => {
        settle();
        socket.destroy();
        reject(error);
      };
      const onAbort = () => fail(signal.reason);
      const cancelTimeout = clock.after(connectTimeoutMs, () => fail(this.#timeoutError()));
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      client
        .once('connect', () => {
          this.#stage = 'greeting';
        })
        .once('handshake', () => {
          this.#stage = 'logging in';
        })
        .once('ready', () => {
          settle();
          resolve({ client, socket });
        })
        .once('error', (error: SshError) => fail(this.#errorOf(error)))
        .once('close', () => fail(this.#closedError()))
        .connect({
          sock: socket,
          username: account.user,
          privateKey: account.privateKey,
          ...(account.passphrase === null ? {} : { passphrase: account.passphrase }),
          authHandler: ['publickey'],
          // The types know the names one by one; these come from the list of those the library supports.
          algorithms: { serverHostKey: [...algorithms] as ssh2.ServerHostKeyAlgorithm[] },
          hostVerifier: (blob: Buffer) => {
            this.#distrust = this.#options.distrust(blob);
            return this.#distrust === null;
          },
          keepaliveInterval: keepaliveMs,
          keepaliveCountMax: KEEPALIVES_UNANSWERED,
          readyTimeout: 0, // ours tells what was waited for
        });
    });
  }

  #errorOf(error: SshError): Error {
    if (this.#distrust) return this.#distrust;
    if (error.level === 'client-socket') return this.#socketError(error);
    if (error.level === 'client-authentication') return this.#refusedKey(error);
    if (/no matching host key format/.test(error.message)) return new NoCommonHostKey();
    if (/before handshake/.test(error.message)) return this.#closedError();
    // An SSH disconnect message: too many failures, or that the account may not log in.
    if (this.#stage === 'logging in') return this.#refusedKey(error);
    return new ReachError(
      'protocol',
      `${this.#endpoint} speaks no SSH that Pairwatch understands (${error.message}). Check that the port is sshd's: ssh -v -p ${this.#options.account.port} ${this.#options.account.host}`,
      error,
    );
  }

  #socketError(error: SshError): ReachError {
    const { host, port } = this.#options.account;
    switch (error.code) {
      case 'ECONNREFUSED':
        return new ReachError(
          'refused',
          `Nothing listens on ${this.#endpoint}. Check that sshd runs there (systemctl status ssh) and that reach: ssh: port: is its port.`,
          error,
        );
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return new ReachError(
          'host-unknown',
          `The name "${host}" gives no address. Check its spelling and the name servers of this machine (getent hosts ${host}), or use the address itself.`,
          error,
        );
      case 'ECONNRESET':
      case 'EPIPE':
        return this.#closedError(error);
      default:
        return new ReachError(
          'unreachable',
          `${this.#endpoint} can't be reached (${error.code ?? error.message}). Check that the host is up, the route to it, and that a firewall lets this machine through: nc -vz ${host} ${port}`,
          error,
        );
    }
  }

  #refusedKey(cause: SshError): ReachError {
    const { account, publicKey } = this.#options;
    return new ReachError(
      'auth',
      `${accountName(account)} does not take our key ${publicKey.fingerprint} (${cause.message}). Put this line into that account's ~/.ssh/authorized_keys: ${publicKey.line} – and see that only the account itself may write that file and its folders, and that the account may log in. Why it was refused says the server's log: journalctl -u ssh`,
      cause,
    );
  }

  #closedError(cause?: Error): ReachError {
    if (this.#distrust) return this.#distrust;
    return new ReachError(
      'disconnected',
      `${this.#endpoint} closed the connection while we were ${this.#stage}. sshd does so to hosts it shuts out (MaxStartups, PerSourcePenalties, fail2ban); its log says why: journalctl -u ssh`,
      cause,
    );
  }

  #timeoutError(): ReachError {
    const seconds = this.#options.connectTimeoutMs / 1000;
    const { host, port } = this.#options.account;
    if (this.#stage === 'connecting')
      return new ReachError(
        'unreachable',
        `${this.#endpoint} did not answer a connection request within ${seconds} s. The host is off, or a firewall drops the packets: nc -vz ${host} ${port}`,
      );
    return new ReachError(
      'timeout',
      `${this.#endpoint} took the connection, but within ${seconds} s we got no further than ${this.#stage}. Check how busy the host is, and that the port is sshd's: ssh -v -p ${port} ${host}`,
    );
  }

  get #endpoint(): string {
    const { host, port } = this.#options.account;
    return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  }
}

type SshError = Error & { level?: string; code?: string | number };
