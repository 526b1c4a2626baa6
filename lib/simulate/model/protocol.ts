import type { KnownFailoverState } from '../../failover-states.ts';
import { afterLinkLost, afterPeerState, afterUpdateDone, updateRequest } from './failover-machine.ts';
import { neverUsed } from './lease.ts';
import type { Random } from './random.ts';
import { clockOf, type Message, type Server, writeStartOfFile, writeState } from './server.ts';
import { receiveAcknowledgement, receiveUpdate, serveUpdateRequest } from './updates.ts';

/** How one server lives through links, messages and timers: the shell of the rows in failover-machine.ts. */

/**
 * Starts a dead server. With `databaseLost` (a replaced disk) it has an empty lease file: without a state block it
 * starts from `recover`, as of now, and must wait for MCLT (reference 3.2).
 */
export function startServer(server: Server, nowMs: number, databaseLost: boolean): void {
  server.alive = true;
  server.starts += 1;
  server.connectsMs = nowMs + server.timing.firstConnectMs;
  server.knowsBuckets = server.role === 'primary';
  if (databaseLost) forgetEverything(server, nowMs);
  server.rewrittenMs = nowMs;
  server.startupEndsMs = nowMs + server.timing.startupMs;
  server.state = 'startup';
  writeStartOfFile(server, databaseLost);
}

function forgetEverything(server: Server, nowMs: number): void {
  for (const { address, pool } of server.leases.values())
    server.leases.set(address, neverUsed(address, pool));
  server.savedState = 'recover';
  server.stosMs = clockOf(server, nowMs);
  server.partnerState = 'unknown-state';
  server.partnerStosMs = clockOf(server, nowMs);
  if (server.role === 'secondary') server.mcltMs = 0;
}

/** As SIGKILL: nothing is said and nothing is written any more. */
export function killServer(server: Server): void {
  server.alive = false;
  dropLink(server);
}

/** Both sides have greeted; each tells its state. */
export function linkUp(server: Server, nowMs: number): void {
  server.connected = true;
  server.heardMs = nowMs;
  sayState(server);
}

/** The link ended or fell silent. */
export function linkLost(server: Server, nowMs: number): void {
  dropLink(server);
  server.connectsMs = nowMs + server.timing.reconnectMs;
  if (server.state !== 'startup') moveTo(server, afterLinkLost(server.state), nowMs);
}

/** The operator's word: the partner is off. As OMAPI, it does not ask whether that is wise (reference 2.1). */
export function declarePartnerDown(server: Server, nowMs: number): void {
  moveTo(server, 'partner-down', nowMs);
}

export function receiveMessage(server: Server, message: Message, nowMs: number, random: Random): void {
  server.heardMs = nowMs;
  switch (message.kind) {
    case 'state':
      receivePeerState(server, message, nowMs);
      break;
    case 'update':
      receiveUpdate(server, message.lease, random);
      break;
    case 'acknowledgement':
      receiveAcknowledgement(server, message.lease, message.accepted);
      break;
    case 'update-request':
      serveUpdateRequest(server, message.all);
      break;
    case 'update-done':
      receiveUpdateDone(server, nowMs);
      break;
  }
}

/** Startup and recover-wait end by time. */
export function runTimers(server: Server, nowMs: number): void {
  if (server.state === 'startup' && nowMs >= server.startupEndsMs) {
    moveTo(server, afterLinkLost(server.savedState), nowMs);
  } else if (server.state === 'recover-wait' && mcltPassed(server, nowMs)) {
    moveTo(server, 'recover-done', nowMs);
  }
}

function receivePeerState(server: Server, word: Message & { kind: 'state' }, nowMs: number): void {
  server.partnerState = word.state;
  server.partnerStosMs = clockOf(server, nowMs);
  if (server.role === 'secondary') {
    server.mcltMs = word.mcltMs;
    server.knowsBuckets = true;
  }
  writeState(server);
  const inStartup = server.state === 'startup';
  const move = afterPeerState(inStartup ? server.savedState : server.state, inStartup, word);
  if (move === 'exits') {
    killServer(server);
    return;
  }
  moveTo(server, move, nowMs);
  askForUpdates(server);
}

function receiveUpdateDone(server: Server, nowMs: number): void {
  server.requested = null;
  const facts = {
    role: server.role,
    peerState: server.partnerState,
    mcltPassed: mcltPassed(server, nowMs),
  };
  moveTo(server, afterUpdateDone(server.state, facts), nowMs);
}

function askForUpdates(server: Server): void {
  const request = updateRequest(server.state, server.role, server.partnerState);
  if (!request || server.requested === request) return;
  server.requested = request;
  server.outbox.push({ message: { kind: 'update-request', all: request === 'all' }, delayMs: 0 });
}

function mcltPassed(server: Server, nowMs: number): boolean {
  return clockOf(server, nowMs) >= server.stosMs + server.mcltMs;
}

function moveTo(server: Server, state: KnownFailoverState, nowMs: number): void {
  if (state === server.state) return;
  enterState(server, state, nowMs);
  if (server.connected) sayState(server);
}

/** Takes the state and its time stamp, which leaving startup and entering recover-wait leave alone (reference 2.1), and records both. */
function enterState(server: Server, state: KnownFailoverState, nowMs: number): void {
  const keepsStamp = server.state === 'startup' || state === 'recover-wait';
  if (!keepsStamp) server.stosMs = clockOf(server, nowMs);
  if (['normal', 'partner-down', 'potential-conflict'].includes(server.state)) server.inFlight.clear();
  server.state = state;
  server.savedState = state;
  if (state === 'normal') server.balancesMs = nowMs;
  writeState(server);
}

function sayState(server: Server): void {
  const startup = server.state === 'startup';
  const state = startup ? server.savedState : server.state;
  server.outbox.push({
    message: { kind: 'state', state, startup, mcltMs: server.mcltMs },
    delayMs: 0,
  });
}

function dropLink(server: Server): void {
  server.connected = false;
  server.requested = null;
  server.serving = null;
  server.inFlight.clear();
  server.outbox = [];
}
