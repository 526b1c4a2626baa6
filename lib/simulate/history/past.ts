import type { NetworkPlan, Plan, PoolPlan } from '../model/plan.ts';
import type { ServerId } from '../model/server.ts';
import type { PairControl } from '../pair.ts';
import type { BusyDays } from './rhythm.ts';

/** What happened to the demo's pairs before the present, as data: days are counted back from the present one, times are UTC. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Something that was done to a pair, or by people. */
export type Deed = { atMs: number } & (
  | { kind: 'pair'; does: (pair: PairControl) => void }
  /** From here on the servers are configured so. */
  | { kind: 'config'; plans: Record<ServerId, Plan> }
  | { kind: 'person'; by: string; does: 'acknowledges' | 'notes'; text: string }
);

type Happening = {
  pair: string;
  daysBefore: number;
  /** `HH:MM`. */
  time: string;
  /** `after`: minutes. */
  deeds: readonly ({ after: number } & DeedOf)[];
};
type DeedOf =
  | { does: (pair: PairControl) => void }
  | { config: (plan: Plan) => Record<ServerId, Plan> }
  | { acknowledges: string; text: string }
  | { notes: string; text: string };

const MINA = 'Mina Sato';
const TOMAS = 'Tomás Vega';

/** A restart of one server for updates: away for a minute and a half. */
const restart = (pair: string, daysBefore: number, time: string, server: ServerId): Happening => ({
  pair,
  daysBefore,
  time,
  deeds: [
    { after: 0, does: (control) => control.kill(server) },
    { after: 1.5, does: (control) => control.start(server) },
  ],
});

const HAPPENINGS: readonly Happening[] = [
  restart('campus', 86, '04:10', 'b'),
  restart('demo', 83, '03:15', 'b'),
  {
    pair: 'demo',
    daysBefore: 79,
    time: '14:20',
    deeds: [
      { after: 0, does: (control) => control.kill('a') },
      { after: 6, acknowledges: TOMAS, text: 'dhcp-a is at the vendor for a new power supply.' },
      { after: 9, does: (control) => control.partnerDown('b') },
      {
        after: 10,
        notes: TOMAS,
        text: 'Told dhcp-b that its partner is down, so that it may use all addresses.',
      },
      { after: 95, does: (control) => control.start('a') },
      {
        after: 118,
        notes: TOMAS,
        text: 'dhcp-a is back with its old lease file; both were in normal again within two minutes.',
      },
    ],
  },
  {
    pair: 'demo',
    daysBefore: 66,
    time: '09:40',
    deeds: [{ after: 0, config: (plan) => ({ a: plan, b: plan }) }],
  },
  restart('demo', 62, '03:15', 'a'),
  {
    pair: 'campus',
    daysBefore: 47,
    time: '11:05',
    deeds: [
      { after: 0, does: (control) => control.skew('b', 9_000, 3 * DAY_MS) },
      { after: 3 * 24 * 60 + 170, does: (control) => control.skew('b', 2) },
    ],
  },
  {
    pair: 'demo',
    daysBefore: 33,
    time: '15:12',
    deeds: [
      { after: 0, config: (plan) => ({ a: plan, b: withGuestsUpTo(plan, '10.30.0.119') }) },
      { after: 18 * 60 + 21, config: (plan) => ({ a: plan, b: plan }) },
    ],
  },
  {
    pair: 'demo',
    daysBefore: 21,
    time: '02:47',
    deeds: [
      { after: 0, does: (control) => control.kill('b') },
      { after: 12, acknowledges: MINA, text: 'On it. The host answers no ping.' },
      {
        after: 31,
        notes: MINA,
        text: 'The hypervisor had stopped the machine for want of memory; it is being started.',
      },
      { after: 40, does: (control) => control.start('b') },
      {
        after: 58,
        notes: MINA,
        text: 'Memory of dhcp-b is reserved from now on. Nobody went without an address.',
      },
    ],
  },
  {
    pair: 'demo',
    daysBefore: 4,
    time: '16:30',
    deeds: [
      { after: 0, does: (control) => control.partition() },
      { after: 14, acknowledges: MINA, text: 'A switch between the two rooms is being replaced.' },
      { after: 24, does: (control) => control.heal() },
      { after: 41, notes: MINA, text: 'The new switch is in place; both servers heard each other at once.' },
    ],
  },
  restart('campus', 2, '04:10', 'a'),
];

/** Days on which more guests come than usual; on those of a fair there is hardly room for them. */
export const BUSY_DAYS: readonly BusyDays[] = [
  { pool: 'guests', daysBefore: [75, 68, 54, 40, 19], times: 1.25 },
  { pool: 'guests', daysBefore: [47, 26, 12], times: 1.65 },
];

/** The plans of a pair's servers as they were at the beginning: guests got leases twice as long. */
export function plansAtFirst(plan: Plan): Record<ServerId, Plan> {
  const first = changedPool(plan, 'guests', (pool) => ({ ...pool, leaseMs: 2 * pool.leaseMs }));
  return { a: first, b: first };
}

/** All that happened to a pair from `fromMs` up to `presentMs`, in its order. What had no time to end is left out whole. */
export function deedsOf(plan: Plan, { fromMs, presentMs }: { fromMs: number; presentMs: number }): Deed[] {
  const today = Math.floor(presentMs / DAY_MS) * DAY_MS;
  return HAPPENINGS.filter(({ pair }) => pair === plan.identity.name)
    .flatMap(({ daysBefore, time, deeds }) => {
      const beganMs = today - daysBefore * DAY_MS + minutesOf(time) * MINUTE_MS;
      return beganMs - HOUR_MS < fromMs
        ? []
        : deeds.map(({ after, ...deed }) => deedAt(plan, beganMs + after * MINUTE_MS, deed));
    })
    .sort((one, other) => one.atMs - other.atMs);
}

function deedAt(plan: Plan, atMs: number, deed: DeedOf): Deed {
  if ('does' in deed) return { atMs, kind: 'pair', does: deed.does };
  if ('config' in deed) return { atMs, kind: 'config', plans: deed.config(plan) };
  if ('acknowledges' in deed)
    return { atMs, kind: 'person', by: deed.acknowledges, does: 'acknowledges', text: deed.text };
  return { atMs, kind: 'person', by: deed.notes, does: 'notes', text: deed.text };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const withGuestsUpTo = (plan: Plan, lastAddress: string): Plan =>
  changedPool(plan, 'guests', (pool) => ({ ...pool, lastAddress }));

function changedPool(plan: Plan, name: string, change: (pool: PoolPlan) => PoolPlan): Plan {
  const inNetwork = (network: NetworkPlan): NetworkPlan => ({
    ...network,
    pools: network.pools.map((pool) => (pool.name === name ? change(pool) : pool)),
  });
  return { ...plan, networks: plan.networks.map(inNetwork) };
}
