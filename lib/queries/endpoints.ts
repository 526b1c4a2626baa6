import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  endpointAnswerSchema,
  removedSchema,
  replayAnswerSchema,
  type replaySchema,
  testAnswerSchema,
  type testSchema,
} from '../contracts/action.ts';
import { endpointListSchema } from '../contracts/endpoint.ts';
import type { EndpointFilterInput, EndpointInputBody } from '../contracts/endpoint-input.ts';
import { getJson, send } from './api.ts';
import { endpointsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/endpoints';
const endpointPath = (name: string) => `${PATH}/${encodeURIComponent(name)}`;

/** Who is told, without secrets. */
export const endpointsQuery = () =>
  queryOptions({
    queryKey: endpointsKey,
    queryFn: ({ signal }) => getJson(PATH, endpointListSchema, signal),
    ...refetchAsNet,
  });

export const createEndpoint = (input: EndpointInputBody) => send('POST', PATH, input, endpointAnswerSchema);

/** Puts another endpoint, secrets and all, in the place of one that keeps its name. */
export const replaceEndpoint = (input: EndpointInputBody) =>
  send('PUT', endpointPath(input.name), input, endpointAnswerSchema);

/** Changes what an endpoint is told of. */
export const refilterEndpoint = (name: string, changes: EndpointFilterInput) =>
  send('PATCH', endpointPath(name), changes, endpointAnswerSchema);

export const removeEndpoint = (name: string, by: string) =>
  send('DELETE', withSearch(endpointPath(name), { by }), null, removedSchema);

/** Has an endpoint that was disabled told again. */
export const enableEndpoint = (name: string, by: string) =>
  send('POST', `${endpointPath(name)}/enable`, { by }, endpointAnswerSchema);

/** Sends a message that only tries the way there; `deliveryQuery` of the id it gives tells what becomes of it. */
export const testEndpoint = (name: string, act: z.input<typeof testSchema>) =>
  send('POST', `${endpointPath(name)}/test`, act, testAnswerSchema);

/** Has what was given up since a time sent again. */
export const replayEndpoint = (name: string, act: z.input<typeof replaySchema>) =>
  send('POST', `${endpointPath(name)}/replay`, act, replayAnswerSchema);
