import { describe, expect, test } from 'vitest';
import { advance } from './model/advance.ts';
import { DEMO_PLAN, planAtSpeed } from './model/plan.ts';
import { seededRandom } from './model/random.ts';
import { clockOf, poolCounters, type Server, type ServerId } from './model/server.ts';
import { settledWorld } from './model/settled-world.ts';
import { controlOf, type PairControl } from './pair.ts';
import { DEMO_STORY, tellStory } from './story.ts';

const NOW = 1_790_000_000_000;
const ROUND_SECONDS = DEMO_STORY.reduce((seconds, step) => seconds + step.seconds, 0);

describe.each([1, 20])('the demo story at speed %i', (speed) => {
  const told = tellDemo({ speed, rounds: 2 });

  test('tells its steps in order, again and again', () => {
    const names = DEMO_STORY.map((step) => step.name);
    expect(told.map((chapter) => chapter.step)).toEqual([...names, ...names]);
  });

  test.each(DEMO_STORY.map((step, index) => ({ ...step, index })))(
    'shows the announced states in "$name", in both rounds',
    ({ index, states }) => {
      for (const chapter of [told[index], told[index + DEMO_STORY.length]]) {
        expect(chapter?.moves).toEqual({ a: states.a ?? [], b: states.b ?? [] });
      }
    },
  );

  test('shows the primary away only while it is dead', () => {
    const away = told.filter((chapter) => !chapter.end.a.alive).map((chapter) => chapter.step);
    expect(away).toEqual(['primary-lost', 'partner-down', 'primary-lost', 'partner-down']);
  });

  test('lets the clock run 20 s ahead, and gives it away at the reconnect', () => {
    const chapter = told.find(({ step }) => step === 'link-back');
    expect(chapter?.end.offsetMs).toBe(20_000);
    expect(chapter?.end.stampSkewMs).toBe(20_000);
    expect(told.find(({ step }) => step === 'pool-drains')?.end.offsetMs).toBe(0);
  });

  test('fills the pool of the guests to the last address, and empties it', () => {
    const guests = (step: string) => told.find((chapter) => chapter.step === step)?.end.guests;
    expect(guests('pool-fills')).toMatchObject({ freeLeases: 0, backupLeases: 0 });
    const drained = guests('pool-drains');
    expect((drained?.freeLeases ?? 0) + (drained?.backupLeases ?? 0)).toBeGreaterThan(20);
  });
});

test('a newcomer sees a healthy pair for 40 s, and a round takes four to five minutes', () => {
  expect(DEMO_STORY[0]).toMatchObject({ name: 'healthy', seconds: 40 });
  expect(ROUND_SECONDS).toBeGreaterThanOrEqual(240);
  expect(ROUND_SECONDS).toBeLessThanOrEqual(300);
});

test('a story skips no step when nobody listened for long', () => {
  const world = settledWorld(DEMO_PLAN, seededRandom(1), NOW);
  const teller = tellStory(DEMO_STORY, controlOf(world), { nowMs: NOW });
  teller.tell(NOW + 3_600_000);
  expect(teller.step().name).toBe('primary-lost');
  teller.tell(NOW + 3_600_000);
  expect(teller.step().name).toBe('primary-lost');
});

test('a story needs a step', () => {
  const pair = {} as PairControl; // never touched
  expect(() => tellStory([], pair, { nowMs: NOW })).toThrow(/at least one step/);
});

type Chapter = {
  step: string;
  moves: Record<ServerId, string[]>;
  end: {
    a: { alive: boolean };
    offsetMs: number;
    stampSkewMs: number;
    guests: ReturnType<typeof poolCounters>;
  };
};

/** Lives through the story by a hand-driven clock and notes what can be seen in each step. */
function tellDemo({ speed, rounds }: { speed: number; rounds: number }): Chapter[] {
  const plan = planAtSpeed(DEMO_PLAN, speed);
  const world = settledWorld(plan, seededRandom(5), NOW);
  const { a, b } = world.servers;
  const teller = tellStory(DEMO_STORY, controlOf(world), { nowMs: NOW, speed });
  const chapters: Chapter[] = [];
  const seen = { a: seenState(a), b: seenState(b) };
  let chapter: Chapter | undefined;
  for (let tick = 0; world.nowMs < NOW + (rounds * ROUND_SECONDS * 1000) / speed - 1000 / speed; tick += 1) {
    if (chapter?.step !== teller.step().name) {
      chapter = { step: teller.step().name, moves: { a: [], b: [] }, end: endOf(a, b, world.nowMs) };
      chapters.push(chapter);
    }
    for (const server of [a, b]) {
      const state = seenState(server);
      if (state !== seen[server.id] && server.alive) chapter.moves[server.id].push(state);
      seen[server.id] = state;
    }
    chapter.end = endOf(a, b, world.nowMs);
    advance(world, NOW + tick * plan.timing.tickMs);
    teller.tell(world.nowMs);
  }
  return chapters;
}

function seenState(server: Server): string {
  return server.alive ? server.state : 'dead';
}

function endOf(a: Server, b: Server, nowMs: number): Chapter['end'] {
  return {
    a: { alive: a.alive },
    offsetMs: Math.round(clockOf(b, nowMs) - nowMs),
    stampSkewMs: (b.partnerStosMs - a.stosMs - (a.partnerStosMs - b.stosMs)) / 2,
    guests: poolCounters(a, 'guests'),
  };
}
