import type { Clocks } from './clocks/facts.ts';
import type { PairFacts, ServerRole } from './facts.ts';
import { type Word, wordsOf } from './word.ts';

/** A step of fetching all leases from the partner, as one server's log tells it (reference 6.1). */
export type SyncFact = {
  server: string;
  /** The server's clock, put right where its offset is known. */
  at: number;
  code: 'full-update-requested' | 'update-requested' | 'update-completed' | 'update-done-sent';
};

export type CountdownFacts = {
  pair: PairFacts;
  /** Null before any clock was read. */
  clocks: Pick<Clocks, 'servers'> | null;
  /** In any order, as far back as the present states last. */
  syncs: readonly SyncFact[];
};

/** How far a server is with fetching its partner's leases. dhcpd says when it begins and when it is done, and no count. */
export type Sync = { startedAt: number; completedAt: number | null };

/** A state that ends by itself. */
export type Countdown = {
  server: string;
  role: ServerRole;
  /** Of a server in partner-down: until it may give out its partner's addresses. */
  kind: 'recover' | 'recover-wait' | 'recover-done' | 'take-over';
  /** By Pairwatch's clock, when it ends or at the earliest can; null when no time is waited for, or it is not known. */
  endsAt: number | null;
  /** The end lies within `endsAt` ± this; null when the server's clock was not read, and for an unknown end. */
  uncertaintyMs: number | null;
  /** More than the time is waited for. */
  isEarliest: boolean;
  /** Null where the log does not tell. */
  sync: Sync | null;
  /** For `fillSince`: may hold `{until:MS}`. */
  sentenceTemplate: string;
};

type Due = Pick<Countdown, 'endsAt' | 'uncertaintyMs'>;

const NOT_DUE: Due = { endsAt: null, uncertaintyMs: null };
const STAMP_RESOLUTION_MS = 1000;
/** How far a line of the log may seem to lie before the change of state that it follows. */
const STAMP_SLACK_MS = 5000;

/** What each server waits for, by its word now; nothing for a server without one. */
export function countdownsOf(facts: CountdownFacts, now: number): Countdown[] {
  const { primary, secondary } = wordsOf(facts.pair, now);
  return [primary, secondary].flatMap((word) => (word === null ? [] : (countdownOf(word, facts, now) ?? [])));
}

function countdownOf(word: Word, facts: CountdownFacts, now: number): Countdown | null {
  const { name, role } = word.server;
  const partner = role === 'primary' ? facts.pair.secondary : facts.pair.primary;
  const mcltSeconds = Math.max(word.view.mcltSeconds, partner.view?.mcltSeconds ?? 0);
  const entered = enteredAt(word, facts);
  const due: Due =
    entered === null || mcltSeconds === 0
      ? NOT_DUE
      : { endsAt: Math.round(entered.at) + mcltSeconds * 1000, uncertaintyMs: entered.uncertaintyMs };
  const base = { server: name, role, isEarliest: false, sync: null };
  switch (word.view.localState) {
    case 'recover': {
      const sync = syncOf(word, partner.name, facts);
      // A partner that recovers too has nothing to protect, so MCLT is not waited for (reference 3.2).
      const waits = !['recover', 'recover-done'].includes(word.view.partnerState);
      const until =
        waits && due.endsAt !== null && due.endsAt > now ? `, and not before {until:${due.endsAt}}` : '';
      const progress = sync?.completedAt ? 'has fetched all leases' : 'is fetching all leases';
      return {
        ...base,
        ...(waits ? due : NOT_DUE),
        kind: 'recover',
        isEarliest: true,
        sync,
        sentenceTemplate: `${name} ${progress} from ${partner.name}; it serves again once that is done${until}.`,
      };
    }
    case 'recover-wait':
      return {
        ...base,
        ...due,
        kind: 'recover-wait',
        sync: syncOf(word, partner.name, facts),
        sentenceTemplate: `${name} has fetched all leases and waits for MCLT to pass${untilOf(due)}.`,
      };
    case 'recover-done':
      return {
        ...base,
        ...NOT_DUE,
        kind: 'recover-done',
        isEarliest: true,
        sentenceTemplate: `${name} has recovered and goes to normal as soon as ${partner.name} does.`,
      };
    case 'partner-down':
      return {
        ...base,
        ...due,
        kind: 'take-over',
        // An address acknowledged for longer than that is usable an MCLT after its own time (reference 3.4).
        isEarliest: true,
        sentenceTemplate:
          due.endsAt !== null && due.endsAt <= now
            ? `${name} may give out addresses of ${partner.name} as well, but for those that are promised to a client for longer.`
            : `${name} gives out its own addresses only${untilOf(due)}, when those of ${partner.name} become its own.`,
      };
    default:
      return null;
  }
}

const untilOf = ({ endsAt }: Due): string => (endsAt === null ? '' : ` until about {until:${endsAt}}`);

/**
 * When the server entered its state, by our clock: its own stamp, put right by what its clock is off ours. Entering
 * recover-wait leaves the stamp of recover in place, and that is what the wait is counted from (reference 2.1, 3.1).
 */
function enteredAt(
  { server: { name }, view: { localStosAt } }: Word,
  { clocks }: CountdownFacts,
): { at: number; uncertaintyMs: number | null } | null {
  if (localStosAt === null) return null;
  const best = clocks?.servers.find((each) => each.name === name)?.best ?? null;
  return best === null
    ? { at: localStosAt, uncertaintyMs: null }
    : { at: localStosAt - best.offsetMs, uncertaintyMs: STAMP_RESOLUTION_MS + best.uncertaintyMs };
}

function syncOf(word: Word, partner: string, facts: CountdownFacts): Sync | null {
  const { name } = word.server;
  const entered = enteredAt(word, facts);
  const notBefore = entered === null ? word.since : entered.at - (entered.uncertaintyMs ?? 0);
  const isRequest = ({ server, code, at }: SyncFact) =>
    server === name && code.endsWith('update-requested') && at >= notBefore - STAMP_SLACK_MS;
  const startedAt = Math.max(...facts.syncs.filter(isRequest).map(({ at }) => at));
  if (!Number.isFinite(startedAt)) return null;
  const completions = facts.syncs.filter(
    ({ server, code, at }) =>
      at >= startedAt &&
      ((server === name && code === 'update-completed') ||
        (server === partner && code === 'update-done-sent')),
  );
  const completedAt = Math.min(...completions.map(({ at }) => at));
  return { startedAt, completedAt: Number.isFinite(completedAt) ? completedAt : null };
}
