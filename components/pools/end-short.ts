import type { ShareEndDto } from '../../lib/contracts/truth.ts';
import { formatAbout } from '../../lib/pair/clocks/words.ts';
import type { Level } from '../pair/level-mark.tsx';

const HOUR_MS = 3_600_000;

/** When a share ends, in as few words as a row has room for, and how bad that is. */
export function endShort(end: ShareEndDto, nowMs: number): { level: Level | null; word: string } {
  switch (end.kind) {
    case 'empty':
      return { level: 'bad', word: 'none left' };
    case 'unknown':
      return { level: 'unknown', word: 'unknown' };
    case 'beyond':
      return { level: null, word: `over ${end.days} days` };
    case 'until': {
      const leftMs = end.at - nowMs;
      const word = leftMs > 0 ? `about ${formatAbout(leftMs)}` : 'any moment';
      return { level: leftMs < 4 * HOUR_MS ? 'bad' : leftMs < 24 * HOUR_MS ? 'warn' : null, word };
    }
  }
}
