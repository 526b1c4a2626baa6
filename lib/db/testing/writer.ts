/**
 * A process that writes to the database of argv[2] until it is killed, for the tests of what survives that: each
 * transaction adds two events that belong together, and its number goes to standard output once it is committed.
 */
import { appendEvent } from '../../store/events.ts';
import { openDatabase } from '../client.ts';

const [, , url = '', prefix = '', pairId = ''] = process.argv;
const db = await openDatabase(url, { role: 'collector' });
for (let number = 1; ; number += 1) {
  await db.write(async (tx) => {
    for (const half of ['a', 'b']) {
      await appendEvent(tx, {
        key: `${prefix}:${number}:${half}`,
        pairId: Number(pairId),
        serverId: null,
        kind: 'collector',
        at: number,
        clock: 'pairwatch',
        observedAt: number,
        sortAt: number,
        from: null,
        to: half,
        sentence: '',
        evidence: [],
      });
    }
  });
  process.stdout.write(`${number}\n`);
}
