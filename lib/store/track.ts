/** From `from` to `to`, in milliseconds. */
export type Range = { from: number; to: number };

/** Something as it was in the past: when it changed, and what it was at a time. Ask for later and later times. */
export type Track<T> = { times: readonly number[]; at: (now: number) => T };

/** Something that held from a time until another, which is no part of it; `until` null: it still does. */
export type Stretch<T> = { from: number; until: number | null; value: T };

/** What is not known of the past. */
export function never<T>(value: T): Track<T> {
  return { times: [], at: () => value };
}

/**
 * What was made of all that held at a time, in the order in which it began. While nothing changes it is the very same value:
 * thousands of steps may hold it.
 */
export function unfolding<T, Whole>(
  stretches: readonly Stretch<T>[],
  make: (going: T[]) => Whole,
): Track<Whole> {
  const coming = [...stretches].sort((one, other) => one.from - other.from);
  const ends = stretches.flatMap(({ until }) => until ?? []);
  let next = 0;
  let going: Stretch<T>[] = [];
  let whole = make([]);
  let firstEnd = Number.POSITIVE_INFINITY;
  return {
    times: [...coming.map(({ from }) => from), ...ends],
    at(now) {
      let isNew = firstEnd <= now;
      for (let each = coming[next]; each && each.from <= now; each = coming[++next]) {
        going.push(each);
        isNew = true;
      }
      if (!isNew) return whole;
      going = going.filter(({ until }) => until === null || until > now);
      firstEnd = Math.min(Number.POSITIVE_INFINITY, ...going.flatMap(({ until }) => until ?? []));
      whole = make(going.map(({ value }) => value));
      return whole;
    },
  };
}
