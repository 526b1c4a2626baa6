/** What pages have to say to a screen reader; the announcer of the frame reads it out. */
const listeners = new Set<() => void>();
let latest = '';

/** Has a sentence read out once, also when it is the same as the last one. */
export function announce(sentence: string): void {
  // A live region tells of a change only, and this one is not heard.
  latest = sentence === latest ? `${sentence}\u00a0` : sentence;
  for (const listener of listeners) listener();
}

export const latestAnnouncement = (): string => latest;

export function onAnnouncement(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
