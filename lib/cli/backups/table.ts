import type { BackupDto } from '../../store/lease-backups.ts';
import { alignColumns } from '../columns.ts';
import { oneLine } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';

const HEAD = ['id', 'pair', 'server', 'copied', 'addresses', 'bytes', 'stored', 'state'];
const UNKNOWN = '–';

/** For people, a line for each. */
export function backupsAsTable(backups: readonly BackupDto[], now: number): string {
  if (backups.length === 0) return 'No copies.\n';
  const rows = backups.map((backup) => {
    const { id, pair, server, at, leases, sizeBytes, storedBytes } = backup;
    const figures = [leases, sizeBytes, storedBytes].map((figure) =>
      figure === null ? UNKNOWN : String(figure),
    );
    return [String(id), pair, server, timeWithAge(at, now), ...figures, stateOf(backup)];
  });
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

function stateOf({ error, removedAt, sha256 }: BackupDto): string {
  if (error !== null) return `failed: ${oneLine(error)}`;
  if (removedAt !== null) return 'removed by the rule for keeping';
  return `verified, SHA-256 ${sha256?.slice(0, 12) ?? UNKNOWN}…`;
}
