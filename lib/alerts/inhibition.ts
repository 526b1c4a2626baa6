import { type Alert, fingerprintOf } from './alert.ts';

/** What an alert is known by. */
export type AlertName = Pick<Alert, 'rule' | 'subject'>;

/**
 * While one of `by` fires, those of `mutes` are its echoes: they say no more than it does. `about`: only where both are about
 * the same server or pool, or about the pair.
 */
export type Inhibition = {
  by: readonly string[];
  /** `all`: every rule about a pair; never those about Pairwatch itself. */
  mutes: readonly string[] | 'all';
  about: 'pair' | 'server' | 'pool';
  /** Whether it explains already while it is pending. */
  fromPending?: true;
};

/** What may explain an alert: one that is pending or fires. */
export type Explanation = AlertName & Pick<Alert, 'phase'>;

const POOL_RULES = [
  'pool-use-high',
  'pool-use-drop',
  'pool-full',
  'own-side-starving',
  'pool-imbalanced',
  'forecast-short',
];

/** The first that fits explains. Nothing mutes, through however many steps, what mutes it: a test looks. */
export const INHIBITIONS: readonly Inhibition[] = [
  // That nothing is reached shows in each pair as long as in Pairwatch itself: what waits no longer must not be told first.
  { by: ['monitor-blind'], mutes: 'all', about: 'pair', fromPending: true },
  { by: ['nobody-answers', 'dangerous-states'], mutes: ['pair-not-healthy', 'stuck-state'], about: 'pair' },
  {
    by: ['nobody-answers', 'dangerous-states', 'pair-not-healthy'],
    mutes: ['backlog-growing', 'readings-differ', 'pool-imbalanced'],
    about: 'pair',
  },
  // It is itself muted by nothing of its pair: which server does not answer is what people need to know.
  {
    by: ['server-unreachable'],
    mutes: ['source-failing', 'clocks', 'lease-file', ...POOL_RULES],
    about: 'server',
  },
  { by: ['pool-full'], mutes: ['pool-use-high', 'own-side-starving', 'forecast-short'], about: 'pool' },
];

/**
 * The fingerprint of the first of `firing` that says already what an alert of `pair` would say; null: none does, as of all
 * about Pairwatch itself (`pair` null).
 */
export function inhibitorOf(
  alert: AlertName,
  pair: string | null,
  firing: readonly Explanation[],
): string | null {
  if (pair === null) return null;
  for (const { by, mutes, about, fromPending = false } of INHIBITIONS) {
    if (mutes !== 'all' && !mutes.includes(alert.rule)) continue;
    const inhibitor = firing.find(
      (other) =>
        by.includes(other.rule) &&
        (other.phase === 'firing' || (fromPending && other.phase === 'pending')) &&
        isSameSubject(about, other, alert),
    );
    if (inhibitor) return fingerprintOf(inhibitor);
  }
  return null;
}

function isSameSubject(about: Inhibition['about'], a: AlertName, b: AlertName): boolean {
  return about === 'pair' || (a.subject[about] !== null && a.subject[about] === b.subject[about]);
}
