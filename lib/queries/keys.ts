import type { TruthPart } from '../contracts/truth.ts';

// Apart from the queries, whose contracts are many: every page knows all keys, and most contracts it needs not.

export const alertsKey = ['alerts'] as const;
/** All that is told of a pair's present configurations. */
export const configKey = (pair: string) => ['config', pair] as const;
export const deliveriesKey = ['deliveries'] as const;
/** Of all failover drills of a pair, the list and each one. */
export const drillsKey = (pair: string) => ['drills', pair] as const;
export const drillKey = (pair: string, id: number) => [...drillsKey(pair), id] as const;
export const endpointsKey = ['endpoints'] as const;
export const eventsKey = ['events'] as const;
export const evidenceKey = (pair: string) => ['evidence', pair] as const;
export const findingsKey = (pair: string) => ['findings', pair] as const;
/** Of all pairs in short, as the frame of every page has them. */
export const fleetKey = ['fleet'] as const;
export const goingOnKey = ['going-on'] as const;
/** Of every incident with all that belongs to it. */
export const incidentKey = ['incident'] as const;
export const incidentsKey = ['incidents'] as const;
/** Of the reports on weeks and months that were made. */
export const madeReportsKey = ['made-reports'] as const;
export const reportSchedulesKey = ['report-schedules'] as const;
export const overviewKey = ['overview'] as const;
export const pairKey = (name: string) => ['pair', name] as const;
export const pairsKey = ['pairs'] as const;
export const poolsKey = (name: string) => ['pools', name] as const;
/** Of the duties of all pairs, the list and the runs of each. */
export const practicesKey = ['practices'] as const;
export const redundancyKey = (pair: string) => ['redundancy', pair] as const;
export const rulesKey = ['rules'] as const;
export const settingsPairsKey = ['settings-pairs'] as const;
export const usersKey = ['users'] as const;
export const tokensKey = ['tokens'] as const;
export const accountKey = ['account'] as const;
export const maintenanceKey = ['maintenance'] as const;
export const silencesKey = ['silences'] as const;
/** Of every pair and range: whatever changes one is an event, which says of no pair. */
export const timelineKey = ['timeline'] as const;
/** As the timeline's. */
export const transitionsKey = ['transitions'] as const;

/** Of one pool; asked again whenever the pools of the pair were read. */
export const poolDetailKey = (pair: string, id: string) => [...poolsKey(pair), 'one', id] as const;

/** Of all parts of what is known of a pair beyond its verdict. */
export const truthsKey = (pair: string) => ['truth', pair] as const;
export const truthKey = (pair: string, part: TruthPart) => [...truthsKey(pair), part] as const;
