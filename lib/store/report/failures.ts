import { z } from 'zod';
import { evidenceSchema } from '../../contracts/verdict.ts';
import type { Tx } from '../../db/client.ts';
import type { SourceFailure } from '../../incidents/report/facts.ts';
import { toDate, toMs } from '../time.ts';

/** As far back is looked for the begin of a failure that lies before the time. */
const MOST_BEFORE = 50;

/** When the ways to read these servers gave nothing, as was told when they broke and when they worked again. */
export async function failuresIn(
  tx: Tx,
  servers: readonly { id: number; name: string }[],
  { from, until }: { from: number; until: number },
): Promise<SourceFailure[]> {
  const failures: SourceFailure[] = [];
  for (const server of servers) {
    const told = { serverId: server.id, kind: 'source' };
    const before = await tx.event.findMany({
      where: { ...told, sortAt: { lt: toDate(from) } },
      orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
      take: MOST_BEFORE,
    });
    const within = await tx.event.findMany({
      where: { ...told, sortAt: { gte: toDate(from) } },
      orderBy: [{ sortAt: 'asc' }, { id: 'asc' }],
    });
    const going = new Map<string, SourceFailure>();
    for (const { to, at, sentence, evidence: column } of [...before.reverse(), ...within]) {
      const evidence = z.array(evidenceSchema).parse(column);
      const source = evidence[0]?.source;
      if (source === undefined) continue;
      const known = going.get(source);
      going.delete(source);
      if (known) known.until = toMs(at);
      if (to !== 'failing' || toMs(at) > until) continue;
      const failure = { server: server.name, source, from: toMs(at), until: null, sentence, evidence };
      going.set(source, failure);
      failures.push(failure);
    }
  }
  return failures
    .filter((failure) => failure.until === null || failure.until > from)
    .sort((one, other) => one.from - other.from);
}
