import { Agent, request } from 'undici';

// A process of its own: what lives on in the bench's would keep it from taking an answer when it comes.

const WARM_UP = 5;
const ROUNDS = 60;

/** One kept connection, one request at a time. The rounds go over all paths in turn, so that a busy moment falls on all of them. */
async function ask(url: string, paths: readonly string[]) {
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const samples = paths.map((path) => ({ path, ms: [] as number[], bytes: 0 }));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const sample of samples) {
      const before = performance.now();
      const { statusCode, body } = await request(`${url}${sample.path}`, { dispatcher: agent });
      sample.bytes = (await body.bytes()).length;
      if (statusCode !== 200) throw new Error(`${sample.path} answered ${statusCode}, expected 200`);
      if (round >= WARM_UP) sample.ms.push(performance.now() - before);
    }
  }
  await agent.close();
  return samples;
}

const [url = '', ...paths] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await ask(url, paths)));
