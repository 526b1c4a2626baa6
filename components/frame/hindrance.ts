import type { Degradation, HealthDto } from '../../lib/contracts/health.ts';

/** What keeps Pairwatch from its work, for the line on top of every page. */
export type Hindrance = { title: string; text: string; sinceMs: number | null };

const TITLES: Partial<Record<Degradation, string>> = {
  'database-full': 'Nothing is stored',
  'database-read-only': 'Nothing is stored',
  'database-unusable': 'Nothing is stored',
  'database-newer': 'Nothing is stored',
  'database-damaged': 'The database is damaged',
};
const RESTORE = 'Stop Pairwatch and put the last copy back: `bin/pairwatch restore FILE`.';

/** The first of them that concerns every page; a collector that is on its way back only while what is shown is old. */
export function hindranceOf({ degraded, trouble }: HealthDto, isOld: boolean): Hindrance | null {
  for (const [index, { code, sentence, since }] of degraded.entries()) {
    const title = TITLES[code] ?? (isOld && code === 'collector-restarting' ? 'The collector is down' : null);
    if (title === null) continue;
    // What the collector says of itself is the first of all.
    const said = index === 0 ? trouble?.sentence : undefined;
    const text = said ?? (code === 'database-damaged' ? `${sentence} ${RESTORE}` : sentence);
    return { title, text, sinceMs: since === null ? null : Date.parse(since) };
  }
  return null;
}
