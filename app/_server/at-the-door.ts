import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, tooLarge } from './body.ts';
import { PEER_HEADER } from './client-address.ts';
import { methodRefused, Problem } from './problem.ts';

/**
 * Headers every answer carries, whoever makes it: static files, redirects and what Next itself says of an error. The content
 * security policy of a page is made per request, in proxy.ts; where a page of ours may frame something, its policy says so, and a
 * browser then goes by that alone.
 */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

const PAGE_METHODS = ['GET', 'HEAD'];
const METHODS = [...PAGE_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Looks at each request before Next does. It is told where its connection came from, over whatever its client wrote there: Next
 * tells handlers nothing of the socket. What no page and no handler takes is answered here: Next would keep 10 MB of
 * a body in memory, whoever sends it, and make a fault of its own of what it can't read.
 */
export function standAtTheDoor(): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    // Node hands each request over by this event, with these two.
    if (event === 'request' && isAnswered(...(args as [IncomingMessage, ServerResponse]))) return true;
    return Reflect.apply(emit, this, [event, ...args]);
  };
}

function isAnswered(request: IncomingMessage, response: ServerResponse): boolean {
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const problem = refusalOf(request);
  if (problem === null) return false;
  const { dto, allow } = problem;
  // Nobody reads what may still come of its body.
  const head = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    Connection: 'close',
  };
  response.writeHead(dto.status, { ...head, ...(allow && { Allow: allow.join(', ') }) });
  response.end(JSON.stringify(dto));
  return true;
}

type Refusal = Pick<Problem, 'dto'> & { allow?: readonly string[] };

/** Exported for its test. */
export function refusalOf({
  method = '',
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Refusal | null {
  const path = url.replace(/[?#].*/s, '');
  if (!isDecodable(path)) return unreadableAddress();
  const methods = isOfPage(path) ? PAGE_METHODS : METHODS;
  if (!methods.includes(method)) return { ...methodRefused(method, methods), allow: methods };
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES ? tooLarge() : null;
}

/** What is neither page nor file: the API, what Prometheus scrapes, and what the development server has for its own. */
const isOfPage = (path: string): boolean => !/^\/(?:api|metrics|__nextjs[^/]*)(?:\/|$)/.test(path);

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false; // a URIError, which tells no more than that
  }
}

const unreadableAddress = () =>
  new Problem(
    'bad-request',
    400,
    'The address cannot be read',
    'A percent sign that begins no character of UTF-8, or a zero byte (%00), was found in the path, where none can be.',
  );
