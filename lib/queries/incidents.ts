import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  acknowledgeSchema,
  noteChangeSchema,
  noteSchema,
  taskChangeSchema,
  taskInputSchema,
} from '../contracts/action.ts';
import {
  type IncidentQuery,
  incidentAnswerSchema,
  incidentListSchema,
  incidentRevisionsSchema,
} from '../contracts/incident.ts';
import { getJson, send } from './api.ts';
import { incidentKey, incidentsKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/incidents';

export type IncidentFilter = Partial<IncidentQuery>;

/** Where a browser gets all of a filter as a CSV file. */
export const incidentExportPath = ({ pair, phase }: IncidentFilter): string =>
  withSearch(PATH, { pair, phase, format: 'csv' });

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

/** What its notes, contributing factors and tasks were before each change; asked again with the incident itself. */
export const revisionsQuery = (id: number) =>
  queryOptions({
    queryKey: [...incidentKey, id, 'revisions'],
    queryFn: ({ signal }) => getJson(`${PATH}/${id}/revisions`, incidentRevisionsSchema, signal),
  });

/** Says that somebody looks after an incident and its alerts. */
export const acknowledgeIncident = (id: number, act: z.input<typeof acknowledgeSchema>) =>
  send('POST', `${PATH}/${id}/acknowledge`, act, incidentAnswerSchema);

/** Writes something down about an incident. */
export const noteIncident = (id: number, act: z.input<typeof noteSchema>) =>
  send('POST', `${PATH}/${id}/notes`, act, incidentAnswerSchema);

/** Gives a note or a contributing factor another text. */
export const changeNote = (id: number, note: number, act: z.input<typeof noteChangeSchema>) =>
  send('PATCH', `${PATH}/${id}/notes/${note}`, act, incidentAnswerSchema);

/** Takes a note or a contributing factor away. */
export const removeNote = (id: number, note: number, by: string) =>
  send('DELETE', withSearch(`${PATH}/${id}/notes/${note}`, { by }), null, incidentAnswerSchema);

/** Writes down what is to be done after an incident. */
export const addTask = (id: number, act: z.input<typeof taskInputSchema>) =>
  send('POST', `${PATH}/${id}/tasks`, act, incidentAnswerSchema);

/** Says what it is, who is to do it by when, or whether it is done. */
export const changeTask = (id: number, task: number, act: z.input<typeof taskChangeSchema>) =>
  send('PATCH', `${PATH}/${id}/tasks/${task}`, act, incidentAnswerSchema);

/** Takes it off the list. */
export const removeTask = (id: number, task: number, by: string) =>
  send('DELETE', withSearch(`${PATH}/${id}/tasks/${task}`, { by }), null, incidentAnswerSchema);
