import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConfigFileDto, FileDiff } from '../../contracts/config.ts';
import type { Tx } from '../../db/client.ts';
import type { ServerFacts } from '../../incidents/report/facts.ts';
import { fileDiff } from '../../pair/parity/file-diff.ts';
import { pairFiles } from '../../pair/parity/file-pairs.ts';
import { filesOf } from '../config-versions.ts';
import { toDate, toIso } from '../time.ts';

const MOST_DURING = 20;

type Version = { id: number; readAt: string; files: ConfigFileDto[] };
type Diff = NonNullable<ServerFacts['config']['diff']>;

/** A server's configuration at the begin of an incident, at the end of the last healthy day, and what changed since and meanwhile. */
export async function configOf(
  tx: Tx,
  serverId: number,
  { span, healthy }: { span: { from: number; until: number }; healthy: { day: string; end: number } | null },
): Promise<ServerFacts['config']> {
  const atBegin = await versionAt(tx, serverId, span.from);
  const wasHealthy = healthy && (await versionAt(tx, serverId, healthy.end));
  return {
    atBegin: atBegin && headOf(atBegin),
    lastHealthy: healthy && wasHealthy && { ...headOf(wasHealthy), day: healthy.day },
    diff: atBegin && wasHealthy && (await diffOf(wasHealthy, atBegin)),
    during: await changesIn(tx, serverId, span, atBegin),
  };
}

async function versionAt(tx: Tx, serverId: number, at: number): Promise<Version | null> {
  const row = await tx.configVersion.findFirst({
    where: { serverId, readAt: { lte: toDate(at) } },
    orderBy: { id: 'desc' },
  });
  return row && versionOf(row);
}

async function changesIn(
  tx: Tx,
  serverId: number,
  { from, until }: { from: number; until: number },
  atBegin: Version | null,
): Promise<ServerFacts['config']['during']> {
  const rows = await tx.configVersion.findMany({
    where: { serverId, readAt: { gt: toDate(from), lte: toDate(until) } },
    orderBy: { id: 'asc' },
    take: MOST_DURING,
  });
  const during: ServerFacts['config']['during'] = [];
  let before = atBegin;
  for (const version of rows.map(versionOf)) {
    during.push({ ...headOf(version), diff: before && (await diffOf(before, version)) });
    before = version;
  }
  return during;
}

async function diffOf(old: Version, new_: Version): Promise<Diff> {
  if (old.id === new_.id) return { isSame: true, files: [] };
  const files: FileDiff[] = [];
  for (const pair of pairFiles(old.files, new_.files)) {
    files.push(fileDiff(pair));
    await nextTurn(); // two long files hold this process: whoever else waits need not wait for all
  }
  const changed = files.filter(
    ({ oldPath, newPath, hunks }) => oldPath === null || newPath === null || hunks?.length !== 0,
  );
  return { isSame: changed.length === 0, files: changed };
}

const headOf = ({ id, readAt }: Version) => ({ id, readAt });

function versionOf({ id, readAt, files }: { id: number; readAt: Date; files: unknown }): Version {
  return { id, readAt: toIso(readAt), files: filesOf(files) };
}
