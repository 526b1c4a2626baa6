import type { Figure } from '../../../contracts/alert.ts';

/** `own free 3 %, limit 10 %` */
export function figureText({ name, value, unit, limit }: Figure): string {
  const withUnit = (number: number) => `${rounded(number)}${unit === '' ? '' : ` ${unit}`}`;
  return `${name} ${withUnit(value)}${limit === null ? '' : `, limit ${withUnit(limit)}`}`;
}

/** Two digits behind the point are as many as anybody reads. */
export const rounded = (value: number): number => Number(value.toFixed(2));
