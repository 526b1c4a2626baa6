/** Where an axis begins and ends, and what is written beside it. */
export type ValueAxis = { min: number; max: number; ticks: number[] };

/** Steps of 1, 2 or 5 times a power of ten, about `most` of them; zero is among them where it lies within. */
export function roundSteps(low: number, high: number, most: number): ValueAxis {
  const width = high - low || Math.abs(high) || 1;
  const step = roundUp(width / most);
  const min = Math.floor(low / step) * step;
  // One that only just touches a tick needs no more room.
  const max = Math.max(Math.ceil(high / step - 1e-9) * step, min + step);
  const count = Math.round((max - min) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => tidy(min + index * step));
  return { min: tidy(min), max: tidy(max), ticks };
}

function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((each) => each * power >= width * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Without the crumbs of binary fractions: 0.30000000000000004. */
const tidy = (value: number): number => Number(value.toPrecision(12));
