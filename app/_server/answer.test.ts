import { describe, expect, it } from 'vitest';
import { eventQuerySchema } from '../../lib/contracts/event.ts';
import { problemSchema } from '../../lib/contracts/health.ts';
import { answer, json } from './answer.ts';
import { badQuery, pairUnknown } from './problem.ts';

const REQUEST = new Request('http://pairwatch/api/v1/pairs/none?x=1');

describe('answer', () => {
  it('passes the answer on, never to be kept', async () => {
    const response = await answer(REQUEST, 'anyone', async () => json({ ok: true }));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('tells a problem as RFC 9457 has it', async () => {
    const response = await answer(REQUEST, 'anyone', () => Promise.reject(pairUnknown('none')));
    const problem = problemSchema.parse(await response.json());
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect([response.status, problem.status, problem.instance]).toEqual([404, 404, '/api/v1/pairs/none']);
    expect(problem.detail).toContain('"none"');
  });

  it('refuses a zero byte wherever it stands', async () => {
    const request = new Request('http://pairwatch/api/v1/pairs/a%00b');
    expect((await answer(request, 'anyone', async () => json({ ok: true }))).status).toBe(400);
  });

  it('keeps the insides of an unforeseen error to the log', async () => {
    const response = await answer(REQUEST, 'anyone', () => Promise.reject(new Error('secret path /etc/x')));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });
});

describe('the id of a request', () => {
  const idOf = async (given?: string) => {
    const request = new Request(REQUEST, given === undefined ? {} : { headers: { 'X-Request-Id': given } });
    const response = await answer(request, 'anyone', () => Promise.reject(pairUnknown('none')));
    const { requestId } = problemSchema.parse(await response.json());
    expect(response.headers.get('x-request-id')).toBe(requestId);
    return requestId;
  };

  it('is the one it came with, where that is a short token', async () => {
    expect(await idOf('proxy-7f.01_x')).toBe('proxy-7f.01_x');
  });

  it.each([undefined, '', 'a', 'two words', 'x'.repeat(65), '<b>bold</b>', '{"json":1}'])(
    'is a new one in the place of %j',
    async (given) => {
      const [one, other] = [await idOf(given), await idOf(given)];
      expect(one).toMatch(/^[0-9a-f]{16}$/);
      expect(one).not.toBe(other);
    },
  );
});

describe('badQuery', () => {
  it('names every mistake with what was found and what is expected', () => {
    const search = new URLSearchParams('limit=nine&before=-1');
    const { error } = eventQuerySchema.safeParse(Object.fromEntries(search));
    if (!error) throw new Error('this query must not parse');
    const { dto } = badQuery(error, search);
    expect(dto.status).toBe(400);
    expect(dto.errors).toEqual([
      { path: 'limit', found: 'nine', expected: 'a whole number from 1 to 500' },
      { path: 'before', found: '-1', expected: 'the id of an event, as nextBefore gives it' },
    ]);
  });
});

describe('the type of an answer', () => {
  const ask = (accept: string, method = 'GET') =>
    answer(
      new Request('http://pairwatch/api/v1/pairs', { method, headers: { accept } }),
      'anyone',
      async () => json({ now: '2025-11-21T10:42:00.000Z', pairs: [] }),
    );

  it.each(['*/*', 'application/json', 'application/*;q=0.1', 'text/html, */*;q=0.8', ''])(
    'fits "%s"',
    async (accept) => {
      expect((await ask(accept)).status).toBe(200);
    },
  );

  it.each(['text/html', 'application/json;q=0, text/csv', 'application/json;q=0, */*'])(
    'is refused to "%s"',
    async (accept) => {
      const problem = problemSchema.parse(await (await ask(accept)).json());
      expect(problem).toMatchObject({ status: 406, type: 'urn:pairwatch:problem:not-acceptable' });
    },
  );

  it('is looked at before a deed', async () => {
    let done = 0;
    const request = new Request('http://pairwatch/x', { method: 'POST', headers: { accept: 'text/html' } });
    const response = await answer(request, 'anyone', async () => json({ done: ++done }));
    expect([response.status, done]).toEqual([406, 0]);
  });
});

describe('the tag of an answer', () => {
  const at = (now: string, known?: string, pairs: unknown[] = []) =>
    answer(
      new Request('http://pairwatch/api/v1/pairs', { headers: { ...(known && { 'if-none-match': known }) } }),
      'anyone',
      async () => json({ now, pairs }),
    );

  it('stays while nothing but the moment of asking changed', async () => {
    const tag = (await at('2025-11-21T10:42:00.000Z')).headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"/);
    for (const known of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
      const again = await at('2025-11-21T10:42:09.000Z', known);
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    }
  });

  it('is another one once anything else did', async () => {
    const tag = (await at('2025-11-21T10:42:00.000Z')).headers.get('etag') ?? '';
    const other = await at('2025-11-21T10:42:00.000Z', tag, ['office']);
    expect(other.status).toBe(200);
    expect(other.headers.get('etag')).not.toBe(tag);
  });
});
