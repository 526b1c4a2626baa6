/** What came of one try to send a message. */
export type TryResult = {
  /** HTTP status or SMTP reply code; null when no answer came. */
  status: number | null;
  /** The first 2 KB of the answer. */
  answer: string | null;
  /** Why it failed, in words for the operator; null: it is delivered. */
  error: string | null;
  /** What the receiver asked to be left alone for; null: nothing. */
  retryAfterMs: number | null;
  /** This message was refused for good: another try would come to the same. */
  isFinal: boolean;
  /** Why the endpoint wants no message any more; null: it may. */
  disablesEndpoint: string | null;
};

export function delivered(status: number | null, answer: string): TryResult {
  return { ...UNANSWERED, status, answer, error: null };
}

/** Without `more`: no answer came, and it may be tried again. */
export function failed(error: string, more: Partial<Omit<TryResult, 'error'>> = {}): TryResult {
  return { ...UNANSWERED, ...more, error };
}

const UNANSWERED = { status: null, answer: null, retryAfterMs: null, isFinal: false, disablesEndpoint: null };
