import type { Parameter, Place } from './config.ts';
import type { Cursor } from './cursor.ts';

/** Parameters that take one number, each with the highest value it takes where dhcpd has less than 32 bits for it. */
const NUMBERS: Record<string, { expected: string; max?: number }> = {
  'default-lease-time': { expected: 'a number of seconds' },
  'max-lease-time': { expected: 'a number of seconds' },
  'min-lease-time': { expected: 'a number of seconds' },
  'abandon-lease-time': { expected: 'a number of seconds' },
  'dynamic-bootp-lease-length': { expected: 'a number of seconds' },
  'min-secs': { expected: 'a number of seconds up to 255', max: 255 },
  'delayed-ack': { expected: 'a number' },
  'max-ack-delay': { expected: 'a number of microseconds' },
  'dhcp-cache-threshold': { expected: 'a percentage' },
  'log-threshold-high': { expected: 'a percentage up to 255', max: 255 },
  'log-threshold-low': { expected: 'a percentage up to 255', max: 255 },
  'adaptive-lease-time-threshold': { expected: 'a percentage' },
  'ping-timeout': { expected: 'a number of seconds' },
  'ping-timeout-ms': { expected: 'a number of milliseconds' },
  'ping-cltt-secs': { expected: 'a number of seconds' },
  'omapi-port': { expected: 'a port number', max: 65535 },
  'local-port': { expected: 'a port number', max: 65535 },
  'remote-port': { expected: 'a port number', max: 65535 },
};

const FLAGS = new Set([
  'always-broadcast',
  'boot-unknown-clients',
  'check-secs-byte-order',
  'ddns-updates',
  'do-forward-updates',
  'dont-use-fsync',
  'get-lease-hostnames',
  'ignore-client-uids',
  'infinite-is-reserved',
  'one-lease-per-client',
  'ping-check',
  'release-on-roam',
  'server-id-check',
  'stash-agent-options',
  'update-conflict-detection',
  'update-static-leases',
  'use-host-decl-names',
]);

const TEXTS = new Set([
  'db-time-format',
  'ddns-update-style',
  'filename',
  'interface',
  'lease-file-name',
  'lease-id-format',
  'local-address',
  'log-facility',
  'next-server',
  'omapi-key',
  'pid-file-name',
  'server-identifier',
  'server-name',
]);

/** Reads what follows the keyword of a parameter; null, with nothing taken, for a keyword that is none. */
export function readParameter(cursor: Cursor, keyword: string): Omit<Parameter, keyof Place> | null {
  const number = Object.hasOwn(NUMBERS, keyword) ? NUMBERS[keyword] : undefined;
  if (number) return { name: keyword, value: readNumber(cursor, number) };
  if (FLAGS.has(keyword)) return { name: keyword, value: readFlag(cursor) };
  if (TEXTS.has(keyword)) return { name: keyword, value: readText(cursor) };
  switch (keyword) {
    case 'authoritative':
      cursor.expect(';');
      return { name: keyword, value: true };
    case 'not':
      cursor.expect('authoritative');
      cursor.expect(';');
      return { name: 'authoritative', value: false };
    case 'allow':
    case 'deny':
    case 'ignore':
      return { name: cursor.takeRest(), value: keyword };
    default:
      return null;
  }
}

const HIGHEST_NUMBER = 0xffff_ffff;

/**
 * A number as C writes it: `0x…` is hexadecimal, and one that begins with 0 is octal. dhcpd keeps the lowest 32 bits,
 * so −1 and `infinite` are the highest number.
 */
function readNumber(cursor: Cursor, { expected, max = HIGHEST_NUMBER }: { expected: string; max?: number }) {
  const token = cursor.take();
  const value = token.text.toLowerCase() === 'infinite' ? HIGHEST_NUMBER : parseCNumber(token.text);
  if (token.kind !== 'word' || value === null || value > max) return cursor.fail(token, expected);
  cursor.expect(';');
  return value;
}

function parseCNumber(text: string): number | null {
  const match = /^(-?)(?:0x([0-9a-f]{1,8})|0([0-7]{0,11})|([1-9]\d{0,11}))$/i.exec(text);
  if (!match) return null;
  const [, sign, hex, octal, decimal] = match;
  const magnitude =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : octal !== undefined
        ? Number.parseInt(octal || '0', 8)
        : Number(decimal);
  return (sign === '-' ? -magnitude : magnitude) >>> 0;
}

/** Anything else than a known word is kept as it is: `one-lease-per-client ignore` is neither yes nor no. */
function readFlag(cursor: Cursor): boolean | string {
  const text = readText(cursor);
  if (/^(?:true|on)$/i.test(text)) return true;
  if (/^(?:false|off)$/i.test(text)) return false;
  return text;
}

/** One name or string, or whatever else stands before the `;`. */
function readText(cursor: Cursor): string {
  const first = cursor.peek();
  const text = cursor.takeRest();
  if (text === '') return cursor.fail(first, 'a value');
  return text === cursor.spellingOf(first) ? first.text : text;
}
