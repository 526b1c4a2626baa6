import { isAtLeast } from '../clocks/levels.ts';
import { CLOCK_LIMIT_MS } from '../limits.ts';
import type { ReadinessFacts } from './facts.ts';
import type { Outcome } from './line.ts';

const DAY_MS = 86_400_000;
/** A drift that reaches dhcpd's limit sooner than this is a risk. */
const SOON_DAYS = 7;

/**
 * The two clocks are close enough that the servers find each other again: dhcpd compares them only when they connect, so
 * a pair may be well and not able to come together any more (reference 2.2).
 */
export function clocksLine({ clocks, pair }: ReadinessFacts, now: number): Outcome {
  const names = `${pair.primary.name} and ${pair.secondary.name}`;
  const skew = clocks?.skew ?? null;
  const apart = clocks?.apart ?? null;
  if (skew === null || apart === null) {
    return {
      status: 'unknown',
      figure: null,
      text: `Nothing fresh tells how far the clocks of ${names} are apart.`,
      nextStep: `Let Pairwatch ask ${names} by NTP, or read their lease files.`,
      evidence: [],
    };
  }
  const { skewMs, uncertaintyMs, method, measuredAt } = skew;
  const figure = `${seconds(Math.abs(skewMs))} ± ${seconds(uncertaintyMs)}`;
  const [ahead, behind] =
    skewMs >= 0 ? [pair.secondary.name, pair.primary.name] : [pair.primary.name, pair.secondary.name];
  const evidence: Outcome['evidence'] = [
    {
      server: null,
      source: 'clock',
      text: `The clock of ${ahead} is ${figure} ahead of ${behind}, by ${method}.`,
      observedAt: measuredAt,
    },
  ];
  const outcome = (status: Outcome['status'], text: string, nextStep: string | null): Outcome => ({
    status,
    figure,
    text,
    nextStep,
    evidence,
  });
  const setRight = `Set the clocks of ${names} right by NTP.`;
  const limit = seconds(CLOCK_LIMIT_MS);
  if (apart.atLeast === 'refusing') {
    return outcome(
      'fail',
      `The clocks are more than ${limit} apart: once disconnected, the servers refuse each other.`,
      setRight,
    );
  }
  if (apart.atMost === 'refusing') {
    return outcome(
      'unknown',
      `The clocks are measured too coarsely to tell whether they are within ${limit}.`,
      `Let Pairwatch ask ${names} by NTP.`,
    );
  }
  if (isAtLeast(apart.atLeast, 'warning')) {
    return outcome(
      'warn',
      `The clocks are ${figure} apart; above ${limit} the servers refuse each other.`,
      setRight,
    );
  }
  const reachesLimitAt = clocks?.trend?.reachesLimitAt ?? null;
  if (reachesLimitAt !== null && reachesLimitAt - now < SOON_DAYS * DAY_MS) {
    const days = Math.max(0, Math.round((reachesLimitAt - now) / DAY_MS));
    return outcome(
      'warn',
      `The clocks drift apart and reach ${limit} in about ${days === 1 ? '1 day' : `${days} days`}.`,
      setRight,
    );
  }
  if (isAtLeast(apart.atMost, 'warning')) {
    return outcome(
      'warn',
      `The clocks may be some seconds apart: they are measured coarsely.`,
      `Let Pairwatch ask ${names} by NTP.`,
    );
  }
  return outcome(
    'pass',
    `The clocks are ${figure} apart; above ${limit} the servers would refuse each other.`,
    null,
  );
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(ms < 10_000 ? 3 : 0))} s`;
}
