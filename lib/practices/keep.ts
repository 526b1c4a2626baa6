/** How many copies are kept: of each of the latest days, weeks and months that have one, the last. */
export type KeepRule = { daily: number; weekly: number; monthly: number };

type Copy = { id: number; at: number };

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday: weeks begin with a Monday. */
const FIRST_MONDAY_DAYS = 4;

/**
 * The ids of the copies of one server that the rule keeps no more. `copies` are those that were verified and not removed yet; the
 * latest is kept whatever the rule says. Days are those of UTC.
 */
export function outlived(copies: readonly Copy[], rule: KeepRule): number[] {
  const latestFirst = copies.toSorted((one, other) => other.at - one.at || other.id - one.id);
  const kept = new Set<number>(latestFirst.slice(0, 1).map(({ id }) => id));
  const day = ({ at }: Copy) => Math.floor(at / DAY_MS);
  keep(rule.daily, (copy) => String(day(copy)));
  keep(rule.weekly, (copy) => String(Math.floor((day(copy) - FIRST_MONDAY_DAYS) / 7)));
  keep(rule.monthly, ({ at }) => new Date(at).toISOString().slice(0, 7));
  return latestFirst.filter(({ id }) => !kept.has(id)).map(({ id }) => id);

  /** The last copy of each of the latest `count` spans. */
  function keep(count: number, spanOf: (copy: Copy) => string): void {
    const spans = new Set<string>();
    for (const copy of latestFirst) {
      const span = spanOf(copy);
      if (spans.has(span)) continue;
      if (spans.size === count) return;
      spans.add(span);
      kept.add(copy.id);
    }
  }
}
