import type { PeriodReport } from '../../contracts/period-report.ts';
import type { Tx } from '../../db/client.ts';
import { standingOf } from '../../practices/standing.ts';
import type { Span } from '../../record/facts.ts';
import { practiceRunsIn } from '../practice-runs.ts';
import { type StandingPractice, standingPractices } from '../practices.ts';
import { toDate, toIso, toMs } from '../time.ts';

/** What of a practice that is done each day would only fill a page. */
const MOST_RUNS = 10;

/** The duties that were done within a time, or were overdue when it ended. */
export async function practicesIn(
  tx: Tx,
  pair: string | null,
  { from, until }: Span,
): Promise<PeriodReport['practices']> {
  const runs = await practiceRunsIn(tx, { pair, from, until });
  const standing = await standingPractices(tx, { pair: pair ?? undefined, now: until });
  const told: PeriodReport['practices'] = [];
  for (const { pairId, pair: name, practices } of standing)
    for (const practice of practices) {
      const { code, title } = practice.kind;
      const done = runs.filter((run) => run.pair === name && run.code === code);
      const overdueSince = await overdueAt(tx, pairId, practice, until);
      if (done.length === 0 && overdueSince === null) continue;
      told.push({
        pair: name,
        code,
        title,
        owner: practice.dto.owner,
        done: done.slice(-MOST_RUNS).map(({ at, outcome, actor, sentence }) => ({
          at,
          outcome,
          by: actor,
          sentence,
        })),
        doneCount: done.length,
        overdueSince,
      });
    }
  return told;
}

/** Since when it was overdue at a time; what was done after that time changes nothing of it. */
async function overdueAt(
  tx: Tx,
  pairId: number,
  { kind, since, everyDays, standing, dto }: StandingPractice,
  at: number,
): Promise<string | null> {
  if (since === null || since >= at || standing.state === 'off') return null;
  if (dto.lastPassedAt === null || Date.parse(dto.lastPassedAt) <= at)
    return standing.state === 'overdue' ? dto.overdueAt : null;
  // Whether something called for it then is not kept.
  if (kind.comes === 'change') return null;
  const last = await tx.practiceRun.findFirst({
    where: { practice: { pairId, code: kind.code }, outcome: 'passed', at: { lte: toDate(at) } },
    orderBy: { at: 'desc' },
    select: { at: true },
  });
  const kept = { since, everyDays, offAt: null, lastPassedAt: toMs(last?.at ?? null), changedAt: null };
  const then = standingOf(kind, kept, at);
  return then.state === 'overdue' ? toIso(toDate(then.overdueAt)) : null;
}
