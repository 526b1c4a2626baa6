import { z } from 'zod';
import { type Actor, nameOfDeeds } from '../../lib/access/actor.ts';
import { badBody, Problem } from './problem.ts';

/** Far more than any form of ours has. */
export const MAX_BODY_BYTES = 64 * 1024;

/** What a request's JSON body says, checked. Throws `Problem`. */
export async function bodyOf<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = request.headers.get('content-type');
  if (!/^application\/json(\s*;|$)/i.test(type ?? '')) throw notJson(type);
  return checked(parse(await textOf(request)), schema);
}

/** The same of something to be done, which names who does it: who asks, or, where nobody signs in, whom the body names as `by`. */
export async function deedOf<Schema extends z.ZodType<{ by: string }>>(
  request: Request,
  actor: Actor,
  schema: Schema,
): Promise<z.output<Schema>> {
  const by = nameOfDeeds(actor);
  const value = await bodyOf(request, z.unknown());
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return checked(by !== null && isObject ? { ...value, by } : value, schema);
}

function checked<Schema extends z.ZodType>(value: unknown, schema: Schema): z.output<Schema> {
  const body = schema.safeParse(value);
  if (!body.success) throw badBody(body.error, value);
  return body.data;
}

async function textOf({ body }: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    text += decode(() => decoder.decode(piece, { stream: true }));
  }
  return text + decode(() => decoder.decode());
}

function decode(read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError) throw unreadable('its bytes are no UTF-8');
    throw error;
  }
}

/** Neither can be stored: PostgreSQL has no text with a zero byte or half a surrogate pair in it. */
const NOT_TO_BE_STORED = /[\0\p{Cs}]/u;

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (NOT_TO_BE_STORED.test(key) || (typeof value === 'string' && NOT_TO_BE_STORED.test(value))) {
        throw unreadable(`a zero byte or half a character is in "${key}"`);
      }
      return value;
    });
  } catch (error) {
    // A stack that is full: each level takes a place on it.
    if (error instanceof RangeError) throw unreadable('it is nested too deep');
    if (error instanceof SyntaxError) throw unreadable(text === '' ? 'it is empty' : error.message);
    throw error;
  }
}

function notJson(type: string | null): Problem {
  return new Problem(
    'unsupported-media-type',
    415,
    'The body is not JSON',
    `Content-Type is "${type ?? ''}", application/json is expected.`,
  );
}

export function tooLarge(): Problem {
  return new Problem(
    'too-large',
    413,
    'The body is too large',
    `More than ${MAX_BODY_BYTES / 1024} KB were found, that many at most are expected.`,
  );
}

function unreadable(found: string): Problem {
  return new Problem(
    'bad-request',
    400,
    'The body cannot be read',
    `Something was found that is no JSON object: ${found}.`,
  );
}
