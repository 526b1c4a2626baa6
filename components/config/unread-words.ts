import type { PairConfigDto } from '../../lib/contracts/config.ts';

/**
 * Why the list of findings may not be all there is; null where both files were read and held against each other. An empty list
 * with a reason is no good news.
 */
export function unreadWords({
  servers,
  comparedAt,
}: Pick<PairConfigDto, 'servers' | 'comparedAt'>): string | null {
  const named = (which: (server: PairConfigDto['servers'][number]) => boolean) =>
    servers
      .filter(which)
      .map(({ name }) => name)
      .join(' and ');
  const missing = named(({ version }) => version === null);
  if (missing !== '')
    return `the dhcpd.conf of ${missing} was never read, so the two could not be held against each other.`;
  const unset = named(({ source }) => source === null);
  if (unset !== '') return `the dhcpd.conf of ${unset} is read no more, so what follows is as it was.`;
  const failing = named(({ source }) => source?.failure != null || source?.freshness === 'stale');
  if (failing !== '')
    return `the dhcpd.conf of ${failing} can’t be read now; what follows is of the last one that could.`;
  return comparedAt === null ? 'both were read, and are about to be held against each other.' : null;
}
