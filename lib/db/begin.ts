import type { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { PrismaPg } from '@prisma/adapter-pg';

type Adapter = Awaited<ReturnType<PrismaBetterSqlite3['connect'] | PrismaPg['connect']>>;
export type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;

/** Makes a driver adapter prepare every transaction right after its BEGIN. Changes the adapter. */
export function beginWith<A extends Adapter>(
  adapter: A,
  prepare: (transaction: Transaction) => Promise<void>,
): A {
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const transaction = await startTransaction(isolationLevel);
    try {
      await prepare(transaction);
      return transaction;
    } catch (error) {
      await transaction.rollback(); // sends nothing: it only gives the connection back
      throw error;
    }
  };
  return adapter;
}

/** Runs a statement without parameters. */
export async function execute(transaction: Transaction, sql: string): Promise<void> {
  await transaction.executeRaw({ sql, args: [], argTypes: [] });
}
