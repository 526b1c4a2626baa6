import type { PairDto, ServerDto, SourceDto } from '../../lib/contracts/pair.ts';
import { hasWord, omapiOf } from '../pair/standing.ts';

/** What Pairwatch sees of a server that somebody means to declare down. Silence supports that, and never proves it. */
export type Sighting = 'alive' | 'host-on' | 'silent' | 'unknown';

export type ProofLine = {
  what: string;
  /** Null for what is only remembered. */
  sighting: Sighting | null;
  text: string;
  /** ISO time that belongs to the text, and what happened then. */
  at: string | null;
  of: string;
};

export type Proof = {
  lines: ProofLine[];
  /** Why nobody should be given the lines now, whatever else was checked; none when nothing speaks against it. */
  obstacles: string[];
};

/** OMAPI failures in which nobody answered at all; with any other, something at that port did. */
const NOBODY_THERE: readonly string[] = ['refused', 'unreachable', 'host-unknown', 'timeout'];
/** Failures of our own: they say nothing of the server. */
const OUR_OWN: readonly string[] = ['aborted', 'closed', 'key-malformed'];

/** States in which dhcpd takes the order and is the better for it: its partner is lost, its own database whole. */
const TAKES_THE_ORDER: readonly string[] = ['communications-interrupted', 'resolution-interrupted'];

/** What Pairwatch sees, from the pair as it may be believed now (`agedPair`). `overSsh`: files of `lost` are read over SSH. */
export function proofThatOff(
  pair: PairDto,
  { lost, survivor }: { lost: ServerDto; survivor: ServerDto },
  overSsh: boolean,
): Proof {
  const omapi = omapiLine(lost);
  const lines = [
    omapi,
    hostLine(lost, overSsh),
    partnerLine(lost, survivor),
    lastWordLine(lost),
    clientsLine(lost),
  ];
  const alive = lines.filter(({ sighting }) => sighting === 'alive').map(({ text }) => text);
  return { lines, obstacles: [...alive, ...blindSpots(pair, omapi), ...stateObstacles(lost, survivor)] };
}

function blindSpots(pair: PairDto, omapi: ProofLine): string[] {
  if (pair.code === 'collector-silent' || pair.code === 'not-checked-yet')
    return ['No fresh check of this pair has arrived: Pairwatch cannot see whether the partner is alive.'];
  return omapi.sighting === 'unknown' ? [omapi.text] : [];
}

function stateObstacles(lost: ServerDto, survivor: ServerDto): string[] {
  const { name, state } = survivor;
  if (!hasWord(survivor))
    return [`${name} gives Pairwatch no fresh word: its state must be known before it is told anything.`];
  if (state === 'normal') return []; // told by the line of its view
  if (state === 'partner-down') return [`${name} is in partner-down already: there is nothing to set.`];
  if (TAKES_THE_ORDER.includes(state ?? '')) return [];
  return [
    `${name} is in ${state}. Partner-down belongs to communications-interrupted, or to resolution-interrupted after a merge that ${lost.name} did not live to finish.`,
  ];
}

function omapiLine(server: ServerDto): ProofLine {
  const { name } = server;
  const source = omapiOf(server);
  const line = (sighting: Sighting, text: string, at: string | null, of: string): ProofLine => {
    return { what: 'dhcpd, over OMAPI', sighting, text, at, of };
  };
  if (!source || (source.failure === null && source.freshness === 'never'))
    return line('unknown', `Pairwatch has not asked ${name} over OMAPI yet.`, null, '');
  const { failure, failingSince, lastSuccessAt } = source;
  if (failure === null) {
    return source.freshness === 'stale'
      ? line('unknown', `Pairwatch has not asked ${name} over OMAPI lately.`, lastSuccessAt, 'Last answer')
      : line('alive', `dhcpd on ${name} answers over OMAPI.`, lastSuccessAt, 'Last answer over OMAPI');
  }
  if (OUR_OWN.includes(failure.kind))
    return line('unknown', `Pairwatch cannot ask ${name}: ${failure.message}`, failingSince, 'Failing since');
  return NOBODY_THERE.includes(failure.kind)
    ? line('silent', failure.message, failingSince, 'No answer over OMAPI since')
    : line(
        'alive',
        `Something answers at the OMAPI port of ${name}: ${failure.message}`,
        failingSince,
        'Since',
      );
}

/** What is read of the host itself. A host that is on is no obstacle as long as dhcpd on it is stopped for good. */
function hostLine({ name, sources }: ServerDto, overSsh: boolean): ProofLine {
  const line = (sighting: Sighting, text: string, at: string | null, of: string): ProofLine => {
    return { what: 'Its host', sighting, text, at, of };
  };
  const ways = sources.filter(({ kind }) => kind === 'clock' || (overSsh && FILES.includes(kind)));
  const answering = ways.filter(({ failure, freshness }) => failure === null && freshness === 'fresh');
  const [latest] = answering;
  if (latest) {
    const kinds = answering.map(({ kind }) => kind).join(', ');
    const text = `The host of ${name} is on and answers (${kinds}): dhcpd there must be stopped and disabled.`;
    return line('host-on', text, latest.lastSuccessAt, 'Last answer');
  }
  const [failing] = ways.filter(({ failure }) => failure !== null);
  return failing?.failure
    ? line('silent', failing.failure.message, failing.failingSince, 'No answer since')
    : line('unknown', `Pairwatch has no way to see the host of ${name} apart from OMAPI.`, null, '');
}

const FILES: readonly SourceDto['kind'][] = ['config', 'leases', 'log'];

function partnerLine(lost: ServerDto, survivor: ServerDto): ProofLine {
  const what = `What ${survivor.name} says`;
  const { state, since } = survivor;
  if (!hasWord(survivor)) {
    const text = `${survivor.name} gives Pairwatch no fresh word.`;
    return { what, sighting: 'unknown', text, at: survivor.observedAt, of: 'Its last word' };
  }
  const of = `In ${state} since`;
  if (state === 'normal')
    return {
      what,
      sighting: 'alive',
      text: `${survivor.name} is in normal: it hears ${lost.name}.`,
      at: since,
      of,
    };
  const hearsNothing = TAKES_THE_ORDER.includes(state ?? '');
  return {
    what,
    sighting: hearsNothing ? 'silent' : 'unknown',
    text: hearsNothing
      ? `${survivor.name} cannot hear ${lost.name}: it is in ${state}.`
      : `${survivor.name} is in ${state}, from which it does not follow whether it hears ${lost.name}.`,
    at: since,
    of,
  };
}

function lastWordLine({ name, state, observedAt }: ServerDto): ProofLine {
  const text =
    state === null ? `${name} has never given a word.` : `The last state that ${name} told is ${state}.`;
  return { what: 'Its last word', sighting: null, text, at: observedAt, of: 'Told' };
}

function clientsLine({ name, answering, answeringReason }: ServerDto): ProofLine {
  const line = (sighting: Sighting, text: string): ProofLine => {
    return { what: 'Clients', sighting, text, at: null, of: '' };
  };
  if (answering === null)
    return line('unknown', `Nothing tells whether ${name} answers clients. ${answeringReason}`);
  return answering
    ? line('alive', `${name} answers clients. ${answeringReason}`)
    : line('silent', `${name} answers no clients. ${answeringReason}`);
}
