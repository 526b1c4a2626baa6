import { describe, expect, it } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import { createPoller, PollDeadline } from './poller.ts';

function setUp(poll: (signal: AbortSignal) => Promise<void>, interval = () => 2_000) {
  const clock = new HandClock();
  const poller = createPoller({ name: 'office/dhcp-a/omapi', intervalMs: interval, clock, poll });
  return { clock, poller };
}

describe('createPoller', () => {
  it('polls once an interval, counted from the start of a poll', async () => {
    const starts: number[] = [];
    const { clock, poller } = setUp(async () => void starts.push(clock.now()));
    poller.start();
    await clock.pass(7_000);
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(starts[0]).toBeLessThan(1_000);
    expect(gaps).toEqual([2_000, 2_000, 2_000]);
  });

  it('never runs two polls at once, however long one takes', async () => {
    let running = 0;
    let most = 0;
    const { clock, poller } = setUp(async () => {
      running += 1;
      most = Math.max(most, running);
      await clock.sleep(5_000);
      running -= 1;
    });
    poller.start();
    poller.pollNow();
    await clock.pass(1_000);
    poller.pollNow();
    await clock.pass(20_000);
    expect(most).toBe(1);
  });

  it('aborts at 0.8 of the interval, saying so', async () => {
    let reason: unknown = null;
    const { clock, poller } = setUp(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            resolve();
          });
        }),
    );
    poller.pollNow();
    await clock.pass(1_599);
    expect(reason).toBeNull();
    await clock.pass(1);
    expect(reason).toBeInstanceOf(PollDeadline);
    expect(String(reason)).toContain('1600 ms');
  });

  it('polls again right after the one under way when asked meanwhile', async () => {
    const starts: number[] = [];
    const { clock, poller } = setUp(async () => {
      starts.push(clock.now());
      await clock.sleep(100);
    });
    poller.pollNow();
    await clock.pass(50);
    poller.pollNow();
    await clock.pass(100);
    expect(starts).toEqual([0, 100]);
  });

  it('follows a pace that changes', async () => {
    const starts: number[] = [];
    let interval = 2_000;
    const { clock, poller } = setUp(
      async () => void starts.push(clock.now()),
      () => interval,
    );
    poller.pollNow();
    await clock.pass(2_000);
    interval = 1_000;
    await clock.pass(4_000);
    expect(starts).toEqual([0, 2_000, 4_000, 5_000, 6_000]);
  });

  it('keeps its pace when the clock is set back by an hour in the middle of a poll', async () => {
    const timers = new HandClock();
    let setBackMs = 0;
    const clock = { now: () => timers.now() - setBackMs, after: timers.after.bind(timers) };
    const starts: number[] = [];
    const poller = createPoller({
      name: 'office/dhcp-a/omapi',
      intervalMs: () => 2_000,
      clock,
      async poll() {
        starts.push(timers.now());
        setBackMs = 3_600_000;
      },
    });
    poller.pollNow();
    await timers.pass(4_000);
    expect(starts).toEqual([0, 2_000, 4_000]);
  });

  it('runs nothing after stop, and aborts what runs', async () => {
    let polls = 0;
    let aborted = false;
    const { clock, poller } = setUp(async (signal) => {
      polls += 1;
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      await clock.sleep(10);
    });
    poller.pollNow();
    await clock.pass(0);
    const stopped = poller.stop();
    await clock.pass(10);
    await stopped;
    await clock.pass(10_000);
    poller.pollNow();
    await clock.pass(10_000);
    expect({ polls, aborted }).toEqual({ polls: 1, aborted: true });
  });
});
