import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { Clock } from '../../clock.ts';
import { givenUpError, ReachError } from '../error.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { decodeAnswer, encodeQuestion, type KissCode, NONCE_BYTES, type SntpTime } from './sntp-packet.ts';
import { tieWallClock, type WallClock } from './wall-clock.ts';

export type SntpServer = { host: string; port: number };

/** One question and its answer. Milliseconds; `at` since 1970 by our clock, `offsetMs` the server's clock minus ours. */
export type SntpSample = {
  kind: 'sample';
  at: number;
  offsetMs: number;
  uncertaintyMs: number;
  delayMs: number;
  time: SntpTime;
};

export type SntpExchange = SntpSample | { kind: 'kiss'; code: KissCode };

/** Times that a server reads from a coarse clock may contradict each other by this, beside its own precision. */
const LEEWAY_MS = 1;

/**
 * Asks a server for its time once. Throws `host-unknown`, `refused`, `unreachable`, `timeout` after `timeoutMs`, `protocol`
 * when only what is no answer came in that time, and `aborted`.
 */
export async function askSntp(
  server: SntpServer,
  { timeoutMs, clock }: { timeoutMs: number; clock: Clock },
  signal: AbortSignal,
): Promise<SntpExchange> {
  const { address, family } = await unlessAborted(addressOf(server), signal, `looking up ${server.host}`);
  const nonce = randomBytes(NONCE_BYTES);
  return new Promise((resolve, reject) => {
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    let stray: string | null = null;
    const settle = () => {
      cancelTimeout();
      signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners();
      socket.on('error', () => {}); // without a listener it would end the process
      socket.close();
    };
    const fail = (error: ReachError) => {
      settle();
      reject(error);
    };
    const onAbort = () => fail(givenUpError(signal.reason, `asking ${nameOf(server)} for its time`));
    const cancelTimeout = clock.after(timeoutMs, () =>
      fail(stray === null ? silent(server, timeoutMs) : strange(server, stray)),
    );
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', (error: NodeJS.ErrnoException) => fail(socketError(server, error)));
    // Connected, so that only its answers are taken in, and that we are told when nothing listens there.
    socket.once('connect', () => {
      const wall = tieWallClock();
      const askedAt = performance.now();
      socket.on('message', (bytes) => {
        const answeredAt = performance.now();
        const answer = decodeAnswer(bytes, nonce);
        const exchange = answer.kind === 'time' ? sampleOf(answer, { askedAt, answeredAt, wall }) : answer;
        if (exchange.kind === 'stray') {
          stray = exchange.why;
          return;
        }
        settle();
        resolve(exchange);
      });
      socket.send(encodeQuestion(nonce));
    });
    socket.connect(server.port, address);
  });
}

/** Offset and delay (RFC 5905 8), from when we asked and when the answer came, by `performance.now()`. */
function sampleOf(
  time: SntpTime,
  { askedAt, answeredAt, wall }: { askedAt: number; answeredAt: number; wall: WallClock },
): SntpSample | { kind: 'stray'; why: string } {
  const { receivedAt, sentAt, precisionMs } = time;
  const heldMs = sentAt - receivedAt;
  const roundTripMs = answeredAt - askedAt;
  const leewayMs = LEEWAY_MS + precisionMs;
  if (heldMs < -leewayMs || heldMs > roundTripMs + leewayMs)
    return {
      kind: 'stray',
      why: `it says it took ${heldMs.toFixed(1)} ms to answer, but the answer came after ${roundTripMs.toFixed(1)} ms`,
    };
  const delayMs = Math.max(0, roundTripMs - heldMs);
  return {
    kind: 'sample',
    at: Math.round(wall.at(answeredAt)),
    offsetMs: (receivedAt - wall.at(askedAt) + (sentAt - wall.at(answeredAt))) / 2,
    uncertaintyMs: delayMs / 2 + precisionMs + wall.errorMs,
    delayMs,
    time,
  };
}

async function addressOf(server: SntpServer): Promise<{ address: string; family: number }> {
  try {
    return await lookup(server.host);
  } catch (error) {
    throw hostUnknown(server, error);
  }
}

/** As messages name it. */
export function nameOf({ host, port }: SntpServer): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const MEND =
  'let the time daemon there answer this machine (chrony: allow ADDRESS), or say clock: { ntp: false } of that server in pairwatch.yaml';

function hostUnknown({ host }: SntpServer, cause: unknown): ReachError {
  return new ReachError(
    'host-unknown',
    `The name "${host}" gives no address. Check its spelling and the name servers of this machine (getent hosts ${host}), or use the address itself.`,
    cause,
  );
}

function socketError(server: SntpServer, error: NodeJS.ErrnoException): ReachError {
  if (error.code === 'ECONNREFUSED')
    return new ReachError('refused', `Nothing tells the time on UDP ${nameOf(server)}: ${MEND}.`, error);
  return new ReachError(
    'unreachable',
    `${nameOf(server)} can't be asked for its time (${error.code ?? error.message}). Check that the host is up and the route to it.`,
    error,
  );
}

function silent(server: SntpServer, timeoutMs: number): ReachError {
  return new ReachError(
    'timeout',
    `${nameOf(server)} told no time within ${timeoutMs / 1000} s. It answers no NTP, or a firewall drops UDP: ${MEND}.`,
  );
}

function strange(server: SntpServer, why: string): ReachError {
  return new ReachError(
    'protocol',
    `${nameOf(server)} sent a packet that is no answer to our question: ${why}. Check that an NTP server listens there.`,
  );
}
