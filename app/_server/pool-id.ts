import { Problem } from './problem.ts';

/** The id of a pool as a path has it; null for what can be none. */
export function poolIdOf(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export function poolUnknown(pair: string, pool: string): Problem {
  const list = `GET /api/v1/pairs/${encodeURIComponent(pair)}/pools lists the ids of those it has`;
  return new Problem('not-found', 404, 'No such pool', `The pair "${pair}" has no pool "${pool}"; ${list}.`);
}
