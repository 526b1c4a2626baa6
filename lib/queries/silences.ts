import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  removedSchema,
  silenceAnswerSchema,
  type silenceInputSchema,
  windowAnswerSchema,
  type windowInputSchema,
} from '../contracts/action.ts';
import { maintenanceListSchema, silenceListSchema } from '../contracts/silence.ts';
import { getJson, send } from './api.ts';
import { maintenanceKey, silencesKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const SILENCES = '/api/v1/silences';
const MAINTENANCE = '/api/v1/maintenance';

/** Silences, those that hold first. */
export const silencesQuery = () =>
  queryOptions({
    queryKey: silencesKey,
    queryFn: ({ signal }) => getJson(SILENCES, silenceListSchema, signal),
    ...refetchAsNet,
  });

/** Maintenance windows, the present or next one first. */
export const maintenanceQuery = () =>
  queryOptions({
    queryKey: maintenanceKey,
    queryFn: ({ signal }) => getJson(MAINTENANCE, maintenanceListSchema, signal),
    ...refetchAsNet,
  });

/** Tells nobody of some alerts for a while. */
export const createSilence = (input: z.input<typeof silenceInputSchema>) =>
  send('POST', SILENCES, input, silenceAnswerSchema);

/** Ends a silence before its time. */
export const endSilence = (id: number, by: string) =>
  send('POST', `${SILENCES}/${id}/end`, { by }, silenceAnswerSchema);

/** Plans a time in which nobody is told. */
export const createWindow = (input: z.input<typeof windowInputSchema>) =>
  send('POST', MAINTENANCE, input, windowAnswerSchema);

/** Calls a maintenance window off, or ends it. */
export const removeWindow = (id: number, by: string) =>
  send('DELETE', withSearch(`${MAINTENANCE}/${id}`, { by }), null, removedSchema);
