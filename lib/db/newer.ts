import { DatabaseError } from './errors.ts';
import { LAST_MIGRATION } from './generated/last-migration.ts';
import type { Prisma } from './generated/sqlite/client.ts';

/** Gives the `name` of the last migration that was applied, on either engine. */
export const LAST_APPLIED = `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
  WHERE "rolled_back_at" IS NULL AND "finished_at" IS NOT NULL ORDER BY "migration_name" DESC LIMIT 1`;

/** What is said of a database that has a migration this version does not know. */
export function newerSchema(databaseName: string, name: string): DatabaseError {
  return new DatabaseError(
    'newer',
    `The database ${databaseName} has the migration ${name}, which this version of Pairwatch does not know: ` +
      'a newer version was here. Install that one again, or restore a backup made before it (beside an SQLite database lie the ones that upgrades made, named .schema-NNNN).',
  );
}

/** Throws `DatabaseError` of a database that a newer version of Pairwatch has changed, and of one without any table. */
export async function refuseNewer(tx: Prisma.TransactionClient, databaseName: string): Promise<void> {
  const [row] = await tx.$queryRawUnsafe<{ name: string }[]>(LAST_APPLIED); // the one column asked for
  if (row && row.name > LAST_MIGRATION) throw newerSchema(databaseName, row.name);
}
