import type { z } from 'zod';
import { type ProblemDto, problemSchema } from '../contracts/health.ts';
import { serverClock } from './server-clock.ts';

const DEADLINE_MS = 10_000;

/** What a page can say about an answer that did not come or was no answer. */
export class ApiError extends Error {
  readonly problem: ProblemDto;

  constructor(problem: ProblemDto) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/**
 * Asks the API for one resource and checks its shape. Sets the page's clock by the answer.
 * Throws `ApiError` with the server's problem details, or with our own words when there are none.
 */
export async function getJson<T extends { now: string }>(
  path: string,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T> {
  const response = await send(path, signal);
  const body: unknown = await response.json().catch(() => null); // told below as "no answer of Pairwatch's"
  if (!response.ok) throw new ApiError(problemOf(body, path, response.status));

  const answer = schema.safeParse(body);
  if (!answer.success) {
    throw new ApiError({
      type: 'urn:pairwatch:problem:answer-unreadable',
      title: 'The answer is of another version',
      status: response.status,
      detail: `${path} answered in a shape this page does not know. Pairwatch was probably updated: load the page again.`,
    });
  }
  serverClock.sync(Date.parse(answer.data.now));
  return answer.data;
}

async function send(path: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, { signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]) });
  } catch (error) {
    if (signal.aborted) throw error; // TanStack's own cancelling, not a failure
    throw new ApiError({
      type: 'urn:pairwatch:problem:web-server-silent',
      title: 'Pairwatch’s web server does not answer',
      status: 0,
      detail: 'No answer came back. Check that Pairwatch runs and that this browser can reach it.',
    });
  }
}

function problemOf(body: unknown, path: string, status: number): ProblemDto {
  const problem = problemSchema.safeParse(body);
  if (problem.success) return problem.data;
  return {
    type: 'about:blank',
    title: `The answer was HTTP ${status}`,
    status,
    detail: `${path} gave no reason. Something between this browser and Pairwatch, such as a proxy, may have answered in its place.`,
  };
}
