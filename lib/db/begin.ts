import type { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { PrismaPg } from '@prisma/adapter-pg';

type Adapter = Awaited<ReturnType<PrismaBetterSqlite3['connect'] | PrismaPg['connect']>>;

/** Makes every transaction of a driver adapter send these statements right after its BEGIN. Changes the adapter. */
export function beginWith<A extends Adapter>(adapter: A, statements: string[]): A {
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const transaction = await startTransaction(isolationLevel);
    try {
      for (const sql of statements) await transaction.executeRaw({ sql, args: [], argTypes: [] });
      return transaction;
    } catch (error) {
      await transaction.rollback(); // sends nothing: it only gives the connection back
      throw error;
    }
  };
  return adapter;
}
