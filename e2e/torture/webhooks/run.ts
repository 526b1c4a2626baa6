import { setTimeout as pause } from 'node:timers/promises';
import { between, type Random, seededRandom } from '../../../lib/simulate/model/random.ts';
import { replaySince } from '../../../lib/store/actions/replay-since.ts';
import { makeOwnFolder } from '../own-folder.ts';
import { sendToGone } from './gone.ts';
import { type Fault, judge } from './judge.ts';
import type { Try } from './receiver.ts';
import type { Sabotage } from './sabotage.ts';
import { type Scene, setScene } from './scene.ts';
import { deadIds, messageCount, refusedTries, storedMessages, waitingCount } from './stored.ts';

export type Plan = {
  seed: number;
  /** At least so many messages. */
  messages: number;
  kills: number;
  /** How many pairs come and go. */
  pairs: number;
  /** How long the collector works before it is killed. */
  lifeMs: readonly [number, number];
  /** Whether receivers may keep the collector until its time limit, and some of its runs last long enough for that. */
  stalls: boolean;
  /** null: SQLite. */
  databaseUrl: string | null;
  /** What the collector does wrong on purpose. */
  sabotage: Sabotage | null;
  /** Whatever is not over by then is a fault. */
  limitMs: number;
};

export type Outcome = {
  faults: Fault[];
  messages: number;
  kills: number;
  /** Tries that reached a receiver, and those that found nobody. */
  tries: readonly Try[];
  refused: number;
  /** Messages whose transaction was undone on purpose, and by a kill. */
  undone: number;
  cutOff: number;
  /** Messages that were given up, and sent again. */
  givenUp: number;
  seconds: number;
};

/** Longer than the time limit of a try. */
const LONG_LIFE_MS = 17_000;
/** A collector that takes as long to start is killed while it does. */
const START_MS = [100, 2_500] as const;
/** So long a kill waits for the moment in which a message was taken, and that is not stored yet. */
const MOMENT_MS = 2_000;

/** Runs the torture, tells `say` how it goes on, and leaves nothing behind. */
export async function torture(plan: Plan, say: (line: string) => void): Promise<Outcome> {
  const startedAt = Date.now();
  const folder = makeOwnFolder();
  try {
    const scene = await setScene(plan, folder.path);
    try {
      const story = await tell(scene, plan, say);
      return { ...(await outcomeOf(scene, story)), seconds: (Date.now() - startedAt) / 1000 };
    } finally {
      await scene.close();
    }
  } finally {
    folder.remove();
  }
}

type Story = { faults: Fault[]; givenUp: Set<string> };

/** What happens, in its order. What could not go on is a fault. */
async function tell(scene: Scene, plan: Plan, say: (line: string) => void): Promise<Story> {
  const story: Story = { faults: [], givenUp: new Set() };
  try {
    await killAgainAndAgain(scene, plan, say);
    await scene.start({ writesFacts: true }).started;
    await scene.until(
      `${plan.messages} messages`,
      async () => (await messageCount(scene.db)) >= plan.messages,
    );
    scene.life().enough();
    await scene.pairs.rest();
    say(`${await waitingCount(scene.db)} messages still wait`);
    await untilAllArrived(scene);
    await sendAgain(scene, story.givenUp);
    say('all arrived; one endpoint is gone');
    story.faults.push(...(await sendToGone(scene)));
    say('it is back');
    await endInOrder(scene);
  } catch (error) {
    await scene
      .life()
      .kill()
      .catch(() => {}); // it may have ended by itself: that is what went wrong
    const why = error instanceof Error ? error.message : String(error);
    story.faults.push({ kind: 'other', id: 'run', why: `${why}\n${scene.log()}` });
  }
  return story;
}

async function killAgainAndAgain(scene: Scene, plan: Plan, say: (line: string) => void): Promise<void> {
  const random = seededRandom(plan.seed + 200);
  // One is kept for the endpoint that is gone.
  for (let number = 1; number < plan.kills; number += 1) {
    const isLong = plan.stalls && number % 8 === 4;
    await liveAndDie(scene, plan, random, isLong);
    if (number % 5 === 0) say(`${number} kills, ${scene.tries.length} tries`);
  }
}

async function liveAndDie(scene: Scene, plan: Plan, random: Random, isLong: boolean): Promise<void> {
  const life = scene.start({ writesFacts: true });
  if (!isLong && random() < 0.15) {
    await pause(between(random, ...START_MS));
  } else {
    await life.started;
    await pause(isLong ? LONG_LIFE_MS : between(random, ...plan.lifeMs));
    if (random() < 0.5) await Promise.race([scene.nextAccepted(), pause(MOMENT_MS)]);
  }
  await scene.kill();
}

const untilAllArrived = ({ db, until }: Scene): Promise<void> =>
  until('every message to be delivered or given up', async () => (await waitingCount(db)) === 0);

/** Whatever was given up is sent again by hand. */
async function sendAgain(scene: Scene, givenUp: Set<string>): Promise<void> {
  for (const id of await deadIds(scene.db)) givenUp.add(id);
  if (givenUp.size === 0) return;
  for (const { name } of scene.receivers) {
    const act = { endpoint: name, since: 0, by: 'torture', now: Date.now() };
    await scene.db.write((tx) => replaySince(tx, act));
  }
  await untilAllArrived(scene);
}

/** Pairs may have given it something to tell at its end: then another tells it. */
async function endInOrder(scene: Scene): Promise<void> {
  await untilAllArrived(scene);
  await scene.life().stop();
  while ((await waitingCount(scene.db)) > 0) {
    await scene.start({ writesFacts: false }).started;
    await untilAllArrived(scene);
    await scene.life().stop();
  }
}

async function outcomeOf(scene: Scene, { faults, givenUp }: Story): Promise<Omit<Outcome, 'seconds'>> {
  const messages = await storedMessages(scene.db);
  const stored = new Set(messages.map(({ webhookId }) => webhookId));
  const attempts = scene.attempts();
  const undone = new Set(attempts.flatMap(({ isUndone, webhookIds }) => (isUndone ? webhookIds : [])));
  const kept = attempts.flatMap(({ isUndone, webhookIds }) => (isUndone ? [] : webhookIds));
  const { tries } = scene;
  return {
    faults: [...faults, ...judge({ messages, tries, undone, givenUp })],
    messages: messages.length,
    kills: scene.kills(),
    tries,
    refused: await refusedTries(scene.db),
    undone: undone.size,
    cutOff: kept.filter((id) => !stored.has(id)).length,
    givenUp: givenUp.size,
  };
}
