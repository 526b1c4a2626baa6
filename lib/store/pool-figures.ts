import { z } from 'zod';
import { type FiguresAsked, type PoolSource, USE_FIGURES } from '../contracts/history.ts';

const statsSchema = z.object({ sum: z.number(), min: z.number(), max: z.number(), last: z.number() });

/** Figures of one reading by name. */
export const poolValuesSchema = z.record(z.string(), z.number());
/** What a bucket has of each figure. */
export const poolStatsSchema = z.record(z.string(), statsSchema);

type SchemaOf<Value> = Record<FiguresAsked, Record<PoolSource, z.ZodType<Record<string, Value>>>>;

/** What reads the figures of a reading that are asked for, and no others: the rest is not even looked at. */
export const valuesSchemas: SchemaOf<number> = {
  all: { omapi: poolValuesSchema, leases: poolValuesSchema },
  use: { omapi: onlyUse('omapi', z.number()), leases: onlyUse('leases', z.number()) },
};

/** The same of the figures of a bucket. */
export const statsSchemas: SchemaOf<z.infer<typeof statsSchema>> = {
  all: { omapi: poolStatsSchema, leases: poolStatsSchema },
  use: { omapi: onlyUse('omapi', statsSchema), leases: onlyUse('leases', statsSchema) },
};

function onlyUse<Value>(source: PoolSource, value: z.ZodType<Value>): z.ZodType<Record<string, Value>> {
  const names = Object.values(USE_FIGURES[source]);
  const shape = Object.fromEntries(names.map((name) => [name, value.optional()]));
  // An older version did not store all of them: one that is missing is no key of what comes out.
  return z.object(shape) as z.ZodType<Record<string, Value>>;
}
