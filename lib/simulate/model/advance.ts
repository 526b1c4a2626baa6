import { doChores } from './chores.ts';
import { moveClients } from './clients.ts';
import { carryMessages, mindLink } from './link.ts';
import { poolsOf } from './plan.ts';
import { runTimers } from './protocol.ts';
import type { Server } from './server.ts';
import { sendUpdates } from './updates.ts';
import type { World } from './world.ts';

/** A longer pause than this is not lived through step by step: the machine that runs the simulation was asleep. */
const LONGEST_LIVED_MS = 600_000;

/** Lives on until `nowMs` in steps of a tick, the plan's unless told; the result does not depend on how often it is called. */
export function advance(world: World, nowMs: number, tickMs = world.plan.timing.tickMs): void {
  if (nowMs - world.nowMs > LONGEST_LIVED_MS) world.nowMs = nowMs - tickMs;
  while (world.nowMs + tickMs <= nowMs) step(world, tickMs);
}

function step(world: World, tickMs: number): void {
  world.nowMs += tickMs;
  mindLink(world);
  carryMessages(world);
  for (const server of Object.values(world.servers)) if (server.alive) liveOn(world, server);
  for (const pool of poolsOf(world.plan)) moveClients(world, pool, tickMs);
}

function liveOn(world: World, server: Server): void {
  runTimers(server, world.nowMs);
  doChores(server, world.nowMs);
  sendUpdates(server);
  if (world.nowMs < server.rewrittenMs + server.timing.rewriteMs) return;
  server.rewrittenMs = world.nowMs;
  server.journal.push({ kind: 'rewrite', databaseLost: false });
}
