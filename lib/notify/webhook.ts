import type { LookupFunction } from 'node:net';
import type { HttpChannel } from './endpoint.ts';
import { ask, type HttpAnswer } from './http.ts';
import { refusalIn } from './refusal.ts';
import { parseRetryAfter } from './schedule.ts';
import { webhookHeaders } from './sign.ts';
import { delivered, failed, type TryResult } from './try-result.ts';

export type Webhook = {
  webhookId: string;
  body: string;
  contentType: string;
  /** When this try is made: its timestamp. */
  at: number;
};

const USER_AGENT = 'Pairwatch-Webhook/1';
const GONE = 410;

/** Posts a message to its endpoint, once. Rejects when no answer came. */
export async function postWebhook(
  channel: HttpChannel,
  webhook: Webhook,
  signal: AbortSignal,
  resolve?: LookupFunction,
): Promise<TryResult> {
  const question = { method: 'POST', headers: headersOf(channel, webhook), body: webhook.body } as const;
  return judge(await ask(channel, question, signal, resolve), channel.url, webhook.at);
}

function headersOf(channel: HttpChannel, { webhookId, body, contentType, at }: Webhook) {
  return {
    'user-agent': USER_AGENT,
    ...channel.headers,
    'content-type': contentType,
    ...(isSigned(channel) && webhookHeaders(webhookId, body, channel.secrets, at)),
  };
}

function isSigned({ kind, secrets }: HttpChannel): boolean {
  return kind === 'standard' || (kind === 'template' && secrets.length > 0);
}

function judge(answer: HttpAnswer, url: string, now: number): TryResult {
  const { status, excerpt } = answer;
  const error = refusalIn(answer, url);
  if (error === null) return delivered(status, excerpt);
  const isGone = status === GONE;
  return failed(error, {
    status,
    answer: excerpt,
    retryAfterMs: parseRetryAfter(answer.retryAfter, now),
    isFinal: isGone,
    disablesEndpoint: isGone ? 'it answered 410 Gone: it wants no more messages' : null,
  });
}
