import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type RulePreviewQuery,
  ruleAnswerSchema,
  type ruleInputSchema,
  type rulePreviewInputSchema,
} from '../contracts/action.ts';
import { ruleListSchema, rulePreviewSchema } from '../contracts/rule.ts';
import { getJson, send } from './api.ts';
import { rulesKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/rules';
const rulePath = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

/** null: everywhere, or all pools of the pair. */
export type RulePlace = { pair: string | null; pool: string | null };

/** Every rule as it stands at a place. */
export const rulesQuery = ({ pair, pool }: RulePlace) =>
  queryOptions({
    queryKey: [...rulesKey, 'list', { pair, pool }],
    queryFn: ({ signal }) => getJson(withSearch(PATH, { pair, pool }), ruleListSchema, signal),
    ...refetchAsNet,
  });

/** What a rule would have fired as it stands. A month of history: asked for once, and again when rules change. */
export const rulePreviewQuery = (
  id: string,
  { pair, pool, days }: Pick<RulePreviewQuery, 'pair' | 'pool'> & { days?: number },
) =>
  queryOptions({
    queryKey: [...rulesKey, 'preview', id, { pair, pool, days }],
    queryFn: ({ signal }) =>
      getJson(withSearch(`${rulePath(id)}/preview`, { pair, pool, days }), rulePreviewSchema, signal),
  });

/** What a rule would have fired with options that nobody saved. */
export const previewRule = (id: string, input: z.input<typeof rulePreviewInputSchema>) =>
  send('POST', `${rulePath(id)}/preview`, input, rulePreviewSchema);

/** Puts what is wanted otherwise of a rule at a place in the place of what was before. */
export const setRuleOptions = (id: string, input: z.input<typeof ruleInputSchema>) =>
  send('PUT', rulePath(id), input, ruleAnswerSchema);

/** Has a rule at a place be again as it is around it. */
export const clearRuleOptions = (id: string, { pair, pool }: RulePlace, by: string) =>
  send('DELETE', withSearch(rulePath(id), { pair, pool, by }), null, ruleAnswerSchema);
