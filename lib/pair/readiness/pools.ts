import type { BalanceVerdict, PoolBalance } from '../balance.ts';
import { figuresOf } from '../balance-observations.ts';
import { countOf } from '../count.ts';
import type { OwnShareEnd, ReadinessFacts } from './facts.ts';
import { type LineStatus, type Outcome, worstOf } from './line.ts';

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
  const worst = worstOf(balance.map(poolOutcome));
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

/** Each server's own share of each pool lasts for the hours that are wanted, at the rate of new clients of late. */
export function ownShareLine(facts: ReadinessFacts, now: number): Outcome {
  const { forecasts, wantedHours } = facts;
  if (forecasts.length === 0) return noPools('how long their free addresses last');
  const shares = forecasts.flatMap(({ title, primary, secondary }) =>
    [primary, secondary].map(({ server, alone }) => ({ server, title, alone })),
  );
  const earliest = shares.reduce(
    (soonest, { alone }) => Math.min(soonest, earliestEnd(alone, now)),
    Number.POSITIVE_INFINITY,
  );
  const worst = worstOf(
    shares.map(({ server, title, alone }) => shareOutcome(server, title, alone, wantedHours, now)),
  );
  const figure = Number.isFinite(earliest) ? hoursText(earliest - now) : worst.figure;
  return { ...worst, figure: worst.status === 'unknown' ? null : figure };
}

function shareOutcome(
  server: string,
  title: string,
  alone: OwnShareEnd,
  wantedHours: number,
  now: number,
): Outcome {
  const wantedUntil = now + wantedHours * HOUR_MS;
  const base = { nextStep: `Enlarge the pool, or give it to fewer clients.`, evidence: [] };
  if (alone.kind === 'unknown') {
    const text = `How long the share of ${server} in pool ${title} lasts is not known: ${alone.why.replace(/\.$/, '')}.`;
    return { ...base, status: 'unknown', figure: null, text, nextStep: null };
  }
  if (alone.kind === 'empty') {
    return {
      ...base,
      status: 'fail',
      figure: null,
      text: `${server} has nothing for new clients of its own in pool ${title}.`,
    };
  }
  const earliest = earliestEnd(alone, now);
  const isSureToEnd = alone.kind === 'until' && alone.high !== null && alone.high < wantedUntil;
  if (earliest < wantedUntil) {
    const text = `Alone, ${server} may run out of addresses for new clients of pool ${title} in ${hoursText(earliest - now)}; ${wantedHours} h are wanted.`;
    return { ...base, status: isSureToEnd ? 'fail' : 'warn', figure: null, text };
  }
  const days = alone.kind === 'beyond' ? `more than ${alone.days} days` : null;
  const text = `Either server alone has addresses for new clients for ${wantedHours} h and more.`;
  return { ...base, status: 'pass', figure: days, text, nextStep: null };
}

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
