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
  return answerOf(path, await reach(path, { signal }), schema);
}

/**
 * Has the API do something and gives what it answers, as `getJson` does. Once: whether a request that was not answered was
 * heard is not known, so who asked is told and looks.
 */
export async function send<T extends { now: string }>(
  method: 'DELETE' | 'PATCH' | 'POST' | 'PUT',
  path: string,
  body: object | null,
  schema: z.ZodType<T>,
): Promise<T> {
  const content = body && {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
  return answerOf(path, await reach(path, { method, ...content }), schema);
}

/** Asks for something whose content is of no interest here. Throws `ApiError`, as `getJson` does. */
export async function checkAnswer(path: string, signal: AbortSignal): Promise<void> {
  const response = await reach(path, { signal });
  if (response.ok) return response.body?.cancel();
  const body: unknown = await response.json().catch(() => null); // told as an answer without a reason
  throw new ApiError(problemOf(body, path, response.status));
}

async function answerOf<T extends { now: string }>(
  path: string,
  response: Response,
  schema: z.ZodType<T>,
): Promise<T> {
  const body: unknown = await response.json().catch(() => null); // told below as "no answer of Pairwatch's"
  if (!response.ok) throw refused(problemOf(body, path, response.status));

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

async function reach(path: string, { signal, ...request }: RequestInit): Promise<Response> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    return await fetch(path, { ...request, signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
  } catch (error) {
    if (signal?.aborted) throw error; // TanStack's own cancelling, not a failure
    throw new ApiError({
      type: 'urn:pairwatch:problem:web-server-silent',
      title: 'Pairwatch’s web server does not answer',
      status: 0,
      detail: 'No answer came back. Check that Pairwatch runs and that this browser can reach it.',
    });
  }
}

/** Whoever signed in and no longer is goes to sign in again, and then back to where he was. */
function refused(problem: ProblemDto): ApiError {
  if (problem.type === 'urn:pairwatch:problem:not-signed-in' && typeof window !== 'undefined') {
    const { pathname, search } = window.location;
    window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  }
  return new ApiError(problem);
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
