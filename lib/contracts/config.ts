import { z } from 'zod';
import { configFindingSchema } from './config-review.ts';
import { configTestSchema } from './config-test.ts';
import { findingSchema } from './finding.ts';
import { sourceSchema } from './pair.ts';
import { MAX_ID } from './parameter.ts';

/** A file of a configuration, with stars for its secrets. */
export const configFileSchema = z.object({ path: z.string(), text: z.string() });
export type ConfigFileDto = z.infer<typeof configFileSchema>;

/** One server's dhcpd.conf with its includes as it was from a time on. */
const versionHeadSchema = z.object({
  id: z.number().int(),
  /** By name. */
  server: z.string(),
  /** When it was first read so. */
  readAt: z.iso.datetime(),
});
export type ConfigVersionHead = z.infer<typeof versionHeadSchema>;

/** A finding of the two configurations that lasts. */
export const lastingConfigFindingSchema = findingSchema
  .pick({
    id: true,
    server: true,
    code: true,
    severity: true,
    since: true,
    observedAt: true,
    sentence: true,
    nextStep: true,
    evidence: true,
  })
  .extend({
    /** What comes of it; null where that is not kept. */
    why: z.string().nullable(),
    places: configFindingSchema.shape.places,
    correction: configFindingSchema.shape.correction,
  });
export type LastingConfigFinding = z.infer<typeof lastingConfigFindingSchema>;

const serverConfigSchema = z.object({
  name: z.string(),
  role: z.enum(['primary', 'secondary']),
  /** How its dhcpd.conf is read; null where the settings name none. */
  source: sourceSchema.nullable(),
  /** As it was read last; null before that. `files`: dhcpd.conf first; null where they were not asked for. */
  version: versionHeadSchema.extend({ files: z.array(configFileSchema).nullable() }).nullable(),
  /** What dhcpd itself said of it last; null when it was never asked. */
  test: configTestSchema.nullable(),
});
export type ServerConfigDto = z.infer<typeof serverConfigSchema>;

/** Answer of `GET /api/v1/pairs/NAME/config`. */
export const pairConfigSchema = z.object({
  now: z.iso.datetime(),
  /** The primary first. */
  servers: z.array(serverConfigSchema),
  /** When the two were last held against each other; null before both were read. */
  comparedAt: z.iso.datetime().nullable(),
  /** The worst first. */
  findings: z.array(lastingConfigFindingSchema),
});
export type PairConfigDto = z.infer<typeof pairConfigSchema>;

const YES_NO = '1 for the texts of the files too, or 0';

/** Its query. */
export const pairConfigQuerySchema = z.object({
  files: z
    .enum(['0', '1'], YES_NO)
    .default('1')
    .transform((text) => text === '1'),
});

/** Answer of `GET /api/v1/pairs/NAME/config/versions`. */
export const configVersionListSchema = z.object({
  now: z.iso.datetime(),
  /** Those that are kept, the latest first. */
  versions: z.array(versionHeadSchema),
});
export type ConfigVersionListDto = z.infer<typeof configVersionListSchema>;

/** Its query: of one server, or of both. */
export const configVersionsQuerySchema = z.object({ server: z.string().max(255).optional() });

/** A stretch of two texts that differs, with the lines around it. */
export const diffHunkSchema = z.object({
  /** Number of its first line, from 1. */
  oldStart: z.number().int(),
  newStart: z.number().int(),
  /** The first character tells: ` ` in both, `-` in the old one alone, `+` in the new one alone. */
  lines: z.array(z.string()),
});
export type DiffHunk = z.infer<typeof diffHunkSchema>;

/** What differs between a file and the one that stands in its place. */
export const fileDiffSchema = z.object({
  /** Null: it is not there. */
  oldPath: z.string().nullable(),
  newPath: z.string().nullable(),
  oldLines: z.number().int(),
  newLines: z.number().int(),
  /** Null where the two have so little in common that a diff would say nothing. Empty where they are alike. */
  hunks: z.array(diffHunkSchema).nullable(),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;

/** Answer of `GET /api/v1/pairs/NAME/config/versions/ID`. */
export const configVersionSchema = z.object({
  now: z.iso.datetime(),
  version: versionHeadSchema.extend({ files: z.array(configFileSchema) }),
});
export type ConfigVersionDto = z.infer<typeof configVersionSchema>;

/** Answer of `GET /api/v1/pairs/NAME/config/versions/ID?against=ID`: what it has that the other has not, and the reverse. */
export const configDiffSchema = z.object({
  now: z.iso.datetime(),
  old: versionHeadSchema,
  new: versionHeadSchema,
  files: z.array(fileDiffSchema),
  /** Nothing that is shown differs: two versions of one server then differ in a secret. */
  isSame: z.boolean(),
});
export type ConfigDiffDto = z.infer<typeof configDiffSchema>;

const ID = 'the id of a version, as /config/versions lists them';

/** Query of one version. */
export const configVersionQuerySchema = z.object({
  against: z.coerce.number(ID).int(ID).positive(ID).max(MAX_ID, ID).optional(),
});
