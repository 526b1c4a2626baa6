import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { pumpsOf } from './pattern-pieces.ts';
import { patternsOf, type SourcePattern } from './source-patterns.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A child that is silent for so long hangs in an expression. */
const HANGS_AFTER_MS = 20_000;

/** Those that are put together while the product runs, and why nobody's text can make them slow. */
const MADE: Record<string, string> = {
  'lib/reports/redaction/redact.ts': 'words that were found, escaped, one or another: no repetition in it',
  'lib/reach/ssh/known-hosts.ts':
    'a line of a known_hosts file that an admin named, tried on a host of the settings',
  'components/pair/command-words.ts': 'sentences of our own',
};
/** Those that are slow, and only ever see texts from a trusted hand, or short ones. Each as it is written: another beside it has to be quick. */
const TRUSTED: { file: string; literal: string; sees: string }[] = [
  {
    file: 'lib/reports/chart/number-text.ts',
    literal: String.raw`/\B(?=(\d{3})+$)/g`,
    sees: 'the digits of one number',
  },
  {
    file: 'lib/incidents/report/runbook.ts',
    literal: String.raw`/\[([^\]]*)\]\([^)]*\)/g`,
    sees: 'pages of the runbook, which come with Pairwatch',
  },
  {
    file: 'lib/dhcpd/syslog/client-line.ts',
    literal: String.raw`/^(?:\((?<hostname>.*)\) )?via (?<via>\S+?)(?:: (?<note>.*)| \((?<found>(?:not )?found)\))?$/`,
    sees: 'lines of 4,096 characters at most, cut off before',
  },
];

/** Milliseconds are the processor's, for the longest strings; `slow` is what took longer than it may. */
type Try = { at: string; tried: number; ms: number; slow: unknown };
type Told = { begins: string } | ({ ended: string } & Omit<Try, 'at'>);

const fileOf = (at: string) => at.replace(/:\d+$/, '');

const isSame = ({ file, literal }: (typeof TRUSTED)[number], { at, source, flags }: SourcePattern) =>
  fileOf(at) === file && literal === `/${source}/${flags}`;

it('has no regular expression that adversarial text makes slow', { timeout: 180_000 }, async () => {
  const { literals, made } = patternsOf(ROOT);
  expect(literals.length).toBeGreaterThan(300);
  const untrusted = literals.filter((each) => !TRUSTED.some((trusted) => isSame(trusted, each)));
  // One that was changed or moved is another.
  expect(literals.length - untrusted.length).toBe(TRUSTED.length);
  const tries = await tryAll(untrusted.map((each) => ({ ...each, pumps: pumpsOf(each.source, each.flags) })));
  const tried = tries.reduce((sum, each) => sum + each.tried, 0);
  const slow = tries.filter(({ slow }) => slow !== null);
  console.log(
    `${untrusted.length} of ${literals.length} regular expressions tried on ${tried} texts of up to 50,000 characters, slowest ${Math.max(...tries.map(({ ms }) => ms))} ms; ${made.length} made at run time`,
  );
  expect(slow).toEqual([]);
  expect(made.map(({ at }) => fileOf(at)).filter((file) => !(file in MADE))).toEqual([]);
});

/** Tries each in a child, and goes on with a new one behind an expression that hangs. */
async function tryAll(patterns: (SourcePattern & { pumps: unknown[] })[]): Promise<Try[]> {
  const tries: Try[] = [];
  let rest = patterns;
  while (rest.length > 0) {
    tries.push(...(await tryUntilOneHangs(rest)));
    rest = patterns.slice(tries.length);
  }
  return tries;
}

async function tryUntilOneHangs(patterns: object[]): Promise<Try[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'try-patterns.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const tries: Try[] = [];
  let begun: string | null = null;
  let hung = false;
  const end = () => {
    hung = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(end, HANGS_AFTER_MS);
  child.stdin.on('error', () => {}); // The child's end tells: it is known by the lines that are missing.
  child.stdin.end(JSON.stringify(patterns));
  for await (const line of createInterface(child.stdout)) {
    clearTimeout(timer);
    timer = setTimeout(end, HANGS_AFTER_MS);
    const told = JSON.parse(line) as Told; // by try-patterns.mjs, beside this file
    if ('begins' in told) begun = told.begins;
    else tries.push({ at: told.ended, tried: told.tried, ms: told.ms, slow: told.slow });
  }
  clearTimeout(timer);
  if (hung && begun !== null) tries.push({ at: begun, tried: 0, ms: Infinity, slow: 'it hangs' });
  else if (tries.length < patterns.length) throw new Error(`the child ended after ${begun}`);
  return tries;
}
