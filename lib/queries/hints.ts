import type { QueryKey } from '@tanstack/react-query';
import {
  alertsKey,
  configKey,
  deliveriesKey,
  drillsKey,
  endpointsKey,
  eventsKey,
  evidenceKey,
  findingsKey,
  fleetKey,
  goingOnKey,
  incidentKey,
  incidentsKey,
  madeReportsKey,
  maintenanceKey,
  overviewKey,
  pairKey,
  pairsKey,
  poolsKey,
  practicesKey,
  redundancyKey,
  reportSchedulesKey,
  rulesKey,
  settingsPairsKey,
  silencesKey,
  timelineKey,
  transitionsKey,
  truthsKey,
} from './keys.ts';

/** Every query there is. */
export const ALL_QUERIES: readonly QueryKey[] = [[]];

/**
 * The queries to ask again when a topic of the change cursor moved. A topic this page does not know is of a newer
 * server and may mean anything, so everything is asked again.
 */
export function queriesOfTopic(topic: string): readonly QueryKey[] {
  const [kind, name] = splitTopic(topic);
  if (kind === 'pair' && name !== null) return [fleetKey, pairsKey, pairKey(name), evidenceKey(name)];
  if (kind === 'pools' && name !== null) return [poolsKey(name)];
  // So is how the record of days has grown. What is told pool by pool is asked for in its own time (poolsAtRiskQuery).
  if (kind === 'truth' && name !== null) return [truthsKey(name), redundancyKey(name)];
  if (kind === 'findings' && name !== null) return [findingsKey(name)];
  if (kind === 'config' && name !== null) return [configKey(name)];
  if (kind === 'drills' && name !== null) return [drillsKey(name)];
  return OF_ALL.get(topic) ?? ALL_QUERIES;
}

/** Topics of no one pair. An incident is shown with its alerts, its timeline and its messages. */
const OF_ALL: ReadonlyMap<string, readonly QueryKey[]> = new Map([
  ['events', [eventsKey, incidentKey, timelineKey, transitionsKey]],
  ['alerts', [alertsKey, incidentKey, goingOnKey]],
  ['incidents', [incidentsKey, incidentKey, overviewKey, goingOnKey]],
  ['endpoints', [endpointsKey, deliveriesKey, incidentKey]],
  ['settings-pairs', [settingsPairsKey, fleetKey, pairsKey]],
  ['reports', [madeReportsKey, reportSchedulesKey]],
  ['practices', [practicesKey]],
  ['rules', [rulesKey, silencesKey, maintenanceKey]],
]);

function splitTopic(topic: string): [kind: string, name: string | null] {
  const colon = topic.indexOf(':');
  return colon === -1 ? [topic, null] : [topic.slice(0, colon), topic.slice(colon + 1)];
}
