import { PrismaPg } from '@prisma/adapter-pg';
import { beginWith, execute, type Transaction } from './begin.ts';
import { PrismaClient } from './generated/postgresql/client.ts';
import type { PrismaClient as SqliteClient } from './generated/sqlite/client.ts';
import { Turns } from './turns.ts';

/** A server that does not answer for so long counts as gone: nothing Pairwatch asks takes nearly as long. */
export const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 10_000;

type PostgresqlOptions = { access: 'read' | 'write'; applicationName: string };

/** What SQLite's readers have by nature: one state from the first statement to the last. */
const READ_ONE_STATE = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';

/** Writers take turns, and readers where there are more of them than these. */
export const CONNECTIONS = { read: 4, write: 1 };

/** A client whose connections are made when they are needed, and again when they broke. */
export function createPostgresqlClient(
  url: string,
  { access, applicationName }: PostgresqlOptions,
): SqliteClient {
  const factory = new PrismaPg({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: applicationName,
    max: CONNECTIONS[access],
    keepAlive: true,
  });
  const connect = factory.connect.bind(factory);
  factory.connect = async () =>
    beginWith(await connect(), async (transaction) => {
      askOneByOne(transaction);
      if (access === 'read') await execute(transaction, READ_ONE_STATE);
    });
  // Both clients come from one schema and differ in what PostgreSQL can do beyond SQLite, which nothing here uses.
  return new PrismaClient({ adapter: factory }) as unknown as SqliteClient;
}

/** Prisma asks for several relations of a row at once, and `pg` warns of that: a connection does one thing at a time. */
function askOneByOne(transaction: Transaction): void {
  const turns = new Turns();
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  transaction.queryRaw = (query) => turns.take(() => queryRaw(query));
  transaction.executeRaw = (query) => turns.take(() => executeRaw(query));
}
