import { z } from 'zod';
import { pageLimit } from './parameter.ts';

/** What dhcpd itself said of a server's configuration when it was asked by `dhcpd -t`. */
export const configTestSchema = z.object({
  id: z.number().int(),
  /** By name. */
  server: z.string(),
  at: z.iso.datetime(),
  /** Whether it would start with it. */
  ok: z.boolean(),
  /** All it printed, at most 64 KiB, with stars for secrets. */
  output: z.string(),
});
export type ConfigTestDto = z.infer<typeof configTestSchema>;

/** Answer of `GET /api/v1/pairs/NAME/config-tests`. */
export const configTestListSchema = z.object({
  now: z.iso.datetime(),
  /** Of both servers, the latest first. */
  tests: z.array(configTestSchema),
});
export type ConfigTestListDto = z.infer<typeof configTestListSchema>;

/** Its query. */
export const configTestQuerySchema = z.object({ limit: pageLimit({ usual: 10, max: 100 }) });
export type ConfigTestQuery = z.infer<typeof configTestQuerySchema>;
