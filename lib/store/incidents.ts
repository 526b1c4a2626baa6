import { z } from 'zod';
import {
  type IncidentAnswerDto,
  type IncidentDto,
  type IncidentListDto,
  type IncidentQuery,
  incidentSchema,
} from '../contracts/incident.ts';
import { severitySchema } from '../contracts/severity.ts';
import type { Tx } from '../db/client.ts';
import type { Incident as IncidentRow, Prisma } from '../db/generated/sqlite/client.ts';
import type { Incident } from '../incidents/incident.ts';
import { acknowledgementSchema } from './acknowledgement.ts';
import { rank } from './alert-dto.ts';
import { deliverySummary, WITH_LAST_TRY } from './delivery-dto.ts';
import { endedBefore } from './ended-before.ts';
import { EVENT_WITH_NAMES, eventDto } from './events.ts';
import { INCIDENT_WITH_PAIR, incidentDtos, incidentWithAlerts } from './incident-dto.ts';
import { beginOf, incidentFigures } from './incident-figures.ts';
import { listNotes } from './incident-notes.ts';
import { affectedPools } from './incident-pools.ts';
import { countRemovedTasks, listTasks } from './incident-tasks.ts';
import { jsonColumn, jsonOrNull } from './json.ts';
import { toDate, toMs } from './time.ts';

/** An incident as it is kept. Times in milliseconds by Pairwatch's clock. */
export type StoredIncident = Incident & {
  id: number;
  pairId: number;
  /** The alert it opened with. */
  firstAlertId: number;
  /** The severity that was last told. */
};

/** What is left out stays as it is. */
export type IncidentChanges = Partial<Incident>;

/** The pairs that have an incident now, by their ids. */
export async function pairsInIncident(tx: Tx): Promise<Set<number>> {
  const open = await tx.incident.findMany({ where: { phase: 'open' }, select: { pairId: true } });
  return new Set(open.map(({ pairId }) => pairId));
}

/** The open incident of a pair, else the one that was resolved last; null when it never had one. */
export async function currentIncident(tx: Tx, pairId: number): Promise<StoredIncident | null> {
  const row =
    (await tx.incident.findFirst({ where: { pairId, phase: 'open' } })) ??
    (await tx.incident.findFirst({ where: { pairId, phase: 'resolved' }, orderBy: LATEST_FIRST }));
  return row && storedIncident(tx, row);
}

const LATEST_FIRST: Prisma.IncidentOrderByWithRelationInput[] = [{ resolvedAt: 'desc' }, { id: 'desc' }];

/** Throws when a column does not hold what was written there, or the alert it opened with is gone. */
async function storedIncident(tx: Tx, row: IncidentRow): Promise<StoredIncident> {
  const { firstAlertId } = row;
  const { fingerprint } = await tx.alert.findUniqueOrThrow({
    where: { id: firstAlertId },
    select: { fingerprint: true },
  });
  return {
    id: row.id,
    pairId: row.pairId,
    phase: incidentSchema.shape.phase.parse(row.phase),
    severity: severitySchema.parse(row.severity),
    sentence: row.sentence,
    firstSymptom: { at: toMs(row.firstSymptomAt), sentence: row.firstSymptom, fingerprint },
    firstAlertId,
    openedAt: toMs(row.openedAt),
    quietSince: toMs(row.quietSince),
    resolvedAt: toMs(row.resolvedAt),
    reopenedAt: z.array(z.number()).parse(row.reopenedAt),
    acknowledgement: acknowledgementSchema.nullable().parse(row.acknowledgement),
  };
}

/**
 * Keeps a new incident and gives its id; throws when the pair has one that is open. The caller puts the alerts into it by
 * `updateAlert` and moves the topic `incidents`, here and below.
 */
export async function insertIncident(
  tx: Tx,
  pairId: number,
  added: Incident & Pick<StoredIncident, 'firstAlertId'> & IncidentChanges,
): Promise<number> {
  const open = await tx.incident.findFirst({ where: { pairId, phase: 'open' }, select: { id: true } });
  if (open) throw new Error(`pair ${pairId} has the open incident ${open.id}; it can not have a second one`);
  const { phase, severity, sentence, firstAlertId } = added;
  const { id } = await tx.incident.create({
    data: {
      pairId,
      firstAlertId,
      phase,
      severity,
      sentence,
      firstSymptomAt: toDate(added.firstSymptom.at),
      firstSymptom: added.firstSymptom.sentence,
      openedAt: toDate(added.openedAt),
      quietSince: toDate(added.quietSince),
      resolvedAt: toDate(added.resolvedAt),
      reopenedAt: jsonColumn(added.reopenedAt),
      acknowledgement: jsonOrNull(added.acknowledgement),
    },
    select: { id: true },
  });
  return id;
}

/** The first symptom stays what it was, whatever is said of it. */
export async function updateIncident(tx: Tx, id: number, changes: IncidentChanges): Promise<void> {
  const { phase, severity, sentence, openedAt, quietSince, resolvedAt } = changes;
  const { reopenedAt, acknowledgement } = changes;
  await tx.incident.update({
    where: { id },
    data: {
      ...(phase && { phase }),
      ...(severity && { severity }),
      ...(sentence !== undefined && { sentence }),
      ...(openedAt !== undefined && { openedAt: toDate(openedAt) }),
      ...(quietSince !== undefined && { quietSince: toDate(quietSince) }),
      ...(resolvedAt !== undefined && { resolvedAt: toDate(resolvedAt) }),
      ...(reopenedAt && { reopenedAt: jsonColumn(reopenedAt) }),
      ...(acknowledgement !== undefined && { acknowledgement: jsonOrNull(acknowledgement) }),
    },
  });
}

/** All that are open, and a page of those that are over where they are asked for; also of pairs that left the settings. */
export async function listIncidents(tx: Tx, query: IncidentQuery): Promise<Omit<IncidentListDto, 'now'>> {
  const ofPair = query.pair === undefined ? {} : { pair: { name: query.pair } };
  const open = query.before === undefined ? { ...ofPair, phase: 'open' } : null;
  const opened = open ? await tx.incident.findMany({ where: open, include: INCIDENT_WITH_PAIR }) : [];
  const over = query.phase === 'all' ? await resolvedIncidents(tx, ofPair, query) : [];
  const page = over.slice(0, query.limit);
  return {
    incidents: [...(await incidentDtos(tx, opened)).sort(worstFirst), ...(await incidentDtos(tx, page))],
    nextBefore: over.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export function countOpenIncidents(tx: Tx): Promise<number> {
  return tx.incident.count({ where: { phase: 'open' } });
}

function worstFirst(one: IncidentDto, other: IncidentDto): number {
  return rank(other.severity) - rank(one.severity) || other.openedAt.localeCompare(one.openedAt);
}

/** One more than asked for, which tells whether that is all. */
async function resolvedIncidents(tx: Tx, ofPair: object, { before, limit }: IncidentQuery) {
  const last = before === undefined ? null : await tx.incident.findUnique({ where: { id: before } });
  return tx.incident.findMany({
    where: { ...ofPair, phase: 'resolved', ...(before !== undefined && endedBefore(before, last)) },
    include: INCIDENT_WITH_PAIR,
    orderBy: LATEST_FIRST,
    take: limit + 1,
  });
}

/** What led to the first symptom was seen a moment before it was judged. */
const BEFORE_FIRST_SYMPTOM_MS = 10_000;
const MOST_EVENTS = 1_000;
const MOST_MESSAGES = 1_000;

/** All that is known of one incident at `now`; null for an id that is not there. */
export async function incidentAnswer(
  tx: Tx,
  id: number,
  now: number,
): Promise<Omit<IncidentAnswerDto, 'now'> | null> {
  const found = await incidentWithAlerts(tx, id);
  if (!found) return null;
  const { row, incident, alerts } = found;
  const messages = await tx.message.findMany({
    where: { incidentId: id },
    include: WITH_LAST_TRY,
    orderBy: { id: 'asc' },
    take: MOST_MESSAGES,
  });
  const beganAt = await beginOf(tx, row);
  const time = { from: beganAt, to: toMs(row.resolvedAt) ?? now };
  const { notes, factors, removed } = await listNotes(tx, id);
  return {
    incident,
    alerts,
    timeline: await timelineOf(tx, row, beganAt),
    figures: await incidentFigures(tx, row, { beganAt, now }),
    pools: await affectedPools(tx, row.pairId, alerts, time),
    notes,
    factors,
    tasks: await listTasks(tx, id),
    removed: { ...removed, tasks: await countRemovedTasks(tx, id) },
    messages: messages.map(deliverySummary),
  };
}

async function timelineOf(tx: Tx, { id, pairId, resolvedAt }: IncidentRow, beganAt: number) {
  const from = toDate(beganAt - BEFORE_FIRST_SYMPTOM_MS);
  const events = await tx.event.findMany({
    where: {
      OR: [{ pairId, sortAt: { gte: from, ...(resolvedAt && { lte: resolvedAt }) } }, { incidentId: id }],
    },
    include: EVENT_WITH_NAMES,
    orderBy: [{ sortAt: 'asc' }, { id: 'asc' }],
    take: MOST_EVENTS,
  });
  return events.map(eventDto);
}
