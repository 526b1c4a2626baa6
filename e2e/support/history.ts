import type { EventDto } from '../../lib/contracts/event.ts';

/** A server's changes of state. */
export function movesOf(events: EventDto[], server: string): EventDto[] {
  return events.filter((event) => event.kind === 'state' && event.server === server);
}

/** A server's changes of state as `from → to`. */
export function movesInWords(events: EventDto[], server: string): string[] {
  return movesOf(events, server).map(({ from, to }) => `${from} → ${to}`);
}

/** Which of a server's sources turned failing, or working again, by name. */
export function sourcesThatTurned(events: EventDto[], server: string, to: 'failing' | 'working'): string[] {
  return events
    .filter((event) => event.kind === 'source' && event.server === server && event.to === to)
    .flatMap(sourcesOf)
    .toSorted();
}

/** The sources that prove an event, by name. */
export function sourcesOf({ evidence }: EventDto): string[] {
  return evidence.map(({ source }) => source).toSorted();
}
