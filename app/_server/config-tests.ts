import type { ConfigTestListDto, ConfigTestQuery } from '@/lib/contracts/config-test.ts';
import { listConfigTests } from '@/lib/store/config-tests.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';

/** What dhcpd said of the configurations of a pair. Throws `Problem`. */
export async function readConfigTests(
  pair: string,
  query: ConfigTestQuery,
  now: number,
): Promise<ConfigTestListDto> {
  const tests = await readDatabase((tx) => listConfigTests(tx, pair, query));
  if (tests === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), tests };
}
