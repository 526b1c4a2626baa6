import type { Lanes } from './layout.ts';

export type TimelineRow = {
  key: string;
  at: number;
  /** A server, `verdict`, or the kind of a mark. */
  of: string;
  what: string;
  /** How long it lasted; null: it goes on, or is of a moment. */
  lastedMs: number | null;
  eventId: number | null;
};

/** All that a timeline shows as rows, the latest first: what began before its span stands with its true begin. */
export function rowsOf({ verdicts, servers, marks }: Lanes): TimelineRow[] {
  const rows = [
    ...verdicts.map(({ of, began, ended }) => stretchRow('verdict', of.verdict, began, ended)),
    ...servers.flatMap(({ name, segments }) =>
      segments.map(({ of, began, ended }) => stretchRow(name, of.state, began, ended)),
    ),
    ...marks.map(({ eventId, kind, atMs, sentence }) => ({
      key: `event ${eventId}`,
      at: atMs,
      of: kind,
      what: sentence,
      lastedMs: null,
      eventId,
    })),
  ];
  return rows.sort((one, other) => other.at - one.at);
}

function stretchRow(of: string, what: string, began: number, ended: number | null): TimelineRow {
  return {
    key: `${of} ${began}`,
    at: began,
    of,
    what,
    lastedMs: ended === null ? null : ended - began,
    eventId: null,
  };
}
