import { connect, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { OmapiError } from './errors.ts';

export type Endpoint = { host: string; port: number };

/**
 * A TCP connection over IPv4, the only one dhcpd listens on (reference 1.1). Throws `refused`, `unreachable` or
 * `host-unknown`; also gives up with the signal's reason when `signal` aborts.
 */
export function connectTcp(
  { host, port }: Endpoint,
  timeoutMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, family: 4, noDelay: true });
    const settle = () => {
      cancelTimeout();
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
    };
    const giveUp = (error: unknown) => {
      settle();
      // A socket destroyed while it connects may still report why; nobody is interested any more.
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const onError = (error: NodeJS.ErrnoException) => giveUp(connectError(error, { host, port }));
    const onAbort = () => giveUp(signal.reason);
    const cancelTimeout = clock.after(timeoutMs, () =>
      giveUp(
        new OmapiError(
          'unreachable',
          `${host}:${port} did not answer a connection request within ${timeoutMs / 1000} s. The host is off, a firewall drops the packets, or dhcpd is too busy to take connections.`,
        ),
      ),
    );
    socket.once('error', onError);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

function connectError(error: NodeJS.ErrnoException, { host, port }: Endpoint): OmapiError {
  const details = { cause: error };
  switch (error.code) {
    case 'ECONNREFUSED':
      return new OmapiError(
        'refused',
        `Nothing listens on ${host}:${port}. Check that dhcpd runs there and that its dhcpd.conf has \`omapi-port ${port};\`.`,
        details,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OmapiError(
        'host-unknown',
        `The name "${host}" gives no IPv4 address. Check its spelling and the name servers of this machine, or use the address itself.`,
        details,
      );
    default:
      return new OmapiError(
        'unreachable',
        `${host}:${port} cannot be reached (${error.code ?? error.message}). Check that the host is up, the route to it, and that a firewall lets this machine through.`,
        details,
      );
  }
}
