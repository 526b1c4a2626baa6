import { z } from 'zod';

/** How a database is looked after, as the collector keeps it and tells it. Times in milliseconds since 1970. */
export const upkeepSchema = z.object({
  /** null: Pairwatch makes no copies of this database. */
  backup: z
    .object({
      folder: z.string(),
      everyMs: z.number(),
      /** Of the latest copy that is whole; null when there is none. */
      lastAt: z.number().nullable(),
      failingSince: z.number().nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  /** When the file was last looked through to its end; null before it was, and where the engine looks after itself. */
  checkedAt: z.number().nullable(),
  /** What SQLite last found wrong in the file; null while nothing is known to be. */
  damage: z.object({ since: z.number(), said: z.string() }).nullable(),
});
export type Upkeep = z.infer<typeof upkeepSchema>;
