import type { Actor } from '../../access/actor.ts';
import { Backfill } from '../../collect/backfill/backfill.ts';
import { LeaseFileReader } from '../../collect/backfill/lease-file-reader.ts';
import type { Database, Tx } from '../../db/client.ts';
import type { Settings } from '../../settings/settings.ts';
import { liveUntil } from '../../simulate/history/live-until.ts';
import { type Deed, deedsOf, plansAtFirst } from '../../simulate/history/past.ts';
import { advance } from '../../simulate/model/advance.ts';
import { poolsOf } from '../../simulate/model/plan.ts';
import { controlOf, type PairControl } from '../../simulate/pair.ts';
import type { StandingPair } from '../../simulate/start.ts';
import { doneAs } from '../../store/acting.ts';
import { acknowledgeIncident } from '../../store/actions/acknowledge-incident.ts';
import { addIncidentNote } from '../../store/actions/incident-note.ts';
import { currentIncident } from '../../store/incidents.ts';
import { countDuties, type DutyDone, doDuty, dutiesOf } from './duties.ts';
import { Observer } from './observer.ts';
import { FINE_MS, lastLook, type Moment, momentsOf } from './schedule.ts';

export type HistoryOptions = {
  db: Database;
  settings: Settings;
  /** Standing still where the history begins. */
  pairs: readonly StandingPair[];
  /** While the past is being made the present goes on: both pairs stand at it in the end. */
  now: () => number;
};

/** Whoever is in the demo; a deed says by its `by` who it was. */
const SOMEBODY: Actor = { kind: 'demo', id: null, name: '', role: 'admin', pairs: null, address: null };

/** Clients are counted by the hour in the last days alone: of what was before, nothing is to be learnt. */
const LEARNT_FROM_MS = 3 * 86_400_000;
const LEARN_EVERY_MS = 12 * 3_600_000;

/** The last minute or so is lived through as the present is, whose updates are on their way. */
const LEADS_IN_MS = 40_000;

type Watched = {
  pair: StandingPair;
  name: string;
  control: PairControl;
  observer: Observer;
  /** When something was done to it last. */
  stirredMs: number;
};
type Step = { atMs: number; watched: Watched } & ({ deed: Deed } | { moment: Moment } | { duty: DutyDone });

/**
 * Has simulated pairs live through a past and a collector read it, into an empty database: afterwards both stand at the
 * present, and the history is what a collector would have made of it that asked more seldom.
 */
export async function makeHistory({ db, settings, pairs, now }: HistoryOptions): Promise<void> {
  const presentMs = now();
  const fromMs = Math.min(...pairs.map(({ world }) => world.nowMs));
  const backfill = await Backfill.begin({ db, settings }, fromMs);
  const leaseFiles = new LeaseFileReader();
  backfill.does((tx) =>
    countDuties(
      tx,
      pairs.map(({ plan }) => backfill.memory(plan.identity.name).pairId),
      { fromMs, presentMs },
    ),
  );
  const steps: Step[] = [];
  const all: Watched[] = [];
  for (const pair of pairs) {
    const watched = await watch(pair, backfill, leaseFiles);
    all.push(watched);
    steps.push(...stepsOf(watched, { fromMs, presentMs }));
  }
  steps.sort((one, other) => one.atMs - other.atMs);
  let learntMs = presentMs - LEARNT_FROM_MS;
  for (const step of steps) {
    if (step.atMs - learntMs >= LEARN_EVERY_MS) {
      learntMs = step.atMs;
      await backfill.learn(step.atMs);
    }
    await take(step, backfill);
  }
  await backfill.sumUp(presentMs, FINE_MS);
  await lookOnce(all, backfill, leaseFiles, now());
}

/** Reads everything, and keeps the leases as they are now. */
async function lookOnce(
  all: readonly Watched[],
  backfill: Backfill,
  leaseFiles: LeaseFileReader,
  atMs: number,
): Promise<void> {
  for (const watched of all) {
    const { world } = watched.pair;
    liveUntil(world, atMs - LEADS_IN_MS, watched.stirredMs);
    advance(world, atMs);
    world.nowMs = atMs;
    await take({ atMs, watched, moment: lastLook(atMs) }, backfill);
  }
  for (const { observer } of all) {
    for (const id of ['a', 'b'] as const) {
      const { serverId, partnerId, leasesPath: path } = observer.server(id);
      await backfill.keepLeases({ serverId, partnerId, path }, leaseFiles.changed(serverId), atMs);
    }
  }
}

async function watch(pair: StandingPair, backfill: Backfill, leaseFiles: LeaseFileReader): Promise<Watched> {
  const { name } = pair.plan.identity;
  const { servers } = backfill.memory(name);
  const idOf = (role: 'primary' | 'secondary') => {
    const server = servers.find((each) => each.role === role);
    if (!server) throw new Error(`pair ${name} has no ${role}`);
    return server.serverId;
  };
  const ids = { a: idOf('primary'), b: idOf('secondary') };
  const observer = new Observer(pair, ids, { leaseFiles, plans: plansAtFirst(pair.plan) });
  await observer.open();
  return { pair, name, control: controlOf(pair.world), observer, stirredMs: Number.NEGATIVE_INFINITY };
}

function stepsOf(watched: Watched, span: { fromMs: number; presentMs: number }): Step[] {
  const deeds = deedsOf(watched.pair.plan, span).filter(({ atMs }) => atMs < span.presentMs);
  const timesOf = (kind: Deed['kind']) => deeds.filter((deed) => deed.kind === kind).map(({ atMs }) => atMs);
  const pools = poolsOf(watched.pair.plan).length;
  const moments = momentsOf(span, { pools, stirred: timesOf('pair'), configured: timesOf('config') });
  return [
    ...deeds.map((deed) => ({ atMs: deed.atMs, watched, deed })),
    ...moments.map((moment) => ({ atMs: moment.atMs, watched, moment })),
    ...dutiesOf(watched.name, span).map((duty) => ({ atMs: duty.atMs, watched, duty })),
  ];
}

async function take({ atMs, watched, ...step }: Step, backfill: Backfill): Promise<void> {
  const { pair, name, observer } = watched;
  liveUntil(pair.world, atMs, watched.stirredMs);
  if ('duty' in step) {
    const { duty } = step;
    const doIt = (tx: Tx) => doDuty(tx, backfill.memory(name).pairId, duty);
    backfill.does((tx) => (duty.by === null ? doIt(tx) : doneAs(tx, SOMEBODY, () => doIt(tx))));
    return;
  }
  if ('deed' in step) {
    perform(step.deed, watched, backfill);
    return;
  }
  for (const { server, kind, intervalMs } of step.moment.readings)
    await backfill.take(name, [await observer.read(server, kind, intervalMs)]);
}

function perform(deed: Deed, watched: Watched, backfill: Backfill): void {
  switch (deed.kind) {
    case 'pair':
      deed.does(watched.control);
      watched.stirredMs = deed.atMs;
      break;
    case 'config':
      watched.observer.plans = deed.plans;
      break;
    case 'person':
      backfill.does((tx) =>
        doneAs(tx, SOMEBODY, () => lookAfter(tx, backfill.memory(watched.name).pairId, deed)),
      );
  }
}

/** What a person does about the incident of the moment; nothing where there is none. */
async function lookAfter(tx: Tx, pairId: number, deed: Deed & { kind: 'person' }): Promise<void> {
  const incident = await currentIncident(tx, pairId);
  if (!incident) return;
  const { by, text, atMs: now } = deed;
  if (deed.does === 'notes') await addIncidentNote(tx, { id: incident.id, by, text, now });
  else if (incident.phase === 'open') await acknowledgeIncident(tx, { id: incident.id, by, note: text, now });
}
