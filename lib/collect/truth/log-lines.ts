import type { LogFact, LogFactCode } from '../../dhcpd/syslog/facts.ts';
import type { BalanceLogFact } from '../../pair/balance.ts';
import type { SyncFact } from '../../pair/countdown.ts';
import type { LogLine } from '../../pair/readiness/facts.ts';
import { READINESS_LOG_CODES } from '../../pair/readiness/readiness.ts';
import type { LogFactRead } from '../reading.ts';

/** A line of a server's log that bears on what holds now. `at`: Pairwatch's clock, as nearly as that is known. */
export type KeptLine = { at: number; fact: LogFact; text: string };

const KEPT_MS = 86_400_000;
/** Of each kind: one that dhcpd says for every client must not push out another that it says once. */
const MOST_OF_A_KIND = 200;

const BALANCE_CODES = ['pool-imbalanced', 'pool-balanced', 'partner-holds-all-free'] as const;
const SYNC_CODES = [
  'full-update-requested',
  'update-requested',
  'update-completed',
  'update-done-sent',
] as const;
const KEPT_CODES: ReadonlySet<LogFactCode> = new Set([
  ...READINESS_LOG_CODES,
  ...BALANCE_CODES,
  ...SYNC_CODES,
]);

/** The lines of the last day that bear on what holds now, oldest first, with what was read since, dated by our clock. */
export function withLines(
  former: readonly KeptLine[],
  read: readonly LogFactRead[],
  now: number,
): readonly KeptLine[] {
  const news = read
    .filter(({ fact }) => KEPT_CODES.has(fact.code))
    .map(({ fact, atMs, text }) => ({ at: Math.min(atMs, now), fact, text }));
  if (news.length === 0 && (former[0]?.at ?? now) > now - KEPT_MS) return former;
  return latestOfEachKind([...former, ...news].filter(({ at }) => now - at <= KEPT_MS));
}

function latestOfEachKind(lines: readonly KeptLine[]): readonly KeptLine[] {
  const seen = new Map<LogFactCode, number>();
  const latest = lines.toReversed().filter(({ fact: { code } }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return count <= MOST_OF_A_KIND;
  });
  return latest.length === lines.length ? lines : latest.reverse();
}

export function readinessLines(lines: readonly KeptLine[]): LogLine[] {
  return lines
    .filter(({ fact }) => READINESS_LOG_CODES.includes(fact.code))
    .map(({ at, fact, text }) => ({
      at,
      code: fact.code,
      reason: 'reason' in fact && typeof fact.reason === 'string' ? fact.reason : null,
      text,
    }));
}

export function balanceLines(server: string, lines: readonly KeptLine[]): BalanceLogFact[] {
  return lines.flatMap(({ at, fact, text }): BalanceLogFact[] => {
    switch (fact.code) {
      case 'pool-imbalanced':
      case 'pool-balanced': {
        const { code, network, pool, total } = fact;
        return [{ server, at, text, code, network, pool, total }];
      }
      case 'partner-holds-all-free':
        return [{ server, at, text, code: fact.code, via: fact.client.via, network: null }];
      default:
        return [];
    }
  });
}

export function syncLines(server: string, lines: readonly KeptLine[]): SyncFact[] {
  return lines.flatMap(({ at, fact: { code } }) => {
    const sync = SYNC_CODES.find((each) => each === code);
    return sync === undefined ? [] : [{ server, at, code: sync }];
  });
}
