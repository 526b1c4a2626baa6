import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type DrillRequest,
  drillAnswerSchema,
  type drillBeginSchema,
  drillListSchema,
} from '../contracts/drill-request.ts';
import type { ReportFormat } from '../contracts/report-profile.ts';
import { getJson, send } from './api.ts';
import { drillKey, drillsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const ofPair = (pair: string) => `/api/v1/pairs/${encodeURIComponent(pair)}/drills`;
const PATH = '/api/v1/drills';

/** The failover drills of a pair, the newest first. */
export const drillsQuery = (pair: string) =>
  queryOptions({
    queryKey: drillsKey(pair),
    queryFn: ({ signal }) => getJson(ofPair(pair), drillListSchema, signal),
    ...refetchAsNet,
  });

/** One drill of a pair as it stands. */
export const drillQuery = (pair: string, id: number) =>
  queryOptions({
    queryKey: drillKey(pair, id),
    queryFn: ({ signal }) => getJson(`${PATH}/${id}`, drillAnswerSchema, signal),
    ...refetchAsNet,
  });

export const planDrill = (pair: string, input: DrillRequest) =>
  send('POST', ofPair(pair), input, drillAnswerSchema);

export const beginDrill = (id: number, act: z.input<typeof drillBeginSchema>) =>
  send('POST', `${PATH}/${id}/begin`, act, drillAnswerSchema);

export const abandonDrill = (id: number, act: { by: string; reason: string }) =>
  send('POST', `${PATH}/${id}/abandon`, act, drillAnswerSchema);

export const endDrill = (id: number, by: string) =>
  send('POST', `${PATH}/${id}/end`, { by }, drillAnswerSchema);

export const signDrill = (id: number, by: string) =>
  send('POST', `${PATH}/${id}/sign`, { by }, drillAnswerSchema);

export const noteDrill = (id: number, act: { by: string; text: string }) =>
  send('POST', `${PATH}/${id}/notes`, act, drillAnswerSchema);

/** Where the report on a drill is had as a file. */
export const drillReportPath = (id: number, format: ReportFormat) =>
  withSearch(`${PATH}/${id}/report`, { format });
