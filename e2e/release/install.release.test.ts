import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AS_NOBODY, install, PAGES } from './installation.ts';
import { eventually, run, start, stopAll } from './process.ts';

/** What the launcher promises whoever stops it. */
const STOPS_WITHIN_MS = 5_000;

let installed: Awaited<ReturnType<typeof install>>;
beforeAll(async () => {
  installed = await install();
});
afterEach(stopAll);
afterAll(() => installed.remove());

/** 200 once the collector is alive, with what it said then. */
async function health(): Promise<{ status: string } | null> {
  const answer = await fetch(`${PAGES}/api/health`).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

describe('the release, as README says to install it', () => {
  it('starts as an unprivileged user without a network, and stops when it is told to', async () => {
    await expect(run([...AS_NOBODY, 'test', '-w', join(installed.path, 'pairwatch')])).rejects.toThrow();
    const product = start([...AS_NOBODY, 'sh', '-e', '-c', startingLine(installed.rest)], {
      cwd: installed.path,
    });
    await product.said(PAGES);
    const pagesMs = Date.now() - product.startedAtMs;
    expect(await eventually(health)).toMatchObject({ status: 'ok' });
    const { how, tookMs } = await product.stop();
    console.log(`pages said after ${pagesMs} ms, stopped within ${tookMs} ms`);
    expect(how, product.output()).toBe(0);
    expect(tookMs).toBeLessThanOrEqual(STOPS_WITHIN_MS);
    const written = (await readdir(installed.path)).filter((name) => !name.endsWith('.tgz'));
    expect(written.sort()).toEqual(['data', 'pairwatch', 'pairwatch.yaml']);
  });

  it('reads both servers of a simulated pair', async () => {
    const product = start([...AS_NOBODY, installed.program, 'demo', '--history', '0', '--pairs', '1'], {
      cwd: installed.path,
    });
    const database = join(installed.path, 'data/demo/pairwatch.db');
    const readAtMs = await Promise.race([
      eventually(() => firstReading(database)),
      product.said('will never say this').then(() => 0),
    ]);
    console.log(`first reading of both servers ${readAtMs - product.startedAtMs} ms after the start`);
    expect(await eventually(health)).toMatchObject({ status: 'ok' });
    const page = await fetch(PAGES);
    expect(page.status).toBe(200);
    expect((await product.stop()).how, product.output()).toBe(0);
  });

  it('brings what is in it, and under which licence', async () => {
    const folder = join(installed.path, 'pairwatch');
    for (const name of ['LICENSE', 'THIRD_PARTY_LICENSES', 'sbom.cdx.json', 'pairwatch.example.yaml'])
      await access(join(folder, name));
    const bill = await run(['cat', join(folder, 'sbom.cdx.json')]);
    expect(JSON.parse(bill)).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'pairwatch' } },
    });
    // Nothing of the project's tests or history comes along, as it once did when a path could not be told at the build.
    const files = await run([
      'find',
      folder,
      '(',
      '-name',
      '*.test.ts',
      '-o',
      '-name',
      '.git',
      '-o',
      '-name',
      'e2e',
      ')',
    ]);
    expect(files).toBe('');
  });
});

/** One shell for all: what a line sets counts for the next, and the last becomes the product itself. */
function startingLine(commands: string[]): string {
  return [...commands.slice(0, -1), `exec ${commands.at(-1)}`].join('\n');
}

/** When the last of the two servers first answered over OMAPI, by the database; null until both have. */
function firstReading(path: string): number | null {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const rows = database.prepare("SELECT lastSuccessAt AS at FROM Source WHERE kind = 'omapi'").all();
      // The columns are those of the query above.
      const times = (rows as { at: number | null }[]).flatMap(({ at }) => (at === null ? [] : [Number(at)]));
      return times.length === 2 ? Date.now() : null;
    } finally {
      database.close();
    }
  } catch {
    // No file or no table yet: it has just been started.
    return null;
  }
}
