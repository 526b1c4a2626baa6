import type { Place } from './config.ts';

/** A dhcpd.conf that could not be read, with the place and its source line. */
export class DhcpdConfigError extends Error {
  readonly place: Place;

  constructor(place: Place, problem: string, sourceLine: string, cause?: unknown) {
    const { file, line, column } = place;
    const shown = sourceLine.replace(SECRET, '$1…');
    const caret = `${shown.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')}^`;
    super(
      `${file}:${line}:${column}: ${problem}\n${shown}\n${caret}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'DhcpdConfigError';
    this.place = place;
  }
}

/** A key's secret must not get into logs with the line it stands on. */
const SECRET = /(\bsecret\s+)[^\s;]+/gi;
