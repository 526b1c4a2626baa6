import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { type LiveHint, liveHintSchema } from '../contracts/health.ts';
import { withSearch } from './path.ts';

/**
 * How news reaches a page. `live`: hints arrive. `polling`: they do not, but the server answers when it is asked. `lost`: it has
 * not for a while. `connecting`: it is not known yet, at the begin or a moment after something broke.
 */
export type LiveState = 'connecting' | 'live' | 'polling' | 'lost';

export type LiveHandlers = {
  /** Everything shown may have changed unseen: a stream is open again, or the server answers without one. */
  mayHaveChanged(): void;
  hint(hint: LiveHint): void;
  state(state: LiveState): void;
};

const LIVE_PATH = '/api/live';
/** Answers in any state of health, so any answer of it tells that the server is there. */
const HEALTH_PATH = '/api/health';
const ANSWER_WITHIN_MS = 5000;
const RECONNECT: Backoff = { firstMs: 1000, factor: 2, maxMs: 10_000 };
const OPEN_WITHIN_MS = 10_000;
/** The server says every 20 s that it is there: so long a silence means that the stream is dead, though nobody closed it. */
const SILENT_FOR_MS = 45_000;
/** Failed tries in a row after which a server that gives no answer either counts as lost, not as interrupted. */
const LOST_AFTER_FAILURES = 3;

/** What a page says after `failures` streams in a row that did not open or broke. */
export function stateAfter(failures: number, serverAnswers: boolean): LiveState {
  if (serverAnswers) return failures < 2 ? 'connecting' : 'polling';
  return failures < LOST_AFTER_FAILURES ? 'connecting' : 'lost';
}

/**
 * Listens to the server's hints while the page is looked at, reconnecting by itself. A hidden page lets go of its
 * stream: browsers keep only six connections to a host, and ten forgotten tabs must not starve the eleventh.
 * `since`: the change cursor of what is shown at first; the first stream begins with what changed after it. Gives what ends it.
 */
export function listenLive(handlers: LiveHandlers, since: number | null): () => void {
  let knownSince = since;
  let source: EventSource | null = null;
  /** Until the next try, or until a stream that says nothing counts as broken. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function open(): void {
    close();
    const from = knownSince;
    // Later on, what has no topic, such as who may see what, may have changed as well.
    knownSince = null;
    const opening = new EventSource(from === null ? LIVE_PATH : withSearch(LIVE_PATH, { since: from }));
    source = opening;
    expectWithin(OPEN_WITHIN_MS);
    opening.onopen = () => {
      expectWithin(SILENT_FOR_MS);
      failures = 0;
      handlers.state('live');
      if (from === null) handlers.mayHaveChanged();
    };
    opening.addEventListener('alive', () => expectWithin(SILENT_FOR_MS));
    opening.addEventListener('hint', (event: MessageEvent<string>) => {
      expectWithin(SILENT_FOR_MS);
      const hint = parseHint(event.data);
      if (hint) handlers.hint(hint);
    });
    // An EventSource gives up for good on some errors and hurries on others; one rule for all is ours.
    opening.onerror = broke;
  }

  function expectWithin(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(broke, ms);
  }

  function broke(): void {
    close();
    failures += 1;
    timer = setTimeout(open, backoffDelayMs(RECONNECT, failures, Math.random));
    tellWithoutStream(failures);
  }

  /** The browser lost its network, which does not end a stream by itself. */
  function wentOffline(): void {
    if (source !== null) broke();
  }

  async function tellWithoutStream(failuresThen: number): Promise<void> {
    const serverAnswers = await answers();
    if (failures !== failuresThen) return; // the stream is back, or failed again meanwhile
    handlers.state(stateAfter(failures, serverAnswers));
    if (serverAnswers) handlers.mayHaveChanged();
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
  window.addEventListener('offline', wentOffline);
  followVisibility();
  return () => {
    failures = -1;
    document.removeEventListener('visibilitychange', followVisibility);
    window.removeEventListener('online', open);
    window.removeEventListener('offline', wentOffline);
    close();
  };
}

/** Whether Pairwatch's web server answers at all; a proxy that answers in its place gives no JSON. */
async function answers(): Promise<boolean> {
  try {
    const response = await fetch(HEALTH_PATH, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await response.json();
    return true;
  } catch {
    return false;
  }
}

/** A hint of a newer server than this page; null is passed over, the refetch net covers it. */
function parseHint(text: string): LiveHint | null {
  try {
    return liveHintSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
