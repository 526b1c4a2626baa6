import type { QueryKey } from '@tanstack/react-query';
import { alertsKey } from './alerts.ts';
import { configKey } from './config.ts';
import { deliveriesKey } from './deliveries.ts';
import { endpointsKey } from './endpoints.ts';
import { eventsKey } from './events.ts';
import { evidenceKey } from './evidence.ts';
import { findingsKey } from './findings.ts';
import { incidentKey, incidentsKey } from './incidents.ts';
import { overviewKey } from './overview.ts';
import { pairKey, pairsKey, poolsKey } from './pairs.ts';
import { redundancyKey } from './redundancy.ts';
import { rulesKey } from './rules.ts';
import { settingsPairsKey } from './setup.ts';
import { maintenanceKey, silencesKey } from './silences.ts';
import { timelineKey } from './timeline.ts';
import { POOL_PARTS, TRUTH_PART_NAMES, truthKey } from './truth.ts';

/** Every query there is. */
export const ALL_QUERIES: readonly QueryKey[] = [[]];

/**
 * The queries to ask again when a topic of the change cursor moved. A topic this page does not know is of a newer
 * server and may mean anything, so everything is asked again.
 */
export function queriesOfTopic(topic: string): readonly QueryKey[] {
  const [kind, name] = splitTopic(topic);
  if (kind === 'pair' && name !== null) return [pairsKey, pairKey(name), evidenceKey(name)];
  if (kind === 'pools' && name !== null) return [poolsKey(name)];
  if (kind === 'truth' && name !== null) return truthOf(name);
  if (kind === 'findings' && name !== null) return [findingsKey(name)];
  if (kind === 'config' && name !== null) return [configKey(name)];
  return OF_ALL.get(topic) ?? ALL_QUERIES;
}

/** Topics of no one pair. An incident is shown with its alerts, its timeline and its messages. */
const OF_ALL: ReadonlyMap<string, readonly QueryKey[]> = new Map([
  ['events', [eventsKey, incidentKey, timelineKey]],
  ['alerts', [alertsKey, incidentKey]],
  ['incidents', [incidentsKey, incidentKey, overviewKey]],
  ['endpoints', [endpointsKey, deliveriesKey, incidentKey]],
  ['settings-pairs', [settingsPairsKey, pairsKey]],
  ['rules', [rulesKey, silencesKey, maintenanceKey]],
]);

/**
 * What is worked out every few seconds; so is how the record of days has grown. What is told pool by pool is asked for
 * in its own time (poolPartQuery).
 */
function truthOf(pair: string): QueryKey[] {
  const parts = TRUTH_PART_NAMES.filter((part) => !POOL_PARTS.some((each) => each === part));
  return [...parts.map((part) => truthKey(pair, part)), redundancyKey(pair)];
}

function splitTopic(topic: string): [kind: string, name: string | null] {
  const colon = topic.indexOf(':');
  return colon === -1 ? [topic, null] : [topic.slice(0, colon), topic.slice(colon + 1)];
}
