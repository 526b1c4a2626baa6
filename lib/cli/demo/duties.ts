import type { PracticeCode } from '../../contracts/practice.ts';
import type { Tx } from '../../db/client.ts';
import { doPractice } from '../../store/actions/practice.ts';
import { type CheckCode, checkNow } from '../../store/practice-checks.ts';
import { recordRun } from '../../store/practice-runs.ts';
import { countPractices, findPractice } from '../../store/practices.ts';
import { toDate } from '../../store/time.ts';

/** What was done of the duties of the demo's pairs before the present: really done, with what the database knew at that time. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** `by` null: Pairwatch itself. With a note it is confirmed by that person. */
export type DutyDone = { pair: string; atMs: number } & (
  | { code: PracticeCode; by: string; note: string | null }
  | { code: CheckCode; by: null; note: null }
);

const MINA = 'Mina Sato';
const TOMAS = 'Tomás Vega';

const STATES_SEEN = 'Both say normal over omshell, and neither log has an error.';

/** After what happened to a pair, and by hand; days are counted back from the present one, times are UTC. */
const BY_HAND: readonly {
  pair: string;
  daysBefore: number;
  minute: number;
  code: PracticeCode;
  by: string;
  note: string | null;
}[] = [
  {
    pair: 'demo',
    daysBefore: 70,
    minute: 6 * 60 + 50,
    code: 'failover-drill',
    by: MINA,
    note: 'Drilled before the term began, with dhcp-b stopped for 20 minutes. Nobody called.',
  },
  { pair: 'demo', daysBefore: 33, minute: 15 * 60 + 40, code: 'state-check', by: TOMAS, note: STATES_SEEN },
  { pair: 'demo', daysBefore: 32, minute: 10 * 60 + 5, code: 'state-check', by: TOMAS, note: STATES_SEEN },
];

/** Each Monday morning: dhcpd -t runs on no simulated server. */
const SYNC_CHECK = {
  weekday: 1,
  minute: 8 * 60 + 30,
  by: TOMAS,
  note: 'Ran dhcpd -t on both: neither complains.',
};

export function dutiesOf(
  pair: string,
  { fromMs, presentMs }: { fromMs: number; presentMs: number },
): DutyDone[] {
  const today = Math.floor(presentMs / DAY_MS) * DAY_MS;
  const done: DutyDone[] = BY_HAND.filter((each) => each.pair === pair).map(
    ({ daysBefore, minute, ...duty }) => ({
      ...duty,
      atMs: today - daysBefore * DAY_MS + minute * MINUTE_MS,
    }),
  );
  const firstDay = Math.ceil(fromMs / DAY_MS) * DAY_MS;
  for (let day = firstDay; day <= today; day += DAY_MS) {
    const { weekday, minute, by, note } = SYNC_CHECK;
    if (new Date(day).getUTCDay() === weekday)
      done.push({ pair, atMs: day + minute * MINUTE_MS, code: 'sync-check', by, note });
    if (day === firstDay)
      done.push({ pair, atMs: day + 4 * HOUR_MS, code: 'clock-check', by: null, note: null });
  }
  return done
    .filter(({ atMs }) => atMs > fromMs + HOUR_MS && atMs < presentMs - HOUR_MS)
    .sort((one, other) => one.atMs - other.atMs);
}

/** Has a duty done as it would have been then. */
export async function doDuty(tx: Tx, pairId: number, duty: DutyDone): Promise<void> {
  const { pair, atMs: now } = duty;
  if (duty.by !== null) return doPractice(tx, { ...duty, pair, confirm: duty.note !== null, now });
  const { code } = duty;
  const practice = await findPractice(tx, { pair, code, now });
  const result = await checkNow(tx, pairId, code, now);
  await recordRun(tx, {
    pairId,
    code,
    at: now,
    dueAt: practice?.standing.dueAt ?? null,
    actor: null,
    note: null,
    ...result,
  });
}

/**
 * Duties are counted from the begin on. Lease files can be neither copied nor counted in a past: that begins with the present, so
 * early that the collector does it for the first time at once.
 */
export async function countDuties(
  tx: Tx,
  pairIds: readonly number[],
  { fromMs, presentMs }: { fromMs: number; presentMs: number },
): Promise<void> {
  await countPractices(tx, pairIds, fromMs);
  await tx.practice.updateMany({
    where: { code: { in: ['lease-backup', 'lease-age-audit'] } },
    data: { since: toDate(presentMs - HOUR_MS) },
  });
}
