import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../alerts/catalogue.ts';
import { checkOptions } from '../alerts/rule-book.ts';
import { ruleLayerSchema } from '../contracts/rule.ts';
import { createSettingsFolder, PAIR, type SettingsFolder } from './testing/settings-folder.ts';

let files: SettingsFolder;
beforeAll(() => {
  files = createSettingsFolder();
});
afterAll(() => files.remove());

const MINUTE_MS = 60_000;

describe('alerts', () => {
  test('are of everywhere first, then of pairs, then of pools', async () => {
    const { alerts } = await files.load(`${PAIR}    rules: { pair-not-healthy: { warning: { for: 1m } } }
    pool-rules:
      - { pool: 10.66.1.10, rules: { pool-use-high: { warning: { percent: 95 } } } }
      - { pool: floor 1/10.66.2.10, rules: { pool-full: { enabled: false } } }
alerts:
  stable: 10m
  reopen-within: 0s
  rules:
    pool-use-high:
      enabled: true
      info: { percent: 70 }
      warning: { for: 5m, percent: 85, free: 20 }
      critical: off
      keep-firing-for: 90s
      no-data: alert
      opens-incident: true
      labels: { team: net }
    monitor-blind: {}
`);
    expect(alerts.incidents).toEqual({ stableMs: 10 * MINUTE_MS, reopenWithinMs: 0 });
    expect(alerts.layers).toEqual([
      {
        rule: 'pool-use-high',
        pair: null,
        pool: null,
        options: {
          enabled: true,
          info: { limits: { percent: 70 } },
          warning: { forMs: 5 * MINUTE_MS, limits: { percent: 85, free: 20 } },
          critical: 'off',
          keepFiringForMs: 90_000,
          noData: 'alert',
          opensIncident: true,
          labels: { team: 'net' },
        },
      },
      { rule: 'monitor-blind', pair: null, pool: null, options: {} },
      {
        rule: 'pair-not-healthy',
        pair: 'office',
        pool: null,
        options: { warning: { forMs: MINUTE_MS } },
      },
      {
        rule: 'pool-use-high',
        pair: 'office',
        pool: '10.66.1.10',
        options: { warning: { limits: { percent: 95 } } },
      },
      { rule: 'pool-full', pair: 'office', pool: 'floor 1/10.66.2.10', options: { enabled: false } },
    ]);
    expect(ruleLayerSchema.array().parse(alerts.layers)).toEqual(alerts.layers);
  });

  test('take every rule there is, each with all of its limits', async () => {
    const rules = RULES.map(({ id, limits }) => {
      const lowest = Object.entries(limits).map(([name, { min }]) => `${name}: ${min}`);
      return `    ${id}: { warning: { ${['for: 0s', ...lowest].join(', ')} } }\n`;
    });
    const { alerts } = await files.load(`${PAIR}alerts:\n  rules:\n${rules.join('')}`);
    expect(alerts.layers.map(({ rule }) => rule)).toEqual(RULES.map(({ id }) => id));
    expect(RULES.flatMap((kind, index) => checkOptions(kind, alerts.layers[index]?.options ?? {}))).toEqual(
      [],
    );
  });

  const RULE = 'alerts.rules.pool-use-high';
  const rule = (options: string) => `alerts: { rules: { pool-use-high: ${options} } }`;

  test.each([
    ['alerts: { stable: 30s }', 'alerts.stable', '"30s"', 'a time from 1m to 1h, such as 5m'],
    ['alerts: { reopen-within: 2d }', 'alerts.reopen-within', '"2d"', 'a time from 0s to 24h, such as 1h'],
    [
      'alerts: { rules: { pool-use-hihg: {} } }',
      'alerts.rules.pool-use-hihg',
      'the unknown key "pool-use-hihg"',
      'did you mean pool-use-high?',
    ],
    [
      'alerts: { rules: { everything: {} } }',
      'alerts.rules.everything',
      'the unknown key "everything"',
      /^one of pair-not-healthy, nobody-answers, .*backup-failing$/,
    ],
    [rule('off'), RULE, '"off"', /^a map with the keys enabled, info, /],
    [rule('{ enabled: "no" }'), `${RULE}.enabled`, '"no"', 'true or false'],
    [rule('{ warnings: off }'), `${RULE}.warnings`, 'the unknown key "warnings"', 'did you mean warning?'],
    [
      rule('{ warning: on }'),
      `${RULE}.warning`,
      '"on"',
      'off, or a map with the keys for, percent, free, size, rearm',
    ],
    [
      rule('{ warning: { used: 5 } }'),
      `${RULE}.warning.used`,
      'the unknown key "used"',
      /^one of percent, free, size, rearm, for$/,
    ],
    [
      rule('{ warning: { precent: 5 } }'),
      `${RULE}.warning.precent`,
      'the unknown key "precent"',
      'did you mean percent?',
    ],
    [
      rule('{ warning: { percent: 101 } }'),
      `${RULE}.warning.percent`,
      '101',
      /^a number from 1 to 100 \(%\): /,
    ],
    [rule('{ warning: { percent: 85% } }'), `${RULE}.warning.percent`, '"85%"', /^a number from 1 to 100 /],
    [rule('{ warning: { for: 5 } }'), `${RULE}.warning.for`, '5', 'a time from 0s to 60d, such as 30s or 5m'],
    [rule('{ no-data: ignore }'), `${RULE}.no-data`, '"ignore"', 'keep, alert or ok'],
    [rule('{ labels: { team: "" } }'), `${RULE}.labels.team`, '""', 'a short text'],
    [
      rule('{ labels: { a b: c } }'),
      `${RULE}.labels.a b`,
      'the key "a b"',
      'the name of a label: letters, digits and underscores, such as team',
    ],
  ])('with a mistake: %s', async (yaml, path, found, expected) => {
    const problems = await files.problemsOf(PAIR + yaml);
    const text = typeof expected === 'string' ? expected : expect.stringMatching(expected);
    expect(problems.map(([, ...problem]) => problem)).toEqual([[path, found, text]]);
  });

  test.each([
    ['rules: { monitor-blind: {} }', 'rules.monitor-blind', 'the unknown key "monitor-blind"'],
    [
      'pool-rules: [{ pool: 10.0.0.1, rules: { pair-not-healthy: {} } }]',
      'pool-rules[0].rules.pair-not-healthy',
      'the unknown key "pair-not-healthy"',
    ],
    ['pool-rules: [{ pool: floor 1, rules: {} }]', 'pool-rules[0].pool', '"floor 1"'],
    ['pool-rules: [{ pool: 10.0.0.1 }]', 'pool-rules[0].rules', 'nothing'],
  ])('of a pair with a mistake: %s', async (yaml, path, found) => {
    const problems = await files.problemsOf(`${PAIR}    ${yaml}`);
    expect(problems.map(([, path, found]) => [path, found])).toEqual([[`pairs[0].${path}`, found]]);
  });
});
