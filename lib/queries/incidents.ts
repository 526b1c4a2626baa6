import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { acknowledgeSchema, noteSchema } from '../contracts/action.ts';
import { type IncidentQuery, incidentAnswerSchema, incidentListSchema } from '../contracts/incident.ts';
import { getJson, send } from './api.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/incidents';

export type IncidentFilter = Partial<IncidentQuery>;

export const incidentsKey = ['incidents'] as const;
/** Of every incident with all that belongs to it. */
export const incidentKey = ['incident'] as const;

/** Incidents, those that are open first. */
export const incidentsQuery = ({ pair, phase, limit, before }: IncidentFilter) =>
  queryOptions({
    queryKey: [...incidentsKey, { pair, phase, limit, before }],
    queryFn: ({ signal }) =>
      getJson(withSearch(PATH, { pair, phase, limit, before }), incidentListSchema, signal),
    ...refetchAsNet,
  });

/** One incident with its alerts, its timeline, its notes and its messages. */
export const incidentQuery = (id: number) =>
  queryOptions({
    queryKey: [...incidentKey, id],
    queryFn: ({ signal }) => getJson(`${PATH}/${id}`, incidentAnswerSchema, signal),
    ...refetchAsNet,
  });

/** Says that somebody looks after an incident and its alerts. */
export const acknowledgeIncident = (id: number, act: z.input<typeof acknowledgeSchema>) =>
  send('POST', `${PATH}/${id}/acknowledge`, act, incidentAnswerSchema);

/** Writes something down about an incident. */
export const noteIncident = (id: number, act: z.input<typeof noteSchema>) =>
  send('POST', `${PATH}/${id}/notes`, act, incidentAnswerSchema);
