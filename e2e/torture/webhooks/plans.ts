import type { Plan } from './run.ts';

type Size = Omit<Plan, 'seed' | 'databaseUrl' | 'sabotage'>;

export const FULL: Size = {
  messages: 1_000,
  kills: 20,
  pairs: 6,
  lifeMs: [500, 7_000],
  stalls: true,
  limitMs: 270_000,
};

/** Over in half a minute, so nobody keeps a sender until its time limit. */
export const SHORT: Size = {
  messages: 60,
  kills: 2,
  pairs: 1,
  lifeMs: [300, 1_200],
  stalls: false,
  limitMs: 150_000,
};
