import type { DrillPlan } from '../../contracts/drill.ts';
import type { DrillInput } from '../../contracts/drill-request.ts';
import type { Tx } from '../../db/client.ts';
import { needsOverride, planDrill } from '../../practices/drill/plan.ts';
import { signed } from '../../practices/drill/report.ts';
import { takeLook } from '../drills/advance.ts';
import { planInput } from '../drills/plan-input.ts';
import {
  drillTopic,
  findDrill,
  insertDrill,
  type PairDrill,
  runningDrill,
  saveDrill,
} from '../drills/rows.ts';
import { recordDrillRun, tellDrillEnd } from '../drills/tell-end.ts';
import { endWindow } from '../maintenance.ts';
import { toIso } from '../time.ts';
import { takeTurn } from '../topics.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { createWindow } from './create-window.ts';
import { tellAction } from './tell-action.ts';

type Act = { id: number; by: string; now: number };

/** Plans a drill from what is known of the pair now; nothing begins by that. Gives the drill's id. */
export async function makeDrill(tx: Tx, act: { pair: string; now: number } & DrillInput): Promise<number> {
  const by = checkedText(act.by, 'the name of who plans it');
  const { pairId, ...input } = await planInput(tx, act);
  const { id, plan } = await insertDrill(tx, { pairId, plan: planDrill(input), actor: by, now: act.now });
  await tellAction(tx, {
    key: `drill:${id}`,
    pair: { pairId },
    to: 'drill-planned',
    sentence: `${by} planned failover drill ${id}: ${plan.server} is to be stopped for ${plan.outageMinutes} min, ${plan.survivor} to carry on.`,
    by,
    now: act.now,
    topics: [drillTopic(plan.pair)],
    after: { phase: 'planned', server: plan.server, outageMinutes: plan.outageMinutes },
  });
  return id;
}

/**
 * Begins a drill: from now on it is watched, and alerts of the pair are kept but told to nobody. Throws `ActionError` where the
 * pair is not known to be ready, unless somebody says why it is begun all the same.
 */
export async function beginDrill(tx: Tx, act: Act & { override: string | null }): Promise<void> {
  const by = checkedText(act.by, 'the name of who begins it');
  const { now } = act;
  const drill = await drillIn(tx, act.id, ['planned']);
  const other = await runningDrill(tx, drill.pairId);
  if (other)
    throw new ActionError(
      'conflict',
      `Drill ${other.id} of this pair goes on since ${toIso(new Date(other.startedAt ?? now))}; end or abandon it first.`,
    );
  const { server, outageMinutes, setsPartnerDown, pair } = drill.plan;
  // The pair may have changed since the plan was made.
  const { pairId: _, ...input } = await planInput(tx, { pair, server, outageMinutes, setsPartnerDown, now });
  const plan: DrillPlan = { ...planDrill(input), override: overrideOf(act, by, input.readiness) };
  const window = await createWindow(tx, {
    pair,
    schedule: {
      kind: 'once',
      startsAt: toIso(new Date(now)),
      endsAt: toIso(new Date(now + plan.giveUpAfterMs)),
    },
    reason: `Failover drill ${drill.id}: ${server} is stopped on purpose`,
    by,
    now,
  });
  await saveDrill(tx, { ...drill, phase: 'running', startedAt: now, windowId: window.id, plan });
  const although =
    plan.override === null
      ? ''
      : ` although ${input.readiness.word === 'unknown' ? 'nobody knows whether the pair is ready' : 'the pair is not ready'}: ${plan.override.reason}`;
  await tellAction(tx, {
    key: `drill:${drill.id}`,
    pair: { pairId: drill.pairId },
    to: 'drill-begun',
    sentence: `${by} began failover drill ${drill.id} with ${server}${although}`,
    by,
    now,
    topics: [drillTopic(pair)],
  });
}

function overrideOf(
  { override, now }: { override: string | null; now: number },
  by: string,
  readiness: DrillPlan['readiness'],
): DrillPlan['override'] {
  if (!needsOverride(readiness)) return null;
  if (override === null)
    throw new ActionError(
      'conflict',
      `${readiness.sentence} A drill needs a pair that is ready. To begin it all the same, give the reason.`,
    );
  return { by, at: toIso(new Date(now)), reason: checkedText(override, 'a reason') };
}

/** Ends a drill that goes on, and says what became of it. */
export async function endDrill(tx: Tx, { id, by: name, now }: Act): Promise<void> {
  const by = checkedText(name, 'the name of who ends it');
  const drill = await takeLook(tx, await drillIn(tx, id, ['running']), now);
  if (drill.phase !== 'running') return;
  const record = { ...drill.record, end: { by, reason: null } };
  const ended: PairDrill = { ...drill, phase: 'ended', endedAt: now, record };
  await saveDrill(tx, ended);
  if (drill.windowId !== null) await endWindow(tx, drill.windowId, now);
  await tellDrillEnd(tx, ended, { by, now });
}

/** Calls a drill off, before or after its begin. Its report stays. */
export async function abandonDrill(tx: Tx, act: Act & { reason: string }): Promise<void> {
  const by = checkedText(act.by, 'the name of who abandons it');
  const reason = checkedText(act.reason, 'a reason');
  const { now } = act;
  const found = await drillIn(tx, act.id, ['planned', 'running']);
  const drill = found.phase === 'running' ? await takeLook(tx, found, now) : found;
  if (drill.phase !== 'running' && drill.phase !== 'planned') return;
  const record = { ...drill.record, end: { by, reason } };
  const abandoned: PairDrill = { ...drill, phase: 'abandoned', endedAt: now, record };
  await saveDrill(tx, abandoned);
  if (drill.windowId !== null) await endWindow(tx, drill.windowId, now);
  await tellAction(tx, {
    key: `drill:${drill.id}`,
    pair: { pairId: drill.pairId },
    to: 'drill-abandoned',
    sentence: `${by} abandoned failover drill ${drill.id} with ${drill.plan.server}: ${reason}`,
    by,
    now,
    topics: [drillTopic(drill.plan.pair), 'rules'],
    before: { phase: drill.phase },
    after: { phase: 'abandoned', reason },
  });
  await recordDrillRun(tx, abandoned, { by, now });
}

/** Writes something down about a drill; nothing is added to one that is signed. */
export async function noteDrill(tx: Tx, act: Act & { text: string }): Promise<void> {
  const by = checkedText(act.by, 'the name of who writes');
  const text = checkedText(act.text, 'what is to be written down');
  const drill = await drillIn(tx, act.id, null);
  const notes = [...drill.record.notes, { at: toIso(new Date(act.now)), by, text }];
  await saveDrill(tx, { ...drill, record: { ...drill.record, notes } });
  await tellAction(tx, {
    key: `drill:${drill.id}`,
    pair: { pairId: drill.pairId },
    to: 'drill-noted',
    sentence: `${by} noted about failover drill ${drill.id}: ${text}`,
    by,
    now: act.now,
    topics: [drillTopic(drill.plan.pair)],
  });
}

/** Signs the report on a drill that is over. The history keeps the hash, so that it stands in two places. */
export async function signDrill(tx: Tx, { id, by: name, now }: Act): Promise<void> {
  const by = checkedText(name, 'the name of who signs');
  const drill = await drillIn(tx, id, ['ended', 'abandoned']);
  const signature = signed(drill, by, now);
  await saveDrill(tx, { ...drill, signature });
  await tellAction(tx, {
    key: `drill:${drill.id}`,
    pair: { pairId: drill.pairId },
    to: 'drill-signed',
    sentence: `${by} signed the report on failover drill ${drill.id}, SHA-256 ${signature.sha256}`,
    by,
    now,
    topics: [drillTopic(drill.plan.pair)],
    after: { signedBy: by, sha256: signature.sha256 },
  });
}

/** The drill to be changed, in one of these phases (null: any) and not signed; nobody else changes it until the commit. */
async function drillIn(tx: Tx, id: number, phases: readonly PairDrill['phase'][] | null): Promise<PairDrill> {
  await takeTurn(tx);
  const drill = await findDrill(tx, id);
  if (!drill) throw new ActionError('not-found', `There is no drill ${id}.`);
  if (drill.signature)
    throw new ActionError('conflict', `Drill ${id} was signed by ${drill.signature.by} and changes no more.`);
  if (phases && !phases.includes(drill.phase))
    throw new ActionError(
      'conflict',
      `Drill ${id} is ${drill.phase}; expected one that is ${phases.join(' or ')}.`,
    );
  return drill;
}
