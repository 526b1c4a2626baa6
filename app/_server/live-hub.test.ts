import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../lib/clock.ts';
import { type Changes, LiveHub, type LiveListener } from './live-hub.ts';

/** A clock moved by hand that lets what it wakes come to rest. */
class HandClock implements Clock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];
  now = () => this.#now;
  after = (delayMs: number, callback: () => void) => {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };
  get waiting(): number {
    return this.#timers.length;
  }
  async pass(ms: number): Promise<void> {
    for (const end = this.#now + ms; this.#now < end; ) {
      this.#now += 1000;
      const due = this.#timers.filter(({ at }) => at <= this.#now);
      this.#timers = this.#timers.filter(({ at }) => at > this.#now);
      for (const { callback } of due) callback();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

let clock: HandClock;
let reads: (number | null)[];
let next: () => Promise<Changes>;
let hub: LiveHub;
let heard: string[];

beforeEach(() => {
  clock = new HandClock();
  reads = [];
  heard = [];
  next = async () => ({ cursor: 7, hints: [] });
  hub = new LiveHub((since) => {
    reads.push(since);
    return next();
  }, clock);
});

const listener = (name: string): LiveListener => ({
  hint: ({ topic }) => heard.push(`${name} ${topic}`),
  keepAlive: () => heard.push(`${name} lives`),
  end: () => heard.push(`${name} ends`),
});

describe('LiveHub', () => {
  it('reads once a second for all, and not at all when nobody is left', async () => {
    const leaves = [await hub.listen(listener('a')), await hub.listen(listener('b'))];
    await clock.pass(3000);
    expect(reads).toEqual([null, 7, 7, 7]);
    for (const leave of leaves) leave();
    await clock.pass(3000);
    expect([reads.length, clock.waiting]).toEqual([4, 0]);
  });

  it('tells every listener of each changed topic and goes on from there', async () => {
    await hub.listen(listener('a'));
    await hub.listen(listener('b'));
    next = async () => ({ cursor: 9, hints: [{ topic: 'events', cursor: 9 }] });
    await clock.pass(1000);
    next = async () => ({ cursor: 9, hints: [] });
    await clock.pass(1000);
    expect(heard).toEqual(['a events', 'b events']);
    expect(reads).toEqual([null, 7, 9]);
  });

  it('begins with what changed since the cursor that a listener knows, told to it alone', async () => {
    await hub.listen(listener('a'));
    next = async () => ({ cursor: 7, hints: [{ topic: 'events', cursor: 6 }] });
    await hub.listen(listener('b'), 5);
    expect([reads, heard]).toEqual([[null, 5], ['b events']]);
  });

  it('keeps nobody who could not be told what changed', async () => {
    await hub.listen(listener('a'));
    next = () => Promise.reject(new Error('locked'));
    await expect(hub.listen(listener('b'), 5)).rejects.toThrow('locked');
    next = async () => ({ cursor: 8, hints: [{ topic: 'events', cursor: 8 }] });
    await clock.pass(1000);
    expect(heard).toEqual(['a events']);
  });

  it('outlasts a database that cannot be read and misses nothing', async () => {
    await hub.listen(listener('a'));
    next = () => Promise.reject(new Error('locked'));
    await clock.pass(2000);
    next = async () => ({ cursor: 8, hints: [{ topic: 'events', cursor: 8 }] });
    await clock.pass(1000);
    expect(heard).toEqual(['a events']);
    expect(reads).toEqual([null, 7, 7, 7]);
  });

  it('turns the first listener away when the database cannot be read', async () => {
    next = () => Promise.reject(new Error('not there'));
    await expect(hub.listen(listener('a'))).rejects.toThrow('not there');
    expect(clock.waiting).toBe(0);
  });

  it('gives a sign of life every 20 s', async () => {
    await hub.listen(listener('a'));
    await clock.pass(45_000);
    expect(heard).toEqual(['a lives', 'a lives']);
  });

  it('keeps one loop when the last leaves and another comes while the database is read', async () => {
    const leave = await hub.listen(listener('a'));
    let answer = (_changes: Changes) => {};
    next = () => new Promise((resolve) => (answer = resolve));
    await clock.pass(1000);
    leave();
    const slow = answer;
    next = async () => ({ cursor: 7, hints: [] });
    await hub.listen(listener('b'));
    slow({ cursor: 7, hints: [{ topic: 'events', cursor: 7 }] });
    await clock.pass(1000);
    expect([heard, clock.waiting]).toEqual([[], 1]);
  });

  it('ends every stream when the server stops, and whoever comes after', async () => {
    await hub.listen(listener('a'));
    hub.close();
    await hub.listen(listener('b'));
    expect([heard, hub.closed, clock.waiting]).toEqual([['a ends', 'b ends'], true, 0]);
  });
});
