import { expect, it } from 'vitest';
import type { Database } from '../../db/client.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import type { Channel } from '../../notify/endpoint.ts';
import { createEndpoint } from '../../store/actions/create-endpoint.ts';
import { removeEndpoint } from '../../store/actions/remove-endpoint.ts';
import { listEndpoints } from '../../store/endpoints.ts';
import { EVERYTHING } from '../../store/testing/outbox.ts';
import { NOW } from '../../store/testing/samples.ts';
import { EndpointBook } from './endpoint-book.ts';

const CHANNEL: Channel = {
  kind: 'email',
  host: 'mail.example.net',
  port: 587,
  security: 'starttls',
  user: null,
  password: null,
  from: 'pairwatch@example.net',
  to: ['ops@example.net'],
  tls: { ca: null },
  allow: [],
};
const GONE = 'The key is gone. Restore it.';

const make = (db: Database, name: string, sealed: string) =>
  db.write((tx) =>
    createEndpoint(tx, {
      name,
      kind: 'email',
      address: 'mail.example.net',
      filter: EVERYTHING,
      sealed,
      by: 'Ada',
      now: NOW,
    }),
  );

/** A book whose key opens what is `readable`, or all once it is back, and how often it complained. */
function bookOn(db: Database, isKeyBack = () => false) {
  const complaints: unknown[] = [];
  const book = new EndpointBook({
    db,
    log: { error: (...words: unknown[]) => complaints.push(words) },
    provisioned: [],
    openChannel: async (sealed) => {
      if (sealed === 'readable' || isKeyBack()) return CHANNEL;
      throw new Error(GONE);
    },
  });
  return { book, complaints };
}

/** Why each endpoint can't be told, as the pages have it. */
const unusable = async (db: Database) =>
  (await db.read((tx) => listEndpoints(tx, NOW))).map((endpoint) => [endpoint.name, endpoint.unusable]);

const named = (book: EndpointBook) => book.endpoints().map(({ name }) => name);

describeOnSqlite('an endpoint whose channel does not open', ({ open }) => {
  it('is told nothing, beside others that are, with the reason', async () => {
    const { db } = await open();
    await make(db, 'chat', 'readable');
    await make(db, 'pager', 'unreadable');
    const { book, complaints } = bookOn(db);
    await book.reload();
    await book.reload();
    expect(named(book)).toEqual(['chat']);
    expect(await unusable(db)).toEqual([
      ['chat', null],
      ['pager', GONE],
    ]);
    expect(complaints).toHaveLength(1);
  });

  it('is well once it was made anew', async () => {
    const { db } = await open();
    await make(db, 'pager', 'unreadable');
    const { book } = bookOn(db);
    await book.reload();
    await db.write((tx) => removeEndpoint(tx, { name: 'pager', by: 'Ada', now: NOW }));
    await book.reload();
    await make(db, 'pager', 'readable');
    await book.reload();
    expect(named(book)).toEqual(['pager']);
    expect(await unusable(db)).toEqual([['pager', null]]);
  });

  it('is well again once the key that opens it is back', async () => {
    const { db } = await open();
    await make(db, 'pager', 'unreadable');
    let isBack = false;
    const { book } = bookOn(db, () => isBack);
    await book.reload();
    expect(await unusable(db)).toEqual([['pager', GONE]]);
    isBack = true;
    await book.reload();
    expect(named(book)).toEqual(['pager']);
    expect(await unusable(db)).toEqual([['pager', null]]);
  });
});
