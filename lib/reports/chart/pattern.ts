import { line, type Paint, rectangle, type Shape } from './picture.ts';

/** Tells states apart without any colour. Strokes lie `gap` apart. */
export type Pattern =
  | { kind: 'plain' | 'solid' | 'empty' }
  | { kind: 'diagonal' | 'back-diagonal' | 'cross' | 'upright' | 'level'; gap: number };

const PATTERN_OF: Record<string, Pattern> = {
  normal: { kind: 'plain' },
  'communications-interrupted': { kind: 'diagonal', gap: 6 },
  'partner-down': { kind: 'solid' },
  'potential-conflict': { kind: 'cross', gap: 6 },
  'resolution-interrupted': { kind: 'cross', gap: 9 },
  'conflict-done': { kind: 'cross', gap: 4 },
  recover: { kind: 'upright', gap: 4 },
  'recover-wait': { kind: 'upright', gap: 8 },
  'recover-done': { kind: 'level', gap: 5 },
  startup: { kind: 'back-diagonal', gap: 6 },
  shutdown: { kind: 'empty' },
  healthy: { kind: 'plain' },
  recovering: { kind: 'upright', gap: 4 },
  degraded: { kind: 'diagonal', gap: 9 },
  dangerous: { kind: 'cross', gap: 6 },
  down: { kind: 'solid' },
  unknown: { kind: 'empty' },
};

/** For words that are no state of dhcpd, in the order in which they come. */
const FURTHER: readonly Pattern[] = [
  { kind: 'plain' },
  { kind: 'diagonal', gap: 6 },
  { kind: 'solid' },
  { kind: 'upright', gap: 4 },
  { kind: 'cross', gap: 6 },
  { kind: 'level', gap: 5 },
  { kind: 'back-diagonal', gap: 6 },
  { kind: 'empty' },
  { kind: 'upright', gap: 8 },
  { kind: 'diagonal', gap: 11 },
  { kind: 'cross', gap: 9 },
  { kind: 'back-diagonal', gap: 11 },
];

/** A pattern for each state; no two have the same one as long as there are enough. */
export function patternsOf(states: Iterable<string>): Map<string, Pattern> {
  const names = [...new Set(states)];
  const known = new Map(
    names.flatMap((name) => (Object.hasOwn(PATTERN_OF, name) ? [[name, PATTERN_OF[name] as Pattern]] : [])),
  );
  const taken = new Set([...known.values()].map(keyOf));
  const free = FURTHER.filter((pattern) => !taken.has(keyOf(pattern)));
  const left = free.length > 0 ? free : FURTHER;
  let next = 0;
  return new Map(
    names.map((name) => [name, known.get(name) ?? left[next++ % left.length] ?? { kind: 'plain' }]),
  );
}

const keyOf = (pattern: Pattern): string =>
  'gap' in pattern ? `${pattern.kind} ${pattern.gap}` : pattern.kind;

/** A rectangle filled with a pattern. */
export function patterned(
  pattern: Pattern,
  paint: Paint,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Shape[] {
  const box = rectangle(x, y, width, height);
  const outline: Shape = { kind: 'path', d: box, stroke: paint, strokeWidth: 0.75 };
  if (pattern.kind === 'solid') return [{ kind: 'path', d: box, fill: paint }];
  if (pattern.kind === 'empty') return [outline];
  const tint: Shape = {
    kind: 'path',
    d: box,
    fill: paint,
    fillOpacity: pattern.kind === 'plain' ? 0.3 : 0.1,
  };
  if (!('gap' in pattern)) return [tint, outline];
  const d = strokesOf(pattern, x, y, width, height);
  return [
    tint,
    ...(d === '' ? [] : [{ kind: 'path', d, stroke: paint, strokeWidth: 0.9 } as const]),
    outline,
  ];
}

function strokesOf(
  { kind, gap }: Extract<Pattern, { gap: number }>,
  x: number,
  y: number,
  width: number,
  height: number,
): string {
  const strokes: string[] = [];
  const rising = () => {
    // Along x + y, from one corner to the other.
    for (let sum = gap; sum < width + height; sum += gap) {
      const left = Math.max(0, sum - height);
      const right = Math.min(width, sum);
      strokes.push(line(x + left, y + sum - left, x + right, y + sum - right));
    }
  };
  const falling = () => {
    for (let sum = gap; sum < width + height; sum += gap) {
      const left = Math.max(0, sum - height);
      const right = Math.min(width, sum);
      strokes.push(line(x + left, y + height - sum + left, x + right, y + height - sum + right));
    }
  };
  if (kind === 'diagonal' || kind === 'cross') rising();
  if (kind === 'back-diagonal' || kind === 'cross') falling();
  if (kind === 'upright')
    for (let at = gap; at < width; at += gap) strokes.push(line(x + at, y, x + at, y + height));
  if (kind === 'level')
    for (let at = gap; at < height; at += gap) strokes.push(line(x, y + at, x + width, y + at));
  return strokes.join('');
}
