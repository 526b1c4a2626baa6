import { BACKSLASH, CLOSE_BRACE, NEWLINE, OPEN_BRACE, QUOTE, SEMICOLON } from './ascii.ts';

/**
 * Whether a line can only be the begin of a top-level item (reference 4.6), judged without any context: not even a
 * quoted string may hold such a line, since dhcpd writes no raw newline into a string. So a file can be cut before any
 * sync line and both parts read by themselves.
 */
export type SyncLine =
  | 'no'
  /** Begins an item wherever it stands. */
  | 'yes'
  /** Begins an item unless it stands in a `group` block, which may hold hosts, groups and classes. */
  | 'yes-outside-group'
  /** The bytes end before it is clear. */
  | 'undecided';

type Rule = {
  word: Uint8Array;
  /** What must follow the word: a digit, anything, or an opening brace before the line ends. */
  then: 'digit' | 'anything' | 'brace';
};

const RULES: Rule[] = [
  ...rules('digit', 'lease '),
  ...rules('anything', 'failover peer ', 'ia-na ', 'ia-ta ', 'ia-pd '),
  ...rules('anything', 'server-duid ', 'authoring-byte-order '),
  ...rules('brace', 'host ', 'group ', 'class ', 'subclass '),
];

function rules(then: Rule['then'], ...words: string[]): Rule[] {
  return words.map((word) => ({ word: Uint8Array.from(word, (char) => char.charCodeAt(0)), then }));
}

/** By byte, whether any of the words begins with it. */
const STARTS_WORD = Array.from({ length: 256 }, (_, byte) => RULES.some(({ word }) => word[0] === byte));

/** A head longer than this is none. */
const MAX_HEAD_BYTES = 1024;

/** Judges the line that begins at `at`; `limit` is where the known bytes end. */
export function syncLineAt(bytes: Uint8Array, at: number, limit: number): SyncLine {
  if (at < limit && !STARTS_WORD[bytes[at] ?? 0]) return 'no';
  for (const rule of RULES) {
    const { word } = rule;
    let length = 0;
    while (length < word.length && at + length < limit && bytes[at + length] === word[length]) length++;
    if (length === word.length) return judgeRest(rule, bytes, at + length, limit);
    if (at + length === limit) return 'undecided';
  }
  return 'no';
}

function judgeRest(rule: Rule, bytes: Uint8Array, at: number, limit: number): SyncLine {
  if (rule.then === 'anything') return 'yes';
  if (rule.then === 'brace') return hasBrace(bytes, at, limit);
  if (at === limit) return 'undecided';
  return isDigit(bytes[at]) ? 'yes' : 'no';
}

/** Whether an opening brace outside quotes comes before the line ends. */
function hasBrace(bytes: Uint8Array, from: number, limit: number): SyncLine {
  const end = Math.min(limit, from + MAX_HEAD_BYTES);
  let isQuoted = false;
  for (let at = from; at < end; at++) {
    const byte = bytes[at];
    if (byte === NEWLINE) return 'no';
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted && byte === BACKSLASH && bytes[at + 1] !== NEWLINE) at++;
    else if (!isQuoted && byte === OPEN_BRACE) return 'yes-outside-group';
    else if (!isQuoted && (byte === SEMICOLON || byte === CLOSE_BRACE)) return 'no';
  }
  return end === limit ? 'undecided' : 'no';
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/**
 * Where a file can be cut in two that are read by themselves: the first sync line that begins behind `from`, which may be
 * anywhere in a line. Null when the bytes hold none.
 */
export function findSyncLine(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(NEWLINE, from) + 1; at > 0; at = bytes.indexOf(NEWLINE, at) + 1) {
    if (syncLineAt(bytes, at, bytes.length) === 'yes') return at;
  }
  return null;
}
