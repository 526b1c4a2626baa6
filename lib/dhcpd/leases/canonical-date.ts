import { NEWLINE, ZERO } from './ascii.ts';
import { clampSeconds, daysSince1970 } from './dates.ts';
import { NEVER_SECONDS } from './items.ts';
import { LOW_THREE, LOW_TWO, word32 } from './word32.ts';

const EPOC = word32('epoc');
const H_BLANK = word32('h ');
const NEVE = word32('neve');
const R_END = word32('r;\n');
const SEMICOLON_COMMENT = word32('; #');

/** ` HH:`, `MM:S` and `S;` with newline, their digits replaced by 0, and which bits digits leave alone. */
const HOUR_FORM = word32(' 00:');
const MINUTE_FORM = word32('00:0');
const SECOND_FORM = word32('0;\n');
const HOUR_FIXED = 0xfff0f0ff | 0;
const MINUTE_FIXED = 0xf0fff0f0 | 0;
const SECOND_FIXED = 0x00fffff0;

/** What two decimal digits, as nibbles, come to; far below zero when they are more than `highest` or no decimals. */
function twoDigits(unitSeconds: number, highest: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, nibbles) => {
    const tens = nibbles >> 4;
    const ones = nibbles & 15;
    const isValid = ones <= 9 && tens * 10 + ones <= highest;
    return isValid ? (tens * 10 + ones) * unitSeconds : -1_000_000;
  });
}

/** Remembered days, by some bits of their last four bytes. */
const DAY_SLOTS = 64;

/**
 * Dates exactly as dhcpd writes them, with their semicolon and newline (reference 4.1). Everything else is -1, and left
 * to the full grammar.
 */
export class CanonicalDates {
  /** Just behind the date that was read last. */
  end = 0;
  /** The twelve bytes of `W YYYY/MM/DD` as three words, and what they mean. */
  readonly #dayWords = new Int32Array(DAY_SLOTS * 3);
  readonly #hours = twoDigits(3600, 23);
  readonly #minutes = twoDigits(60, 59);
  readonly #seconds = twoDigits(1, 60);
  readonly #daySeconds = new Int32Array(DAY_SLOTS);

  /** Seconds since 1970, 0 to NEVER_SECONDS, or -1; 24 bytes at least must follow `at`. */
  read(view: DataView, at: number): number {
    const hour = view.getInt32(at + 12, true) ^ HOUR_FORM;
    const minute = view.getInt32(at + 16, true) ^ MINUTE_FORM;
    const second = view.getInt32(at + 20, true) ^ SECOND_FORM;
    const misfit = (hour & HOUR_FIXED) | (minute & MINUTE_FIXED) | (second & SECOND_FIXED);
    if (misfit !== 0) return this.#readRare(view, at);
    const seconds =
      (this.#hours[((hour >>> 4) & 0xf0) | ((hour >>> 16) & 15)] ?? 0) +
      (this.#minutes[((minute & 15) << 4) | ((minute >>> 8) & 15)] ?? 0) +
      (this.#seconds[((minute >>> 20) & 0xf0) | (second & 15)] ?? 0);
    const daySeconds = this.#readDay(view, at);
    if (seconds < 0 || daySeconds < 0) return -1;
    this.end = at + 23;
    return daySeconds === NEVER_SECONDS ? NEVER_SECONDS : daySeconds + seconds;
  }

  #readDay(view: DataView, at: number): number {
    const first = view.getInt32(at, true);
    const second = view.getInt32(at + 4, true);
    const third = view.getInt32(at + 8, true);
    const slot = ((third >>> 16) ^ (third >>> 21) ^ third) & (DAY_SLOTS - 1);
    const words = this.#dayWords;
    if (words[slot * 3] === first && words[slot * 3 + 1] === second && words[slot * 3 + 2] === third)
      return this.#daySeconds[slot] ?? -1;
    const seconds = parseDay(view, at);
    if (seconds < 0) return -1;
    words[slot * 3] = first;
    words[slot * 3 + 1] = second;
    words[slot * 3 + 2] = third;
    this.#daySeconds[slot] = seconds;
    return seconds;
  }

  /** `never;` and `epoch N; # …`. */
  #readRare(view: DataView, at: number): number {
    const first = view.getInt32(at, true);
    const second = view.getInt32(at + 4, true);
    if (first === NEVE && (second & LOW_THREE) === R_END) {
      this.end = at + 7;
      return NEVER_SECONDS;
    }
    if (first === EPOC && (second & LOW_TWO) === H_BLANK) return this.#readEpoch(view, at + 6);
    return -1;
  }

  #readEpoch(view: DataView, from: number): number {
    let seconds = 0;
    let at = from;
    for (let digit = view.getUint8(at) - ZERO; digit >= 0 && digit <= 9; digit = view.getUint8(at) - ZERO) {
      seconds = seconds * 10 + digit;
      if (++at - from > 10) return -1;
    }
    if (at === from || seconds > 0xffffffff) return -1;
    if ((view.getInt32(at, true) & LOW_THREE) !== SEMICOLON_COMMENT) return -1;
    for (at += 3; at < view.byteLength; at++) {
      if (view.getUint8(at) === NEWLINE) {
        this.end = at + 1;
        return clampSeconds(seconds);
      }
    }
    return -1;
  }
}

/** Seconds at the begin of the day `W YYYY/MM/DD`, NEVER_SECONDS from 2038 on, or -1. */
function parseDay(view: DataView, at: number): number {
  const match = /^\d (\d{4})\/(\d\d)\/(\d\d)$/.exec(text(view, at, 12));
  const [year = 0, month = 0, day = 0] = match?.slice(1).map(Number) ?? [];
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
  return year >= 2038 ? NEVER_SECONDS : daysSince1970(year, month, day) * 86400;
}

function text(view: DataView, at: number, length: number): string {
  let characters = '';
  for (let index = 0; index < length; index++) characters += String.fromCharCode(view.getUint8(at + index));
  return characters;
}
