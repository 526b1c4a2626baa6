import { z } from 'zod';
import { linkSchema, skewSchema } from '../contracts/pair.ts';
import { evidenceSchema, verdictSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { PairStatus } from '../db/generated/sqlite/client.ts';
import type { Answering, Judgement } from '../pair/judgement.ts';
import { jsonColumn, jsonOrNull } from './json.ts';
import { toDate, toMs } from './time.ts';

/** The present judgement of a pair: since when its verdict and code hold, and when that was last found true. */
export type PairStatusDto = Omit<Judgement, 'sinceAt'> & { since: number; checkedAt: number };

const answeringSchema: z.ZodType<Answering> = z.object({
  server: z.string(),
  answering: z.boolean().nullable(),
  reason: z.string(),
});

/** Keeps the present judgement of a pair, in place of the former one. */
export async function savePairStatus(tx: Tx, pairId: number, status: PairStatusDto): Promise<void> {
  const columns = {
    verdict: status.verdict,
    code: status.code,
    sentenceTemplate: status.sentenceTemplate,
    nextStep: status.nextStep,
    since: toDate(status.since),
    checkedAt: toDate(status.checkedAt),
    evidence: jsonColumn(status.evidence),
    answering: jsonColumn(status.answering),
    link: jsonColumn(status.link),
    skew: jsonOrNull(status.skew),
  };
  await tx.pairStatus.upsert({ where: { pairId }, create: { pairId, ...columns }, update: columns });
}

/** A row as plain values. Throws when a column does not hold what was written there. */
export function pairStatus(row: PairStatus): PairStatusDto {
  return {
    verdict: verdictSchema.parse(row.verdict),
    code: row.code,
    sentenceTemplate: row.sentenceTemplate,
    nextStep: row.nextStep,
    since: toMs(row.since),
    checkedAt: toMs(row.checkedAt),
    evidence: z.array(evidenceSchema).parse(row.evidence),
    answering: z.array(answeringSchema).parse(row.answering),
    link: linkSchema.parse(row.link),
    skew: skewSchema.nullable().parse(row.skew),
  };
}
