import { onTestFinished } from 'vitest';

/** What was started, which is closed after the test. */
export async function untilTestEnds<Server extends { close(): Promise<void> }>(
  starting: Promise<Server>,
): Promise<Server> {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
}
