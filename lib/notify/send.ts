import { Webhook } from 'standardwebhooks';
import type { OutgoingMessage } from './message.ts';

export type Endpoint = { name: string; url: string; secret: string };

/** What one try to send came to. `status` is null when no HTTP answer came back. */
export type SendResult = { delivered: boolean; status: number | null; error: string | null };

const USER_AGENT = 'Pairwatch-Webhook/1';

/**
 * One try to deliver a message, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`).
 * Only a 2xx answer counts as delivered; redirects are not followed, because a signed message goes where it was addressed.
 * Never throws: what went wrong is in `error`, in words for the operator.
 */
export async function sendMessage(
  endpoint: Endpoint,
  message: OutgoingMessage,
  now: number,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const at = new Date(now);
    const response = await fetch(endpoint.url, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': USER_AGENT,
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(now / 1000)),
        'webhook-signature': new Webhook(endpoint.secret).sign(message.id, at, message.body),
      },
      body: message.body,
    });
    await response.body?.cancel();
    if (response.ok) return { delivered: true, status: response.status, error: null };
    return { delivered: false, status: response.status, error: refusal(response) };
  } catch (error) {
    return { delivered: false, status: null, error: transportFailure(error) };
  }
}

function refusal(response: Response): string {
  const location = response.headers.get('location');
  if (location)
    return `answered ${response.status} and points to ${location}; put the final address into url`;
  return `answered ${response.status} ${response.statusText}`.trim();
}

/** Node's fetch says only "fetch failed"; the reason an operator can act on is in its cause. */
function transportFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer within the time limit';
  const cause = error.cause instanceof Error ? error.cause.message : null;
  return cause || error.message;
}
