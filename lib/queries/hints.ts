import type { QueryKey } from '@tanstack/react-query';
import { eventsKey } from './events.ts';
import { findingsKey } from './findings.ts';
import { pairKey, pairsKey, poolsKey } from './pairs.ts';
import { redundancyKey } from './redundancy.ts';
import { truthsKey } from './truth.ts';

/** Every query there is. */
export const ALL_QUERIES: readonly QueryKey[] = [[]];

/**
 * The queries to ask again when a topic of the change cursor moved. A topic this page does not know is of a newer
 * server and may mean anything, so everything is asked again.
 */
export function queriesOfTopic(topic: string): readonly QueryKey[] {
  const [kind, name] = splitTopic(topic);
  if (kind === 'pair' && name !== null) return [pairsKey, pairKey(name)];
  if (kind === 'pools' && name !== null) return [poolsKey(name)];
  // The record of days grows by seconds: it is asked for as often as the rest is worked out, not at every poll.
  if (kind === 'truth' && name !== null) return [truthsKey(name), redundancyKey(name)];
  if (kind === 'findings' && name !== null) return [findingsKey(name)];
  if (kind === 'events') return [eventsKey];
  return ALL_QUERIES;
}

function splitTopic(topic: string): [kind: string, name: string | null] {
  const colon = topic.indexOf(':');
  return colon === -1 ? [topic, null] : [topic.slice(0, colon), topic.slice(colon + 1)];
}
