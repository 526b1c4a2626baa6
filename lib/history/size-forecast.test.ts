import { describe, expect, it } from 'vitest';
import { KEPT_KINDS, type KeptKind } from '../contracts/size-forecast.ts';
import { type ForecastGround, forecastSize, type KindMeasure } from './size-forecast.ts';

const DAY_MS = 86_400_000;
const NOTHING: KindMeasure = { rows: 0, bytesPerRow: null, recentRows: 0, measuredMs: 10 * DAY_MS };

const ofEach = <Value>(value: Value) =>
  // Each kind has the same.
  Object.fromEntries(KEPT_KINDS.map((kind) => [kind, value])) as Record<KeptKind, Value>;

/** 1,000 events of 200 bytes in the last ten days, of which 100 days are kept; nothing else. */
const ground = (changes: Partial<ForecastGround> = {}): ForecastGround => ({
  keptMs: ofEach(100 * DAY_MS),
  measures: {
    ...ofEach(NOTHING),
    events: { rows: 1_500, bytesPerRow: 200, recentRows: 1_000, measuredMs: 10 * DAY_MS },
  },
  watchedMs: 10 * DAY_MS,
  nowBytes: 1_000_000,
  disk: { folder: '/data', freeBytes: 900_000 },
  copies: null,
  ...changes,
});

const ofKind = (kind: KeptKind, of: ForecastGround) =>
  forecastSize(of).kinds.find((each) => each.kind === kind);

describe('the forecast of the size', () => {
  it('lets rows come in as they did, for as long as they are kept', () => {
    expect(ofKind('events', ground())).toMatchObject({
      rowsPerDay: 100,
      rowsAtRest: 10_000,
      bytesAtRest: 2_000_000,
    });
  });

  it('leaves what is kept for good as large as it is', () => {
    const { otherBytes, atRestBytes } = forecastSize(ground());
    expect(otherBytes).toBe(1_000_000 - 1_500 * 200);
    expect(atRestBytes).toBe(2_700_000);
  });

  it('counts no more than the rows themselves where the size of all is not measured', () => {
    const { otherBytes, atRestBytes, disk } = forecastSize(ground({ nowBytes: null }));
    expect({ otherBytes, atRestBytes, disk }).toEqual({
      otherBytes: null,
      atRestBytes: 2_000_000,
      disk: null,
    });
  });

  it('shrinks where less comes in than there was', () => {
    const calm = { rows: 100_000, bytesPerRow: 8, recentRows: 10, measuredMs: 10 * DAY_MS };
    const { atRestBytes, disk } = forecastSize(ground({ measures: { ...ofEach(NOTHING), events: calm } }));
    expect(atRestBytes).toBe(200_800);
    expect(disk?.neededBytes).toBe(0);
  });

  it('has the coarser sums follow the finer ones', () => {
    const fine = { rows: 2_880, bytesPerRow: 300, recentRows: 2_880, measuredMs: 10 * DAY_MS };
    const of = ground({ measures: { ...ofEach(NOTHING), 'five-minute sums': fine } });
    expect(ofKind('hourly sums', of)).toMatchObject({
      rowsPerDay: 24,
      rowsAtRest: 2_400,
      bytesAtRest: 720_000,
    });
    expect(ofKind('six-hour sums', of)).toMatchObject({ rowsPerDay: 4, rowsAtRest: 400 });
    expect(ofKind('daily sums', of)).toMatchObject({ rowsPerDay: 1, rowsAtRest: 100 });
  });

  it.each([0, 3_599_999])('tells nothing after %i ms', (watchedMs) => {
    const { atRestBytes, disk, kinds } = forecastSize(ground({ watchedMs }));
    expect({ atRestBytes, disk }).toEqual({ atRestBytes: null, disk: null });
    expect(kinds.filter(({ rowsPerDay }) => rowsPerDay !== null)).toEqual([]);
  });

  it('needs room for what grows, and for as many copies of it as are kept on that disk', () => {
    expect(forecastSize(ground()).disk).toEqual({
      folder: '/data',
      freeBytes: 900_000,
      neededBytes: 1_700_000,
      copies: 0,
    });
    const copies = { keep: 7, storedBytes: 3_000_000 };
    expect(forecastSize(ground({ copies })).disk?.neededBytes).toBe(1_700_000 + 7 * 2_700_000 - 3_000_000);
  });
});
