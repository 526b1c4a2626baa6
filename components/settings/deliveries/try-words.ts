import type { DeliveryTryDto } from '../../../lib/contracts/delivery.ts';

type Try = Pick<DeliveryTryDto, 'status' | 'latencyMs' | 'error'>;

/** What came of one try to send, in one line: "answered 204 in 31 ms". */
export function tryWords({ status, latencyMs, error }: Try): string {
  if (error !== null) return `failed after ${latencyMs} ms: ${error}`;
  return status === null ? `taken in ${latencyMs} ms` : `answered ${status} in ${latencyMs} ms`;
}

/** What to do about a try that failed; null where it did not, or where its error says so already. */
export function adviceOn({ error }: Pick<Try, 'error'>): string | null {
  if (error === null) return null;
  if (/nothing listens there$/.test(error))
    return 'Start the receiver, or check host and port of the address.';
  if (/^no (answer|connection)/.test(error))
    return 'Check that the receiver runs, and that no firewall lies between it and Pairwatch.';
  return ON_ANSWER[error] ?? null;
}

const WHO = 'The receiver does not take it from us: check secret, headers and user there and here.';
const WHERE = 'Nothing takes messages at that path: check the path of the address.';
const SHAPE =
  'The receiver does not understand the message: check the kind of this endpoint, or its template.';
const FAULT = 'The receiver failed by itself: look into its log.';

/** By what HTTP says in the words of lib/notify; what mail servers answer is in words of their own. */
const ON_ANSWER: Record<string, string> = {
  'answered 400 Bad Request': SHAPE,
  'answered 401 Unauthorized': WHO,
  'answered 403 Forbidden': WHO,
  'answered 404 Not Found': WHERE,
  'answered 405 Method Not Allowed': WHERE,
  'answered 410 Gone':
    'The receiver wants no more messages. If that is a mistake, mend it there and enable the endpoint.',
  'answered 413 Payload Too Large': 'The message is too large for the receiver: have it take more.',
  'answered 415 Unsupported Media Type': SHAPE,
  'answered 422 Unprocessable Entity': SHAPE,
  'answered 429 Too Many Requests': 'The receiver is sent too much at once; it is tried again later.',
  'answered 500 Internal Server Error': FAULT,
  'answered 502 Bad Gateway': 'A proxy before the receiver cannot reach it: check whether the receiver runs.',
  'answered 503 Service Unavailable': 'The receiver is not ready; it is tried again later.',
  'answered 504 Gateway Timeout':
    'A proxy before the receiver got no answer from it: check whether the receiver runs.',
};
