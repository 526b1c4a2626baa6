import type { z } from 'zod';
import { eventListSchema } from '../../lib/contracts/event.ts';
import { pairAnswerSchema } from '../../lib/contracts/pair.ts';
import { poolListSchema } from '../../lib/contracts/pool.ts';

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

  return {
    pools: () => get(`/api/v1/pairs/${pair}/pools`, poolListSchema),
    servers: async () => (await get(`/api/v1/pairs/${pair}`, pairAnswerSchema)).pair.servers,
    /** Calls them news from now on: gives those that are told after this, in the order of the history. */
    async followEvents() {
      const known = new Set((await events()).map(({ id }) => id));
      return async () => (await events()).filter(({ id }) => !known.has(id));
    },
    events,
  };
}

export type Api = ReturnType<typeof createApi>;
