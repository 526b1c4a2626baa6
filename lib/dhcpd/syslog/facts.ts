import { formatAddress } from '../address.ts';
import { type ClientLine, readClientLine } from './client-line.ts';
import { CLIENT_ROWS, LEASE_ROWS } from './client-rows.ts';
import { FAILOVER_ROWS } from './failover-rows.ts';
import { isIgnored } from './ignored.ts';
import type { FactKind, Row, Severity } from './row.ts';
import { SERVER_ROWS } from './server-rows.ts';

const MESSAGE_ROWS = [...FAILOVER_ROWS, ...LEASE_ROWS, ...SERVER_ROWS];

type MessageFact = NonNullable<ReturnType<(typeof MESSAGE_ROWS)[number]['read']>>;
type ClientFact = NonNullable<ReturnType<(typeof CLIENT_ROWS)[number]['read']>>;

/** A packet that came or went; `note` is what dhcpd says of it beyond that, where no row knows it. */
export type TrafficFact = { code: 'traffic'; client: ClientLine; note: string | null };

/** What one message of dhcpd says: `code` tells which row of the table it is, the other fields are the row's. */
export type LogFact = MessageFact | ClientFact | TrafficFact;
export type LogFactCode = LogFact['code'];

/** What a fact means to an operator, the same for every fact of equal content. */
export type FactMeaning = {
  kind: FactKind;
  severity: Severity;
  /** What the same thing happening again has in common; null when each time counts by itself. */
  subject: string | null;
  /** In plain English, for somebody who knows which server this is about. */
  sentence: string;
};

type AnyMessageRow = (typeof MESSAGE_ROWS)[number];

/** Rows by the first word of their messages, in the table's order; those that begin with a field come last. */
const rowsByWord = new Map<string | null, AnyMessageRow[]>();
for (const row of MESSAGE_ROWS) {
  for (const word of new Set(row.shapes.map(({ firstWord }) => firstWord))) {
    rowsByWord.set(word, [...(rowsByWord.get(word) ?? []), row]);
  }
}

/**
 * What a message of dhcpd's says; `message` is the text after `dhcpd[pid]: `. Null for one that no row knows and for
 * one that says nothing to keep (`isIgnored`).
 */
export function readFact(message: string): LogFact | null {
  const packet = readClientLine(message);
  if (packet) return clientFact(packet);
  if (isIgnored(message)) return null;
  const [word = ''] = message.split(' ', 1);
  return firstFact(rowsByWord.get(word), message) ?? firstFact(rowsByWord.get(null), message);
}

function firstFact(rows: readonly AnyMessageRow[] = [], message: string): MessageFact | null {
  for (const row of rows) {
    const fact = row.read(message, {});
    if (fact) return fact;
  }
  return null;
}

function clientFact({ client, note }: { client: ClientLine; note: string | null }): ClientFact | TrafficFact {
  if (note !== null) {
    for (const row of CLIENT_ROWS) {
      const fact = row.read(note, { client });
      if (fact) return fact;
    }
  }
  return { code: 'traffic', client, note };
}

type Meaning<Fact> = Pick<Row<string, Fact, unknown>, 'kind' | 'severity' | 'subject' | 'sentence'>;

const TRAFFIC: Meaning<TrafficFact> = {
  kind: 'traffic',
  severity: 'info',
  subject: () => null,
  sentence: ({ client: { packet, address, mac, hostname, via }, note }) => {
    const parts = [packet, address === null ? '' : formatAddress(address), mac ?? ''];
    if (hostname !== null) parts.push(`(${hostname})`);
    return `${parts.filter(Boolean).join(' ')} via ${via}${note === null ? '' : `: ${note}`}`;
  },
};

// A row's functions take facts of its own code alone, and by its code a fact finds them.
const meaningByCode = new Map<LogFactCode, Meaning<LogFact>>(
  [...MESSAGE_ROWS, ...CLIENT_ROWS].map((row) => [row.code, row as unknown as Meaning<LogFact>]),
);

/** What a fact means; made on demand, since most are traffic that nobody asks about. */
export function meaningOf(fact: LogFact): FactMeaning {
  if (fact.code === 'traffic') return spoken(TRAFFIC, fact);
  const row = meaningByCode.get(fact.code);
  if (!row) throw new Error(`the log table has no row "${fact.code}"`); // of another version of this table
  return spoken(row, fact);
}

function spoken<Fact>({ kind, severity, subject, sentence }: Meaning<Fact>, fact: Fact): FactMeaning {
  return {
    kind: kind instanceof Function ? kind(fact) : kind,
    severity: severity instanceof Function ? severity(fact) : severity,
    subject: subject(fact),
    sentence: sentence(fact),
  };
}
