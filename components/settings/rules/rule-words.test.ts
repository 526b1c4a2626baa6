import { expect, it } from 'vitest';
import { poolUseHigh } from '../../../lib/alerts/rules/pool-use-high.ts';
import { asAround, levelWords, limitWords, optionWords, placeWords } from './rule-words.ts';

const LEVELS = poolUseHigh.defaults.levels.map((level) => ({ ...level, limits: { ...level.limits } }));

it('says when a rule fires', () => {
  expect(levelWords(LEVELS)).toBe('warning after 5 min, critical after 5 min');
  expect(levelWords([{ severity: 'critical', forMs: 0 }])).toBe('critical at once');
  expect(levelWords([])).toBe('off');
  expect(limitWords({ levels: LEVELS, limits: poolUseHigh.limits }).slice(0, 3)).toEqual([
    'how much of it is in use, at least: 85 / 95 %',
    'and how many addresses are free, at most: 50 / 10 addresses',
    'smaller pools are left alone: 16 addresses',
  ]);
});

it('says what a layer wants otherwise', () => {
  expect(
    optionWords(
      {
        warning: { forMs: 60_000, limits: { percent: 80, free: 20 } },
        critical: 'off',
        keepFiringForMs: 600_000,
        noData: 'alert',
        opensIncident: true,
        labels: { team: 'net' },
      },
      poolUseHigh.limits,
    ),
  ).toBe(
    'warning after 1 min, at percent 80 % and at free 20 addresses, critical off, over after 10 min, what is not known counts as wrong, opens an incident, label team=net',
  );
  expect(optionWords({ enabled: false, info: {} }, {})).toBe('off, info on');
  expect(optionWords({}, {})).toBe('nothing');
});

it('says what holds where nothing is wanted', () => {
  expect(asAround({ pair: null, pool: null }, 'on')).toBe('by default: on');
  expect(asAround({ pair: 'office', pool: null }, 'off')).toBe('as everywhere: off');
  expect(asAround({ pair: 'office', pool: '10.0.0.10' }, null)).toBe('as for the pair');
});

it('says where', () => {
  expect(placeWords({ pair: null, pool: null })).toBe('everywhere');
  expect(placeWords({ pair: 'office', pool: '10.0.0.10' })).toBe('for pool 10.0.0.10 of pair office');
});
