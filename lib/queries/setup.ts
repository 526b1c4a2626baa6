import { queryOptions } from '@tanstack/react-query';
import { removedSchema } from '../contracts/action.ts';
import {
  type SetupTestBody,
  type SetupYamlBody,
  type StorePairBody,
  settingsPairListSchema,
  setupAnswerSchema,
  setupYamlSchema,
  storedAnswerSchema,
  storedPairSchema,
} from '../contracts/setup.ts';
import { getJson, send } from './api.ts';
import { settingsPairsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/settings/pairs';
const pairPath = (name: string) => `${PATH}/${encodeURIComponent(name)}`;
/** While a collector starts anew with other pairs. */
const WHILE_WAITING_MS = 1_500;

/** Every pair, where it comes from and how it is reached. */
export const settingsPairsQuery = () =>
  queryOptions({
    queryKey: settingsPairsKey,
    queryFn: ({ signal }) => getJson(PATH, settingsPairListSchema, signal),
    ...refetchAsNet,
    refetchInterval: (query) =>
      query.state.data?.pairs.some(({ state }) => state === 'waiting')
        ? WHILE_WAITING_MS
        : refetchAsNet.refetchInterval(query),
  });

/** A stored pair without its secrets, as it was when its page was opened: what is edited must not change under the hand. */
export const storedPairQuery = (name: string) =>
  queryOptions({
    queryKey: ['stored-pair', name],
    queryFn: ({ signal }) => getJson(pairPath(name), storedPairSchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Tries one step against the servers; what is not as expected is thrown with its places. */
export const testSetup = (body: SetupTestBody) => send('POST', '/api/v1/setup/test', body, setupAnswerSchema);

export const writeYaml = (body: SetupYamlBody) => send('POST', '/api/v1/setup/yaml', body, setupYamlSchema);

export const storePair = (body: StorePairBody) => send('POST', PATH, body, storedAnswerSchema);

/** Puts another entry in the place of one that keeps its name. */
export const replacePair = (body: StorePairBody) =>
  send('PUT', pairPath(body.pair.name), body, storedAnswerSchema);

export const removePair = (name: string, by: string) =>
  send('DELETE', withSearch(pairPath(name), { by }), null, removedSchema);
