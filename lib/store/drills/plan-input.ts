import { TRUTH_PARTS } from '../../contracts/truth.ts';
import type { Tx } from '../../db/client.ts';
import type { PlanInput } from '../../practices/drill/plan.ts';
import { drillReadiness } from '../../practices/drill/report.ts';
import { ActionError } from '../actions/action-error.ts';
import { loadPairPart } from '../pair-parts.ts';
import { byRole, serverRole } from '../servers.ts';
import { toMs } from '../time.ts';

/** A word on readiness that is older than this says nothing about now: it is worked out every 5 s. */
const READINESS_LASTS_MS = 30_000;

/** While something is wrong each server is asked this often, unless the settings say otherwise. */
const UNHEALTHY_POLL_MS = 1_000;

type Wanted = Pick<PlanInput, 'pair' | 'server' | 'outageMinutes' | 'setsPartnerDown'> & { now: number };

/** What a drill is planned from. Throws `ActionError` for a pair or a server that is not there. */
export async function planInput(
  tx: Tx,
  { pair: name, server, outageMinutes, setsPartnerDown, now }: Wanted,
): Promise<PlanInput & { pairId: number }> {
  const pair = await tx.pair.findUnique({
    where: { name, removedAt: null },
    include: { servers: { where: { removedAt: null }, include: { status: true } } },
  });
  if (!pair) throw new ActionError('not-found', `There is no pair ${name}.`);
  const servers = pair.servers.toSorted(byRole);
  const names = servers.map((each) => each.name);
  if (!names.includes(server))
    throw new ActionError('invalid', `Pair ${name} has no server ${server}; expected ${names.join(' or ')}.`);
  const survivor = servers.find((each) => each.name !== server);
  if (!survivor)
    throw new ActionError(
      'invalid',
      `Pair ${name} has no other server that could carry on without ${server}.`,
    );
  return {
    pairId: pair.id,
    pair: name,
    pairTitle: pair.title,
    server,
    survivor: survivor.name,
    hosts: servers.map((each) => ({ server: each.name, role: serverRole(each.role), host: each.host })),
    outageMinutes,
    setsPartnerDown,
    timings: {
      // A secondary that never met its primary says 0.
      mcltSeconds: servers.map(({ status }) => status?.mcltSeconds).find((each) => each) ?? null,
      maxResponseDelaySeconds: survivor.status?.maxResponseDelaySeconds || null,
      pollMs: Math.max(UNHEALTHY_POLL_MS, Math.min(pair.intervalMs, 2 * UNHEALTHY_POLL_MS)),
    },
    readiness: await readinessAt(tx, name, now),
  };
}

/** What is known of readiness at `now`. */
export async function readinessAt(tx: Tx, pair: string, now: number): Promise<PlanInput['readiness']> {
  const part = await loadPairPart(tx, pair, 'readiness');
  if (part === 'no pair' || part === null) return drillReadiness(null);
  const value = TRUTH_PARTS.readiness.parse(part.value);
  const readiness = drillReadiness({ observedAt: part.observedAt, value });
  if (now - (toMs(new Date(part.observedAt)) ?? 0) <= READINESS_LASTS_MS) return readiness;
  return {
    ...readiness,
    word: 'unknown',
    sentence: `What is known of readiness is old (${part.observedAt}); it said: ${readiness.sentence}`,
  };
}
