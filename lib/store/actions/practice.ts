import type { PracticeCode, PracticeOutcome } from '../../contracts/practice.ts';
import type { Tx } from '../../db/client.ts';
import type { Practice as PracticeRow } from '../../db/generated/sqlite/client.ts';
import { countOf } from '../../pair/count.ts';
import type { Result } from '../../practices/result.ts';
import { type CheckCode, checkNow } from '../practice-checks.ts';
import { practiceRow, recordRun } from '../practice-runs.ts';
import { findPractice, type StandingPractice } from '../practices.ts';
import { toDate } from '../time.ts';
import { takeTurn } from '../topics.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

type Act = { pair: string; code: PracticeCode; by: string; now: number };

/** Says who has a duty, how often it comes, and whether it is wanted at all. What is so already changes nothing. */
export async function changePractice(
  tx: Tx,
  act: Act & {
    owner?: string | null | undefined;
    everyDays?: number | null | undefined;
    off?: boolean | undefined;
  },
): Promise<void> {
  const by = checkedText(act.by, 'the name of who changes it');
  const { pair, code, now, owner, everyDays, off } = act;
  await takeTurn(tx);
  const { pairId, kind } = await practiceOf(tx, act);
  const row = await practiceRow(tx, { pairId, code, now });
  const what = `the ${kind.title} of ${pair}`;
  const deeds: string[] = [];
  if (owner !== undefined && owner !== row.owner)
    deeds.push(owner === null ? `left open who has ${what}` : `gave ${owner} ${what}`);
  if (everyDays !== undefined && everyDays !== row.everyDays)
    deeds.push(`wants ${what} every ${countOf(everyDays ?? kind.everyDays, 'day')}`);
  if (off !== undefined && off !== (row.offAt !== null))
    deeds.push(off ? `switched off ${what}` : `switched on ${what}`);
  if (deeds.length === 0) return;
  const after = await tx.practice.update({
    where: { id: row.id },
    data: {
      ...(owner !== undefined && { owner }),
      ...(everyDays !== undefined && { everyDays }),
      ...(off === true && row.offAt === null && { offAt: toDate(now) }),
      // What was off is counted anew: nobody did it meanwhile, and nobody was to.
      ...(off === false && row.offAt !== null && { offAt: null, since: toDate(now) }),
    },
  });
  await tell(tx, { ...act, by, pairId }, 'practice-changed', `${by} ${deeds.join(', and ')}.`, {
    before: wanted(row),
    after: wanted(after),
  });
}

/** What people want of a duty, for the audit log. */
function wanted({ owner, everyDays, offAt }: PracticeRow) {
  return { owner, everyDays, isOff: offAt !== null };
}

/**
 * Does a duty now, or asks the collector to where it has to: a check is done with what is known. `confirm`: who does it has looked
 * where Pairwatch can't, which decides what is not known, and never against what is.
 */
export async function doPractice(
  tx: Tx,
  act: Act & { note: string | null; confirm: boolean },
): Promise<void> {
  const by = checkedText(act.by, 'the name of who does it');
  const note = act.note === null ? null : checkedText(act.note, 'what you looked at');
  const { pair, code, now, confirm } = act;
  if (confirm && note === null)
    throw new ActionError('invalid', 'Found no note, expected one that says what you looked at.');
  await takeTurn(tx);
  const practice = await practiceOf(tx, act);
  const { pairId, kind, standing } = practice;
  if (code === 'lease-backup' && !confirm) return ask(tx, practice, { ...act, by, note });
  if (code === 'failover-drill' && !confirm)
    throw new ActionError(
      'conflict',
      `A drill takes its time: start it on the page of drills of ${pair}. One that was made without Pairwatch can be confirmed with a note.`,
    );
  const result = isCheck(code) ? await checkNow(tx, pairId, code, now) : BY_WORD_ALONE;
  const { outcome, sentence } = confirm ? confirmed(result, by) : result;
  await recordRun(tx, {
    pairId,
    code: kind.code,
    at: now,
    dueAt: standing.dueAt,
    outcome,
    actor: by,
    sentence,
    note,
    evidence: result.evidence,
  });
}

const isCheck = (code: PracticeCode): code is CheckCode =>
  code !== 'lease-backup' && code !== 'failover-drill';

const BY_WORD_ALONE: Result = {
  outcome: 'not-done',
  sentence: 'Pairwatch saw nothing of it.',
  evidence: [],
};

function confirmed(
  { outcome, sentence, evidence }: Result,
  by: string,
): { outcome: PracticeOutcome; sentence: string } {
  if (outcome !== 'not-done') return { outcome, sentence };
  const why =
    evidence.length === 0
      ? '; Pairwatch saw nothing of it.'
      : `, where Pairwatch could not tell: ${sentence}`;
  return { outcome: 'passed', sentence: `Confirmed by ${by}${why}` };
}

async function ask(
  tx: Tx,
  { pairId, asked, whyByHand }: StandingPractice & { pairId: number },
  { code, by, note, now, pair }: Act & { note: string | null },
): Promise<void> {
  if (whyByHand !== null)
    throw new ActionError('conflict', `${whyByHand} Confirm with a note what was copied by other means.`);
  if (asked !== null) return;
  const { id } = await practiceRow(tx, { pairId, code, now });
  await tx.practice.update({
    where: { id },
    data: { askedAt: toDate(now), askedBy: by, askedNote: note },
  });
  const sentence = `${by} asked for a copy of the lease files of ${pair} now.`;
  await tell(tx, { pair, code, by, now, pairId }, 'practice-asked', sentence);
}

async function practiceOf(tx: Tx, { pair, code, now }: Act) {
  const practice = await findPractice(tx, { pair, code, now });
  if (!practice) throw new ActionError('not-found', `There is no pair ${pair}.`);
  return practice;
}

async function tell(
  tx: Tx,
  { pairId, code, by, now }: Act & { pairId: number },
  to: string,
  sentence: string,
  changed: { before?: object; after?: object } = {},
): Promise<void> {
  await tellAction(tx, {
    key: `${pairId}:${code}`,
    pair: { pairId },
    to,
    sentence,
    by,
    now,
    topics: ['practices'],
    ...changed,
  });
}
