import { clocksApartMs, formatApart, refuseForClocks } from './clock-words.ts';
import type { Circumstances, Finding } from './judgement.ts';
import { MERGE_LIMIT_MS, noticeLimitMs, RECOVERY_MARGIN_MS, STARTUP_LIMIT_MS } from './limits.ts';
import type { Side } from './side.ts';

/** What two words mean together: one function a row of the table. `one` is the server in trouble, `other` its partner. */

/**
 * Two servers of one role never connect usefully (reference 3.3), and both hand out the same half of the free
 * addresses (reference 3.4): dangerous as long as either may answer.
 */
export function sameRoleTwice(one: Side, other: Side): Finding {
  const silent = one.answers === false && other.answers === false;
  return {
    verdict: silent ? 'down' : 'dangerous',
    code: 'same-role-twice',
    sentenceTemplate: silent
      ? `Nobody answers clients: ${one.name} and ${other.name} both say they are the ${one.view.hierarchy}.`
      : `${one.name} and ${other.name} both say they are the ${one.view.hierarchy}: they may give out the same addresses.`,
    sinceAt: null,
    nextStep: `Make one of them primary and the other secondary in dhcpd.conf, and check that their hosts in the settings differ.`,
  };
}

export function oneSided(lost: Side, normal: Side, { now }: Circumstances): Finding {
  const sinceAt = Math.max(lost.since, normal.since);
  if (now - sinceAt > noticeLimitMs(lost, normal)) {
    return {
      verdict: 'degraded',
      code: 'link-half-open',
      sentenceTemplate: `${lost.name} cannot hear ${normal.name} since {since}, but ${normal.name} still counts it as connected.`,
      sinceAt,
      nextStep: `Check the failover connection between ${lost.name} and ${normal.name}: it is half open.`,
    };
  }
  // Only contact turns a server normal: one that turned so later has found its partner, which we asked before that.
  if (normal.since > lost.since) {
    return {
      verdict: 'recovering',
      code: 'reconnecting',
      sentenceTemplate: `${normal.name} and ${lost.name} find each other again since {since}.`,
      sinceAt,
      nextStep: null,
    };
  }
  return {
    verdict: 'degraded',
    code: 'link-one-sided',
    sentenceTemplate: `${lost.name} cannot hear ${normal.name} since {since}. ${normal.name} was still in normal when last asked.`,
    sinceAt,
    nextStep: `Check that the host ${normal.name} is up and that dhcpd runs there.`,
  };
}

export function interrupted(one: Side, other: Side, circumstances: Circumstances): Finding {
  const sinceAt = Math.max(one.since, other.since);
  if (refuseForClocks(circumstances)) return refusedForClocks(one, other, sinceAt, circumstances);
  return {
    verdict: 'degraded',
    code: 'communications-interrupted',
    sentenceTemplate: `${one.name} and ${other.name} cannot hear each other since {since}; each answers clients from its own half.`,
    sinceAt,
    nextStep: `Check the network and failover ports between ${one.name} and ${other.name}, and that their clocks agree within 60 s.`,
  };
}

/** Nobody is down and no network is cut: dhcpd compares the clocks when it connects (reference 2.2). */
function refusedForClocks(one: Side, other: Side, sinceAt: number, circumstances: Circumstances): Finding {
  return {
    verdict: 'degraded',
    code: 'clocks-refuse',
    sentenceTemplate: `The clocks of ${one.name} and ${other.name} are ${formatApart(clocksApartMs(circumstances))} apart: they refuse to connect since {since}, and each answers clients from its own half.`,
    sinceAt,
    nextStep: `Set the clocks of ${one.name} and ${other.name} right by NTP: once they agree within 60 s, the two connect by themselves. Do not set partner-down.`,
  };
}

/**
 * (partner-down, serving): both serve and think alone. One innocent case looks the same for a moment: at the end of
 * a recovery `other` turns normal because `alone` just did, and we polled `alone` before that. Only a server that
 * turned normal after its partner's entry to partner-down, and heard normal from it, can have done so.
 */
export function partnerDownBesideServing(alone: Side, other: Side): Finding {
  const rejoined =
    other.phase === 'normal' && other.view.partnerState === 'normal' && other.since > alone.since;
  if (rejoined) {
    return {
      verdict: 'recovering',
      code: 'rejoining',
      sentenceTemplate: `${other.name} has recovered and rejoins ${alone.name} since {since}.`,
      sinceAt: other.since,
      nextStep: null,
    };
  }
  return {
    verdict: 'dangerous',
    code: 'both-serve-alone',
    sentenceTemplate: `${other.name} was declared down by ${alone.name}, but is running in ${other.view.localState}: since {since} both may give out the same addresses.`,
    sinceAt: Math.max(alone.since, other.since),
    nextStep: `Stop dhcpd on ${other.name} now, then let it reach ${alone.name} before it serves again.`,
  };
}

export function starting(one: Side, other: Side, { now }: Circumstances): Finding {
  const stuck = now - one.since > STARTUP_LIMIT_MS;
  return {
    verdict: stuck ? 'degraded' : 'recovering',
    code: stuck ? `${one.role}-stuck-in-startup` : `${one.role}-starting`,
    sentenceTemplate: stuck
      ? `${one.name} is stuck in startup since {since} and answers nobody. ${other.name} answers alone.`
      : `${one.name} is starting since {since} and answers nobody yet. ${other.name} answers alone.`,
    sinceAt: one.since,
    nextStep: stuck ? `Read the log of dhcpd on ${one.name}.` : null,
  };
}

export function recovering(one: Side, other: Side, { now }: Circumstances): Finding {
  const state = one.view.localState;
  const mcltMs = Math.max(one.view.mcltSeconds, other.view.mcltSeconds) * 1000;
  const overdue = now - one.since > mcltMs + RECOVERY_MARGIN_MS;
  // A recovery moves on only in contact, and communications-interrupted means there is none.
  const doing = other.phase === 'interrupted' ? 'waits to hear' : 'is catching up with';
  // Entering recover-wait leaves the stamp of recover in place, and the wait ends an MCLT after it (reference 3.1).
  const until =
    state === 'recover-wait' && one.view.localStosAt !== null
      ? ` until about {until:${one.view.localStosAt + mcltMs}}`
      : '';
  return {
    verdict: overdue ? 'degraded' : 'recovering',
    code: overdue ? `${one.role}-recovery-overdue` : `${one.role}-recovering`,
    sentenceTemplate: overdue
      ? `${one.name} should have caught up with ${other.name} by now: it is in ${state} since {since} and answers nobody. ${other.name} answers alone.`
      : `${one.name} ${doing} ${other.name} since {since} and answers nobody: it is in ${state}${until}. ${other.name} answers alone.`,
    sinceAt: one.since,
    nextStep: overdue
      ? `Read the log of dhcpd on ${one.name} and check that it can reach ${other.name}.`
      : null,
  };
}

/** One server is left in a merge its partner is not, or no longer, part of. */
export function mergingAlone(one: Side, other: Side, { now }: Circumstances): Finding {
  const stuck = now - one.since > MERGE_LIMIT_MS;
  return {
    verdict: stuck ? 'degraded' : 'recovering',
    code: stuck ? `${one.role}-stuck-in-merge` : `${one.role}-merging`,
    sentenceTemplate: `${one.name} is in ${one.view.localState} since {since} and answers nobody. ${other.name} answers alone.`,
    sinceAt: one.since,
    nextStep: stuck
      ? `Check that ${one.name} can reach ${other.name}, then restart dhcpd on ${one.name}.`
      : null,
  };
}

export function shutDown(one: Side, other: Side): Finding {
  return {
    verdict: 'degraded',
    code: `${one.role}-shut-down`,
    sentenceTemplate: `${one.name} was shut down in good order. ${other.name} answers alone since {since}.`,
    sinceAt: Math.max(one.since, other.since),
    nextStep: `Start dhcpd on ${one.name} again when its maintenance is over.`,
  };
}

/** dhcpd panics into shutdown after a transition that must not be, and stays there (reference 3.2). */
export function stopped(one: Side, other: Side): Finding {
  return {
    verdict: 'degraded',
    code: `${one.role}-stopped-serving`,
    sentenceTemplate: `${one.name} has stopped serving: it is in shutdown since {since}. ${other.name} answers alone.`,
    sinceAt: one.since,
    nextStep: `Read the log of dhcpd on ${one.name} for the reason, then restart it.`,
  };
}

export function paused(one: Side, other: Side): Finding {
  return {
    verdict: 'degraded',
    code: `${one.role}-paused`,
    sentenceTemplate: `${one.name} was paused by hand and answers nobody since {since}. ${other.name} answers alone.`,
    sinceAt: one.since,
    nextStep: `Restart dhcpd on ${one.name} if the pause is not planned.`,
  };
}

/** Both on their way: the first contact of a new pair, or a start of both. It should take a minute at most. */
export function comingUp(one: Side, other: Side, circumstances: Circumstances): Finding {
  const sinceAt = Math.max(one.since, other.since);
  if (circumstances.now - sinceAt > MERGE_LIMIT_MS) return nobodyAnswers(one, other, circumstances);
  return {
    verdict: 'recovering',
    code: 'both-coming-up',
    sentenceTemplate: `Both servers are coming up since {since} and answer nobody yet: ${statesOf(one, other)}.`,
    sinceAt,
    nextStep: null,
  };
}

export function nobodyAnswers(one: Side, other: Side, { now }: Circumstances): Finding {
  const sinceAt = Math.max(one.since, other.since);
  const merging = one.phase === 'merging' || other.phase === 'merging';
  const stuck = now - sinceAt > MERGE_LIMIT_MS;
  const mergingCode = stuck ? 'merge-stuck' : 'merging';
  const names = `${one.name} and ${other.name}`;
  return {
    verdict: 'down',
    code: merging ? mergingCode : 'nobody-answers',
    sentenceTemplate: `Nobody answers clients since {since}: ${statesOf(one, other)}.`,
    sinceAt,
    nextStep:
      merging && !stuck
        ? `Wait a minute for ${names} to merge their databases.`
        : `Read the log of dhcpd on ${names}, check that they reach each other, then restart the one that is stuck.`,
  };
}

export function stateNotKnown(one: Side, other: Side): Finding {
  const unclear = one.phase === 'unclear' ? one : other;
  return {
    verdict: 'unknown',
    code: 'state-not-known',
    sentenceTemplate: `${unclear.name} reports ${unclear.view.localState} since {since}: nothing follows from that. ${statesOf(one, other)}.`,
    sinceAt: unclear.since,
    nextStep: `Read the log of dhcpd on ${unclear.name}.`,
  };
}

function statesOf(one: Side, other: Side): string {
  return `${one.name} is in ${one.view.localState}, ${other.name} in ${other.view.localState}`;
}
