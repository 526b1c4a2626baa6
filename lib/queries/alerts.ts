import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { type acknowledgeSchema, alertAnswerSchema } from '../contracts/action.ts';
import { type AlertQuery, alertListSchema } from '../contracts/alert.ts';
import { getJson, send } from './api.ts';
import { alertsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/alerts';

export type AlertFilter = Partial<AlertQuery>;

/** Where a browser gets all of a filter as a CSV file. */
export const alertExportPath = ({ pair, phase, severity }: AlertFilter): string =>
  withSearch(PATH, { pair, phase, severity, format: 'csv' });

/** Alerts, those that fire first. */
export const alertsQuery = ({ pair, phase, severity, limit, before }: AlertFilter) =>
  queryOptions({
    queryKey: [...alertsKey, 'list', { pair, phase, severity, limit, before }],
    queryFn: ({ signal }) =>
      getJson(withSearch(PATH, { pair, phase, severity, limit, before }), alertListSchema, signal),
    ...refetchAsNet,
  });

/** One alert. */
export const alertQuery = (id: number) =>
  queryOptions({
    queryKey: [...alertsKey, 'one', id],
    queryFn: ({ signal }) => getJson(`${PATH}/${id}`, alertAnswerSchema, signal),
    ...refetchAsNet,
  });

/** Says that somebody looks after an alert. */
export const acknowledgeAlert = (id: number, act: z.input<typeof acknowledgeSchema>) =>
  send('POST', `${PATH}/${id}/acknowledge`, act, alertAnswerSchema);
