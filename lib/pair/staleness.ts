import type { FleetPairDto } from '../contracts/fleet.ts';
import type { PairDto, ServerDto } from '../contracts/pair.ts';
import type { Verdict } from '../contracts/verdict.ts';
import { freshness } from './freshness.ts';
import { fillSince } from './sentence.ts';

const COLLECTOR_SILENT = 'collector-silent';

/**
 * The pair as it may still be believed at `nowMs`: its sources aged, and the whole judgement turned to `unknown`
 * once nothing was checked for 5 intervals. The API and, every second, the open page both call this, so a dead
 * collector can never leave a green page behind. Ageing an aged pair again only moves its age on. A pair, and a server, that
 * is believed as before is given back itself: what is drawn of it need not be drawn anew each second.
 */
export function agedPair(pair: PairDto, nowMs: number): PairDto {
  const servers = mapChanged(pair.servers, (server) => withAgedSources(server, nowMs));
  const checkedAt = pair.checkedAt === null ? null : Date.parse(pair.checkedAt);
  if (checkedAt === null) {
    return { ...pair, ...NOT_CHECKED_YET, servers: servers.map((server) => withoutAnswer(server)) };
  }
  const checked = freshness(checkedAt, pair.intervalMs, nowMs);
  if (checked !== 'stale') return servers === pair.servers ? pair : { ...pair, servers };
  const sentenceTemplate =
    pair.code === COLLECTOR_SILENT ? pair.sentenceTemplate : silentTemplate(pair.verdict);
  return {
    ...pair,
    ...SILENT,
    sentence: fillSince(sentenceTemplate, checkedAt, nowMs, 'UTC'),
    sentenceTemplate,
    nextStep:
      'Check that the Pairwatch collector runs and can write its database, and that this page reaches its web server.',
    since: new Date(checkedAt).toISOString(),
    link: { status: 'unknown', text: 'No check has arrived for a while.' },
    servers: servers.map((server) => withoutAnswer(server)),
  };
}

/** The same of a pair in short: the two never tell different verdicts of one pair at one moment. */
export function agedFleetPair(pair: FleetPairDto, nowMs: number): FleetPairDto {
  const checkedAt = pair.checkedAt === null ? null : Date.parse(pair.checkedAt);
  if (checkedAt === null) {
    const { verdict, code, sentence } = NOT_CHECKED_YET;
    return { ...pair, verdict, code, sentence };
  }
  if (pair.code === COLLECTOR_SILENT || freshness(checkedAt, pair.intervalMs, nowMs) !== 'stale') return pair;
  return { ...pair, ...SILENT, sentence: fillSince(silentTemplate(pair.verdict), checkedAt, nowMs, 'UTC') };
}

const SILENT = { verdict: 'unknown', code: COLLECTOR_SILENT } as const;

const silentTemplate = (lastVerdict: Verdict): string =>
  `Data is {age} old: no check of this pair has arrived since {since}. Last verdict: ${lastVerdict}.`;

const NOT_CHECKED_YET = {
  verdict: 'unknown',
  code: 'not-checked-yet',
  sentence: 'This pair has not been checked yet.',
  sentenceTemplate: 'This pair has not been checked yet.',
  nextStep: 'Wait a few seconds, then check that the Pairwatch collector runs.',
  link: { status: 'unknown', text: 'Not checked yet.' },
} satisfies Partial<PairDto>;

function withAgedSources(server: ServerDto, nowMs: number): ServerDto {
  const sources = mapChanged(server.sources, (source) => {
    const lastSuccessAt = source.lastSuccessAt === null ? null : Date.parse(source.lastSuccessAt);
    const aged = freshness(lastSuccessAt, source.intervalMs, nowMs);
    return aged === source.freshness ? source : { ...source, freshness: aged };
  });
  return sources === server.sources ? server : { ...server, sources };
}

/** What `change` makes of each; the list itself where it makes nothing new of any. */
function mapChanged<T>(list: T[], change: (one: T) => T): T[] {
  const changed = list.map(change);
  return changed.some((one, index) => one !== list[index]) ? changed : list;
}

function withoutAnswer(server: ServerDto): ServerDto {
  return {
    ...server,
    answering: null,
    answeringReason: 'No check has arrived for a while: nothing proves it either way.',
  };
}
