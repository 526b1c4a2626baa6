import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import type { Reply } from './codec/reply.ts';
import { PendingRequests } from './pending-requests.ts';

const REPLY: Reply = { kind: 'object', handle: 1, attributes: new Map() };

function start() {
  const clock = new HandClock();
  const pending = new PendingRequests({ clock, timeoutMs: 100, missedDeadlinesAllowed: 3, onGivenUp() {} });
  const add = (id: number) => pending.add(id, `request ${id}`, undefined).catch((error) => error);
  return { clock, pending, add };
}

test('each reply goes to its own request, in whatever order the requests are told of', async () => {
  const { pending, add, clock } = start();
  const [first, second] = [add(1), add(2)];
  const other: Reply = { ...REPLY, handle: 2 };
  pending.settle(2, other);
  pending.settle(1, REPLY);
  expect(await first).toBe(REPLY);
  expect(await second).toBe(other);
  expect(clock.waiting).toBe(0);
});

test('a reply can be had once', async () => {
  const { pending, add } = start();
  add(1);
  pending.settle(1, REPLY);
  expect(() => pending.settle(1, REPLY)).toThrow(expect.objectContaining({ kind: 'protocol' }));
  expect(() => pending.settle(7, REPLY)).toThrow(/request 7, which is not waiting/);
});

test('a request missed keeps its place for a late reply, until the server has gone on to a newer one', async () => {
  const { pending, add, clock } = start();
  const missed = [add(1), add(2)];
  clock.advance(100);
  for (const error of missed) expect(await error).toMatchObject({ kind: 'timeout' });
  pending.settle(1, REPLY);
  const newer = add(3);
  pending.settle(3, REPLY);
  expect(await newer).toBe(REPLY);
  expect(() => pending.settle(2, REPLY)).toThrow(/not waiting/);
});
