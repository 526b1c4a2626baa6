import type { Tx } from '../db/client.ts';
import { formatDuration } from '../pair/duration.ts';
import { FINDING_ROOMS, type Finding, type FindingRoom } from '../pair/finding.ts';
import { appendEvent } from '../store/events.ts';
import { saveFindings } from '../store/findings.ts';
import type { Changes } from './changes.ts';
import type { PairMemory } from './memory.ts';

/** Keeps what is not as it should be, with an event when it begins and one when it is over. Says whether there was one. */
export async function ingestFindings(
  tx: Tx,
  memory: PairMemory,
  { findings, health }: Pick<Changes, 'findings' | 'health'>,
): Promise<boolean> {
  const now = health.lastAttemptAt ?? 0;
  let isNews = false;
  for (const room of FINDING_ROOMS) {
    const found = findings[room];
    if (found && (await ingestRoom(tx, memory, room, found, now))) isNews = true;
  }
  return isNews;
}

async function ingestRoom(
  tx: Tx,
  memory: PairMemory,
  room: FindingRoom,
  findings: Finding[],
  now: number,
): Promise<boolean> {
  const idOf = (name: string | null) =>
    memory.servers.find((server) => server.name === name)?.serverId ?? null;
  const current = findings.map(({ server, ...finding }) => ({ ...finding, serverId: idOf(server) }));
  const { opened, closed } = await saveFindings(tx, memory.pairId, room, now, current);
  const base = {
    pairId: memory.pairId,
    kind: 'finding',
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
  } as const;
  for (const finding of opened) {
    await appendEvent(tx, {
      ...base,
      key: `finding:${finding.id}:open`,
      serverId: finding.serverId,
      at: finding.since,
      from: null,
      to: finding.code,
      sentence: finding.sentence,
      evidence: finding.evidence,
    });
  }
  for (const finding of closed) {
    await appendEvent(tx, {
      ...base,
      key: `finding:${finding.id}:closed`,
      serverId: finding.serverId,
      at: now,
      from: finding.code,
      to: 'over',
      sentence: `Over after ${formatDuration(now - finding.since)}: ${finding.sentence}`,
      evidence: finding.evidence,
    });
  }
  return opened.length + closed.length > 0;
}
