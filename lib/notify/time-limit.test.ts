import { expect, it } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import { withTimeLimit } from './time-limit.ts';

/** Ends when its signal does, with the signal's reason. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

it('ends what takes too long, and says after how long', async () => {
  const clock = new HandClock();
  const work = withTimeLimit({ clock, limitMs: 15_000, stop: new AbortController().signal }, untilAborted);
  clock.advance(15_000);
  await expect(work).rejects.toThrow('no answer within 15 s');
});

it('ends with what it belongs to, before or after it began', async () => {
  const clock = new HandClock();
  const stopping = new AbortController();
  const limit = { clock, limitMs: 15_000, stop: stopping.signal };
  const work = withTimeLimit(limit, untilAborted);
  stopping.abort(new Error('stopped'));
  await expect(work).rejects.toThrow('stopped');
  await expect(withTimeLimit(limit, untilAborted)).rejects.toThrow('stopped');
});

it('leaves no timer behind', async () => {
  const clock = new HandClock();
  const limit = { clock, limitMs: 15_000, stop: new AbortController().signal };
  expect(await withTimeLimit(limit, async () => 'done')).toBe('done');
  expect(clock.waiting).toBe(0);
});
