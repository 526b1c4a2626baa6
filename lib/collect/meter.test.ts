import { expect, it } from 'vitest';
import { durationsOf, Meter } from './meter.ts';

it('tells percentiles by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(durationsOf(hundred)).toEqual({ count: 100, p50Ms: 50, p95Ms: 95, maxMs: 100 });
  expect(durationsOf([7])).toEqual({ count: 1, p50Ms: 7, p95Ms: 7, maxMs: 7 });
  expect(durationsOf([])).toEqual({ count: 0, p50Ms: 0, p95Ms: 0, maxMs: 0 });
});

it('keeps the kinds apart and forgets what is older than five minutes', () => {
  const meter = new Meter(1_000);
  meter.poll({ kind: 'omapi', at: 1_000, tookMs: 900, lateMs: 5, failed: true });
  meter.poll({ kind: 'omapi', at: 200_000, tookMs: 2, lateMs: 0, failed: false });
  meter.poll({ kind: 'leases', at: 200_000, tookMs: 40, lateMs: 1, failed: false });
  meter.ingest(200_000, 3);
  expect(meter.read(200_000)).toMatchObject({
    spanMs: 199_000,
    polls: [
      { kind: 'omapi', took: { count: 2, maxMs: 900 }, late: { maxMs: 5 }, failed: 1 },
      { kind: 'leases', took: { count: 1, maxMs: 40 }, failed: 0 },
    ],
    ingest: { count: 1, maxMs: 3 },
  });
  expect(meter.read(400_000)).toMatchObject({
    spanMs: 300_000,
    polls: [{ took: { count: 1, maxMs: 2 }, failed: 0 }, { took: { count: 1 } }],
  });
});

it('keeps what it can carry when more is told than that', () => {
  const meter = new Meter(0);
  for (let index = 0; index < 45_000; index++) meter.ingest(1, index);
  const { ingest } = meter.read(2);
  expect(ingest.count).toBe(20_000);
  expect(ingest.maxMs).toBe(44_999);
});
