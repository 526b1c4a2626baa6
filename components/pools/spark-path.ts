/**
 * A line of values from 0 to `most` in a box, one stretch after the other; what is missing is a gap. A value with none on
 * either side is a short stroke. As an SVG path, empty where nothing is known.
 */
export function sparkPath(
  values: readonly (number | null)[],
  most: number,
  box: { width: number; height: number },
): string {
  if (most <= 0 || values.length === 0) return '';
  const stepWidth = box.width / values.length;
  const y = (value: number) => round(box.height * (1 - Math.min(1, Math.max(0, value / most))));
  let path = '';
  let isDown = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDown = false;
      continue;
    }
    // In the middle of its stretch; one alone fills it.
    const x = (index + 0.5) * stepWidth;
    const isAlone = !isDown && (values[index + 1] ?? null) === null;
    if (isAlone) path += `M${round(x - stepWidth / 2)} ${y(value)}h${round(stepWidth)}`;
    else path += `${isDown ? 'L' : 'M'}${round(x)} ${y(value)}`;
    isDown = true;
  }
  return path;
}

/** Least, greatest and last of what is known; null when nothing is. */
export function sparkFigures(values: readonly (number | null)[]) {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return null;
  return { least: Math.min(...known), most: Math.max(...known), last, missing: values.length - known.length };
}

const round = (value: number): number => Math.round(value * 10) / 10;
