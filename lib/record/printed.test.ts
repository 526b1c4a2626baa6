import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { PeriodReport } from '../contracts/period-report.ts';
import { pdfReport } from '../reports/pdf/pdf-report.ts';
import { FONT_FILES } from '../reports/testing/fonts.ts';
import { lengthOf } from '../reports/text/words.ts';
import { buildPeriodReport } from './build.ts';
import { periodDocument } from './document/document.ts';
import { FACTS } from './testing/sample-facts.ts';

/** Where lines end is the layout's. */
const dense = (text: string) => text.replace(/\s/g, '');
const lengths = (...ms: (number | null)[]) => ms.flatMap((each) => (each === null ? [] : [lengthOf(each)]));

/** Every figure of the model that people are to read, as they read it. */
function figuresOf({ pairs, incidents, times }: PeriodReport): string[] {
  return [
    ...pairs.flatMap(({ redundancy: of, pools, clocks }) => [
      ...(of.share ? [`${of.share.twoPercent} %`] : []),
      ...lengths(of.twoMs, of.planned.oneMs, of.unplanned.oneMs, of.planned.noneMs, of.unplanned.noneMs),
      ...lengths(of.longestOne?.lengthMs ?? null, of.longestNone?.lengthMs ?? null),
      ...pools.flatMap(({ use }) =>
        use ? [use.p50Percent, use.p95Percent, use.maxPercent].map((percent) => `${percent} %`) : [],
      ),
      ...[clocks.skew, ...clocks.servers.map(({ record }) => record)].flatMap((record) =>
        record
          ? [
              ...(record.withinPercent === null ? [] : [`${record.withinPercent} %`]),
              ...lengths(record.withinMs, record.beyondMs, record.undecidedMs, record.unmeasuredMs),
            ]
          : [],
      ),
    ]),
    ...incidents.flatMap(({ detectMs, acknowledgeMs, recoverMs }) =>
      lengths(detectMs, acknowledgeMs, recoverMs),
    ),
    ...times.flatMap(({ meanMs, medianMs }) => lengths(meanMs, medianMs)),
  ];
}

it.skipIf(!existsSync('/usr/bin/pdftotext'))(
  'has each figure of its model as PDF, read by poppler',
  async () => {
    const report = buildPeriodReport(FACTS);
    const input = await pdfReport(periodDocument(report), FONT_FILES);
    const { stdout } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], {
      input,
      encoding: 'utf8',
    });
    const text = dense(stdout);
    const figures = figuresOf(report);
    expect(figures.length).toBeGreaterThan(30);
    expect(figures.filter((figure) => !text.includes(dense(figure)))).toEqual([]);
  },
);
