import type { ServerResponse } from 'node:http';
import { between, type Random } from '../../../lib/simulate/model/random.ts';

/** One way to treat a webhook. */
export type Answer = {
  name: string;
  /** Whether a receiver that answers so has taken the message: headers of a 2xx went out whole. */
  accepts: boolean;
  give(response: ServerResponse): void;
  /** The body is not even read. */
  isDeaf?: true;
  /** Milliseconds before anything is said. */
  delayMs?: (random: Random) => number;
  /** What it asks the sender to wait, in milliseconds. */
  retryAfterMs?: number;
  /** Keeps the sender until its time limit. */
  stalls?: true;
};

/** Path that a redirect points to: whoever asks for it followed. */
export const ELSEWHERE = '/elsewhere';

const taken = (response: ServerResponse) => response.writeHead(204).end();
const refusing = (code: number, headers = {}) => ({
  name: String(code),
  accepts: false,
  give: (response: ServerResponse) => response.writeHead(code, headers).end('no'),
});
/** Bytes as no HTTP server would send them, and the end of the connection. */
const raw = (name: string, accepts: boolean, text: string) => ({
  name,
  accepts,
  give: ({ socket }: ServerResponse) => socket?.end(text, () => socket.destroy()),
});

export const WELL: Answer = { name: 'well', accepts: true, give: taken };
export const GONE: Answer = refusing(410);

/** How a receiver that is up may treat its sender otherwise than well. */
export const BAD_ANSWERS: readonly Answer[] = [
  { ...WELL, name: 'slow', delayMs: (random) => between(random, 50, 1_500) },
  { name: 'silent', accepts: false, stalls: true, give() {} },
  { name: 'drops after the headers', accepts: false, isDeaf: true, give: ({ socket }) => socket?.destroy() },
  { name: 'resets instead of an answer', accepts: false, give: ({ socket }) => socket?.resetAndDestroy() },
  raw('drops within its headers', false, 'HTTP/1.1 200 OK\r\nContent-Le'),
  raw('promises and drops', false, 'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n'),
  refusing(500),
  { ...refusing(429, { 'retry-after': '1' }), retryAfterMs: 1_000 },
  { ...refusing(307, { location: ELSEWHERE }), name: 'redirect' },
  {
    name: 'hangs within its body',
    accepts: true,
    stalls: true,
    give: (response) => response.writeHead(200, { 'content-length': '100' }).write('taken'),
  },
  raw('answers as to a HEAD', true, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'),
  raw('claims too long a body', true, 'HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\ntaken'),
  raw('claims too short a body', true, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\ntaken'),
  {
    name: 'resets after its 200',
    accepts: true,
    give: ({ socket }) =>
      socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ntaken', () => socket.resetAndDestroy()),
  },
];
