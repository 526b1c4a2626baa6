import type { Place } from './config.ts';
import { maskSecrets } from './secrets.ts';

/** How much of a long line is shown on either side of the place. */
const SHOWN_CHARACTERS = 100;

/** A dhcpd.conf that could not be read, with the place and its source line, in which secrets are masked. */
export class DhcpdConfigError extends Error {
  readonly place: Place;

  /** `text` is that of the whole file: only there can a secret be told from other words. */
  constructor(place: Place, problem: string, text: string, cause?: unknown) {
    const { file, line, column } = place;
    super(
      `${file}:${line}:${column}: ${problem}\n${showLine(text, place)}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'DhcpdConfigError';
    this.place = place;
  }
}

/** The line, or what of it surrounds the place, with a caret under the place. */
function showLine(text: string, { line, column }: Place): string {
  const source = maskSecrets(text).split('\n')[line - 1]?.replace(/\r$/, '') ?? '';
  const before = source.slice(Math.max(0, column - 1 - SHOWN_CHARACTERS), column - 1);
  const after = source.slice(column - 1, column - 1 + SHOWN_CHARACTERS);
  return `${harmless(before + after)}\n${before.replaceAll(/[^\t]/g, ' ')}^`;
}

/** Without what is not read but does something, or what no database takes. */
function harmless(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t]/gu, '\ufffd');
}
