import type { PairDto } from '../../lib/contracts/pair.ts';
import type { Freshness } from '../../lib/contracts/verdict.ts';
import { freshness } from '../../lib/pair/freshness.ts';

/** When the collector last looked whether what is said of alerts is still so. */
export type Look = { at: string; freshness: Freshness };

type Watched = Pick<PairDto, 'name' | 'checkedAt' | 'intervalMs'>;

/**
 * The last look at the alerts of a pair, or (null) at any: they are judged with the pair. null where nobody looks, or never
 * did: at a pair that left the settings, or was not checked yet. A row of an alert is written again only when something of
 * it is news, so its own time tells less.
 */
export function lastLook(pairs: readonly Watched[], name: string | null, now: number): Look | null {
  return pairs
    .filter((pair) => name === null || pair.name === name)
    .flatMap(({ checkedAt, intervalMs }) =>
      checkedAt === null
        ? []
        : { at: checkedAt, freshness: freshness(Date.parse(checkedAt), intervalMs, now) },
    )
    .reduce<Look | null>((latest, look) => (latest && latest.at >= look.at ? latest : look), null);
}
