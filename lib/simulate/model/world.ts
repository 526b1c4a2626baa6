import type { Client } from './clients.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { Message, Server, ServerId } from './server.ts';

/** Two servers, the wire between them and their clients. Deterministic: same plan, seed and steps, same world. */
export type World = {
  readonly plan: Plan;
  readonly random: Random;
  nowMs: number;
  readonly servers: { readonly a: Server; readonly b: Server };
  /** Nothing passes between the servers; clients and the monitor still reach both. */
  partitioned: boolean;
  /** Messages under way to each server. */
  readonly channels: { a: Envelope[]; b: Envelope[] };
  clients: Client[];
  nextClient: number;
  /** Wanted share of clients by pool name, where it differs from the plan. */
  readonly demand: Map<string, number>;
};

export type Envelope = { message: Message; arrivesMs: number };

export function partnerOf(world: World, server: Server): Server {
  return world.servers[OTHER[server.id]];
}

const OTHER: Record<ServerId, ServerId> = { a: 'b', b: 'a' };
