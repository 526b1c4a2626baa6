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
