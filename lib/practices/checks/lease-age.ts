import type { PracticeEvidence } from '../../contracts/practice.ts';
import type { LeaseAuditDto } from '../../contracts/truth.ts';
import { countOf } from '../../pair/count.ts';
import { formatDuration } from '../../pair/duration.ts';
import { piece, type Result, resultOf } from '../result.ts';

export type LeaseAgeFacts = {
  now: number;
  /** `readAt`: when its lease file was read last; null: never, or the settings name none. */
  servers: {
    name: string;
    readAt: number | null;
    isFresh: boolean;
    audit: Omit<LeaseAuditDto[number], 'server'> | null;
  }[];
};

/** States dhcpd leaves as soon as the partner has acknowledged them, which takes seconds. */
const PASSING = ['expired', 'released', 'reset'];
/** dhcpd gives an abandoned address another try after a day unless it is told otherwise. */
const ABANDONED = 'abandoned';

/** Whether leases go on as they should in both lease files. */
export function checkLeaseAges({ now, servers }: LeaseAgeFacts): Result {
  return resultOf(
    servers.flatMap(ofServer),
    'No lease waits for the partner, or stands in a state that passes, for longer than it should.',
  );

  function ofServer({ name, readAt, isFresh, audit }: LeaseAgeFacts['servers'][number]): PracticeEvidence[] {
    const of = (status: PracticeEvidence['status'], text: string) =>
      piece(status, name, 'leases', text, readAt);
    if (readAt === null) return [of('unknown', `The lease file of ${name} is not read.`)];
    if (!isFresh)
      return [of('unknown', `The lease file of ${name} was last read ${formatDuration(now - readAt)} ago.`)];
    if (!audit?.backlog || !audit.ages)
      return [of('unknown', `The leases of ${name} were not counted by their age yet.`)];
    const { backlog, ages } = audit;
    const late = backlog.byAge.older;
    const stuck = sum(ages, PASSING, ['underWeek', 'underMonth', 'older']);
    const abandoned = sum(ages, [ABANDONED], ['underMonth', 'older']);
    const active = sum(ages, ['active'], ['underHour', 'underDay', 'underWeek', 'underMonth', 'older']);
    return [
      late > 0
        ? of(
            'fail',
            `The partner has not acknowledged ${countOf(late, 'lease')} of ${name} for more than 10 min.`,
          )
        : of('pass', `No lease of ${name} waits for the partner for more than 10 min.`),
      stuck > 0
        ? of(
            'fail',
            `${countOf(stuck, 'lease')} of ${name} ${stuck === 1 ? 'is' : 'are'} expired, released or reset for more than a day, and not free again.`,
          )
        : of('pass', `No lease of ${name} is expired, released or reset for more than a day.`),
      abandoned > 0
        ? of(
            'fail',
            `${countOf(abandoned, 'address', 'addresses')} of ${name} ${abandoned === 1 ? 'is' : 'are'} abandoned for more than a week.`,
          )
        : of('pass', `No address of ${name} is abandoned for more than a week.`),
      of(
        null,
        `${countOf(active, 'lease')} of ${name} ${active === 1 ? 'is' : 'are'} active, ${sum(ages, ['active'], ['older'])} of them unchanged for 30 days or more.`,
      ),
    ];
  }
}

type Ages = NonNullable<LeaseAuditDto[number]['ages']>;
type Age = Exclude<keyof Ages[number], 'state'>;

function sum(ages: Ages, states: readonly string[], columns: readonly Age[]): number {
  return ages
    .filter(({ state }) => states.includes(state))
    .reduce((total, row) => total + columns.reduce((of, column) => of + row[column], 0), 0);
}
