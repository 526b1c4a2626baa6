import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { migrate } from '../../lib/db/migrate.ts';
import { beat } from '../../lib/store/collector.ts';
import { figures } from '../../lib/store/testing/figures.ts';
import { VERSION } from '../../lib/version.ts';
import { writeAsPairwatch } from './open-database.ts';
import { sizeForecast } from './size-forecast.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'size-forecast-'));
  await migrate(`file:${join(folder, 'pairwatch.db')}`);
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'pairwatch.db')}`);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const tellSize = (sizeBytes: number, now: number) =>
  writeAsPairwatch((tx) =>
    beat(tx, {
      ...{ instance: 'host:1:x', version: VERSION, startedAt: NOW, now },
      figures: figures({ databaseFile: { path: '/data/pairwatch.db', sizeBytes, walBytes: 0 } }),
    }),
  );

it('is made anew each minute, however often it was asked for meanwhile, and not kept while it is not known', async () => {
  expect(await sizeForecast(NOW)).toBeNull();
  await tellSize(20e6, NOW);
  expect(await sizeForecast(NOW)).toMatchObject({ nowBytes: 20e6 });
  await tellSize(30e6, NOW + 1_000);
  for (const afterMs of [20_000, 40_000, 59_000])
    expect(await sizeForecast(NOW + afterMs)).toMatchObject({ nowBytes: 20e6 });
  expect(await sizeForecast(NOW + 60_000)).toMatchObject({ nowBytes: 30e6 });
});
