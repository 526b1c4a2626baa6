import type { Clock } from '../clock.ts';

export type HandClock = Clock & {
  /** Lets `ms` pass: timers fire in their order, and promises settle in between. */
  advance(ms: number): Promise<void>;
  sleep(ms: number): Promise<void>;
};

/** A clock that stands still until a test moves it. */
export function handClock(startAt: number): HandClock {
  let now = startAt;
  let nextId = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();

  const clock: HandClock = {
    now: () => now,
    after(delayMs, callback) {
      const id = nextId++;
      timers.set(id, { at: now + delayMs, callback });
      return () => timers.delete(id);
    },
    sleep: (ms) => new Promise((resolve) => clock.after(ms, resolve)),
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let due = nextDue(end); due !== null; due = nextDue(end)) {
        const [id, timer] = due;
        timers.delete(id);
        now = Math.max(now, timer.at);
        timer.callback();
        await settle();
      }
      now = end;
    },
  };

  function nextDue(end: number) {
    const due = [...timers].filter(([, { at }]) => at <= end);
    return due.sort(([idA, a], [idB, b]) => a.at - b.at || idA - idB)[0] ?? null;
  }

  return clock;
}

/** Enough turns for every promise chain of the code under test to come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
