import { z } from 'zod';
import { pairSchema, serverSchema } from './pair.ts';

/** What every page knows of each pair: how it is called, how it is, and when that was last found true. */
export const fleetPairSchema = pairSchema
  .pick({
    name: true,
    title: true,
    verdict: true,
    code: true,
    sentence: true,
    checkedAt: true,
    intervalMs: true,
  })
  .extend({ servers: z.array(serverSchema.pick({ name: true, role: true, host: true, zone: true })) });
export type FleetPairDto = z.infer<typeof fleetPairSchema>;

/** Answer of `GET /api/v1/fleet`: every pair in short, for the frame around every page. */
export const fleetSchema = z.object({
  /** The server's clock when it answered, so that a browser with a wrong clock still prints right ages. */
  now: z.iso.datetime(),
  pairs: z.array(fleetPairSchema),
});
export type FleetDto = z.infer<typeof fleetSchema>;
