import type { ZodError, z } from 'zod';
import type { ProblemDto } from '../../lib/contracts/health.ts';

type ProblemKind =
  | 'bad-request'
  | 'conflict'
  | 'database-unavailable'
  | 'foreign-origin'
  | 'internal'
  | 'method-not-allowed'
  | 'no-access'
  | 'not-acceptable'
  | 'not-found'
  | 'not-signed-in'
  | 'pair-unknown'
  | 'read-only'
  | 'role-too-small'
  | 'secrets-unavailable'
  | 'stopping'
  | 'too-large'
  | 'too-many-tries'
  | 'unsupported-media-type'
  | 'wrong-sign-in'
  | 'wrong-token';

/** An error a reader of the API or of a page is told in full: what was found, what was expected, how to mend it. */
export class Problem extends Error {
  readonly dto: ProblemDto;

  constructor(
    kind: ProblemKind,
    status: number,
    title: string,
    detail: string,
    errors?: ProblemDto['errors'],
  ) {
    super(detail);
    this.name = 'Problem';
    this.dto = { type: `urn:pairwatch:problem:${kind}`, title, status, detail, ...(errors && { errors }) };
  }
}

/** A method that does nothing where it was sent. */
export function methodRefused(found: string, expected: readonly string[]): Problem {
  return new Problem(
    'method-not-allowed',
    405,
    'This method does nothing here',
    `${found} was found, ${expected.join(' or ')} is expected.`,
  );
}

export function pairUnknown(name: string): Problem {
  return new Problem(
    'pair-unknown',
    404,
    'No such pair',
    `No pair is named "${name}". GET /api/v1/pairs lists the names Pairwatch watches.`,
  );
}

/** Something a path names that is not there; `list` is where those that are there stand. */
export function resourceUnknown(what: string, found: string, list: string): Problem {
  const detail = `There is no ${what} "${found}". GET ${list} lists those there are.`;
  return new Problem('not-found', 404, `No such ${what}`, detail);
}

/** Every mistake of a query at once, each with its parameter, what was found and what was expected. */
export function badQuery(error: ZodError, found: URLSearchParams): Problem {
  const mistakes = error.issues.map((issue) => {
    const path = issue.path.join('.');
    return { path, found: found.get(path) ?? 'nothing', expected: issue.message };
  });
  const list = mistakes.map(({ path, found, expected }) => `${path} is "${found}", expected is ${expected}`);
  return new Problem('bad-request', 400, 'The query cannot be read', `${list.join('; ')}.`, mistakes);
}

/** The same of a JSON body, without showing what may be secret. */
export function badBody(error: ZodError, found: unknown): Problem {
  return unfitBody(error.issues.flatMap(expectationsOf), found);
}

/** `found` where the value itself may be shown to nobody. */
type Expectation = { path: string[]; expected: string; found?: string };

function expectationsOf(issue: z.core.$ZodIssue): Expectation[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path, expected: issue.message }];
  const expected = 'nothing of that name';
  return issue.keys.map((key) => ({ path: [...path, key], expected, found: 'an unknown key' }));
}

/** What a JSON body should be otherwise, place by place. */
export function unfitBody(expectations: readonly Expectation[], body: unknown): Problem {
  const mistakes = expectations.map(({ path, expected, found }) => ({
    path: path.join('.') || 'body',
    found: found ?? inWords(valueAt(body, path), path),
    expected,
  }));
  const list = mistakes.map(({ path, found, expected }) => `${path}: found ${found}, expected ${expected}`);
  return new Problem('bad-request', 400, 'The body is not as expected', `${list.join('; ')}.`, mistakes);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([key]) => key === step)?.[1]
        : undefined,
    value,
  );
}

/** Keys under which a secret may stand. */
const HIDDEN = new Set([
  'key',
  'password',
  'url',
  'secrets',
  'routingKey',
  'headers',
  'tls',
  'proxy',
  'smtp',
  'template',
]);
const SHOWN_CHARACTERS = 60;

function inWords(value: unknown, path: readonly string[]): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  if (typeof value !== 'string') return text;
  if (path.some((step) => HIDDEN.has(step))) return `a text of ${value.length} characters`;
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
