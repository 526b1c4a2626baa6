import { RESTARTED_PROCESSES, type Restart, type RestartedProcess } from '../contracts/restart.ts';
import type { SystemDto } from '../contracts/system.ts';
import type { Tx } from '../db/client.ts';
import { appendEvent } from './events.ts';
import { toDate, toMs } from './time.ts';
import { bumpTopics } from './topics.ts';

const NAMES: Record<RestartedProcess, string> = { collector: 'collector', web: 'web server' };
const keyOf = (process: RestartedProcess) => `restart:${process}:`;

/** Keeps that processes were started again; what is known already stays one event. */
export async function recordRestarts(tx: Tx, restarts: readonly Restart[], now: number): Promise<void> {
  for (const { process, endedAt, ending } of restarts) {
    await appendEvent(tx, {
      key: `${keyOf(process)}${endedAt}`,
      pairId: null,
      serverId: null,
      kind: 'collector',
      at: endedAt,
      clock: 'pairwatch',
      observedAt: now,
      sortAt: endedAt,
      from: ending,
      to: 'started-again',
      sentence: `The ${NAMES[process]} ended (${ending}) and was started again.`,
      evidence: [],
    });
  }
  if (restarts.length > 0) await bumpTopics(tx, ['events', 'system']);
}

/** Those since a time, oldest first. */
export async function restartsSince(tx: Tx, since: number): Promise<Restart[]> {
  const rows = await tx.event.findMany({
    where: { pairId: null, kind: 'collector', to: 'started-again', sortAt: { gte: toDate(since) } },
    orderBy: { sortAt: 'asc' },
    select: { key: true, sortAt: true, from: true },
  });
  return rows.flatMap(({ key, sortAt, from }) => {
    const process = RESTARTED_PROCESSES.find((each) => key.startsWith(keyOf(each)));
    return process ? [{ process, endedAt: toMs(sortAt), ending: from ?? 'unknown' }] : [];
  });
}

const COUNTED_MS = 30 * 86_400_000;

/** How often each process was started again within 30 days. */
export async function restartFigures(tx: Tx, now: number): Promise<SystemDto['restarts']> {
  const restarts = await restartsSince(tx, now - COUNTED_MS);
  return RESTARTED_PROCESSES.map((process) => {
    const own = restarts.filter((each) => each.process === process);
    const last = own.at(-1);
    return {
      process,
      count: own.length,
      last: last ? { at: new Date(last.endedAt).toISOString(), ending: last.ending } : null,
    };
  });
}
