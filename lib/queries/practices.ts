import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type PracticeCode,
  practiceAnswerSchema,
  type practiceChangeSchema,
  practiceListSchema,
  type practiceRunInputSchema,
  practiceRunListSchema,
} from '../contracts/practice.ts';
import { getJson, send } from './api.ts';
import { practicesKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/practices';

/** A duty of a pair. */
export type PracticePlace = { pair: string; code: PracticeCode };
const practicePath = ({ pair, code }: PracticePlace) => `${PATH}/${encodeURIComponent(pair)}/${code}`;

/** The duties of all pairs, or of one, as they stand. */
export const practicesQuery = (pair?: string) =>
  queryOptions({
    queryKey: [...practicesKey, 'list', { pair }],
    queryFn: ({ signal }) => getJson(withSearch(PATH, { pair }), practiceListSchema, signal),
    ...refetchAsNet,
  });

/** The latest times a duty was done. */
export const practiceRunsQuery = (place: PracticePlace) =>
  queryOptions({
    queryKey: [...practicesKey, 'runs', place],
    queryFn: ({ signal }) => getJson(`${practicePath(place)}/runs`, practiceRunListSchema, signal),
  });

/** Says who has a duty, how often it comes, and whether it is wanted. */
export const changePractice = (place: PracticePlace, change: z.input<typeof practiceChangeSchema>) =>
  send('PATCH', practicePath(place), change, practiceAnswerSchema);

/** Does a duty now. */
export const doPractice = (place: PracticePlace, run: z.input<typeof practiceRunInputSchema>) =>
  send('POST', `${practicePath(place)}/runs`, run, practiceAnswerSchema);
