import { queryOptions } from '@tanstack/react-query';
import { goingOnSchema } from '../contracts/going-on.ts';
import { getJson } from './api.ts';
import { goingOnKey } from './keys.ts';
import { refetchAsNet } from './refetch.ts';

/** How many alerts fire and how many incidents are open. */
export const goingOnQuery = () =>
  queryOptions({
    queryKey: goingOnKey,
    queryFn: ({ signal }) => getJson('/api/v1/going-on', goingOnSchema, signal),
    ...refetchAsNet,
  });
