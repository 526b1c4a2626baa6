import type { SystemDto } from '../../../lib/contracts/system.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import type { AboutRow } from './about-row.ts';

type Upkeep = NonNullable<SystemDto['database']['upkeep']>;

/** How the database is looked after: copied, and looked through. Nothing of PostgreSQL, which does so itself. */
export function upkeepRows({ engine, upkeep }: SystemDto['database'], now: number): AboutRow[] {
  if (engine !== 'sqlite' || upkeep === null) return [];
  const ago = (at: string) => `${formatDuration(Math.max(0, now - Date.parse(at)))} ago`;
  return [copyRow(upkeep.backup, ago), checkRow(upkeep, ago)];
}

function copyRow(backup: Upkeep['backup'], ago: (at: string) => string): AboutRow {
  const name = 'Last copy';
  const normal = '`backup` in pairwatch.yaml; at each copy all of it is read back';
  if (backup === null)
    return { name, value: 'none is made: it is switched off', level: 'note', normal, otherwise: null };
  const { folder, lastAt, failingSince, error } = backup;
  const made = lastAt === null ? 'none yet' : `${ago(lastAt)}, and whole`;
  if (failingSince === null)
    return {
      name,
      value: `${made} (${folder})`,
      level: lastAt === null ? 'unknown' : 'good',
      normal,
      otherwise: null,
    };
  return {
    name,
    value: `${made}; a new one failed first ${ago(failingSince)} (${folder})`,
    level: 'bad',
    normal,
    otherwise: `${error ?? 'It is not known why.'} It is tried again every 15 min; \`bin/pairwatch backup\` tries it at once.`,
  };
}

function checkRow({ checkedAt, damage }: Upkeep, ago: (at: string) => string): AboutRow {
  const name = 'Looked through';
  const normal = 'at the start and daily, without a finding';
  if (damage !== null)
    return {
      name,
      value: `damaged, first seen ${ago(damage.since)}: ${damage.said}`,
      level: 'bad',
      normal,
      otherwise:
        'Stop Pairwatch, put the last copy back with `bin/pairwatch restore FILE`, and look into the kernel’s log for faults of the disk.',
    };
  return checkedAt === null
    ? { name, value: 'not yet', level: 'unknown', normal, otherwise: null }
    : { name, value: `${ago(checkedAt)}: whole`, level: 'good', normal, otherwise: null };
}
