import { expect, it } from 'vitest';
import { appendEvent } from '../../lib/store/events.ts';
import { event, makePair, NOW } from '../../lib/store/testing/samples.ts';
import { ask, makeDatabase } from '../testing/api.ts';
import { answer } from './answer.ts';
import { exportEvents } from './event-export.ts';

const asked: typeof exportEvents = (query, most) =>
  answer(ask({ path: 'events/export' }), 'viewer', () => exportEvents(query, most));

it('says where it was cut, and how the rest is to be had', async () => {
  const db = await makeDatabase();
  const { pairId } = await makePair(db);
  await db.write(async (tx) => {
    for (let number = 1; number <= 5; number += 1)
      await appendEvent(tx, event(pairId, { key: `${number}`, sortAt: NOW + number * 1000 }));
  });
  const { events, incomplete } = await (await asked({ format: 'json' }, 3)).json();
  const last = events.at(-1);
  expect(events).toHaveLength(3);
  expect(incomplete).toBe(
    `Cut after 3 events: this list is not whole; before=${last.id} exports those before 2025-11-21T10:42:03.000Z.`,
  );
  const rest = await (await asked({ format: 'csv', before: last.id }, 2)).text();
  expect(rest.trimEnd().split('\r\n')).toHaveLength(3);
});
