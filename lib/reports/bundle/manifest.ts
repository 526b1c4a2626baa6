import { z } from 'zod';
import { reportProfileSchema } from '../../contracts/report-profile.ts';

export const MANIFEST = 'manifest.json';

/** What is in a bundle, and what each file has to hash to. */
export const manifestSchema = z.object({
  schema: z.literal('pairwatch.report-bundle/1'),
  title: z.string(),
  profile: reportProfileSchema,
  generatedAt: z.iso.datetime(),
  productVersion: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      /** In hexadecimal. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
