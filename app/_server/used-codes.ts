import { singleton } from './singleton.ts';

/** Longer than a code of an app is taken: 30 s, and those before and after. */
const KEPT_MS = 120_000;

const used = singleton('used-codes', () => new Map<string, number>());

/** Whether somebody signed in by this code before, which whoever watched him then may have seen (RFC 6238, 5.2). */
export function isSpent(userId: string, code: string, now: number): boolean {
  return now - (used.get(keyOf(userId, code)) ?? -Infinity) < KEPT_MS;
}

/** Remembers a code by which somebody signed in. */
export function markSpent(userId: string, code: string, now: number): void {
  for (const [key, at] of used) if (now - at >= KEPT_MS) used.delete(key);
  used.set(keyOf(userId, code), now);
}

const keyOf = (userId: string, code: string): string => `${userId} ${code}`;
