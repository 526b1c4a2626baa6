/** A message that waits for its next try. */
export type DueMessage = {
  id: number;
  /** The webhook-id, the same over all tries. */
  webhookId: string;
  endpoint: string;
  /** Messages of one stream reach the endpoint in their order: `incident:7`, `alert:9`, `pair:3`. */
  stream: string;
  type: string;
  /** A message of lib/contracts/message.ts as JSON. */
  body: string;
  /** Tries made so far. */
  attempts: number;
  createdAt: number;
};

export type DueQuery = {
  /** Whom something can be sent to now. */
  endpoints: readonly string[];
  /** Streams with a try under way. */
  busy: readonly { endpoint: string; stream: string }[];
  now: number;
  perEndpoint: number;
};

/** What came of one try. */
export type Outcome = {
  messageId: number;
  attemptedAt: number;
  durationMs: number;
  /** HTTP status or SMTP reply code; null when no answer came. */
  status: number | null;
  /** The first 2 KB of the answer. */
  answer: string | null;
  /** Why it failed, in words for the operator; null when it did not. */
  error: string | null;
  outcome: { deliveredAt: number } | { retryAt: number } | { deadAt: number };
  /** Why nothing is to be sent to the endpoint any more; null: more may be. */
  disablesEndpoint: string | null;
};

/** The outbox as the dispatcher needs it; the store gives the real one. */
export type Outbox = {
  /**
   * Of each endpoint the oldest waiting message of each stream that is not busy, where its time has come; the oldest first,
   * `perEndpoint` of them at most.
   */
  due(query: DueQuery): Promise<DueMessage[]>;
  /**
   * Stores it; a message that is gone by now is no error. Once it is done, an endpoint that the outcome disables is no longer
   * among those the dispatcher is given.
   */
  record(outcome: Outcome): Promise<void>;
};
