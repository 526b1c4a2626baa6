import { chown, copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './process.ts';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** Debian's `nobody`: it owns nothing, so what it can write is what it was given. */
export const NOBODY = 65_534;
export const PAGES = 'http://127.0.0.1:8067';

/** In front of a command that is to run as one who has no rights and can't get any. */
export const AS_NOBODY = asUser(NOBODY);

export function asUser(id: number): string[] {
  const ids = ['--reuid', String(id), '--regid', String(id), '--clear-groups'];
  return ['setpriv', ...ids, '--no-new-privs', '--bounding-set=-all', '--'];
}

/** The text of a file of the project, such as `README.md`. */
export function readProjectFile(path: string): Promise<string> {
  return readFile(join(PROJECT, path), 'utf8');
}

/** The release that `pack.ts` made. */
export async function archivePath(): Promise<string> {
  const folder = join(PROJECT, 'dist-release');
  const { version } = JSON.parse(await readProjectFile('package.json'));
  const name = `pairwatch-${version}-${process.platform}-${process.arch}.tgz`;
  if (!(await readdir(folder)).includes(name)) throw new Error(`${name} is not in ${folder}`);
  return join(folder, name);
}

export type EmptyFolder = { path: string; remove: () => Promise<void> };

/** A folder of `owner` with nothing in it but the release. */
export async function folderWithArchive(owner: number): Promise<EmptyFolder> {
  const path = await mkdtemp(join(tmpdir(), 'pairwatch-release-'));
  const archive = await archivePath();
  await copyFile(archive, join(path, basename(archive)));
  await chown(path, owner, owner);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The commands of the first shell block under a heading of README.md, one a line. */
export async function commandsUnder(heading: string): Promise<string[]> {
  const section = (await readProjectFile('README.md'))
    .split(/^## /m)
    .find((part) => part.startsWith(heading));
  const block = section?.match(/^```sh\n(.+?)^```$/ms)?.[1];
  if (!block) throw new Error(`README.md has no shell block under "${heading}"`);
  return block.trim().split('\n');
}

/** Unpacks the release as README says, into a folder that belongs to root and that `nobody` can only read. */
export async function install(): Promise<EmptyFolder & { program: string; rest: string[] }> {
  const folder = await folderWithArchive(NOBODY);
  const [unpack = '', ...rest] = await commandsUnder('Install');
  await run([...AS_NOBODY, 'sh', '-e', '-c', unpack], { cwd: folder.path });
  await run(['chown', '-R', 'root:root', join(folder.path, 'pairwatch')]);
  return { ...folder, program: join(folder.path, 'pairwatch/bin/pairwatch'), rest };
}
