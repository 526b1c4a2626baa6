import { CLOCK_TOLERANCE_MS, type Plan, type PoolPlan } from '../../simulate/model/plan.ts';
import type { Deed, Stage, Story } from './story.ts';

const MINA = 'Mina';
const MINUTE = 60;

const DISK_FULL = 'commit_leases: unable to commit, fsync(): No space left on device';
const TOLD_TO_END = 'Received signal 15, initiating shutdown.';

/** Ends dhcpd in good order, as `systemctl stop` does. */
const stop = (server: 'a' | 'b') => (stage: Stage) => {
  stage.log.say(server, TOLD_TO_END);
  stage.kill(server);
};

/** The link comes and goes. */
const FLAPS: Deed[] = Array.from({ length: 5 }, (_, index) => [
  { after: index * 150, does: (stage: Stage) => stage.partition() },
  { after: index * 150 + 80, does: (stage: Stage) => stage.heal() },
]).flat();

const longerLeases = (plan: Plan): Plan => ({
  ...plan,
  networks: plan.networks.map((network) => ({
    ...network,
    pools: network.pools.map((pool): PoolPlan => ({ ...pool, leaseMs: 2 * pool.leaseMs })),
  })),
});

export const STORIES = {
  partition: {
    seconds: 8 * MINUTE,
    deeds: [
      { after: 0, does: (stage) => stage.partition() },
      { after: 3 * MINUTE, acknowledges: MINA, text: 'A switch between the two rooms is being replaced.' },
      { after: 8 * MINUTE, does: (stage) => stage.heal() },
    ],
  },
  kill: {
    seconds: 6 * MINUTE,
    deeds: [
      { after: 0, does: (stage) => stage.kill('a') },
      { after: 2 * MINUTE, acknowledges: MINA, text: 'On it.' },
      { after: 6 * MINUTE, does: (stage) => stage.start('a') },
    ],
  },
  'config-restart': {
    seconds: 2 * MINUTE,
    deeds: [
      { after: -90, does: (stage) => stage.configure({ a: stage.plan, b: longerLeases(stage.plan) }) },
      { after: 0, does: stop('b') },
      { after: 80, does: (stage) => stage.start('b') },
    ],
  },
  'clock-skew': {
    seconds: 9 * MINUTE,
    deeds: [
      { after: -MINUTE, does: (stage) => stage.skew('b', 1.5 * CLOCK_TOLERANCE_MS) },
      // The link has to form anew before anybody looks at the clocks.
      { after: 0, does: (stage) => stage.partition() },
      { after: 15, does: (stage) => stage.heal() },
      { after: 4 * MINUTE, acknowledges: MINA, text: 'The clock of dhcp-b is off.' },
      { after: 9 * MINUTE, does: (stage) => stage.skew('b', 0) },
    ],
  },
  exhaustion: {
    seconds: 10 * MINUTE,
    deeds: [
      { after: 0, does: (stage) => stage.fill('guests') },
      { after: 10 * MINUTE, does: (stage) => stage.drain('guests') },
    ],
  },
  'machine-down': {
    seconds: 6 * MINUTE,
    deeds: [
      { after: 0, does: (stage) => stage.machineDown('a') },
      { after: 2 * MINUTE, acknowledges: MINA, text: 'It answers no ping.' },
      { after: 6 * MINUTE, does: (stage) => stage.machineUp('a') },
    ],
  },
  disk: {
    seconds: 5 * MINUTE,
    deeds: [
      { after: 0, does: (stage) => stage.log.say('a', DISK_FULL) },
      { after: 20, does: (stage) => stage.log.say('a', DISK_FULL) },
      { after: 30, does: (stage) => stage.kill('a') },
      { after: 5 * MINUTE, does: (stage) => stage.start('a') },
    ],
  },
  'both-down': {
    seconds: 5 * MINUTE,
    deeds: [
      { after: 0, does: (stage) => stage.kill('a') },
      { after: 1, does: (stage) => stage.kill('b') },
      { after: 2 * MINUTE, acknowledges: MINA, text: 'Both virtual machines hang.' },
      { after: 5 * MINUTE, does: (stage) => stage.start('a') },
      { after: 5 * MINUTE + 10, does: (stage) => stage.start('b') },
    ],
  },
  // It is over when it was steady for a quarter of an hour.
  flapping: { seconds: 25 * MINUTE, deeds: FLAPS },
  maintenance: {
    seconds: 16 * MINUTE,
    deeds: [
      { after: -10 * MINUTE, plans: MINA, from: -2 * MINUTE, until: 8 * MINUTE, text: 'New disks in dhcp-a' },
      { after: 0, does: stop('a') },
      { after: 10 * MINUTE, acknowledges: MINA, text: 'The disks take longer than planned.' },
      { after: 16 * MINUTE, does: (stage) => stage.start('a') },
    ],
  },
} satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;
export const STORY_NAMES = Object.keys(STORIES) as StoryName[]; // keys of a const object
