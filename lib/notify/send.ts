import type { LookupFunction } from 'node:net';
import type { Message } from '../contracts/message.ts';
import type { Endpoint } from './endpoint.ts';
import { explain } from './failure.ts';
import type { DueMessage } from './outbox.ts';
import { render } from './render.ts';
import { renderEmail } from './render-email.ts';
import { withoutSecrets } from './secrets.ts';
import { type Attachment, sendEmail } from './smtp.ts';
import { failed, type TryResult } from './try-result.ts';
import { postWebhook } from './webhook.ts';

export type Sending = {
  due: Pick<DueMessage, 'webhookId' | 'createdAt'>;
  message: Message;
  /** When this try is made. */
  at: number;
  /** What goes along with it where the endpoint is a mailbox. */
  attachments?: readonly Attachment[];
};

/**
 * Sends a message once, in the shape its endpoint wants, until `signal` is aborted. Never rejects: whatever goes wrong is the
 * result's error. Nothing in the result is secret. `resolve` is the system's resolver unless told otherwise.
 */
export async function send(
  { name, channel }: Endpoint,
  sending: Sending,
  signal: AbortSignal,
  resolve?: LookupFunction,
): Promise<TryResult> {
  const hide = (text: string | null) => text && withoutSecrets(text, channel);
  try {
    const result = await attempt(name, channel, sending, signal, resolve);
    return { ...result, answer: hide(result.answer), error: hide(result.error) };
  } catch (error) {
    return failed(withoutSecrets(explain(signal.aborted ? signal.reason : error), channel));
  }
}

function attempt(
  endpoint: string,
  channel: Endpoint['channel'],
  { due: { webhookId, createdAt }, message, at, attachments = [] }: Sending,
  signal: AbortSignal,
  resolve: LookupFunction | undefined,
): Promise<TryResult> {
  if (channel.kind === 'email') {
    const email = renderEmail(message, channel.from, channel.to);
    return sendEmail(channel, { webhookId, writtenAt: createdAt, attachments, ...email }, signal, resolve);
  }
  return postWebhook(channel, { webhookId, at, ...render(message, channel, endpoint) }, signal, resolve);
}
