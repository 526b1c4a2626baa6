import { z } from 'zod';
import type { AcknowledgementDto } from '../contracts/alert.ts';
import { toDate, toIso } from './time.ts';

/** Somebody looks after an alert or an incident, since `at` in milliseconds. */
export const acknowledgementSchema = z.object({
  at: z.number(),
  by: z.string(),
  note: z.string().nullable(),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

export function acknowledgementDto(acknowledgement: Acknowledgement | null): AcknowledgementDto | null {
  return acknowledgement && { ...acknowledgement, at: toIso(toDate(acknowledgement.at)) };
}
