import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** A task that ends when it is told to, well or not. */
function held(turns: Turns, name: string, log: string[]) {
  let end = (_: Error | null) => {};
  const ended = turns.take(async () => {
    log.push(name);
    await new Promise<void>((resolve, reject) => {
      end = (why) => (why ? reject(why) : resolve());
    });
  });
  return { ended, end: (why: Error | null = null) => end(why) };
}

const settle = () => pause(0, undefined);

it('lets as many run as there are places, in the order of asking, whatever becomes of those before', async () => {
  vi.useRealTimers();
  const log: string[] = [];
  const turns = new Turns({ places: 2 });
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((name) => held(turns, name, log));
  expect(log).toEqual(['one', 'two']);
  two?.end(new Error('gone'));
  await expect(two?.ended).rejects.toThrow('gone');
  await settle();
  expect(log).toEqual(['one', 'two', 'three']);
  one?.end();
  await settle();
  expect(log).toEqual(['one', 'two', 'three', 'four']);
  three?.end();
  four?.end();
  await Promise.all([one?.ended, three?.ended, four?.ended]);
});

it('tells who waited too long, and passes its turn on', async () => {
  const log: string[] = [];
  const turns = new Turns({ patience: { ms: 1_000, error: () => new Error('too busy') } });
  const first = held(turns, 'first', log);
  const second = held(turns, 'second', log);
  const told = expect(second.ended).rejects.toThrow('too busy');
  await vi.advanceTimersByTimeAsync(999);
  const third = held(turns, 'third', log);
  await vi.advanceTimersByTimeAsync(1);
  await told;
  first.end();
  await first.ended;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(log).toEqual(['first', 'third']);
  third.end();
  await third.ended;
});
