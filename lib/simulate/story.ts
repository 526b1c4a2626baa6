import type { KnownFailoverState } from '../failover-states.ts';
import type { ServerId } from './model/server.ts';
import type { PairControl } from './pair.ts';

/** A repeating script for the simulated pair, as data. */
export type StoryStep = {
  name: string;
  /** What happens, for whoever watches. */
  tells: string;
  seconds: number;
  /** What is done to the pair when the step begins, which will last `stepMs`. */
  does(pair: PairControl, stepMs: number): void;
  /** The states that a watcher can see during the step, in order; a server that is not named does not move. */
  states: Partial<Record<ServerId, readonly KnownFailoverState[]>>;
};

const DRIFT_MS = 20_000;

/** About five minutes; the first change comes after 40 s, so that a newcomer sees a healthy pair first. */
export const DEMO_STORY: readonly StoryStep[] = [
  {
    name: 'healthy',
    tells: 'Clients come, renew and go; both servers share them.',
    seconds: 40,
    does: () => {},
    states: {},
  },
  {
    name: 'primary-lost',
    tells: 'dhcp-a dies with its disk; dhcp-b serves everybody from its own half.',
    seconds: 35,
    does: (pair) => pair.kill('a'),
    states: { b: ['communications-interrupted'] },
  },
  {
    name: 'partner-down',
    tells: 'An operator tells dhcp-b that its partner is off.',
    seconds: 25,
    does: (pair) => pair.partnerDown('b'),
    states: { b: ['partner-down'] },
  },
  {
    name: 'primary-returns',
    tells: 'dhcp-a is back with an empty lease file: it fetches all leases and waits until MCLT has passed.',
    seconds: 45,
    does: (pair) => pair.start('a', { databaseLost: true }),
    states: { a: ['startup', 'recover', 'recover-wait', 'recover-done', 'normal'], b: ['normal'] },
  },
  {
    name: 'healthy-again',
    tells: 'Both servers share the clients again.',
    seconds: 15,
    does: () => {},
    states: {},
  },
  {
    name: 'clock-drifts',
    tells: 'The clock of dhcp-b runs ahead, 20 s in the end; the servers do not notice.',
    seconds: 25,
    does: (pair, stepMs) => pair.skew('b', DRIFT_MS, stepMs),
    states: {},
  },
  {
    name: 'link-lost',
    tells: 'The servers cannot hear each other; each serves from its own half.',
    seconds: 22,
    does: (pair) => pair.partition(),
    states: { a: ['communications-interrupted'], b: ['communications-interrupted'] },
  },
  {
    name: 'link-back',
    tells: 'They meet again; the stamps of this reconnection give away the clock of dhcp-b.',
    seconds: 20,
    does: (pair) => pair.heal(),
    states: { a: ['normal'], b: ['normal'] },
  },
  {
    name: 'pool-fills',
    tells: 'A crowd of guests arrives: the pool of the guests runs out of addresses.',
    seconds: 38,
    does: (pair) => pair.fill('guests'),
    states: {},
  },
  {
    name: 'pool-drains',
    tells: 'The guests leave, and the clock of dhcp-b is put right.',
    seconds: 30,
    does: (pair) => {
      pair.drain('guests');
      pair.skew('b', 0);
    },
    states: {},
  },
];

export type Teller = {
  /** The step being told. */
  step(): StoryStep;
  /** Goes on to the next step when the present one is over: at most one a call, so that no step is ever skipped. */
  tell(nowMs: number): void;
};

/**
 * Tells a story over and over, beginning at `nowMs` with its first step; a step of n seconds lasts n / `speed`.
 * Throws when the story has no step.
 */
export function tellStory(
  story: readonly StoryStep[],
  pair: PairControl,
  { nowMs, speed = 1 }: { nowMs: number; speed?: number },
): Teller {
  let index = 0;
  let sinceMs = nowMs;
  const step = () => {
    const present = story[index];
    if (!present) throw new Error('A story needs at least one step.');
    return present;
  };
  const stepMs = () => (step().seconds * 1000) / speed;
  const begin = () => step().does(pair, stepMs());
  begin();
  return {
    step,
    tell(atMs) {
      if (atMs - sinceMs < stepMs()) return;
      index = (index + 1) % story.length;
      sinceMs = atMs;
      begin();
    },
  };
}
