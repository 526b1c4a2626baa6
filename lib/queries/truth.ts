import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { type TruthAnswer, type TruthPart, truthAnswerSchema } from '../contracts/truth.ts';
import { getJson } from './api.ts';
import { truthKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

/** One part of what is known of a pair beyond its verdict. */
export const truthQuery = <Part extends TruthPart>(pair: string, part: Part) => {
  // zod infers the same shape, but TypeScript can't see through the lookup of a part that is not known yet.
  const schema = truthAnswerSchema(part) as unknown as z.ZodType<TruthAnswer<Part>>;
  return queryOptions({
    queryKey: truthKey(pair, part),
    queryFn: ({ signal }) => getJson(`/api/v1/pairs/${encodeURIComponent(pair)}/${part}`, schema, signal),
    ...refetchAsNet,
  });
};
