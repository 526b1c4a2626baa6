import { endpointKindSchema } from '../../contracts/endpoint.ts';
import type { ReportScheduleDto, ReportScheduleInput } from '../../contracts/report-schedule.ts';
import type { Tx } from '../../db/client.ts';
import { periodAt } from '../../record/period.ts';
import { jsonColumn } from '../json.ts';
import { reportScheduleDto } from '../report-schedules.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

/** These wake somebody for whatever they are told. */
const ALARMS: readonly string[] = ['pagerduty', 'alertmanager'];

/** Has a report made at the end of each week or month, and sent. */
export async function createReportSchedule(
  tx: Tx,
  act: ReportScheduleInput & { now: number },
): Promise<ReportScheduleDto> {
  const { period, pair, zone, profile, now } = act;
  const by = checkedText(act.by, 'the name of who wants it');
  const endpoints = [...new Set(act.endpoints)];
  checkZone(zone);
  await checkPair(tx, pair);
  await checkEndpoints(tx, endpoints);
  const row = await tx.reportSchedule.create({
    data: {
      period,
      pair,
      zone,
      profile,
      endpoints: jsonColumn(endpoints),
      actor: by,
      createdAt: toDate(now),
    },
  });
  const to = endpoints.length === 0 ? 'and be kept' : `and go to ${endpoints.join(', ')}`;
  await tellAction(tx, {
    key: `report-schedule:${row.id}`,
    pair: { name: pair },
    to: 'report-scheduled',
    sentence: `${by} wants a report on ${pair === null ? 'all pairs' : `pair ${pair}`} to be made each ${period} (${zone}) ${to}.`,
    by,
    now,
    topics: ['reports'],
    after: { period, pair, zone, profile, endpoints },
  });
  return reportScheduleDto(row, now);
}

/** Throws ActionError for a zone nobody knows. */
export function checkZone(zone: string): void {
  try {
    periodAt('week', zone === 'local' ? '' : zone, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ActionError(
      'invalid',
      `The time zone is "${zone}"; expected an IANA name such as Europe/Berlin.`,
    );
  }
}

/** Throws ActionError for a name not in the settings. */
export async function checkPair(tx: Tx, pair: string | null): Promise<void> {
  if (pair === null) return;
  if ((await tx.pair.count({ where: { name: pair, removedAt: null } })) === 0)
    throw new ActionError('not-found', `There is no pair "${pair}".`);
}

async function checkEndpoints(tx: Tx, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const endpoint = await tx.endpoint.findUnique({ where: { name, removedAt: null } });
    if (!endpoint) throw new ActionError('not-found', `There is no endpoint "${name}".`);
    const kind = endpointKindSchema.parse(endpoint.kind);
    if (ALARMS.includes(kind))
      throw new ActionError(
        'invalid',
        `The endpoint ${name} is of the kind ${kind}, which takes all it is told for an alarm; a report is none.`,
      );
  }
}
