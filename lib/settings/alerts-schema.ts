import { z } from 'zod';
import { RULES, type RuleKind } from '../alerts/catalogue.ts';
import { noDataPolicySchema } from '../contracts/rule.ts';
import { DEFAULT_ALERTS } from './defaults.ts';
import { text, time } from './field.ts';

/** `alerts`, `rules` and `pool-rules` of pairwatch.yaml. Which rules there are, and which limits each has, is the catalogue's. */

const DAY_MS = 86_400_000;
const lasting = time(0, 60 * DAY_MS, 'a time from 0s to 60d, such as 30s or 5m').optional();

function limitSchema({ meaning, unit, min, max }: RuleKind['limits'][string]) {
  const expected = `a number from ${min} to ${max}${unit && ` (${unit})`}: ${meaning}`;
  return z.number(expected).min(min, expected).max(max, expected).optional();
}

/** `for` and the rule's own limits, by their names. */
function levelSchema({ limits }: RuleKind) {
  const names = Object.keys(limits);
  const ofRule = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, limitSchema(limit)]),
  );
  const keys = names.length === 0 ? 'the key for' : `the keys for, ${names.join(', ')}`;
  return z
    .union([z.literal('off'), z.strictObject({ ...ofRule, for: lasting })], `off, or a map with ${keys}`)
    .optional();
}

const label = text('a short text').max(100, 'a text of at most 100 characters');
const LABEL_NAME = 'the name of a label: letters, digits and underscores, such as team';

function optionsSchema(kind: RuleKind) {
  const level = levelSchema(kind);
  return z.strictObject(
    {
      enabled: z.boolean('true or false').optional(),
      info: level,
      warning: level,
      critical: level,
      'keep-firing-for': lasting,
      'no-data': z.enum(noDataPolicySchema.options, 'keep, alert or ok').optional(),
      'opens-incident': z.boolean('true or false').optional(),
      labels: z
        .record(
          z.string().regex(/^[A-Za-z_]\w*$/, LABEL_NAME),
          label,
          'a map of labels, such as { team: net }',
        )
        .optional(),
    },
    'a map with the keys enabled, info, warning, critical, keep-firing-for, no-data, opens-incident and labels',
  );
}
export type RuleEntry = z.infer<ReturnType<typeof optionsSchema>>;

function rulesSchema(kinds: readonly RuleKind[]) {
  return z.strictObject(
    Object.fromEntries(kinds.map((kind) => [kind.id, optionsSchema(kind).optional()])),
    'a map of rules, such as { pool-use-high: { warning: { for: 10m } } }',
  );
}
export type RuleEntries = z.infer<ReturnType<typeof rulesSchema>>;

/** Of one pair: rules about Pairwatch itself are set for all at once. */
export const pairRules = rulesSchema(RULES.filter(({ about }) => about !== 'pairwatch'));

/** NETWORK/FIRST, or FIRST alone. */
const POOL = /^(\S.*\/)?\d{1,3}(\.\d{1,3}){3}$/;
const POOL_EXPECTED = 'the first address of a pool, or its key, such as 10.0.1.0/24/10.0.1.50';

export const poolRules = z.strictObject(
  {
    pool: z.string(POOL_EXPECTED).trim().regex(POOL, POOL_EXPECTED),
    rules: rulesSchema(RULES.filter(({ about }) => about === 'pool')),
  },
  'a pool with rules: a map with the keys pool and rules',
);

export const alerts = z.strictObject(
  {
    stable: time(60_000, 3_600_000, 'a time from 1m to 1h, such as 5m').prefault(DEFAULT_ALERTS.stable),
    'reopen-within': time(0, DAY_MS, 'a time from 0s to 24h, such as 1h').prefault(
      DEFAULT_ALERTS['reopen-within'],
    ),
    rules: rulesSchema(RULES).default({}),
  },
  'a map with the keys stable, reopen-within and rules',
);
