import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLab } from '../../../e2e/lab/lab.ts';
import { LogReader } from './entry.ts';
import type { LogFact } from './facts.ts';
import type { LineContext } from './line.ts';
import { LineSplitter } from './line-splitter.ts';

const lab = createLab({ name: `syslog-${process.pid}` });
const CONTEXT: LineContext = { nowMs: 0, zone: 'UTC', bare: true };
const SETTLED_MS = 30_000;

beforeAll(() => lab.up({ mcltSeconds: 15 }));
afterAll(() => lab.down());

/** Everything a server's dhcpd has said on standard error, where each line is its own. */
function entries(server: 'a' | 'b') {
  const reader = new LogReader();
  const lines = [...new LineSplitter().push(readFileSync(lab.log(server)))];
  return lines.flatMap(({ bytes }) => reader.read(bytes, CONTEXT) ?? []);
}

function factsOf<Code extends LogFact['code']>(server: 'a' | 'b', code: Code) {
  return entries(server)
    .map(({ fact }) => fact)
    .filter((fact): fact is Extract<LogFact, { code: Code }> => fact?.code === code);
}

/** Returns when the server's log has such a fact; the test's own time limit ends a wait in vain. */
async function logged(server: 'a' | 'b', code: LogFact['code']): Promise<void> {
  while (factsOf(server, code).length === 0) await pause(200);
}

test('tells the life of a pair from its logs, and knows every line', async () => {
  await lab.load(20);
  await lab.kill('a');
  await lab.waitForStates({ b: 'communications-interrupted' }, SETTLED_MS);
  await lab.skew('a', 90);
  await logged('a', 'connection-refused-by-partner');
  await logged('b', 'connection-refused-here');
  await lab.skew('a', 0);
  await lab.waitForStates({ a: 'normal', b: 'normal' }, SETTLED_MS);

  const moves = factsOf('b', 'state-moved').map(({ to }) => to);
  expect(moves.slice(-2)).toEqual(['communications-interrupted', 'normal']);
  expect(factsOf('a', 'started')).toHaveLength(3);
  expect(factsOf('a', 'connection-refused-by-partner').map(({ reason }) => reason)).toContain('time-offset');
  expect(factsOf('b', 'connection-refused-here').map(({ reason }) => reason)).toContain('time-offset');
  expect(factsOf('a', 'pool-balanced').length).toBeGreaterThan(0);
  for (const server of ['a', 'b'] as const) {
    const unknown = entries(server).filter((entry) => entry.unknown);
    expect(unknown.map(({ line }) => line.message)).toEqual([]);
  }
});
