import type { BalanceVerdict, PoolBalance } from '../balance.ts';
import { figuresOf } from '../balance-observations.ts';
import { countOf } from '../count.ts';
import type { OwnShareEnd, ReadinessFacts } from './facts.ts';
import { type LineStatus, type Outcome, worstAmong } from './line.ts';

const HOUR_MS = 3_600_000;

const STATUS_OF: Record<BalanceVerdict, LineStatus> = {
  balanced: 'pass',
  uneven: 'pass', // within what dhcpd itself puts up with
  imbalanced: 'warn',
  'one-side-empty': 'fail',
  'none-free': 'fail',
  unknown: 'unknown',
};

/** Each pool's free addresses are shared out, so that either server could go on. */
export function balanceLine({ balance }: ReadinessFacts): Outcome {
  if (balance.length === 0) return noPools('how their free addresses are shared out');
  const worst = worstAmong(balance, ({ verdict }) => STATUS_OF[verdict], poolOutcome);
  const good = balance.filter(({ verdict }) => STATUS_OF[verdict] === 'pass').length;
  return { ...worst, figure: `${good} of ${countOf(balance.length, 'pool')}` };
}

function poolOutcome(pool: PoolBalance): Outcome {
  const [text, nextStep] = said(pool);
  const evidence = figuresOf(pool);
  return { status: STATUS_OF[pool.verdict], figure: null, text, nextStep, evidence };
}

function said({ verdict, title, primary, secondary }: PoolBalance): [text: string, nextStep: string | null] {
  const look = `Look in the logs of both servers for "balancing pool" and for refused updates.`;
  switch (verdict) {
    case 'none-free':
      return [`Pool ${title} has no free address at all.`, `Enlarge the pool.`];
    case 'one-side-empty': {
      const empty = [primary, secondary].find((side) => side?.ownFree === 0)?.server ?? 'One server';
      return [`${empty} has no free address of its own in pool ${title}.`, look];
    }
    case 'imbalanced':
      return [`Pool ${title} is shared out unevenly.`, look];
    case 'unknown':
      return [
        `The figures of pool ${title} are not known of both servers.`,
        `Let Pairwatch read the pools of both servers by OMAPI.`,
      ];
    default:
      return [`Every pool is shared out as dhcpd means it to be.`, null];
  }
}

/** One server's own share of one pool. */
type Share = { server: string; title: string; alone: OwnShareEnd };

/** Each server's own share of each pool lasts for the hours that are wanted, at the rate of new clients of late. */
export function ownShareLine({ forecasts, wantedHours }: ReadinessFacts, now: number): Outcome {
  if (forecasts.length === 0) return noPools('how long their free addresses last');
  const shares: Share[] = forecasts.flatMap(({ title, primary, secondary }) => [
    { title, ...primary },
    { title, ...secondary },
  ]);
  const ends = shares.map(({ alone }) => earliestEnd(alone, now));
  const earliest = ends.reduce((soonest, end) => Math.min(soonest, end), Number.POSITIVE_INFINITY);
  const worst = worstAmong(
    shares,
    ({ alone }) => shareStatus(alone, wantedHours, now),
    (share) => shareOutcome(share, wantedHours, now),
  );
  if (worst.status === 'unknown') return worst;
  return { ...worst, figure: Number.isFinite(earliest) ? hoursText(earliest - now) : worst.figure };
}

function shareStatus(alone: OwnShareEnd, wantedHours: number, now: number): LineStatus {
  if (alone.kind === 'unknown') return 'unknown';
  if (alone.kind === 'empty') return 'fail';
  const wantedUntil = now + wantedHours * HOUR_MS;
  if (alone.kind === 'until' && alone.high !== null && alone.high < wantedUntil) return 'fail';
  return earliestEnd(alone, now) < wantedUntil ? 'warn' : 'pass';
}

function shareOutcome({ server, title, alone }: Share, wantedHours: number, now: number): Outcome {
  const status = shareStatus(alone, wantedHours, now);
  const outcome = (text: string, nextStep: string | null, figure: string | null = null): Outcome => ({
    status,
    figure,
    text,
    nextStep,
    evidence: [],
  });
  const enlarge = `Enlarge the pool, or give it to fewer clients.`;
  if (alone.kind === 'unknown') {
    const why = alone.why.replace(/\.$/, '');
    return outcome(`How long the share of ${server} in pool ${title} lasts is not known: ${why}.`, null);
  }
  if (alone.kind === 'empty') {
    return outcome(`${server} has nothing of its own for new clients of pool ${title}.`, enlarge);
  }
  if (status !== 'pass') {
    const left = hoursText(earliestEnd(alone, now) - now);
    return outcome(
      `Alone, ${server} may run out of addresses for new clients of pool ${title} in ${left}; ${wantedHours} h are wanted.`,
      enlarge,
    );
  }
  return outcome(
    `Either server alone has addresses for new clients for ${wantedHours} h and more.`,
    null,
    alone.kind === 'beyond' ? `more than ${alone.days} days` : null,
  );
}

/** The earliest that it may end; infinite where that is beyond what is looked at, or not known. */
function earliestEnd(alone: OwnShareEnd, now: number): number {
  if (alone.kind === 'until') return alone.low;
  if (alone.kind === 'empty') return now;
  return alone.kind === 'beyond' ? (alone.low ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}

function hoursText(ms: number): string {
  return ms < HOUR_MS ? 'less than 1 h' : `${Math.floor(ms / HOUR_MS)} h`;
}

function noPools(what: string): Outcome {
  return {
    status: 'unknown',
    figure: null,
    text: `No pool of this pair is known, nor ${what}.`,
    nextStep: `Let Pairwatch read dhcpd.conf and the pools of both servers.`,
    evidence: [],
  };
}
