import { z } from 'zod';

/** Answer of `GET /api/v1/going-on`: what every page counts in its frame. */
export const goingOnSchema = z.object({
  now: z.iso.datetime(),
  /** That fire and that somebody is told of. */
  firingAlerts: z.number().int(),
  openIncidents: z.number().int(),
});
export type GoingOnDto = z.infer<typeof goingOnSchema>;
