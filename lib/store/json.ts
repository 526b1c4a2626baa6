import type { Prisma } from '../db/generated/sqlite/client.ts';

/**
 * A value for a JSON column, as JSON will tell it: what JSON has no word for is left out (undefined), dates become
 * texts. Throws for what JSON can not tell at all, such as a bigint.
 */
export function jsonColumn(value: object): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)); // JSON.parse gives `any`: what it parsed is JSON by nature
}
