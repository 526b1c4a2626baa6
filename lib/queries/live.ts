import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { type LiveHint, liveHintSchema } from '../contracts/health.ts';

/** `live`: hints arrive. `reconnecting`: they stopped a moment ago. `offline`: for longer, or nothing is reachable. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline';

export type LiveHandlers = {
  /** The stream is open: everything shown may have changed unseen before. */
  opened(): void;
  hint(hint: LiveHint): void;
  state(state: LiveState): void;
};

const LIVE_PATH = '/api/live';
const RECONNECT: Backoff = { firstMs: 1000, factor: 2, maxMs: 10_000 };
/** Failed tries in a row after which a stream counts as lost, not as interrupted. */
const OFFLINE_AFTER_FAILURES = 4;

/**
 * Listens to the server's hints while the page is looked at, reconnecting by itself. A hidden page lets go of its
 * stream: browsers keep only six connections to a host, and ten forgotten tabs must not starve the eleventh.
 * Gives what ends it.
 */
export function listenLive(handlers: LiveHandlers): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function open(): void {
    close();
    const opening = new EventSource(LIVE_PATH);
    source = opening;
    opening.onopen = () => {
      failures = 0;
      handlers.state('live');
      handlers.opened();
    };
    opening.addEventListener('hint', (event: MessageEvent<string>) => {
      const hint = parseHint(event.data);
      if (hint) handlers.hint(hint);
    });
    opening.onerror = () => {
      // An EventSource gives up for good on some errors and hurries on others; one rule for all is ours.
      close();
      failures += 1;
      handlers.state(failures >= OFFLINE_AFTER_FAILURES ? 'offline' : 'reconnecting');
      timer = setTimeout(open, backoffDelayMs(RECONNECT, failures, Math.random));
    };
  }

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function followVisibility(): void {
    if (document.visibilityState === 'hidden') close();
    else if (source === null) open();
  }

  document.addEventListener('visibilitychange', followVisibility);
  window.addEventListener('online', open);
  followVisibility();
  return () => {
    document.removeEventListener('visibilitychange', followVisibility);
    window.removeEventListener('online', open);
    close();
  };
}

/** A hint of a newer server than this page; null is passed over, the refetch net covers it. */
function parseHint(text: string): LiveHint | null {
  try {
    return liveHintSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
