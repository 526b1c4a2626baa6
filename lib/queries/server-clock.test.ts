import { expect, it } from 'vitest';
import { ServerClock } from './server-clock.ts';

it('counts on by a browser whose clock is an hour wrong', () => {
  let browser = 10_000_000;
  const clock = new ServerClock(() => browser);
  clock.sync(6_400_000);
  expect(clock.now()).toBe(6_400_000);
  browser += 5_000;
  clock.sync(6_405_000);
  expect(clock.now()).toBe(6_405_000);
});

it('stands still between ticks and tells who listens of each', () => {
  let browser = 0;
  const clock = new ServerClock(() => browser);
  const told: number[] = [];
  const leave = clock.subscribe(() => told.push(clock.now()));
  browser = 400;
  expect(clock.now()).toBe(0);
  clock.sync(1_000);
  leave();
  clock.sync(2_000);
  expect(told).toEqual([1_000]);
});
