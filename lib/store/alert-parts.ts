import {
  ALERT_PARTS,
  type AlertPart,
  type AlertPlace,
  type AlertQuery,
  alertPlaceOf,
  formatAlertPlace,
} from '../contracts/alert.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { ALERT_WITH_PAIR } from './alert-dto.ts';
import { toDate } from './time.ts';

type Row = Prisma.AlertGetPayload<{ include: typeof ALERT_WITH_PAIR }>;

/**
 * One page of alerts in the order of `ALERT_PARTS`, the latest first in each. Each part is a query of its own: a thousand
 * pools may be pending at once, and no more of them is read than is shown.
 */
export async function pageOfAlerts(
  tx: Tx,
  asked: Prisma.AlertWhereInput,
  { phase, severity, limit, before }: AlertQuery,
): Promise<{ rows: Row[]; nextBefore: string | null }> {
  const place = before === undefined ? null : alertPlaceOf(before);
  const rows: Row[] = [];
  let last: AlertPlace | null = null;
  for (const part of partsFrom(place?.part).filter((each) => isAsked(each, phase, severity))) {
    const time = timeOf(part);
    const found: Row[] = await tx.alert.findMany({
      where: {
        AND: [
          asked,
          conditionOf(part),
          severity === undefined ? {} : { severity },
          place?.part === part ? behind(time, place) : {},
        ],
      },
      include: ALERT_WITH_PAIR,
      orderBy: [{ [time]: 'desc' }, { id: 'desc' }],
      // One more than there is room for, which tells whether that is all.
      take: limit + 1 - rows.length,
    });
    for (const row of found) {
      if (rows.length === limit) return { rows, nextBefore: last && formatAlertPlace(last) };
      rows.push(row);
      last = { part, at: row[time]?.getTime() ?? 0, id: row.id };
    }
  }
  return { rows, nextBefore: null };
}

const partsFrom = (first: AlertPart = 'critical'): readonly AlertPart[] =>
  ALERT_PARTS.slice(ALERT_PARTS.indexOf(first));

/** What is pending has no severity yet. */
function isAsked(part: AlertPart, phase: AlertQuery['phase'], severity: AlertQuery['severity']): boolean {
  if (part === 'resolved') return phase !== 'active';
  return phase !== 'resolved' && (severity === undefined || part === severity);
}

function conditionOf(part: AlertPart): Prisma.AlertWhereInput {
  return part === 'pending' || part === 'resolved' ? { phase: part } : { phase: 'firing', severity: part };
}

const timeOf = (part: AlertPart) => (part === 'resolved' ? 'resolvedAt' : 'startedAt');

function behind(time: 'resolvedAt' | 'startedAt', { at, id }: AlertPlace): Prisma.AlertWhereInput {
  const when = toDate(at);
  return { OR: [{ [time]: { lt: when } }, { [time]: when, id: { lt: id } }] };
}
