import { z } from 'zod';
import { alertListSchema } from '../../lib/contracts/alert.ts';
import { eventListSchema } from '../../lib/contracts/event.ts';
import { findingListSchema } from '../../lib/contracts/finding.ts';
import { incidentAnswerSchema, incidentListSchema } from '../../lib/contracts/incident.ts';
import { pairAnswerSchema } from '../../lib/contracts/pair.ts';
import { poolListSchema } from '../../lib/contracts/pool.ts';
import { redundancySchema } from '../../lib/contracts/redundancy.ts';
import {
  balanceSchema,
  clocksSchema,
  countdownsSchema,
  forecastSchema,
  readinessSchema,
  type TruthPart,
} from '../../lib/contracts/truth.ts';

/** The answers of a running product about one pair, each checked against its contract. */
export function createApi(url: string, pair: string) {
  async function get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    const answer = await fetch(`${url}${path}`);
    if (!answer.ok) throw new Error(`${path} was answered by ${answer.status}: ${await answer.text()}`);
    return schema.parse(await answer.json());
  }

  /** The last 500 at most, oldest first. */
  async function events() {
    const { events: newestFirst } = await get(`/api/v1/events?pair=${pair}&limit=500`, eventListSchema);
    return newestFirst.reverse();
  }

  async function pairNow() {
    return (await get(`/api/v1/pairs/${pair}`, pairAnswerSchema)).pair;
  }

  /** What was worked out last; throws before there is anything. */
  async function part<Schema extends z.ZodType>(name: TruthPart, schema: Schema) {
    const answer = await get(`/api/v1/pairs/${pair}/${name}`, z.object({ value: z.unknown() }));
    return schema.parse(answer.value);
  }

  return {
    pair: pairNow,
    readiness: () => part('readiness', readinessSchema),
    clocks: () => part('clocks', clocksSchema),
    balance: () => part('balance', balanceSchema),
    forecast: () => part('forecast', forecastSchema),
    countdowns: () => part('countdowns', countdownsSchema),
    findings: async () => (await get(`/api/v1/pairs/${pair}/findings`, findingListSchema)).findings,
    /** Of today and yesterday, so that midnight takes nothing away. */
    redundancy: async () => (await get(`/api/v1/pairs/${pair}/redundancy?days=2`, redundancySchema)).days,
    pools: () => get(`/api/v1/pairs/${pair}/pools`, poolListSchema),
    servers: async () => (await pairNow()).servers,
    /** Those that fire or are about to, or all there ever were. */
    alerts: async (phase: 'active' | 'all') =>
      (await get(`/api/v1/alerts?pair=${pair}&phase=${phase}&limit=200`, alertListSchema)).alerts,
    /** All there ever were, the open one first. */
    incidents: async () => (await get(`/api/v1/incidents?pair=${pair}`, incidentListSchema)).incidents,
    incident: (id: number) => get(`/api/v1/incidents/${id}`, incidentAnswerSchema),
    /** Calls them news from now on: gives those that are told after this, in the order of the history. */
    async followEvents() {
      const known = new Set((await events()).map(({ id }) => id));
      return async () => (await events()).filter(({ id }) => !known.has(id));
    },
    events,
  };
}

export type Api = ReturnType<typeof createApi>;
