import type { Figure } from '../../lib/contracts/alert.ts';

/** A value a rule looked at: "used 91.2 % (limit 85 %)". */
export function figureWords({ name, value, unit, limit }: Figure): string {
  const held = limit === null ? '' : ` (limit ${amount(limit, unit)})`;
  return `${name} ${amount(value, unit)}${held}`;
}

const amount = (value: number, unit: string) =>
  [String(Number(value.toFixed(2))), unit].filter(Boolean).join(' ');
