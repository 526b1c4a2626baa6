/** From when until when something held, in milliseconds; null: it still does. */
export type Stretch = { from: number; until: number | null };

/**
 * The parts of spans in which somebody watched. Stretches no further apart than `mostGapMs` are one: between two looks
 * nobody looks. They may come in any order and lie over each other.
 */
export function whileWatched<Span extends Stretch>(
  spans: readonly Span[],
  watched: readonly Stretch[],
  mostGapMs: number,
): Span[] {
  const stretches = joined(watched, mostGapMs);
  return spans.flatMap((span) => {
    const spanEnd = endOf(span);
    return stretches.flatMap((stretch) => {
      const from = stretch.from - span.from <= mostGapMs ? span.from : stretch.from;
      const end = spanEnd - endOf(stretch) <= mostGapMs ? spanEnd : endOf(stretch);
      if (end <= from || stretch.from >= spanEnd) return [];
      return [{ ...span, from, until: end === Number.POSITIVE_INFINITY ? null : end }];
    });
  });
}

function joined(stretches: readonly Stretch[], mostGapMs: number): Stretch[] {
  const whole: Stretch[] = [];
  for (const stretch of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last === undefined || stretch.from - endOf(last) > mostGapMs) whole.push({ ...stretch });
    else if (endOf(stretch) > endOf(last)) last.until = stretch.until;
  }
  return whole;
}

const endOf = ({ until }: Stretch): number => until ?? Number.POSITIVE_INFINITY;
