import type { AlertDto } from '../../lib/contracts/alert.ts';

/** What a silence is about; null: any. */
export type SilenceScope = {
  words: string;
  pair: string | null;
  rule: string | null;
  server: string | null;
  pool: string | null;
};

export type Silenced = Pick<AlertDto, 'pair' | 'rule' | 'title' | 'subject'>;

/** What can be silenced beginning from an alert, from the narrowest to the widest. */
export function scopesOf({ pair, rule, title, subject: { server, pool } }: Silenced): SilenceScope[] {
  const of = pair ?? 'Pairwatch itself';
  const thing = server ?? (pool === null ? null : `the pool ${pool}`);
  const scope = (words: string, about: Partial<SilenceScope>): SilenceScope => ({
    words,
    pair,
    rule: null,
    server: null,
    pool: null,
    ...about,
  });
  return [
    ...(thing === null ? [] : [scope(`“${title}” of ${thing}, ${of}`, { rule, server, pool })]),
    scope(`“${title}” of ${of}`, { rule }),
    ...(thing === null ? [] : [scope(`everything about ${thing}, ${of}`, { server, pool })]),
    ...(pair === null ? [] : [scopeOfPair(pair)]),
  ];
}

export function scopeOfPair(pair: string): SilenceScope {
  return { words: `everything about ${pair}`, pair, rule: null, server: null, pool: null };
}
