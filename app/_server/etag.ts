import { createHash } from 'node:crypto';

/**
 * The weak tag of a JSON answer: of all it says but `now`, the moment it was asked at. What ages (freshness, sentences,
 * counts) is in it, so what turned old never passes for unchanged.
 */
export function weakTag(text: string, body: unknown): string {
  const said = hasNow(body) ? text.replace(`"now":${JSON.stringify(body.now)}`, '') : text;
  return `W/"${createHash('sha256').update(said).digest('base64url').slice(0, 22)}"`;
}

function hasNow(body: unknown): body is { now: unknown } {
  return typeof body === 'object' && body !== null && 'now' in body;
}

/** The answer, or 304 without a body for whoever reads and names the tag it has. */
export function unlessKnown({ method, headers }: Request, response: Response): Response {
  const tag = response.headers.get('etag');
  const known = headers.get('if-none-match');
  if (tag === null || known === null || (method !== 'GET' && method !== 'HEAD')) return response;
  const named = known.split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (!named.includes('*') && !named.includes(tag.replace(/^W\//, ''))) return response;
  return new Response(null, {
    status: 304,
    headers: { ETag: tag, 'Cache-Control': response.headers.get('cache-control') ?? 'no-store' },
  });
}
