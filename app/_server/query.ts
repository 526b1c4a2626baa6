import type { z } from 'zod';
import { type Actor, nameOfDeeds } from '../../lib/access/actor.ts';
import { badQuery } from './problem.ts';

/** What a request's query says, checked. Throws `Problem`. */
export function queryOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return checked(new URL(request.url).searchParams, schema);
}

/** The same of something that is told by whom it was asked for: by who asks, or, where nobody signs in, whom it names as `by`. */
export function askedBy<Schema extends z.ZodType<{ by: string }>>(
  request: Request,
  actor: Actor,
  schema: Schema,
): z.output<Schema> {
  const search = new URL(request.url).searchParams;
  const by = nameOfDeeds(actor);
  if (by !== null) search.set('by', by);
  return checked(search, schema);
}

function checked<Schema extends z.ZodType>(search: URLSearchParams, schema: Schema): z.output<Schema> {
  const query = schema.safeParse(Object.fromEntries(search));
  if (!query.success) throw badQuery(query.error, search);
  return query.data;
}
