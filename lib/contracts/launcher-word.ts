import { z } from 'zod';

/** What keeps a collector from storing anything. Times in milliseconds since 1970. */
export const troubleSchema = z.object({
  since: z.number(),
  /** The kind of a `DatabaseError`; null for anything else. */
  kind: z.string().nullable(),
  /** What was found, and how to mend it. With names of files and hosts: nothing for strangers. */
  sentence: z.string(),
});
export type Trouble = z.infer<typeof troubleSchema>;

/** What a collector sends to the launcher: null once it stores again. */
export const collectorWordSchema = z.object({ trouble: troubleSchema.nullable() });

/** What the launcher tells the web server of the collector, by the channel between them: the database may take no word of it. */
export const launcherWordSchema = z.object({
  trouble: troubleSchema.nullable(),
  /** While it is not there: how it ended, for the how manieth time within a short while, and when it is started again. */
  restart: z
    .object({ endedAt: z.number(), ending: z.string(), tries: z.int(), startsAt: z.number() })
    .nullable(),
});
export type LauncherWord = z.infer<typeof launcherWordSchema>;

/** Under which the word lies on the global object of the web server, where the launcher's own code in it puts it. */
export const LAUNCHER_WORD = 'pairwatch.launcher-word';
