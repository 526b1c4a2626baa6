import type { Skew } from './facts.ts';
import type { Circumstances, Finding } from './judgement.ts';
import { CLOCK_CRITICAL_MS, CLOCK_LIMIT_MS, noticeLimitMs } from './limits.ts';
import type { Side } from './side.ts';

/** (normal, normal): the one row that can be healthy, and all that may still be wrong with it. */
export function bothNormal(one: Side, other: Side, circumstances: Circumstances): Finding {
  const { now } = circumstances;
  if (one.view.partnerState !== 'normal') return viewsDisagree(one, other, now);
  if (other.view.partnerState !== 'normal') return viewsDisagree(other, one, now);
  if (one.server.role !== one.view.hierarchy) return rolesSwapped(one, other);
  const sinceAt = Math.max(one.since, other.since);
  const skew = standingSkew(circumstances.skew, sinceAt);
  const apartMs = skew === null ? 0 : Math.abs(skew.skewMs);
  const clocks = `the clocks of ${one.name} and ${other.name}`;
  if (skew !== null && isBeyondLimit(skew)) {
    return {
      verdict: 'degraded',
      code: 'clocks-too-far-apart',
      sentenceTemplate: `Both servers are in normal and answer, but since {since} their clocks are ${seconds(apartMs)} apart: after a lost connection they would refuse each other.`,
      // Since they are in normal nothing was wrong; it began when it was measured.
      sinceAt: null,
      nextStep: `Set ${clocks} right.`,
    };
  }
  return {
    verdict: 'healthy',
    code: 'both-normal',
    sentenceTemplate: 'Both servers are in normal and answer clients since {since}.',
    sinceAt,
    nextStep:
      apartMs >= CLOCK_CRITICAL_MS
        ? `Set ${clocks} right: they are ${seconds(apartMs)} apart, and above 60 s the two refuse to connect.`
        : null,
  };
}

/**
 * dhcpd compares the clocks when it connects (reference 2.2): that the two did so since is proof that a clock which was
 * too far off before has been set right.
 */
function standingSkew(skew: Skew | null, connectedAt: number): Skew | null {
  return skew !== null && isBeyondLimit(skew) && Date.parse(skew.measuredAt) < connectedAt ? null : skew;
}

function isBeyondLimit({ skewMs, uncertaintyMs }: Skew): boolean {
  return Math.abs(skewMs) - uncertaintyMs > CLOCK_LIMIT_MS;
}

/** Right after the two found each other, one may be in normal already and not have heard the other's normal yet. */
function viewsDisagree(listener: Side, speaker: Side, now: number): Finding {
  const sinceAt = Math.max(listener.since, speaker.since);
  const settling = now - sinceAt <= noticeLimitMs(listener, speaker);
  return {
    verdict: settling ? 'recovering' : 'degraded',
    code: settling ? 'views-settling' : 'views-disagree',
    sentenceTemplate: `Both servers say normal since {since}, but ${listener.name} last heard ${listener.view.partnerState} from ${speaker.name}.`,
    sinceAt,
    nextStep: settling
      ? null
      : `Check the failover connection between ${listener.name} and ${speaker.name} on both hosts.`,
  };
}

/**
 * The pair itself may be well, but then every name on the page stands for the wrong host, and whoever follows a
 * next step restarts the wrong server. So it must not look healthy.
 */
function rolesSwapped(one: Side, other: Side): Finding {
  return {
    verdict: 'unknown',
    code: 'roles-swapped',
    sentenceTemplate: `${one.name} says it is the ${one.view.hierarchy} and ${other.name} the ${other.view.hierarchy}: the settings have it the other way round.`,
    sinceAt: null,
    nextStep: `Check host and role of ${one.name} and ${other.name} in the settings.`,
  };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
