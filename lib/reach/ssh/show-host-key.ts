import { connect } from 'node:net';
import ssh2 from 'ssh2';
import { ReachError } from '../error.ts';
import { fingerprintOf, showOwn } from './host-key.ts';
import { keyTypeOf, knownHostsName } from './known-hosts.ts';

/** A host key as a server shows it to somebody who does not know it yet. */
export type ShownHostKey = {
  type: string;
  fingerprint: string;
  /** As a known_hosts file has it. */
  knownHostsLine: string;
  /** What shows the same at the server's own console. */
  command: string;
};

/** Asks for the host key and goes away before anything is said about an account. Throws ReachError. */
export function showHostKey(
  { host, port }: { host: string; port: number },
  signal: AbortSignal,
): Promise<ShownHostKey> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const client = new ssh2.Client();
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', onAbort);
      client.removeAllListeners();
      client.on('error', () => {}); // without a listener it would end the process
      act();
      socket.destroy();
    };
    const onAbort = () => settle(() => reject(signal.reason));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const fail = (error: Error) =>
      settle(() =>
        reject(
          new ReachError(
            'protocol',
            `${host}:${port} shows no SSH host key (${error.message}). Check that sshd runs there and that this is its port: ssh -v -p ${port} ${host}`,
            error,
          ),
        ),
      );
    client
      .once('error', fail)
      .once('close', () => fail(new Error('the connection was closed')))
      .connect({
        sock: socket,
        username: 'nobody',
        // A server shows one key, of the first of these that it has.
        algorithms: { serverHostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256'] },
        hostVerifier: (blob: Buffer) => {
          const type = keyTypeOf(blob) ?? 'ssh';
          settle(() =>
            resolve({
              type,
              fingerprint: fingerprintOf(blob),
              knownHostsLine: `${knownHostsName(host, port)} ${type} ${blob.toString('base64')}`,
              command: showOwn(blob),
            }),
          );
          return false;
        },
        readyTimeout: 0,
      });
  });
}
