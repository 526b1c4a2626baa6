import type { Verdict } from '../contracts/verdict.ts';

export { newMessageId } from './message-id.ts';

export type VerdictChange = {
  pair: string;
  title: string | null;
  previousVerdict: Verdict | null;
  verdict: Verdict;
  code: string;
  sentence: string;
  nextStep: string | null;
  /** Milliseconds since 1970. */
  since: number;
  observedAt: number;
  servers: {
    name: string;
    role: string;
    /** The server's last own word, however old: `observedAt` tells. */
    state: string | null;
    observedAt: number | null;
    answering: boolean | null;
  }[];
};

export type OutgoingMessage = { id: string; type: string; body: string };

/** The message every endpoint gets when a pair's verdict changes: the shape Standard Webhooks asks for. */
export function verdictChangedMessage(change: VerdictChange): Omit<OutgoingMessage, 'id'> {
  const type = 'pair.verdict.changed';
  const data = {
    ...change,
    since: iso(change.since),
    observedAt: iso(change.observedAt),
    servers: change.servers.map((server) => ({
      ...server,
      observedAt: server.observedAt === null ? null : iso(server.observedAt),
    })),
  };
  return { type, body: JSON.stringify({ type, timestamp: data.observedAt, data }) };
}

const iso = (ms: number): string => new Date(ms).toISOString();
