import { headers } from 'next/headers';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { asProblem } from './answer.ts';
import { cursorOfPage } from './cursor-of-page.ts';
import { REQUEST_ID } from './request-id.ts';

export type Outcome<T> = { data: T; problem: null } | { data: null; problem: ProblemDto };

/** What a page gets to draw: the data, or the problem to tell in its place. */
export async function outcomeOf<T>(read: () => Promise<T>): Promise<Outcome<T>> {
  await cursorOfPage();
  try {
    return { data: await read(), problem: null };
  } catch (error) {
    const requestId = (await headers()).get(REQUEST_ID);
    return {
      data: null,
      problem: { ...asProblem(error, requestId).dto, ...(requestId !== null && { requestId }) },
    };
  }
}
