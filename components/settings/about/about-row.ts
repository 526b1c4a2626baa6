export type AboutLevel = 'good' | 'warn' | 'bad' | 'unknown' | 'note';

/** One figure: what it is now, what it usually is, and what to do when it is not so. */
export type AboutRow = {
  name: string;
  value: string;
  level: AboutLevel;
  normal: string;
  /** null where it is as usual, or nothing is to be done. */
  otherwise: string | null;
};

export type AboutGroup = { title: string; rows: AboutRow[] };

const NOT_SAID = 'The collector has not said yet: it does every 10 s while it runs.';

/** A figure that the collector has not told. */
export const unknownRow = (name: string): AboutRow => ({
  name,
  value: 'not known',
  level: 'unknown',
  normal: 'said every 10 s',
  otherwise: NOT_SAID,
});
