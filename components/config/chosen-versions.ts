import type { ConfigVersionHead } from '../../lib/contracts/config.ts';

/**
 * Which version an address asks for, and which one to hold it against: by their ids (`version`, `against`), or the one that a
 * server had from a time on (`server`, `read`), as the event of a change tells it. Without a word the latest, against the one
 * before it of the same server. `versions` the latest first.
 */
export function chosenVersions(
  versions: readonly ConfigVersionHead[],
  search: Record<string, string>,
): { version: ConfigVersionHead | null; against: ConfigVersionHead | null } {
  const byId = (id: string | undefined) => versions.find((each) => String(each.id) === id);
  const read = Date.parse(search.read ?? '');
  const version =
    byId(search.version) ??
    versions.find(({ server, readAt }) => server === search.server && Date.parse(readAt) === read) ??
    versions[0] ??
    null;
  if (version === null) return { version, against: null };
  const earlier = versions.slice(versions.indexOf(version) + 1);
  const before = earlier.find(({ server }) => server === version.server);
  return { version, against: byId(search.against) ?? before ?? null };
}
