import { z } from 'zod';
import { formatTimeCursor } from '../contracts/parameter.ts';
import {
  type PracticeCode,
  type PracticeEvidence,
  type PracticeOutcome,
  type PracticeRunDto,
  type PracticeRunListDto,
  type PracticeRunQuery,
  practiceCodeSchema,
  practiceEvidenceSchema,
  practiceOutcomeSchema,
} from '../contracts/practice.ts';
import type { Tx } from '../db/client.ts';
import type { PracticeRun } from '../db/generated/sqlite/client.ts';
import { practiceKind } from '../practices/catalogue.ts';
import { appendEvent } from './events.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso, toMs } from './time.ts';
import { bumpTopics } from './topics.ts';

export type NewRun = {
  pairId: number;
  code: PracticeCode;
  at: number;
  /** null: something called for it out of turn. */
  dueAt: number | null;
  outcome: PracticeOutcome;
  /** null: Pairwatch itself. */
  actor: string | null;
  sentence: string;
  note: string | null;
  evidence: PracticeEvidence[];
};

/** The row of a duty; made where there is none, which is counted from `now` on. */
export async function practiceRow(
  tx: Tx,
  { pairId, code, now }: { pairId: number; code: PracticeCode; now: number },
) {
  return tx.practice.upsert({
    where: { pairId_code: { pairId, code } },
    create: { pairId, code, since: toDate(now) },
    update: {},
  });
}

/** Writes down that a duty was done, with what proves it, and tells it in the history. Who waited for it waits no more. */
export async function recordRun(tx: Tx, run: NewRun): Promise<PracticeRunDto> {
  const { pairId, code, at, actor, outcome, sentence, note } = run;
  const { id: practiceId } = await practiceRow(tx, { pairId, code, now: at });
  const row = await tx.practiceRun.create({
    data: {
      practiceId,
      at: toDate(at),
      dueAt: toDate(run.dueAt),
      outcome,
      actor,
      sentence,
      note,
      evidence: jsonColumn(run.evidence),
    },
  });
  await tx.practice.updateMany({ where: { id: practiceId, askedAt: { not: null } }, data: NOT_ASKED });
  await appendEvent(tx, {
    key: `action:practice-${outcome}:${row.id}`,
    pairId,
    serverId: null,
    kind: 'action',
    at,
    clock: 'pairwatch',
    observedAt: at,
    sortAt: at,
    from: null,
    to: `practice-${outcome}`,
    sentence: `${actor ?? 'Pairwatch'} ${DEEDS[outcome]} ${practiceKind(code).title}: ${sentence}`,
    evidence: run.evidence.map(({ status: _, ...seen }) => seen),
    ...(actor !== null && { actor }),
  });
  await bumpTopics(tx, ['practices', 'events']);
  return runDto(row);
}

export const NOT_ASKED = { askedAt: null, askedBy: null, askedNote: null } as const;

const DEEDS: Record<PracticeOutcome, string> = {
  passed: 'did',
  failed: 'did, and it failed,',
  'not-done': 'could not do',
};

/** The times a duty was done, the latest first; null for a pair not in the settings. */
export async function listRuns(
  tx: Tx,
  pairName: string,
  code: PracticeCode,
  { limit, cursor }: PracticeRunQuery,
): Promise<Omit<PracticeRunListDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({ where: { name: pairName, removedAt: null }, select: { id: true } });
  if (!pair) return null;
  const at = cursor && toDate(cursor.at);
  const rows = await tx.practiceRun.findMany({
    where: {
      practice: { pairId: pair.id, code },
      ...(at && { OR: [{ at: { lt: at } }, { at, id: { lt: cursor.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1, // one more tells whether that is all
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    runs: page.map(runDto),
    nextCursor: rows.length > limit && last ? formatTimeCursor({ at: toMs(last.at), id: last.id }) : null,
  };
}

/** A run with what it was of, as a report on a time tells it. */
export type RunOfPair = PracticeRunDto & { pair: string; code: PracticeCode; title: string };

/** The duties that were done in a time, of a pair or of all in the settings, oldest first. */
export async function practiceRunsIn(
  tx: Tx,
  { pair, from, until }: { pair: string | null; from: number; until: number },
): Promise<RunOfPair[]> {
  const rows = await tx.practiceRun.findMany({
    where: {
      at: { gte: toDate(from), lt: toDate(until) },
      practice: { pair: { removedAt: null, ...(pair !== null && { name: pair }) } },
    },
    include: { practice: { select: { code: true, pair: { select: { name: true } } } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => {
    const code = practiceCodeSchema.parse(row.practice.code);
    return { ...runDto(row), pair: row.practice.pair.name, code, title: practiceKind(code).title };
  });
}

/** A row as a page shows it. Throws when a column does not hold what was written there. */
export function runDto(row: PracticeRun): PracticeRunDto {
  return {
    id: row.id,
    at: toIso(row.at),
    dueAt: toIso(row.dueAt),
    outcome: practiceOutcomeSchema.parse(row.outcome),
    actor: row.actor,
    sentence: row.sentence,
    note: row.note,
    evidence: z.array(practiceEvidenceSchema).parse(row.evidence),
  };
}
