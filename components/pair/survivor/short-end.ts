import type { ShareEndDto } from '../../../lib/contracts/truth.ts';
import { formatAbout } from '../../../lib/pair/clocks/words.ts';

/** How long a share lasts, as short as it can be told: "31 hours", "> 28 days", "none left", "not known". */
export function shortEnd(end: ShareEndDto, nowMs: number): string {
  switch (end.kind) {
    case 'empty':
      return 'none left';
    case 'unknown':
      return 'not known';
    case 'beyond':
      return `> ${end.days} days`;
    case 'until':
      return end.at > nowMs ? formatAbout(end.at - nowMs) : 'any moment';
  }
}
