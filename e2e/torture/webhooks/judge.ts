import { isDeepStrictEqual } from 'node:util';
import type { Try } from './receiver.ts';

/** A message as the database has it in the end. */
export type StoredMessage = {
  id: number;
  webhookId: string;
  endpoint: string;
  stream: string;
  body: string;
  hasCause: boolean;
  isDelivered: boolean;
};

export type Evidence = {
  messages: readonly StoredMessage[];
  /** In the order of their arrival. */
  tries: readonly Try[];
  /** Ids of messages whose transaction was undone on purpose. */
  undone: ReadonlySet<string>;
  /** Ids of messages that were given up, and sent again later: others of their stream could not wait for them. */
  givenUp: ReadonlySet<string>;
};

export const FAULT_KINDS = ['missing', 'altered', 'out of order', 'of rolled-back facts', 'other'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Fault = { kind: FaultKind; id: string; why: string };

/** How much earlier than asked a try may be: what the clocks of two processes round. */
const ROUNDING_MS = 5;

/** All that is wrong with what arrived. */
export function judge(evidence: Evidence): Fault[] {
  return [
    ...missing(evidence),
    ...rolledBack(evidence),
    ...altered(evidence),
    ...outOfOrder(evidence),
    ...impatient(evidence),
    ...strays(evidence),
  ];
}

function missing({ messages, tries }: Evidence): Fault[] {
  const accepted = new Set(tries.flatMap((each) => (each.accepted ? keyOf(each) : [])));
  return messages.flatMap((message): Fault[] => {
    const { webhookId: id, isDelivered, hasCause, endpoint, stream } = message;
    const of = `message ${message.id} of ${stream} for ${endpoint}`;
    if (!accepted.has(keyOf(message))) {
      const state = isDelivered ? 'the outbox has it as delivered' : 'it is not delivered';
      return [{ kind: 'missing', id, why: `${of} was never taken; ${state}` }];
    }
    if (!isDelivered) return [{ kind: 'other', id, why: `${of} was taken, which the outbox does not know` }];
    return hasCause ? [] : [{ kind: 'other', id, why: `${of} has no stored cause` }];
  });
}

function rolledBack({ messages, tries, undone }: Evidence): Fault[] {
  const stored = new Set(messages.map(keyOf));
  const kind = 'of rolled-back facts';
  const arrived = tries.flatMap((seen): Fault[] => {
    if (stored.has(keyOf(seen))) return [];
    const what = undone.has(seen.webhookId) ? 'its transaction was undone' : 'the outbox has no such message';
    return [{ kind, id: seen.webhookId, why: `arrived at ${seen.endpoint}, but ${what}` }];
  });
  const kept = messages.filter(({ webhookId }) => undone.has(webhookId));
  return [
    ...arrived,
    ...kept.map(({ webhookId: id }): Fault => ({ kind, id, why: 'was undone, but is in the outbox' })),
  ];
}

function altered({ messages, tries }: Evidence): Fault[] {
  const stored = new Map(messages.map((message) => [keyOf(message), message.body]));
  const first = new Map<string, string>();
  return tries.flatMap((seen): Fault[] => {
    const { webhookId: id, body, forgery } = seen;
    if (body === null) return [];
    const fault = (why: string): Fault[] => [{ kind: 'altered', id, why: `at ${seen.endpoint}: ${why}` }];
    if (forgery !== null) return fault(`does not verify: ${forgery}`);
    const before = first.get(id);
    if (before === undefined) first.set(id, body);
    else if (before !== body) return fault('its body differs from that of an earlier try');
    const original = stored.get(keyOf(seen));
    const isSame = original === undefined || isDeepStrictEqual(JSON.parse(body), JSON.parse(original));
    return isSame ? [] : fault('its body is not the one in the outbox');
  });
}

/** Within a stream nothing is tried before all that was written earlier was taken, nor again once something later was tried. */
function outOfOrder({ messages, tries, givenUp }: Evidence): Fault[] {
  const kind = 'out of order';
  const byKey = new Map(messages.map((message) => [keyOf(message), message]));
  const streamOf = ({ endpoint, stream }: StoredMessage) => `${endpoint} ${stream}`;
  const waiting = new Map<string, StoredMessage[]>();
  for (const message of messages) {
    if (givenUp.has(message.webhookId)) continue;
    waiting.set(streamOf(message), [...(waiting.get(streamOf(message)) ?? []), message]);
  }
  const latest = new Map<string, number>();
  return tries.flatMap((seen): Fault[] => {
    const message = byKey.get(keyOf(seen));
    if (!message || givenUp.has(message.webhookId)) return [];
    const { id: place, webhookId: id } = message;
    const stream = streamOf(message);
    const before = waiting.get(stream) ?? [];
    const overtaken = before.find((other) => other.id < place);
    const last = latest.get(stream) ?? 0;
    latest.set(stream, Math.max(last, place));
    if (seen.accepted) {
      waiting.set(
        stream,
        before.filter((other) => other !== message),
      );
    }
    if (overtaken) {
      const other = `${overtaken.webhookId} (${overtaken.id})`;
      return [{ kind, id, why: `${place} was sent to ${stream} before ${other} had been taken` }];
    }
    return place < last ? [{ kind, id, why: `${place} was sent to ${stream} again after ${last}` }] : [];
  });
}

/** Only within one run of the collector: what was killed may not have stored how long it was asked to wait. */
function impatient({ tries }: Evidence): Fault[] {
  const last = new Map<string, Try>();
  return tries.flatMap((seen): Fault[] => {
    const before = last.get(keyOf(seen));
    last.set(keyOf(seen), seen);
    if (!before?.askedToWait || before.life !== seen.life) return [];
    const waitedMs = seen.at - before.askedToWait.at;
    if (waitedMs >= before.askedToWait.forMs - ROUNDING_MS) return [];
    const why = `was tried again after ${waitedMs} ms, ${seen.endpoint} had asked for ${before.askedToWait.forMs}`;
    return [{ kind: 'other', id: seen.webhookId, why }];
  });
}

function strays({ tries }: Evidence): Fault[] {
  return tries.flatMap(({ webhookId: id, method, path, endpoint }): Fault[] =>
    method === 'POST' && path === '/hook'
      ? []
      : [{ kind: 'other', id, why: `${method} ${path} at ${endpoint}` }],
  );
}

const keyOf = ({ endpoint, webhookId }: { endpoint: string; webhookId: string }) =>
  `${endpoint} ${webhookId}`;
