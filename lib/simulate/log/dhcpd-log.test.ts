import { describe, expect, test } from 'vitest';
import { parseLogLine } from '../../dhcpd/syslog/entry.ts';
import { advance } from '../model/advance.ts';
import { DEMO_PLAN } from '../model/plan.ts';
import { seededRandom } from '../model/random.ts';
import { settledWorld } from '../model/settled-world.ts';
import { controlOf, type PairControl } from '../pair.ts';
import { DhcpdLog } from './dhcpd-log.ts';

const START = Date.UTC(2026, 9, 14, 9);
const TICK_MS = 250;

/** The codes of what both servers write while something is done to them, each once in the order in which it came first. */
function codes(...deeds: [seconds: number, does: (pair: PairControl) => void][]) {
  const world = settledWorld(DEMO_PLAN, seededRandom(3), START);
  const pair = controlOf(world);
  const log = new DhcpdLog(world);
  for (const [seconds, does] of deeds) {
    does(pair);
    for (const until = world.nowMs + seconds * 1000; world.nowMs < until; log.look())
      advance(world, world.nowMs + TICK_MS);
  }
  const read = (id: 'a' | 'b') =>
    log.take(id).map((line) => {
      const entry = parseLogLine(line, { nowMs: START, zone: 'UTC' });
      if (!entry?.fact || entry.unknown) throw new Error(`not what a dhcpd writes: ${line}`);
      return entry.fact.code;
    });
  return { a: [...new Set(read('a'))], b: [...new Set(read('b'))] };
}

describe('each line is one that a dhcpd writes', () => {
  test('nothing while all is well', () => {
    expect(codes([60, () => {}])).toEqual({ a: [], b: [] });
  });

  test('a killed dhcpd says nothing more until it starts again', () => {
    const { a, b } = codes([30, (pair) => pair.kill('a')]);
    expect(a).toEqual([]);
    expect(b).toEqual(['link-lost', 'state-moved']);
    expect(codes([30, (pair) => pair.kill('a')], [60, (pair) => pair.start('a')]).a).toEqual([
      'version',
      'leases-written',
      'state-moved',
      'started',
      'partner-state-moved',
      'both-normal',
    ]);
  });

  test('a cut link is noticed as silence by both', () => {
    const lost = ['link-timeout', 'link-lost', 'state-moved'];
    expect(codes([30, (pair) => pair.partition()])).toEqual({ a: lost, b: lost });
  });

  test('clocks too far apart are refused as soon as the link is to form anew', () => {
    const skewed = [30, (pair: PairControl) => pair.skew('b', 90_000)] as const;
    expect(codes([...skewed])).toEqual({ a: [], b: [] });
    const { a, b } = codes([...skewed], [15, (pair) => pair.partition()], [20, (pair) => pair.heal()]);
    expect(a).toContain('connection-refused-by-partner');
    expect(b).toContain('connection-refused-here');
  });

  test('clients who get nothing are told of by whom they asked', () => {
    const { a, b } = codes([120, (pair) => pair.fill('guests')]);
    expect([...a, ...b]).toContain('no-free-leases');
  });
});
