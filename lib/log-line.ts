const WORDS: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** A line of JSON as a person reads it: time, level, what happened, then all else; the stack of an error below it. */
export function prettyLine(line: string): string {
  const { level, time, msg = '', err, ...rest } = fieldsOf(line);
  const at = typeof time === 'number' ? new Date(time).toISOString().slice(11, 23) : '';
  const word = (WORDS[Number(level)] ?? '').padEnd(5);
  const others = Object.entries(rest).map(([name, value]) => `${name}=${plain(value)}`);
  const head = [at, word, plain(msg), ...others].join(' ');
  return `${head}\n${stackOf(err)}`;
}

function fieldsOf(line: string): Record<string, unknown> {
  return JSON.parse(line); // JSON.parse gives `any`: pino writes an object
}

const plain = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\n', ' ');

function stackOf(err: unknown): string {
  if (typeof err !== 'object' || err === null || !('stack' in err)) return '';
  return `${String(err.stack).replaceAll(/^/gm, '  ')}\n`;
}
