import { CLOCK_TOLERANCE_MS } from './plan.ts';
import { linkLost, linkUp, receiveMessage } from './protocol.ts';
import { clockOf, type Server } from './server.ts';
import { partnerOf, type World } from './world.ts';

/** The TCP connection between the servers: formed, kept alive, noticed lost. */

const CONTACTS_PER_RESPONSE_DELAY = 3; // a CONTACT goes out when a third of max-response-delay was silent

/** Each side notices a lost link by itself: at once when the partner's end was closed, else after max-response-delay. */
export function mindLink(world: World): void {
  for (const server of Object.values(world.servers)) {
    if (!server.connected) continue;
    const reachable = !world.partitioned;
    if (reachable && !partnerOf(world, server).connected) loseLink(world, server);
    else if (reachable) hearContact(server, world.nowMs);
    else if (world.nowMs - server.heardMs > server.timing.maxResponseDelayMs) loseLink(world, server);
  }
  connect(world);
}

/** Brings the messages whose time has come, and sends off what the servers said meanwhile. */
export function carryMessages(world: World): void {
  for (const server of Object.values(world.servers)) sendOff(world, server);
  if (world.partitioned) return;
  for (const server of Object.values(world.servers)) {
    const channel = world.channels[server.id];
    const arrived = channel.filter((envelope) => envelope.arrivesMs <= world.nowMs);
    world.channels[server.id] = channel.filter((envelope) => envelope.arrivesMs > world.nowMs);
    for (const { message } of arrived)
      if (server.connected) receiveMessage(server, message, world.nowMs, world.random);
  }
}

function sendOff(world: World, server: Server): void {
  const channel = world.channels[partnerOf(world, server).id];
  for (const { message, delayMs } of server.outbox.splice(0))
    channel.push({ message, arrivesMs: world.nowMs + delayMs });
}

function hearContact(server: Server, nowMs: number): void {
  const contactMs = server.timing.maxResponseDelayMs / CONTACTS_PER_RESPONSE_DELAY;
  if (nowMs - server.heardMs >= contactMs) server.heardMs = nowMs;
}

function loseLink(world: World, server: Server): void {
  for (const { id } of Object.values(world.servers)) world.channels[id] = [];
  linkLost(server, world.nowMs);
}

/** Either side may call. What does not lead to a link is tried again later; clocks too far apart do not (reference 2.2). */
function connect(world: World): void {
  for (const server of Object.values(world.servers)) {
    const calls = server.alive && !server.connected && world.nowMs >= server.connectsMs;
    if (!calls) continue;
    const partner = partnerOf(world, server);
    if (canMeet(world)) for (const side of [server, partner]) linkUp(side, world.nowMs);
    else server.connectsMs = world.nowMs + retryDelayMs(world, server);
  }
}

function canMeet({ servers: { a, b }, partitioned, nowMs }: World): boolean {
  const apartMs = Math.abs(clockOf(a, nowMs) - clockOf(b, nowMs));
  const bothFree = a.alive && b.alive && !a.connected && !b.connected;
  return bothFree && !partitioned && apartMs <= CLOCK_TOLERANCE_MS;
}

function retryDelayMs(world: World, server: Server): number {
  const refused = !world.partitioned && !partnerOf(world, server).alive;
  return refused ? server.timing.refusedMs : server.timing.reconnectMs;
}
