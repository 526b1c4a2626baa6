/** Times are milliseconds since 1970 inside the product, `Date` to Prisma and ISO texts in the contracts. */

export function toDate(ms: number): Date;
export function toDate(ms: number | null): Date | null;
export function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}

export function toMs(date: Date): number;
export function toMs(date: Date | null): number | null;
export function toMs(date: Date | null): number | null {
  return date === null ? null : date.getTime();
}

/** A time as the driver of an engine gives it where SQL was written by hand. */
export type RawTime = Date | string | number | bigint;

export function rawToMs(time: RawTime): number {
  return Number(typeof time === 'string' ? new Date(time) : time);
}

export function toIso(date: Date): string;
export function toIso(date: Date | null): string | null;
export function toIso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
