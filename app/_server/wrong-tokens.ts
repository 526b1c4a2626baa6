import { singleton } from './singleton.ts';

const WINDOW_MS = 60_000;
const MOST_WRONG = 20;
/** Addresses that are remembered; who sends from more of them than this guesses no sooner, at 256 bits. */
const MOST_ADDRESSES = 10_000;

type Tries = { since: number; count: number };
const tries = singleton('wrong-tokens', () => new Map<string, Tries>());

/** Whether so many wrong tokens came from an address (or wrong passwords for an account) within the last minute that the next one isn't looked at. */
export function isBarred(address: string | null, now: number): boolean {
  const known = tries.get(address ?? '');
  return known !== undefined && now - known.since < WINDOW_MS && known.count >= MOST_WRONG;
}

export function noteWrongToken(address: string | null, now: number): void {
  const key = address ?? '';
  const known = tries.get(key);
  const present = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
  tries.delete(key);
  tries.set(key, { ...present, count: present.count + 1 });
  const [oldest] = tries.keys();
  if (tries.size > MOST_ADDRESSES && oldest !== undefined) tries.delete(oldest);
}
