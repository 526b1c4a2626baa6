import { Agent, request } from 'undici';

export type ServerTimes = { path: string; p50Ms: number; p95Ms: number; kilobytes: number };

const WARM_UP = 5;
const ROUNDS = 60;

/**
 * How long the server takes for each path, from the request to the last byte on one kept connection, one request at a
 * time. The rounds go over all paths in turn, so that a busy moment of the machine falls on all of them.
 * @throws Error for an answer that is none of 200.
 */
export async function serverTimes(url: string, paths: readonly string[]): Promise<ServerTimes[]> {
  const agent = new Agent({ connections: 1, pipelining: 1 });
  try {
    const samples = new Map(paths.map((path) => [path, { ms: [] as number[], bytes: 0 }]));
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      for (const [path, sample] of samples) {
        const before = performance.now();
        const { statusCode, body } = await request(`${url}${path}`, { dispatcher: agent });
        const bytes = (await body.bytes()).length;
        if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}, expected 200`);
        if (round >= WARM_UP) sample.ms.push(performance.now() - before);
        sample.bytes = bytes;
      }
    }
    return [...samples].map(([path, { ms, bytes }]) => ({
      path,
      p50Ms: quantile(ms, 0.5),
      p95Ms: quantile(ms, 0.95),
      kilobytes: bytes / 1000,
    }));
  } finally {
    await agent.close();
  }
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
