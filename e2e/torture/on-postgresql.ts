import { startPostgresql } from '../../bin/testing/throw-away-postgresql.mjs';

/** Runs `work` with the URL of an empty database on a throw-away server that writes through to the disk. */
export async function onPostgresql<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const cluster = await startPostgresql({ durable: true });
  try {
    return await work(cluster.url);
  } finally {
    await cluster.stop();
  }
}
