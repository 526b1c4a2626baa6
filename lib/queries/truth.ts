import { type Query, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  TRUTH_PARTS,
  type TruthAnswer,
  type TruthPart,
  truthAnswerSchema,
  workedOutEveryMs,
} from '../contracts/truth.ts';
import { getJson } from './api.ts';
import { type POOL_PARTS, truthKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

type PoolPart = (typeof POOL_PARTS)[number];

export const TRUTH_PART_NAMES = Object.keys(TRUTH_PARTS) as TruthPart[]; // keys of a const object

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

/** A part told pool by pool: asked for as often as it is kept, not at each hint that other parts are new. */
export const poolPartQuery = <Part extends PoolPart>(pair: string, part: Part) => ({
  ...truthQuery(pair, part),
  refetchInterval: (query: Pick<Query<TruthAnswer<Part>>, 'state'>) =>
    workedOutEveryMs(query.state.data?.value?.length),
});
