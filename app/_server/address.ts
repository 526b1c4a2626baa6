import type { z } from 'zod';
import type { Outcome } from './outcome.ts';
import { badQuery } from './problem.ts';

/** What the parameters of a page's address say, checked as those of the API are; else the problem to tell in the page's place. */
export function addressOf<Schema extends z.ZodType>(
  search: Record<string, string | string[] | undefined>,
  schema: Schema,
): Outcome<z.output<Schema>> {
  const asked = schema.safeParse(search);
  if (asked.success) return { data: asked.data, problem: null };
  const found = Object.entries(search).map(([name, value]) => [name, String(value)]);
  return { data: null, problem: badQuery(asked.error, new URLSearchParams(found)).dto };
}
