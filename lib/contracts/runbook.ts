import { z } from 'zod';

/** Answer of `GET /api/v1/runbook`: the pages of the runbook in the order of its list. */
export const runbookListSchema = z.object({
  now: z.iso.datetime(),
  pages: z.array(
    z.object({
      /** Its name in the address: `/runbook/partner-lost`. */
      page: z.string(),
      title: z.string(),
      /** What it is about, in a sentence. */
      about: z.string(),
    }),
  ),
});
export type RunbookListDto = z.infer<typeof runbookListSchema>;
export type RunbookEntry = RunbookListDto['pages'][number];
