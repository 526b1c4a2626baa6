import { z } from 'zod';
import { type CsvCell, csvLine } from './csv.ts';
import { idParameter, pageLimit, timeParameter } from './parameter.ts';

/** How it was known who did it. */
const actorKindSchema = z.enum(['user', 'token', 'proxy', 'command', 'demo', 'nobody', 'pairwatch']);

/** One deed: who did what to what, and what it was before. */
export const auditEntrySchema = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.object({ kind: actorKindSchema, id: z.string().nullable(), name: z.string() }),
  /** Where the request came from; null for a command. */
  address: z.string().nullable(),
  /** Kebab-case: `endpoint-changed`. */
  deed: z.string(),
  /** As `endpoint:chat`. */
  target: z.string().nullable(),
  pair: z.string().nullable(),
  /** Without secrets; null where there was or is nothing, or nothing was written down. */
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntryDto = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.object({
  now: z.iso.datetime(),
  /** Newest first. */
  entries: z.array(auditEntrySchema),
  /** Give this as `before` to get the next older ones; null at the end. */
  nextBefore: z.int().nullable(),
});
export type AuditListDto = z.infer<typeof auditListSchema>;

const name = z.string().trim().max(255).optional();
const filters = {
  /** The whole name of who did it. */
  who: name,
  deed: name,
  pair: name,
  from: timeParameter.optional(),
  to: timeParameter.optional(),
  before: idParameter('the id of an entry, as nextBefore gives it').optional(),
};

/** Query of `GET /api/v1/audit`. */
export const auditQuerySchema = z.object({ ...filters, limit: pageLimit({ usual: 50, max: 500 }) });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** Query of `GET /api/v1/audit/export`. */
export const auditExportSchema = z.object(filters);
export type AuditExport = z.infer<typeof auditExportSchema>;

const jsonCell = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const COLUMNS: readonly (readonly [name: string, of: (entry: AuditEntryDto) => CsvCell])[] = [
  ['id', ({ id }) => id],
  ['time (UTC)', ({ at }) => at],
  ['who', ({ actor }) => actor.name],
  ['kind', ({ actor }) => actor.kind],
  ['address', ({ address }) => address],
  ['deed', ({ deed }) => deed],
  ['target', ({ target }) => target],
  ['pair', ({ pair }) => pair],
  ['before', ({ before }) => jsonCell(before)],
  ['after', ({ after }) => jsonCell(after)],
];

export const AUDIT_CSV_HEADER = csvLine(COLUMNS.map(([title]) => title));
export const auditCsvLine = (entry: AuditEntryDto): string => csvLine(COLUMNS.map(([, of]) => of(entry)));
