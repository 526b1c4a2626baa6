import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { between, type Random, shuffled } from '../../../lib/simulate/model/random.ts';
import { type Answer, BAD_ANSWERS, WELL } from './answers.ts';

/** One request as a receiver saw it. */
export type Try = {
  endpoint: string;
  at: number;
  /** Which run of the collector made it. */
  life: number;
  webhookId: string;
  method: string;
  path: string;
  /** null: it was not read to its end. */
  body: string | null;
  /** Why the receiver would refuse it as forged; null: it is genuine, or its body was not read. */
  forgery: string | null;
  /** Name of the answer it got. */
  answer: string;
  accepted: boolean;
  /** When it was asked to wait, and for how long, in milliseconds; null: it was not. */
  askedToWait: { at: number; forMs: number } | null;
};

export type ReceiverOptions = {
  name: string;
  /** Each of them must have signed. */
  secrets: readonly string[];
  random: Random;
  /** Whether it may keep a sender until its time limit. */
  stalls: boolean;
  /** The run of the collector that is under way. */
  life: () => number;
  onTry: (seen: Try) => void;
  onAccepted: () => void;
};

export type Receiver = {
  name: string;
  url: string;
  secrets: readonly string[];
  /** Answers like this from here on; null: in turns well and badly, at random. */
  answerOnly(answer: Answer | null): void;
  stop(): Promise<void>;
};

const SPELL_MS = [300, 1_800] as const;
const HOOK = '/hook';

/** A receiver of webhooks on loopback, which is well, down, or treats its sender badly, in turns by `random`. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { name, secrets, random } = options;
  const moods = moodsOf(options);
  let mood: Answer | null = WELL; // null: down
  let fixed: Answer | null = null;

  const server = createServer((request, response) => {
    // Whoever is killed, or has waited long enough, breaks off.
    request.on('error', () => {});
    response.on('error', () => {});
    void treat(request, response);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });

  async function treat(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = fixed ?? mood ?? WELL;
    if (answer.stalls) mood = WELL; // one at a time: a sender has four hands for each endpoint
    const seen: Try = { ...seenOf(request), answer: answer.name, accepted: false, askedToWait: null };
    if (!answer.isDeaf) {
      const body = await text(request).catch(() => null);
      Object.assign(seen, { body, forgery: body === null ? null : forgeryOf(request, body, secrets) });
    }
    options.onTry(seen);
    if (answer.delayMs) await pause(answer.delayMs(random));
    if (response.socket === null || response.socket.destroyed) return;
    answer.give(response);
    if (answer.retryAfterMs) seen.askedToWait = { at: Date.now(), forMs: answer.retryAfterMs };
    if (!answer.accepts) return;
    seen.accepted = true;
    options.onAccepted();
  }

  const seenOf = ({ headers, method = '', url = '' }: IncomingMessage) => ({
    endpoint: name,
    at: Date.now(),
    life: options.life(),
    webhookId: String(headers['webhook-id']),
    method,
    path: url,
    body: null,
    forgery: null,
  });

  await listen(0);
  // A TCP server's address is an AddressInfo once it listens.
  const { port } = server.address() as AddressInfo;
  const stopping = new AbortController();

  async function change(): Promise<void> {
    while (!stopping.signal.aborted) {
      const former = mood;
      mood = fixed ? WELL : moods.next(); // its own, for when it is no longer told how to answer
      if (mood === null) await close();
      else if (former === null) await listen(port);
      // Rejects when it is to stop, and then that is all.
      await pause(between(random, ...SPELL_MS), undefined, stopping).catch(() => {});
    }
  }
  const changing = change();

  return {
    name,
    url: `http://127.0.0.1:${port}${HOOK}`,
    secrets,
    answerOnly(answer) {
      fixed = answer;
    },
    async stop() {
      stopping.abort();
      await changing;
      await close();
    },
  };
}

/** Every mood once before one comes again, in an order by chance, and well between any two. */
function moodsOf({ random, stalls }: ReceiverOptions): { next(): Answer | null } {
  const all: (Answer | null)[] = [null, ...BAD_ANSWERS];
  const possible = all.filter((mood) => stalls || !mood?.stalls);
  let deck: (Answer | null)[] = [];
  return {
    next() {
      if (deck.length === 0) deck = shuffled(random, possible).flatMap((mood) => [mood, WELL]);
      return deck.pop() ?? null;
    },
  };
}

/** What the sender must be: known by each of the secrets, at its own path, with POST. */
function forgeryOf({ headers }: IncomingMessage, body: string, secrets: readonly string[]): string | null {
  try {
    const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    for (const secret of secrets) new Webhook(secret).verify(body, signed);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
