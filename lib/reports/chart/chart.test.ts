import { describe, expect, it } from 'vitest';
import type { ReportChart } from '../../contracts/incident-report.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { chartTable } from './chart-table.ts';
import { lanesPicture } from './lanes.ts';
import { linesPicture } from './lines.ts';
import { numberText } from './number-text.ts';
import { patternsOf } from './pattern.ts';
import type { Lettering, Picture } from './picture.ts';
import { chartSeries, runsOf, stacked } from './series.ts';

const lettering: Lettering = { shown: (text) => text, widthOf: (text, size) => text.length * size * 0.5 };
const textsOf = ({ shapes }: Picture) =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
const strokesOf = ({ shapes }: Picture, paint: string) =>
  shapes.filter((shape) => shape.kind === 'path' && shape.stroke === paint && /L/.test(shape.d));

type Lines = Extract<ReportChart, { kind: 'lines' }>;
type Lanes = Extract<ReportChart, { kind: 'lanes' }>;
const charts = sampleDocument(0).blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
const lanes = charts.find((chart): chart is Lanes => chart.kind === 'lanes') as Lanes;
const base: Lines = {
  kind: 'lines',
  code: 'x',
  title: 'Title',
  summary: '',
  from: '2026-11-22T00:00:00.000Z',
  until: '2026-11-22T00:10:00.000Z',
  unit: 'ms',
  isStacked: false,
  series: [],
  limits: [],
  marks: [],
};
const begin = Date.parse(base.from);
const points = (...values: (number | null)[]) =>
  values.map((value, index): [number, number | null] => [begin + index * 60_000, value]);

describe('a chart of lines', () => {
  it('draws no stroke through a gap', () => {
    const series = [{ name: 'a', look: 'server-a' as const, points: points(1, 2, null, 3, 4) }];
    expect(strokesOf(linesPicture({ ...base, series }, lettering), 'server-a')).toHaveLength(2 + 1); // and its swatch
  });

  it('says that there is no reading where there is none', () => {
    expect(textsOf(linesPicture(base, lettering))).toContain('no readings in this time');
  });

  it('names each limit, its unit, and both ends of its time', () => {
    const texts = textsOf(linesPicture({ ...base, limits: [{ value: 5, label: 'limit 5' }] }, lettering));
    expect(texts).toEqual(
      expect.arrayContaining(['limit 5', 'ms', '2026-11-22 00:00:00 UTC', '2026-11-22 00:10:00 UTC']),
    );
  });

  it('stacks values, with a gap where one is not known', () => {
    const [, over] = stacked(
      chartSeries({
        ...base,
        series: [
          { name: 'a', look: 'used', points: points(1, 2, null) },
          { name: 'b', look: 'free', points: points(10, 20, 30) },
        ],
      }),
    );
    expect(over?.points.map(({ low, high }) => [low, high])).toEqual([
      [1, 11],
      [2, 22],
      [null, null],
    ]);
    expect(runsOf(over?.points ?? [], ({ high }) => high !== null)).toHaveLength(1);
  });
});

describe('a chart of lanes', () => {
  it('tells every state by its name, and that a time was not seen', () => {
    const texts = textsOf(lanesPicture(lanes, lettering));
    for (const { stays } of lanes.lanes) for (const { state } of stays) expect(texts).toContain(state);
    expect(texts).toContain('not seen');
  });

  it('tells of no gap where there is none', () => {
    const whole = lanes.lanes.filter(({ name }) => name === 'dhcp-b');
    expect(textsOf(lanesPicture({ ...lanes, lanes: whole }, lettering))).not.toContain('not seen');
  });

  it('lists each mark with its number', () => {
    const texts = textsOf(lanesPicture(lanes, lettering));
    expect(texts).toEqual(expect.arrayContaining(['00:47:06  partner-down set on dhcp-b', '5']));
  });

  it('gives each of a dozen states a pattern of its own', () => {
    const names = [
      'normal',
      'startup',
      'recover',
      'partner-down',
      ...Array.from({ length: 8 }, (_, index) => `word ${index}`),
    ];
    const patterns = [...patternsOf(names).values()].map((pattern) => JSON.stringify(pattern));
    expect(new Set(patterns).size).toBe(12);
  });
});

describe('the table of a chart', () => {
  const many = {
    ...base,
    series: [
      {
        name: 'a',
        look: 'ink' as const,
        points: points(...Array.from({ length: 500 }, (_, index) => index)),
      },
    ],
  };

  it('has the first and the last row, and tells how many it leaves out', () => {
    const { rows, caption } = chartTable(many, 60);
    expect(rows).toHaveLength(60);
    expect([rows[0]?.[1], rows.at(-1)?.[1]]).toEqual(['0', '499']);
    expect(caption).toBe('Figures of “Title”: 60, evenly chosen, of 500 rows');
  });

  it('leaves a cell empty where there is no reading', () => {
    const { rows } = chartTable(
      { ...base, series: [{ name: 'a', look: 'ink', points: points(1, null) }] },
      60,
    );
    expect(rows.map(([, value]) => value)).toEqual(['1', '']);
  });
});

it.each([
  [0, '0'],
  [-12.3456, '−12.35'],
  [1_234_567, '1,234,567'],
  [0.1 + 0.2, '0.3'],
  [1e21, '1.00e+21'],
  [Number.NaN, 'unknown'],
])('writes %d as %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});
