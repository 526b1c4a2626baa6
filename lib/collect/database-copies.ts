import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stampOf } from '../db/upkeep/stamp.ts';

/** As the collector and the command name copies that nobody gave a name. */
export const backupName = (now: number): string => `pairwatch-${stampOf(now)}.db`;
const BACKUP_NAME = /^pairwatch-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;
const DRAFT_NAME = /^pairwatch-\d{8}T\d{6}Z\.db\.part-/;

/** A copy that is still being made may be of the command, which nobody stops. */
const DRAFT_LEFT_AFTER_MS = 3_600_000;

/** Removes what copies left that were ended in the midst, as by a stop: as large as the database, each of them. */
export async function removeLeftDrafts(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []); // making the first copy tells why, when it can't be read
  for (const name of names.filter((each) => DRAFT_NAME.test(each))) {
    const path = join(folder, name);
    if (now - (await stat(path)).mtimeMs > DRAFT_LEFT_AFTER_MS) await rm(path, { force: true });
  }
}

/** The copies in a folder by when they were made, as their names say, the latest first; none where the folder is not there. */
export async function copiesIn(folder: string): Promise<{ path: string; at: number }[]> {
  const names = await readdir(folder).catch(() => []); // making the first one tells why, when it can't be
  return names
    .filter((name) => BACKUP_NAME.test(name))
    .map((name) => ({
      path: join(folder, name),
      at: Date.parse(name.replace(BACKUP_NAME, '$1-$2-$3T$4:$5:$6Z')),
    }))
    .sort((one, other) => other.at - one.at);
}
