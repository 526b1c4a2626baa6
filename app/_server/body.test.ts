import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bodyOf } from './body.ts';
import { Problem } from './problem.ts';

const SCHEMA = z.strictObject({
  by: z.string('your name'),
  url: z.string('an address').max(9, 'an address').optional(),
});

async function read(body: BodyInit | null, type = 'application/json') {
  const headers = { 'Content-Type': type };
  const request = new Request('http://pairwatch/api/v1/x', { method: 'POST', headers, body });
  return bodyOf(request, SCHEMA);
}

async function problemOf(reading: Promise<unknown>) {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw new Error(`${error} is no problem`);
  return error.dto;
}

describe('bodyOf', () => {
  it.each(['application/json', 'Application/JSON; charset=utf-8'])('reads %s', async (type) => {
    expect(await read('{"by":"Ä"}', type)).toEqual({ by: 'Ä' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx'])(
    'refuses %s, which a form of another site may send',
    async (type) => {
      expect(await problemOf(read('{"by":"a"}', type))).toMatchObject({
        status: 415,
        detail: `Content-Type is "${type}", application/json is expected.`,
      });
    },
  );

  it('refuses more than 64 KB and takes as many', async () => {
    const filled = (bytes: number) => `{"by":"${'x'.repeat(bytes - 9)}"}`;
    expect((await read(filled(64 * 1024))).by).toHaveLength(64 * 1024 - 9);
    const problem = await problemOf(read(filled(64 * 1024 + 1)));
    expect([problem.status, problem.detail]).toEqual([413, expect.stringContaining('64 KB')]);
  });

  it.each<[string, BodyInit | null]>([
    ['nothing', null],
    ['half an object', '{"by":'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['a zero byte', '{"by":"a\\u0000b"}'],
    ['a zero byte in a key', '{"a\\u0000b":1}'],
    ['half a character', '{"by":"\\ud800"}'],
    ['what is nested too deep', '['.repeat(30_000) + ']'.repeat(30_000)],
  ])('refuses %s', async (_, body) => {
    expect(await problemOf(read(body))).toMatchObject({ status: 400, title: 'The body cannot be read' });
  });

  it('names every mistake with what was found and what is expected', async () => {
    const problem = await problemOf(read('{"by":7,"why":"x"}'));
    expect(problem.errors).toEqual([
      { path: 'by', found: '7', expected: 'your name' },
      { path: 'why', found: 'an unknown key', expected: 'nothing of that name' },
    ]);
    expect(problem.detail).toBe(
      'by: found 7, expected your name; why: found an unknown key, expected nothing of that name.',
    );
  });

  it('says of a body that is no object what it is', async () => {
    expect((await problemOf(read('[1]'))).errors?.[0]).toMatchObject({ path: 'body', found: 'a list' });
  });

  it('shows nothing of what may be secret', async () => {
    const problem = await problemOf(read('{"by":"a","url":"https://x/token"}'));
    expect(problem.errors?.[0]?.found).toBe('a text of 15 characters');
    expect(JSON.stringify(problem)).not.toContain('token');
  });
});
