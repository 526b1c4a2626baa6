import { describe, expect, it } from 'vitest';
import { ALL_QUERIES, queriesOfTopic } from './hints.ts';

describe('queriesOfTopic', () => {
  it.each([
    ['pair:office', [['fleet'], ['pairs'], ['pair', 'office'], ['evidence', 'office']]],
    ['pools:office', [['pools', 'office']]],
    [
      'truth:office',
      [
        ['truth', 'office'],
        ['redundancy', 'office'],
      ],
    ],
    ['findings:office', [['findings', 'office']]],
    ['config:office', [['config', 'office']]],
    ['events', [['events'], ['incident'], ['timeline'], ['transitions']]],
    ['alerts', [['alerts'], ['incident'], ['going-on']]],
    ['incidents', [['incidents'], ['incident'], ['overview'], ['going-on']]],
    ['endpoints', [['endpoints'], ['deliveries'], ['incident']]],
    ['settings-pairs', [['settings-pairs'], ['fleet'], ['pairs']]],
    ['reports', [['made-reports'], ['report-schedules']]],
    ['rules', [['rules'], ['silences'], ['maintenance']]],
  ])('has %s ask again what it changes', (topic, keys) => {
    expect(queriesOfTopic(topic)).toEqual(keys);
  });

  it.each(['weather', 'weather:office', 'pair', ''])(
    'has everything asked again for the unknown topic "%s"',
    (topic) => {
      expect(queriesOfTopic(topic)).toBe(ALL_QUERIES);
    },
  );
});
