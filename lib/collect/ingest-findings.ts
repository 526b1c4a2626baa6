import type { Tx } from '../db/client.ts';
import { formatDuration } from '../pair/duration.ts';
import type { Finding } from '../pair/finding.ts';
import { appendEvent } from '../store/events.ts';
import { saveFindings } from '../store/findings.ts';
import type { Changes } from './changes.ts';
import type { PairMemory } from './memory.ts';

/** Keeps what is not as it should be, with an event when it begins and one when it is over. Says whether there was one. */
export async function ingestFindings(
  tx: Tx,
  memory: PairMemory,
  { findings, health }: Changes,
): Promise<boolean> {
  const now = health.lastAttemptAt ?? 0;
  const idOf = (name: string | null) =>
    memory.servers.find((server) => server.name === name)?.serverId ?? null;
  const current = (findings ?? []).map(({ server, ...finding }: Finding) => ({
    ...finding,
    serverId: idOf(server),
  }));
  const { opened, closed } = await saveFindings(tx, memory.pairId, now, current);
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
