import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSignIn } from '../sign-in/sign-in.ts';
import { describeOnSqlite } from './testing/engines.ts';

describeOnSqlite('A library with a connection of its own', (engine) => {
  it('waits for another writer, also where it would begin a transaction', async () => {
    const { db, url } = await engine.open();
    const auth = openSignIn({
      databaseUrl: url,
      secret: 'x'.repeat(40),
      baseUrl: 'http://pairwatch.test',
      place: null,
    });
    const tries = async () =>
      (
        await auth.handler(
          new Request('http://pairwatch.test/api/auth/sign-in/email', {
            method: 'POST',
            headers: {
              'Content-Type': 'application/json',
              Origin: 'http://pairwatch.test',
              'x-pairwatch-address': '203.0.113.9',
            },
            body: JSON.stringify({ email: 'nobody@example.net', password: 'not a password' }),
          }),
        )
      ).status;
    // The second is counted by a change of what the first left.
    expect(await tries()).toBe(401);
    const writer = new Sqlite(url.slice('file:'.length));
    writer.exec('BEGIN IMMEDIATE');
    setTimeout(() => {
      writer.exec('COMMIT');
      writer.close();
    }, 300);
    expect(await tries()).toBe(401);
    const [{ count } = { count: 0 }] = await db.read((tx) => tx.rateLimit.findMany());
    expect(count).toBe(2);
  });
});
