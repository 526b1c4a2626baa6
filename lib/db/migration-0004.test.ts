import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Database } from './client.ts';
import { migrate } from './migrate.ts';
import { describeOnEngines, makeTestFolder, openForTest } from './testing/engines.ts';

const shipped = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const FORMER = ['0001_first_light', '0002_files_and_history', '0003_truth_of_the_pair'];

const NOW = Date.UTC(2025, 10, 21, 10, 42);

describeOnEngines('0004_alerts_and_incidents', (engine) => {
  it('keeps messages, under their ids and in their order, with every try and the events they told', async () => {
    const { db } = await filled();

    const messages = await db.read((tx) => tx.message.findMany({ orderBy: { id: 'asc' } }));
    const message = {
      pairId: 1,
      incidentId: null,
      stream: 'pair:1',
      type: 'pair.verdict_changed',
      deadAt: null,
    };
    const body = (sentence: string) =>
      `{"type":"pair.verdict_changed","timestamp":"2025-11-21T10:42:00.000Z","data":{"pair":"office","sentence":"${sentence}"}}`;
    const told = (event: number, endpoint: string, sentence: string) => ({
      ...message,
      id: 2 * event + (endpoint === 'chat' ? -1 : 0),
      webhookId: `msg_${endpoint}_${event}`,
      endpoint,
      cause: `event:${event}`,
      sentence,
      body: body(sentence),
      createdAt: at(event),
    });
    const waiting = { attempts: 0, nextAttemptAt: at(0), deliveredAt: null };
    expect(messages).toEqual([
      { ...told(1, 'chat', 'It is down.'), ...waiting, attempts: 1, deliveredAt: at(10) },
      { ...told(1, 'ops', 'It is down.'), ...waiting, attempts: 2, nextAttemptAt: at(9000) },
      { ...told(2, 'chat', 'It’s \\"well\\".'), ...waiting, sentence: 'It’s "well".' },
      { ...told(2, 'ops', 'It’s \\"well\\".'), ...waiting, sentence: 'It’s "well".' },
    ]);
    for (const each of messages)
      expect(JSON.parse(each.body)).toMatchObject({ data: { sentence: each.sentence } });

    expect(await db.read((tx) => tx.delivery.findMany({ orderBy: { id: 'asc' } }))).toEqual([
      { id: 1, messageId: 2, attemptedAt: at(1), durationMs: 12, status: 503, answer: null, error: 'busy' },
      { id: 2, messageId: 1, attemptedAt: at(2), durationMs: 12, status: 204, answer: null, error: null },
      {
        id: 3,
        messageId: 2,
        attemptedAt: at(3),
        durationMs: 12,
        status: null,
        answer: null,
        error: 'silent',
      },
    ]);
    expect(await db.read((tx) => tx.event.findMany({ orderBy: { id: 'asc' } }))).toMatchObject([
      { id: 1, key: 'one', pairId: 1, count: 3, actor: null, incidentId: null },
      { id: 2, key: 'two', pairId: 1, count: 1, actor: null, incidentId: null },
    ]);
  });

  it('numbers new rows behind those that were there, and has room for what is new', async () => {
    const { db } = await filled();
    const id = await db.write(async (tx) => {
      const columns = {
        endpoint: 'ops',
        cause: 'event:3',
        stream: 'incident:1',
        type: 't',
        sentence: '',
        body: '',
      };
      const times = { createdAt: at(0), nextAttemptAt: at(0) };
      const added = await tx.message.create({ data: { webhookId: 'msg_new', ...columns, ...times } });
      await tx.event.create({
        data: {
          ...{ key: 'own', kind: 'delivery', clock: 'pairwatch', to: 'given-up', sentence: '', evidence: [] },
          ...{ at: at(0), observedAt: at(0), sortAt: at(0), actor: 'anna' },
        },
      });
      return added.id;
    });
    expect(id).toBeGreaterThan(4);
    await db.write((tx) => tx.pair.delete({ where: { id: 1 } }));
    const left = await db.read(async (tx) => [
      await tx.message.count(),
      await tx.delivery.count(),
      await tx.event.count(),
    ]);
    expect(left).toEqual([1, 0, 1]);
  });

  it('changes an empty database of the former version', async () => {
    const { db } = await formerDatabase();
    await db.close();
  });

  const at = (afterMs: number) => new Date(NOW + afterMs);

  /** As each engine keeps it. */
  const time = (afterMs: number) =>
    engine.name === 'sqlite' ? String(NOW + afterMs) : `'${at(afterMs).toISOString().replace('Z', '')}'`;

  /** A database of the former version, filled by these statements and brought up to date. */
  async function formerDatabase(statements: readonly string[] = []): Promise<{ db: Database }> {
    const url = await engine.makeDatabase();
    const folder = await makeTestFolder();
    for (const name of FORMER)
      await cp(join(shipped, engine.name, name), join(folder, engine.name, name), { recursive: true });
    await migrate(url, folder);
    const db = await openForTest(url);
    await db.write(async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement);
    });
    await migrate(url);
    return { db };
  }

  /** Two events, each told to two endpoints: of the first one message arrived and one failed twice; the others wait. */
  function filled() {
    const event = (id: number, key: string, count: number) =>
      `INSERT INTO "Event" ("id", "key", "pairId", "kind", "at", "clock", "observedAt", "sortAt", "to", "sentence", "evidence", "count")
       VALUES (${id}, '${key}', 1, 'verdict', ${time(0)}, 'pairwatch', ${time(0)}, ${time(0)}, 'down', 'It is down.', '[]', ${count})`;
    const message = (
      id: string,
      endpoint: string,
      eventId: number,
      sentence: string,
      more = '0, NULL',
      next = 0,
    ) =>
      `INSERT INTO "Message" ("id", "endpoint", "pairId", "eventId", "type", "body", "createdAt", "nextAttemptAt", "attempts", "deliveredAt")
       VALUES ('${id}', '${endpoint}', 1, ${eventId}, 'pair.verdict.changed',
         '{"type":"pair.verdict.changed","timestamp":"2025-11-21T10:42:00.000Z","data":{"pair":"office","sentence":"${sentence}"}}',
         ${time(eventId)}, ${time(next)}, ${more})`;
    const delivery = (messageId: string, afterMs: number, status: string, error: string) =>
      `INSERT INTO "Delivery" ("messageId", "attemptedAt", "durationMs", "status", "error")
       VALUES ('${messageId}', ${time(afterMs)}, 12, ${status}, ${error})`;
    return formerDatabase([
      `INSERT INTO "Pair" ("id", "name", "kind", "position", "intervalMs", "addedAt") VALUES (1, 'office', 'isc', 0, 2000, ${time(0)})`,
      event(1, 'one', 3),
      event(2, 'two', 1),
      // The ids are random, so their order says nothing.
      message('msg_ops_2', 'ops', 2, 'It’s \\"well\\".'),
      message('msg_ops_1', 'ops', 1, 'It is down.', '2, NULL', 9000),
      message('msg_chat_2', 'chat', 2, 'It’s \\"well\\".'),
      message('msg_chat_1', 'chat', 1, 'It is down.', `1, ${time(10)}`),
      delivery('msg_ops_1', 1, '503', "'busy'"),
      delivery('msg_chat_1', 2, '204', 'NULL'),
      delivery('msg_ops_1', 3, 'NULL', "'silent'"),
    ]);
  }
});
