import { setTimeout as delay } from 'node:timers/promises';
import type { DeliverySummaryDto, DeliveryTryDto } from '../../contracts/delivery.ts';
import type { MessageType } from '../../contracts/message.ts';
import type { Database } from '../../db/client.ts';
import { formatDuration } from '../../pair/duration.ts';
import { sendTest } from '../../store/actions/send-test.ts';
import { readHealth } from '../../store/collector.ts';
import { findDelivery } from '../../store/messages.ts';
import { tryWords } from '../deliveries/words.ts';
import type { Io } from '../io.ts';

const EXIT = { delivered: 0, failed: 1, noCollector: 3 } as const;
const LOOK_EVERY_MS = 250;

export type EndpointTest = { endpoint: string; type: MessageType; by: string; timeoutMs: number };

/** Writes a test message and tells each try of the collector to deliver it. Gives the exit status. */
export async function testEndpoint(
  database: Database,
  { endpoint, type, by, timeoutMs }: EndpointTest,
  io: Io,
): Promise<number> {
  const health = await database.read((tx) => readHealth(tx, database.engine, Date.now()));
  if (health.status !== 'ok') {
    io.stderr.write(
      'pairwatch endpoints: no collector is running, and it is the collector that sends. Start it: pairwatch start\n',
    );
    return EXIT.noCollector;
  }
  const id = await database.write((tx) => sendTest(tx, { endpoint, type, by, now: Date.now() }));
  io.stdout.write(`Test ${id} for ${endpoint}:\n`);
  const last = await followTries(database, id, performance.now() + timeoutMs, (each, number) =>
    io.stdout.write(`  try ${number}: ${tryWords(each)}\n`),
  );
  io.stdout.write(`${endingOf(last, timeoutMs)}\n`);
  return last?.status === 'delivered' ? EXIT.delivered : EXIT.failed;
}

/** Tells each try as it is made, until the message needs no other or `untilMs` of the monotonic clock; gives how it stands. */
async function followTries(
  database: Database,
  id: string,
  untilMs: number,
  tell: (each: DeliveryTryDto, number: number) => void,
): Promise<DeliverySummaryDto | null> {
  for (let told = 0; ; ) {
    const found = await database.read((tx) => findDelivery(tx, id));
    for (const each of found?.tries.slice(told) ?? []) {
      told += 1;
      tell(each, told);
    }
    const isOver = found === null || found.delivery.status !== 'waiting';
    if (isOver || performance.now() >= untilMs) return found?.delivery ?? null;
    await delay(LOOK_EVERY_MS);
  }
}

function endingOf(delivery: DeliverySummaryDto | null, timeoutMs: number): string {
  const within = `within ${formatDuration(timeoutMs)}`;
  if (delivery === null) return 'Not delivered: the endpoint was removed meanwhile.';
  if (delivery.status === 'delivered') return 'Delivered.';
  if (delivery.status === 'dead') return 'Given up.';
  return delivery.attempts === 0
    ? `Not tried ${within}: look into the collector's log. It stays in the outbox.`
    : `Not delivered ${within}; it is tried again. To see what becomes of it: pairwatch deliveries show ${delivery.id}`;
}
