import type { ReportChart } from '../contracts/incident-report.ts';

/**
 * A report as a reader sees it, before it takes a format: every rendering (PDF, HTML, Markdown) is made from this alone, so
 * that all say the same. Texts are plain: whatever a renderer's language means by a character, it has to take away.
 */
export type ReportDocument = {
  title: string;
  /** Under the title, such as the pair and the day. */
  subtitle: string;
  /** What the report is, by term: who made it, when, for whom. */
  about: readonly (readonly [term: string, text: string])[];
  /** When what it says was put together, in ISO 8601: the file is dated by it, so that the same report makes the same bytes. */
  madeAt: string;
  /** Stands on each page beside the page's number. */
  running: string;
  blocks: readonly Block[];
};

export type Block =
  | {
      kind: 'heading';
      level: 1 | 2;
      text: string /** Unique in the document, for links and bookmarks. */;
      id: string;
    }
  | { kind: 'paragraph'; text: string; look?: 'lead' | 'muted' }
  | { kind: 'facts'; rows: readonly (readonly [term: string, text: string])[] }
  | { kind: 'list'; items: readonly string[]; isOrdered?: boolean }
  | Table
  | { kind: 'chart'; chart: ReportChart }
  | { kind: 'raw'; caption: string; text: string };

export type Table = {
  kind: 'table';
  /** What it shows, in a sentence or less. */
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
};

export type Column = {
  title: string;
  align?: 'left' | 'right';
  /** Share of the width, beside that of the other columns; 1 unless told otherwise. */
  weight?: number;
};

/** Several lines where it is a list. `isMono`: addresses, states, lines of a log. */
export type Cell = string | { lines: readonly string[]; isMono?: boolean };
