import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../clock.ts';
import { BUSY_DAYS } from '../../simulate/history/past.ts';
import { rhythmUntil } from '../../simulate/history/rhythm.ts';
import { CAMPUS_PLAN } from '../../simulate/model/campus-plan.ts';
import { DEMO_PLAN, type Plan } from '../../simulate/model/plan.ts';
import { type Receiver, startReceiver } from '../../simulate/receiver.ts';
import { settingsYaml } from '../../simulate/settings-yaml.ts';
import { openSimulatedPair, type StandingPair } from '../../simulate/start.ts';
import { DEMO_STORY } from '../../simulate/story.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type SceneOptions = {
  folder: string;
  clock: Clock;
  /** How many pairs there are. */
  pairs: number;
  historyDays: number;
  speed: number;
  /** Makes the past repeatable. */
  seed?: number;
};

/** What the demo watches, standing still where its history begins, and the settings for that without `listen`. */
export type Scene = {
  pairs: StandingPair[];
  settingsYaml: string;
  stop(): Promise<void>;
};

/** Opens the pairs of the demo, and whoever is told of them. Rejects when a port is taken or the folder cannot be written. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  const { folder, clock, historyDays, speed, seed } = options;
  const presentMs = clock.now();
  const hasPast = historyDays > 0;
  const pairs: StandingPair[] = [];
  let receiver: Receiver | null = null;
  const stop = async () => {
    for (const pair of pairs) await pair.stop();
    await receiver?.close();
  };
  try {
    for (const plan of [DEMO_PLAN, CAMPUS_PLAN].slice(0, options.pairs))
      pairs.push(
        await openSimulatedPair({
          folder: plan === DEMO_PLAN ? folder : join(folder, plan.identity.name),
          clock,
          plan: hasPast ? withPast(plan, presentMs) : plan,
          speed,
          ntp: hasPast,
          story: plan === DEMO_PLAN ? DEMO_STORY : [],
          startsMs: presentMs - historyDays * DAY_MS,
          ...(seed !== undefined && { seed }),
        }),
      );
    if (hasPast) {
      receiver = await startReceiver();
      const secret = `whsec_${randomBytes(32).toString('base64')}\n`;
      await writeFile(join(folder, SECRET_FILE), secret, { mode: 0o600 });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const entries = pairs.map(({ entry }) => entry);
  return {
    pairs,
    stop,
    settingsYaml: settingsYaml(entries, {
      data: '.',
      ...(receiver && { endpoints: [endpointAt(receiver.url)] }),
    }),
  };
}

/** Clients that stay for days: only so are those of an hour, which the past has one by one, those that come in it. */
const STAY_MS = 14 * DAY_MS;

function withPast(plan: Plan, presentMs: number): Plan {
  const stayMs = Math.max(plan.timing.stayMs, STAY_MS);
  return { ...plan, timing: { ...plan.timing, stayMs }, rhythm: rhythmUntil(presentMs, BUSY_DAYS) };
}

const SECRET_FILE = 'endpoint-secret';

/** On this machine, and takes everything. */
function endpointAt(url: string): object {
  return { name: 'ops', url, secret: `file:${SECRET_FILE}`, allow: ['127.0.0.0/8'] };
}
