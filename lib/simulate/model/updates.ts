import { acknowledged, isLessCritical, isPending, type Lease, received, sent } from './lease.ts';
import { MAX_UNACKED_UPDATES } from './plan.ts';
import { between, type Random } from './random.ts';
import { type Server, writeLease } from './server.ts';

/** Binding updates between the servers: sent, taken over or refused, acknowledged (reference 3.4, 3.5). */

/** Sends what the partner asked for and what it does not know yet, as far as it may be in flight. */
export function sendUpdates(server: Server): void {
  if (!server.connected) return;
  for (const address of addressesToSend(server)) {
    if (server.inFlight.size >= MAX_UNACKED_UPDATES) return;
    const lease = server.leases.get(address);
    if (lease && !server.inFlight.has(address)) sendUpdate(server, lease);
  }
  finishServing(server);
}

/** The partner asks for all leases, or for those it has not acknowledged. A second request during the first is discarded. */
export function serveUpdateRequest(server: Server, all: boolean): void {
  if (server.serving) return;
  const leases = [...server.leases.values()].filter((lease) => all || isPending(lease));
  server.serving = new Set(leases.map((lease) => lease.address));
}

/** The partner's update: taken over unless a change of our own counts more. The answer comes with a batch. */
export function receiveUpdate(server: Server, update: Lease, random: Random): void {
  const own = server.leases.get(update.address);
  const accepted = own !== undefined && !isLessCritical(update, own, server.role);
  if (accepted) writeLease(server, received(own, update));
  server.outbox.push({
    message: { kind: 'acknowledgement', lease: update, accepted },
    delayMs: between(random, server.timing.ackBatchMs / 10, server.timing.ackBatchMs),
  });
}

/** The partner's answer. A refused lease stays pending: the partner's own word on it is on its way. */
export function receiveAcknowledgement(server: Server, update: Lease, accepted: boolean): void {
  server.serving?.delete(update.address);
  if (server.inFlight.get(update.address) !== update) return;
  server.inFlight.delete(update.address);
  const unchanged = server.leases.get(update.address) === update;
  if (accepted && unchanged && isPending(update)) writeLease(server, acknowledged(update));
}

function addressesToSend(server: Server): string[] {
  const asked = [...(server.serving ?? [])];
  if (server.state !== 'normal' && server.state !== 'partner-down') return asked;
  const pending = [...server.leases.values()].filter(isPending).map((lease) => lease.address);
  return [...asked, ...pending];
}

function sendUpdate(server: Server, lease: Lease): void {
  const underway = sent(lease);
  if (underway.rewind === lease.rewind) server.leases.set(lease.address, underway);
  else writeLease(server, underway);
  server.inFlight.set(lease.address, underway);
  server.outbox.push({ message: { kind: 'update', lease: underway }, delayMs: 0 });
}

function finishServing(server: Server): void {
  if (server.serving?.size !== 0) return;
  server.serving = null;
  server.outbox.push({ message: { kind: 'update-done' }, delayMs: 0 });
}
