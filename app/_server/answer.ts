import { unstable_rethrow } from 'next/navigation';
import type { Actor } from '../../lib/access/actor.ts';
import type { Role } from '../../lib/access/role.ts';
import { log } from '../../lib/log.ts';
import { checkWanted } from './accept.ts';
import { unlessKnown, weakTag } from './etag.ts';
import { guarded, type Need } from './guard.ts';
import { permit } from './permit.ts';
import { Problem } from './problem.ts';
import { REQUEST_ID, requestIdOf } from './request-id.ts';

const NO_STORE = { 'Cache-Control': 'no-store' };
const JSON_TYPE = 'application/json';

/** The answer 200 (or another status) of the API; never kept by a cache, for every figure in it ages. */
export function json(body: unknown, status = 200): Response {
  const text = JSON.stringify(body);
  return new Response(text, {
    status,
    headers: {
      ...NO_STORE,
      'Content-Type': JSON_TYPE,
      ...(status === 200 && { ETag: weakTag(text, body) }),
    },
  });
}

/**
 * The first and the last beat of a route handler: whether who asks may, by the role it needs and, where something may
 * change, by where it comes from; then its answer, or the problem it threw as RFC 9457 problem details.
 */
export async function answer(
  request: Request,
  need: Role,
  handle: (actor: Actor) => Promise<Response>,
): Promise<Response>;
export async function answer(
  request: Request,
  need: 'anyone',
  handle: (actor: Actor | null) => Promise<Response>,
): Promise<Response>;
export async function answer(
  request: Request,
  need: Need,
  // `never`: what it takes goes by `need`, as the two above say, and `guarded` makes sure of it.
  handle: (actor: never) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const startedAt = performance.now();
  const response = await answerTo(request, need, handle, requestId);
  response.headers.set(REQUEST_ID, requestId);
  logRequest(request, response.status, requestId, performance.now() - startedAt);
  return response;
}

/** Of the query nothing but names: what is looked for may be somebody's name or address. */
function logRequest({ method, url }: Request, status: number, requestId: string, tookMs: number): void {
  if (!log.isLevelEnabled('debug')) return;
  const { pathname, searchParams } = new URL(url);
  const query = [...new Set(searchParams.keys())];
  log.debug({ requestId, method, path: pathname, query, status, ms: Math.round(tookMs) }, 'request');
}

async function answerTo(
  request: Request,
  need: Need,
  handle: (actor: never) => Promise<Response>,
  requestId: string,
): Promise<Response> {
  try {
    if (ZERO_BYTE.test(request.url)) throw zeroByte();
    const reads = READS.has(request.method);
    if (!reads) permit(request);
    // Before a deed: it is not done for whoever can't be told of it.
    if (!reads) checkWanted(request, JSON_TYPE);
    const response = await guarded(request, need, (actor) => handle(actor as never));
    if (!reads) return response;
    if (response.ok) checkWanted(request, response.headers.get('content-type') ?? '*/*');
    return unlessKnown(request, response);
  } catch (error) {
    return problemResponse(asProblem(error, requestId), request, requestId);
  }
}

const READS = new Set(['GET', 'HEAD']);

/** PostgreSQL has no text with it, not even to look for. */
const ZERO_BYTE = /%00/;

function zeroByte(): Problem {
  return new Problem(
    'bad-request',
    400,
    'The address cannot be read',
    'A zero byte (%00) was found in the path or the query, where none can be; leave it out.',
  );
}

/** An error nobody foresaw is logged whole and told without its insides. */
export function asProblem(error: unknown, requestId: string | null): Problem {
  unstable_rethrow(error); // how Next leads a page elsewhere is no fault
  if (error instanceof Problem) return error;
  log.error({ err: error, ...(requestId !== null && { requestId }) }, 'a request could not be answered');
  return new Problem(
    'internal',
    500,
    'Pairwatch could not answer',
    'A fault inside Pairwatch stopped this request; the log of the web server has it in full. Trying again may help.',
  );
}

export function problemResponse(
  { dto }: Problem,
  request: Request,
  requestId = requestIdOf(request.headers),
): Response {
  const body = { ...dto, requestId, instance: new URL(request.url).pathname };
  return Response.json(body, {
    status: dto.status,
    headers: {
      ...NO_STORE,
      'Content-Type': 'application/problem+json',
      ...(dto.status === 401 && { 'WWW-Authenticate': 'Bearer realm="Pairwatch"' }),
      ...(dto.status === 429 && { 'Retry-After': '60' }),
      ...(dto.status === 503 && { 'Retry-After': '5' }),
    },
  });
}
