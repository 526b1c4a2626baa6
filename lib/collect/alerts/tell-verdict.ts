import { wants } from '../../alerts/wants.ts';
import type { VerdictData } from '../../contracts/message.ts';
import type { Tx } from '../../db/client.ts';
import { withoutSince } from '../../pair/sentence.ts';
import { endpointsToTell } from '../../store/endpoints.ts';
import type { Changes } from '../changes.ts';
import type { PairMemory } from '../memory.ts';
import { send } from './send.ts';

/** Writes a message of a change of verdict, told by event `eventId`, to each endpoint that wants it. Gives how many there are. */
export async function tellVerdict(
  tx: Tx,
  memory: PairMemory,
  changes: Changes,
  eventId: number,
): Promise<number> {
  if (!isNews(changes)) return 0;
  const data = verdictData(memory, changes);
  if (!data) return 0;
  const endpoints = (await endpointsToTell(tx)).filter(({ filter }) =>
    wants(filter, { kind: 'verdict', pair: memory.name, severity: null }),
  );
  return send(tx, {
    pairId: memory.pairId,
    eventId,
    incidentId: null,
    stream: `pair:${memory.pairId}`,
    type: 'pair.verdict_changed',
    sentence: data.sentence,
    data: async () => data,
    endpoints,
    now: Date.parse(data.observedAt),
  });
}

/** A pair that was found healthy when Pairwatch first saw it is nothing to tell anybody. */
function isNews({ verdict }: Changes): boolean {
  return verdict !== null && !(verdict.previous === null && verdict.verdict === 'healthy');
}

function verdictData(memory: PairMemory, { judgement, verdict }: Changes): VerdictData | null {
  if (!judgement || !verdict) return null;
  const { judgement: now, since, checkedAt } = judgement;
  return {
    pair: memory.name,
    title: memory.title,
    previousVerdict: verdict.previous,
    verdict: verdict.verdict,
    code: verdict.code,
    sentence: withoutSince(now.sentenceTemplate, checkedAt),
    nextStep: now.nextStep,
    since: iso(since),
    observedAt: iso(checkedAt),
    servers: memory.servers.map(({ name, role, view }) => ({
      name,
      role,
      state: view?.localState ?? null,
      observedAt: view ? iso(view.observedAt) : null,
      answering: now.answering.find(({ server }) => server === name)?.answering ?? null,
    })),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
