import { randomUUID } from 'node:crypto';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { attention, broken, ok, type Said } from './line.ts';
import type { Check } from './run-checks.ts';

const GROUP = 'Data folder';
const MB = 1_000_000;
/** Below the first of them a busy day may fill the disk; below the second SQLite may not finish what it writes. */
const LITTLE_BYTES = 500 * MB;
const NEXT_TO_NOTHING_BYTES = 50 * MB;
const FEW_FILES = 1_000;

/** Whether Pairwatch can write where it has to, and for how long yet. */
export const dataFolderCheck = (folder: string): Check => ({
  group: GROUP,
  id: 'data-folder',
  about: folder,
  withinMs: 5_000,
  run: () => folderSaid(folder),
});

async function folderSaid(folder: string): Promise<Said[]> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null)
    return [
      attention(`${folder} is not there yet`, 'The collector makes it at its first start.'),
      ...(await roomSaid(await nearestFolder(folder))),
    ];
  if (!found.isDirectory())
    return [broken(`${folder} is no folder`, 'Name another folder in `data:`, or move that file away.')];
  return [
    await writeSaid(folder),
    ...ownerSaid(folder, found.uid, process.getuid?.() ?? found.uid),
    ...openSaid(folder, found.mode),
    ...(await roomSaid(folder)),
  ];
}

/** By doing it: permissions, a read-only file system and a quota all show in that alone. */
async function writeSaid(folder: string): Promise<Said> {
  const path = join(folder, `.doctor-${randomUUID()}`);
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile('written by pairwatch doctor, and removed at once\n').finally(() => file.close());
    return ok(`${folder} can be written`);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException; // what node:fs throws is always one
    const fixes: Record<string, string> = {
      EROFS:
        'Its file system is mounted read-only: see dmesg for why, mend that, and mount it again with rw.',
      ENOSPC: 'The disk is full, or has no inode left: free some.',
      EDQUOT: 'The quota of this account is used up.',
    };
    const whose = `Give the account that runs Pairwatch read and write permission: chown -R ACCOUNT ${folder}`;
    return broken(`${folder} can't be written (${message})`, fixes[code] ?? whose);
  } finally {
    await rm(path, { force: true }).catch(() => {}); // where nothing could be written nothing is to be removed
  }
}

/** Root may do what the account that runs Pairwatch may not, and the other way round. */
function ownerSaid(folder: string, owner: number, uid: number): Said[] {
  if (owner === uid) return [];
  return [
    attention(
      `${folder} belongs to uid ${owner}, and this ran as uid ${uid}`,
      `What it says of permissions is told for uid ${uid}. Run it as the account that runs Pairwatch: sudo -u '#${owner}' pairwatch doctor`,
    ),
  ];
}

function openSaid(folder: string, mode: number): Said[] {
  if ((mode & 0o002) === 0) return [];
  return [attention(`Everybody may write into ${folder}`, `Run: chmod 750 ${folder}`)];
}

async function roomSaid(folder: string): Promise<Said[]> {
  const { bsize, bavail, blocks, files, ffree } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${inWords(free)} of ${inWords(blocks * bsize)} free`;
  const fix =
    'Free some space, or shorten what is kept (`history:`). The page /settings/about tells what grows.';
  const space =
    free < NEXT_TO_NOTHING_BYTES ? broken(text, fix) : free < LITTLE_BYTES ? attention(text, fix) : ok(text);
  // Some file systems make them as they are needed, and say 0 of 0.
  if (files === 0 || ffree >= FEW_FILES) return [space];
  return [
    space,
    attention(`${ffree} inodes left of ${files}`, 'No more files can be made soon: remove some.'),
  ];
}

async function nearestFolder(path: string): Promise<string> {
  const above = dirname(path);
  const isThere = await stat(above).then(
    () => true,
    () => false, // then the next one above is asked
  );
  return isThere || above === path ? above : nearestFolder(above);
}

const inWords = (bytes: number): string =>
  bytes < 10_000 * MB ? `${Math.round(bytes / MB)} MB` : `${Math.round(bytes / (1000 * MB))} GB`;
