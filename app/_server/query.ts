import type { z } from 'zod';
import { badQuery } from './problem.ts';

/** What a request's query says, checked. Throws `Problem`. */
export function queryOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const search = new URL(request.url).searchParams;
  const query = schema.safeParse(Object.fromEntries(search));
  if (!query.success) throw badQuery(query.error, search);
  return query.data;
}
