import type { ProblemDto } from '../../lib/contracts/health.ts';
import { ApiError } from '../../lib/queries/api.ts';

/** What a page can say of anything that went wrong while it asked. */
export function problemOf(error: Error): ProblemDto {
  if (error instanceof ApiError) return error.problem;
  return { type: 'about:blank', title: 'This page met a fault of its own', status: 0, detail: error.message };
}
