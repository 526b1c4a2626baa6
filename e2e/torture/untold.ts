import type { Tx } from '../../lib/db/client.ts';

/** Changes of verdict that no message tells, and messages of changes that are not there. */
export async function verdictsAgainstMessages(tx: Tx): Promise<{ untold: string[]; unfounded: string[] }> {
  const events = await tx.event.findMany({ where: { kind: 'verdict' } });
  const messages = await tx.message.findMany({
    where: { type: 'pair.verdict_changed' },
    select: { cause: true },
  });
  // That a pair is healthy at first sight is told to nobody.
  const told = events.filter(({ from, to }) => !(from === null && to === 'healthy'));
  const causes = new Set(told.map(({ id }) => `event:${id}`));
  const sent = new Set(messages.map(({ cause }) => cause));
  return {
    untold: [...causes].filter((cause) => !sent.has(cause)),
    unfounded: [...sent].filter((cause) => !causes.has(cause)),
  };
}
