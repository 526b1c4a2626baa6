import { readFileSync, writeSync } from 'node:fs';

// Reads [{ at, source, flags, pumps }] on its input, and tells on its output, a line each, which expression it tries and what the
// slowest of its strings took of the processor. Whoever runs it ends it when a line is long in coming.

/** What takes a step for each character needs far less of each; what is slow at one length is not tried at the next. */
const LENGTHS = [
  { characters: 250, mostMs: 20 },
  { characters: 2_000, mostMs: 30 },
  { characters: 50_000, mostMs: 300 },
];
/** So many of the slowest strings are tried at the next length. */
const SLOWEST = 6;

for (const { at, source, flags, pumps } of JSON.parse(readFileSync(0, 'utf8'))) {
  tell({ begins: at });
  tell({ ended: at, ...tryAll(new RegExp(source, flags), pumps) });
}

function tryAll(expression, pumps) {
  let tried = 0;
  let rest = pumps;
  let slowestMs = 0;
  for (const { characters, mostMs } of LENGTHS) {
    const timed = [];
    for (const pump of rest) {
      tried += 1;
      let ms = timeOf(expression, pump, characters);
      // Twice before it counts: the first may have paid for what the machine did besides.
      if (ms > mostMs) ms = Math.min(ms, timeOf(expression, pump, characters));
      if (ms > mostMs) return { tried, ms, slow: { characters, ...pump } };
      timed.push({ pump, ms });
    }
    timed.sort((a, b) => b.ms - a.ms);
    slowestMs = timed[0]?.ms ?? 0;
    rest = timed.slice(0, SLOWEST).map(({ pump }) => pump);
  }
  return { tried, ms: slowestMs, slow: null };
}

function tell(what) {
  writeSync(1, `${JSON.stringify(what)}\n`);
}

/** Milliseconds of the processor, not of the clock: how busy the machine is does not count. */
function timeOf(expression, { before, pump, after }, length) {
  const room = Math.max(0, length - before.length - after.length);
  const text = before + pump.repeat(Math.ceil(room / pump.length)).slice(0, room) + after;
  const begin = process.cpuUsage();
  if (expression.global) text.replace(expression, '');
  else expression.exec(text);
  expression.lastIndex = 0;
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
