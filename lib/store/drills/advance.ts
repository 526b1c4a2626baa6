import type { Tx } from '../../db/client.ts';
import { advanceDrill } from '../../practices/drill/advance.ts';
import { endWindow } from '../maintenance.ts';
import { bumpTopics, takeTurn } from '../topics.ts';
import { drillFacts } from './facts.ts';
import { drillTopic, type PairDrill, runningDrill, saveDrill } from './rows.ts';
import { tellDrillEnd } from './tell-end.ts';

/** One look at the drill of a pair, where one goes on. Called wherever the pair is judged, whether a page is open or not. */
export async function lookAtDrill(tx: Tx, pairId: number, now: number): Promise<void> {
  if ((await tx.drill.count({ where: { pairId, phase: 'running' } })) === 0) return;
  // Notes are written into the same record by another process.
  await takeTurn(tx);
  const drill = await runningDrill(tx, pairId);
  if (drill) await takeLook(tx, drill, now);
}

/** Gives the drill after the look. */
export async function takeLook(tx: Tx, drill: PairDrill, now: number): Promise<PairDrill> {
  if (drill.startedAt === null) return drill;
  const facts = await drillFacts(tx, drill, drill.startedAt, now);
  const next = { ...drill, ...advanceDrill(drill, facts, now) };
  await saveDrill(tx, next);
  if (next.phase === 'ended') await tellGivenUp(tx, next, now);
  await bumpTopics(tx, [drillTopic(drill.plan.pair)]);
  return next;
}

async function tellGivenUp(tx: Tx, drill: PairDrill, now: number): Promise<void> {
  if (drill.windowId !== null) await endWindow(tx, drill.windowId, now);
  await tellDrillEnd(tx, drill, { by: null, now });
}
