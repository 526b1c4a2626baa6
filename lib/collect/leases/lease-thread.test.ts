import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { createLeaseThread, type LeaseThread, LeaseThreadEnded } from './lease-thread.ts';
import type { Request } from './protocol.ts';

/** A thread that answers all but `complete`, at which it fails, and `seed`, which it never answers. */
const FRAGILE = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, request: { kind } }) => {
    if (kind === 'complete') throw new Error('no memory left');
    if (kind !== 'seed') parentPort.postMessage({ id, answer: null });
  });
`;

const BEGIN = { kind: 'begin', serverId: 1, offset: 0, knownUpTo: 0, nowSeconds: 0 } as const;
const SEED: Request & { kind: 'seed' } = { kind: 'seed', serverId: 1, addresses: [], hashes: [] };
const COMPLETE = { kind: 'complete', serverId: 1, now: 0 } as const;

const threads: LeaseThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.stop();
});

function fragileThread(): { thread: LeaseThread; workers: Worker[] } {
  const workers: Worker[] = [];
  const thread = createLeaseThread(() => {
    const worker = new Worker(FRAGILE, { eval: true });
    workers.push(worker);
    return worker;
  });
  threads.push(thread);
  return { thread, workers };
}

it('starts again after it failed, and answers what was asked in between', async () => {
  const { thread, workers } = fragileThread();
  expect(await thread.ask(BEGIN)).toBeNull();
  const waiting = expect(thread.ask(SEED)).rejects.toThrow('no memory left');
  const askedAtOnce: Promise<null>[] = [];
  const failing = thread.ask(COMPLETE).catch((error: Error) => {
    askedAtOnce.push(thread.ask(BEGIN)); // the thread that failed has not told yet that it ended
    throw error;
  });
  await expect(failing).rejects.toThrow('no memory left');
  expect(await Promise.all(askedAtOnce)).toEqual([null]);
  expect(workers).toHaveLength(2);
  await waiting;
});

it('tells who waits that it ended', async () => {
  const { thread, workers } = fragileThread();
  await thread.ask(BEGIN);
  const waiting = expect(thread.ask(SEED)).rejects.toThrow(LeaseThreadEnded);
  await workers[0]?.terminate();
  await waiting;
  expect(await thread.ask(BEGIN)).toBeNull();
});
