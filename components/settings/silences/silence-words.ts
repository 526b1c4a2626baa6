import type { SilenceDto } from '../../../lib/contracts/silence.ts';

type Scope = Pick<SilenceDto, 'pair' | 'rule' | 'server' | 'pool'>;

/** What a silence is about: "Pool use high, of pool 10.0.0.10 of office". `titles`: of rules, by id. */
export function silenceWords(
  { pair, rule, server, pool }: Scope,
  titles: ReadonlyMap<string, string>,
): string {
  const what = rule === null ? 'Every alert' : `“${titles.get(rule) ?? rule}”`;
  const things = [
    ...(server === null ? [] : [`server ${server}`]),
    ...(pool === null ? [] : [`pool ${pool}`]),
    pair === null ? 'any pair' : `pair ${pair}`,
  ];
  return `${what} about ${things.join(' of ')}`;
}

export type SilencePhase = 'coming' | 'present' | 'past';

/** Where a silence is at `now`. */
export function silencePhase({ startsAt, endsAt, ended }: SilenceDto, now: number): SilencePhase {
  if (ended !== null || Date.parse(endsAt) <= now) return 'past';
  return Date.parse(startsAt) > now ? 'coming' : 'present';
}
