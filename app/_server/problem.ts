import type { ZodError } from 'zod';
import type { ProblemDto } from '../../lib/contracts/health.ts';

type ProblemKind =
  | 'bad-request'
  | 'database-unavailable'
  | 'internal'
  | 'method-not-allowed'
  | 'not-found'
  | 'pair-unknown'
  | 'stopping';

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

export function pairUnknown(name: string): Problem {
  return new Problem(
    'pair-unknown',
    404,
    'No such pair',
    `No pair is named "${name}". GET /api/v1/pairs lists the names Pairwatch watches.`,
  );
}

/** Every mistake of a query at once, each with its parameter, what was found and what was expected. */
export function badQuery(error: ZodError, found: URLSearchParams): Problem {
  const errors = error.issues.map((issue) => {
    const path = issue.path.join('.');
    return { path, found: found.get(path) ?? 'nothing', expected: issue.message };
  });
  const list = errors
    .map(({ path, found, expected }) => `${path} is "${found}", expected is ${expected}`)
    .join('; ');
  return new Problem('bad-request', 400, 'The query cannot be read', `${list}.`, errors);
}
