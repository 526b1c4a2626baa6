import { type AlertName, type Explanation, inhibitorOf } from './inhibition.ts';
import { occurrenceAt } from './schedule.ts';
import type { MaintenanceWindow, Silence, Suppression } from './suppression.ts';

export type Suppressors = {
  /** Alerts of the same pair and of Pairwatch itself; of those that only wait to fire, few explain anything. */
  firing: readonly Explanation[];
  silences: readonly Silence[];
  windows: readonly MaintenanceWindow[];
};

/**
 * Why an alert of `pair` (null: about Pairwatch itself) is told to nobody at `now`; null: it is told. What somebody said
 * goes before what was planned, and both before what follows from another alert. An alert that is silenced explains its
 * echoes all the same: who knows of it knows of them, and a silence must not be answered by telling them one by one.
 */
export function suppressionOf(
  alert: AlertName,
  pair: string | null,
  { firing, silences, windows }: Suppressors,
  now: number,
): Suppression | null {
  return (
    silencedBy(alert, pair, silences, now) ??
    maintainedBy(pair, windows, now) ??
    inhibitedBy(alert, pair, firing)
  );
}

function silencedBy(
  { rule, subject }: AlertName,
  pair: string | null,
  silences: readonly Silence[],
  now: number,
): Suppression | null {
  const fitting = silences.filter(
    (silence) =>
      silence.startsAt <= now &&
      now < silence.endsAt &&
      fits(silence.pair, pair) &&
      fits(silence.rule, rule) &&
      fits(silence.server, subject.server) &&
      fits(silence.pool, subject.pool),
  );
  const last = lastToEnd(fitting);
  return last && { kind: 'silenced', silenceId: last.id, until: last.endsAt };
}

/** A window over all pairs is one over Pairwatch itself too: what it would tell then is that it sees none of them. */
function maintainedBy(
  pair: string | null,
  windows: readonly MaintenanceWindow[],
  now: number,
): Suppression | null {
  const present = windows.flatMap((window) => {
    const occurrence = fits(window.pair, pair) ? occurrenceAt(window.schedule, now) : null;
    return occurrence === null ? [] : { id: window.id, endsAt: occurrence.endsAt };
  });
  const last = lastToEnd(present);
  return last && { kind: 'maintenance', windowId: last.id, until: last.endsAt };
}

function inhibitedBy(
  alert: AlertName,
  pair: string | null,
  firing: readonly Explanation[],
): Suppression | null {
  const by = inhibitorOf(alert, pair, firing);
  return by === null ? null : { kind: 'inhibited', by };
}

/** null: any. */
function fits(wanted: string | null, found: string | null): boolean {
  return wanted === null || wanted === found;
}

/** The one to name as the reason, as long as it is one. */
function lastToEnd<Item extends { endsAt: number }>(items: readonly Item[]): Item | null {
  return items.reduce<Item | null>((last, item) => (last && last.endsAt >= item.endsAt ? last : item), null);
}
