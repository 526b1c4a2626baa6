import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, openDatabase } from '../../../lib/db/client.ts';
import { seededRandom } from '../../../lib/simulate/model/random.ts';
import type { Attempt } from './facts.ts';
import { type FlappingPairs, startFlappingPairs } from './flapping.ts';
import { type Life, startLife } from './life.ts';
import { type Receiver, startReceiver, type Try } from './receiver.ts';
import type { Plan } from './run.ts';

/** The stage of a run: three receivers, pairs in trouble, and the collector between them, which can be killed. */
export type Scene = {
  db: Database;
  receivers: readonly Receiver[];
  /** In the order of their arrival. */
  tries: readonly Try[];
  pairs: FlappingPairs;
  /** Starts the collector; `life` is the one that is under way. */
  start(options: { writesFacts: boolean }): Life;
  life(): Life;
  /** How often it was killed. */
  kills(): number;
  kill(): Promise<void>;
  /** Kills it, and has another work that writes no facts. */
  killAndStart(): Promise<void>;
  /** Settles when the next message is taken. */
  nextAccepted(): Promise<void>;
  /** Waits for something. Throws when the collector ends, or the time of the run is over before. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  attempts(): Attempt[];
  /** What the collectors said. */
  log(): string;
  close(): Promise<void>;
};

/** By name, how often each signs: one of them is just replacing its secret. */
const ENDPOINTS = { ops: 1, night: 2, pager: 1 };
const LOOK_EVERY_MS = 100;
const KINDS = ['incident', 'every-alert', 'verdict'];
/** Nothing waits: the more is told the better. */
const AT_ONCE = { for: '0s' };
const RULES = {
  'pair-not-healthy': { warning: AT_ONCE, critical: { for: '2s' }, 'keep-firing-for': '0s' },
  'server-unreachable': { warning: AT_ONCE, 'keep-firing-for': '0s' },
  'deliveries-failing': { warning: AT_ONCE, critical: AT_ONCE },
};

/** Sets everything up in a folder; nothing of the collector runs yet. */
export async function setScene(plan: Plan, folder: string): Promise<Scene> {
  const { seed, databaseUrl, sabotage } = plan;
  const giveUpAt = Date.now() + plan.limitMs;
  const paths = {
    settings: join(folder, 'pairwatch.yaml'),
    attempts: join(folder, 'attempts'),
    log: join(folder, 'log'),
  };
  const tries: Try[] = [];
  let lives = 0;
  let kills = 0;
  let current: Life | null = null;
  let onAccepted: (() => void)[] = [];

  const receivers: Receiver[] = [];
  for (const [index, [name, secretCount]] of Object.entries(ENDPOINTS).entries()) {
    receivers.push(
      await startReceiver({
        name,
        secrets: secretsOf(index, secretCount),
        random: seededRandom(seed + index),
        stalls: plan.stalls,
        life: () => lives,
        onTry: (seen) => tries.push(seen),
        onAccepted() {
          for (const settle of onAccepted) settle();
          onAccepted = [];
        },
      }),
    );
  }
  const pairs = await startFlappingPairs(folder, plan.pairs, seededRandom(seed + 100));
  writeFileSync(paths.settings, JSON.stringify(settingsOf(receivers, pairs)), { mode: 0o600 });
  const db = await openDatabase(databaseUrl ?? `file:${join(folder, 'pairwatch.db')}`, { role: 'web' });

  function life(): Life {
    if (!current) throw new Error('the collector was not started');
    return current;
  }
  function start({ writesFacts }: { writesFacts: boolean }): Life {
    lives += 1;
    const { settings: settingsPath, attempts } = paths;
    const child = { settingsPath, databaseUrl, attempts, sabotage, writesFacts, seed: seed + 1_000 + lives };
    current = startLife(child, paths.log);
    return current;
  }
  async function kill(): Promise<void> {
    await life().kill();
    kills += 1;
  }

  return {
    db,
    receivers,
    tries,
    pairs,
    start,
    life,
    kills: () => kills,
    kill,
    async killAndStart() {
      await kill();
      await start({ writesFacts: false }).started;
    },
    nextAccepted: () =>
      new Promise((resolve) => {
        onAccepted.push(resolve);
      }),
    async until(what, holds) {
      while (!(await holds())) {
        const end = life().end();
        if (end !== null) throw new Error(`the collector ended with ${end} before ${what}`);
        if (Date.now() > giveUpAt)
          throw new Error(`waited in vain for ${what}: ${plan.limitMs / 1000} s are over`);
        await pause(LOOK_EVERY_MS);
      }
    },
    attempts: () =>
      linesOf(paths.attempts).map(
        (line) => JSON.parse(line) as Attempt, // written by our own child
      ),
    log: () => linesOf(paths.log).slice(-20).join('\n'),
    async close() {
      await pairs.stop();
      for (const receiver of receivers) await receiver.stop();
      await db.close();
    },
  };
}

/** Without a last line that a kill cut short. */
function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

function secretsOf(index: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, number) => `whsec_${Buffer.alloc(32, 1 + 10 * index + number).toString('base64')}`,
  );
}

function settingsOf(receivers: readonly Receiver[], pairs: FlappingPairs): object {
  return {
    data: '.',
    pairs: pairs.settings,
    poll: { omapi: '500ms', 'omapi-unhealthy': '500ms' },
    alerts: { stable: '1m', rules: RULES },
    endpoints: receivers.map(({ name, url, secrets }) => ({
      ...{ name, url, secrets, kinds: KINDS, severities: ['info', 'warning', 'critical'] },
      allow: ['127.0.0.0/8'],
    })),
  };
}
