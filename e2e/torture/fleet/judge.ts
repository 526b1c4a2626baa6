import { isDeepStrictEqual } from 'node:util';
import type { Made } from './pairs.ts';
import type { Arrival } from './receiver.ts';

/** A change of state as the history has it. */
export type Told = {
  server: string;
  from: string | null;
  to: string;
  at: number;
  key: string;
  sources: string;
};

export type StoredMessage = {
  webhookId: string;
  body: string;
  isDelivered: boolean;
  attempts: number;
  /** How many of its tries are kept. */
  tries: number;
};

/** How far, beyond what the simulators were late, the history may place a change from when it was made: the log has whole seconds, a poll sees it later. */
const APART_MS = 15_000;

/** Whether each change is told exactly once: gives those that are not told, and those that nobody made. */
export function judgeChanges(made: readonly Made[], told: readonly Told[], lateMs = 0): string[] {
  const left = new Set(told);
  const missing: string[] = [];
  for (const change of made) {
    const same = [...left].filter(
      (each) =>
        each.server === change.server &&
        each.to === change.to &&
        Math.abs(each.at - change.at) <= APART_MS + lateMs,
    );
    const [nearest] = same.sort((one, two) => Math.abs(one.at - change.at) - Math.abs(two.at - change.at));
    if (nearest) left.delete(nearest);
    else missing.push(`not in the history: ${wordsOf(change)}`);
  }
  const extra = [...left].map(
    (each) => `nobody made, or told twice: ${wordsOf(each)} (by${each.sources}as ${each.key})`,
  );
  return [...missing, ...extra];
}

function wordsOf({ server, from, to, at }: Pick<Told, 'server' | 'from' | 'to' | 'at'>): string {
  return `${server} from ${from} to ${to} at ${new Date(at).toISOString()}`;
}

/** Whether each message of the outbox was taken, unaltered and under its id, each try is kept, and nothing else arrived. */
export function judgeDeliveries(messages: readonly StoredMessage[], arrivals: readonly Arrival[]): string[] {
  const faults: string[] = [];
  const stored = new Map(messages.map((message) => [message.webhookId, message]));
  const accepted = new Set(arrivals.filter((each) => each.accepted).map(({ webhookId }) => webhookId));
  for (const { webhookId, isDelivered, attempts, tries } of messages) {
    if (!isDelivered) faults.push(`${webhookId} is not delivered`);
    if (!accepted.has(webhookId)) faults.push(`${webhookId} was never taken`);
    if (attempts !== tries)
      faults.push(`${webhookId} was tried ${attempts} times, of which ${tries} are kept`);
  }
  for (const { webhookId, body } of arrivals) {
    const original = stored.get(webhookId);
    if (!original) faults.push(`${webhookId} arrived and is not in the outbox`);
    else if (!isDeepStrictEqual(JSON.parse(body), JSON.parse(original.body)))
      faults.push(`${webhookId} arrived with another body`);
  }
  return faults;
}
