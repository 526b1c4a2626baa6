import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

export type ServerTimes = { path: string; p50Ms: number; p95Ms: number; kilobytes: number };

const ASK = fileURLToPath(new URL('./ask.ts', import.meta.url));

const samplesSchema = z.array(z.object({ path: z.string(), ms: z.array(z.number()), bytes: z.number() }));

/**
 * How long the server takes for each path, from the request to the last byte.
 * @throws Error for an answer that is none of 200.
 */
export async function serverTimes(url: string, paths: readonly string[]): Promise<ServerTimes[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ASK, url, ...paths]);
  return samplesSchema.parse(JSON.parse(stdout)).map(({ path, ms, bytes }) => ({
    path,
    p50Ms: quantile(ms, 0.5),
    p95Ms: quantile(ms, 0.95),
    kilobytes: bytes / 1000,
  }));
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
