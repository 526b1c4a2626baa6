import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LogReader, parseLogLine } from './entry.ts';
import { meaningOf } from './facts.ts';
import { harmlessText } from './harmless.ts';
import type { LineContext } from './line.ts';
import { LineSplitter } from './line-splitter.ts';

/**
 * `formats` is written by hand. All else was said by the dhcpd 4.4.3-P1 of a lab's pair, received from syslog(3) and
 * thinned out where it repeats itself; in `faulty-files` its files were given other names.
 */
const TESTCASES = fileURLToPath(new URL('testcases/', import.meta.url));
const CONTEXT: LineContext = { nowMs: Date.UTC(2026, 10, 21, 16), zone: 'UTC' };

function entriesOf(name: string) {
  const bytes = readFileSync(`${TESTCASES}${name}/input.log`);
  const reader = new LogReader();
  return [...new LineSplitter().push(bytes)].map((line) => ({
    text: harmlessText(line.bytes),
    entry: reader.read(line.bytes, CONTEXT),
  }));
}

for (const name of readdirSync(TESTCASES)) {
  test(`reads testcases/${name}`, async () => {
    const rows = entriesOf(name).flatMap(({ entry }): object[] => {
      if (!entry) return [];
      const { stamp, message, ...line } = entry.line;
      if (!entry.fact) return [{ ...line, ignored: message }];
      return [{ ...line, ...stamp, fact: entry.fact, ...meaningOf(entry.fact) }];
    });
    const text = `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
    await expect(text).toMatchFileSnapshot(`testcases/${name}/expected.json`);
  });

  test(`knows every line of dhcpd in testcases/${name}`, () => {
    const entries = entriesOf(name);
    expect(entries.filter(({ entry }) => entry !== null).length).toBeGreaterThan(10);
    expect(entries.filter(({ entry }) => entry?.unknown).map(({ text }) => text)).toEqual([]);
  });

  test(`passes over nothing but traffic in testcases/${name}`, () => {
    for (const { text, entry } of entriesOf(name)) {
      const kept = parseLogLine(text, { ...CONTEXT, skipTraffic: true });
      if (kept === null && entry?.fact) expect(meaningOf(entry.fact).kind).toBe('traffic');
    }
  });
}
