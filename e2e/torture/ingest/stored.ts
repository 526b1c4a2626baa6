import { isDeepStrictEqual } from 'node:util';
import type { OmapiCounters } from '../../../lib/contracts/pool.ts';
import type { Tx } from '../../../lib/db/client.ts';
import { verdictsAgainstMessages } from '../untold.ts';
import { expectedAfter, momentOf, type ServerIds } from './script.ts';

/** How many readings of the script are stored, by the source that was read last. */
export async function storedCount(tx: Tx): Promise<number> {
  const { _max } = await tx.source.aggregate({ _max: { lastAttemptAt: true } });
  const at = _max.lastAttemptAt?.getTime();
  return at === undefined ? 0 : (at - momentOf(0)) / 1000 + 1;
}

export type Stored = {
  /** How many readings are in the database. */
  count: number;
  /** Each row that is not what these readings come to. */
  faults: string[];
};

/** Holds every row against the readings that are stored: none may be there in part, or twice. */
export async function checkStored(tx: Tx, ids: ServerIds): Promise<Stored> {
  const count = await storedCount(tx);
  const faults: string[] = [];
  const hold = (what: string, found: unknown, expected: unknown) => {
    if (isDeepStrictEqual(found, expected)) return;
    faults.push(
      `${what} after ${count} readings: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
    );
  };
  const expected = expectedAfter(count, ids);

  const sources = await tx.source.findMany();
  for (const { serverId, kind, at } of expected.attempts) {
    const row = sources.find((each) => each.serverId === serverId && each.kind === kind);
    hold(`source ${kind} of server ${serverId}`, row?.lastAttemptAt?.getTime() ?? null, at);
  }
  for (const { serverId, state, observedAt, stays } of expected.states) {
    const status = await tx.serverStatus.findUnique({ where: { serverId } });
    const found = status && { state: status.localState, observedAt: status.observedAt.getTime() };
    hold(`status of server ${serverId}`, found, { state, observedAt });
    const spans = await tx.stateSpan.findMany({ where: { serverId }, orderBy: { from: 'asc' } });
    const told = spans.map((span) => `${span.state}@${span.stosAt?.getTime()}`);
    hold(`stays of server ${serverId}`, told, stays);
    hold(`last stay of server ${serverId}`, spans.at(-1)?.lastSeenAt.getTime(), observedAt);
    hold(`ended stays of server ${serverId}`, spans.filter(({ until }) => until === null).length, 1);
  }
  for (const { serverId } of expected.states) await checkEvents(tx, serverId, count, ids, hold);
  const samples = await tx.poolSample.findMany({ where: { source: 'omapi' }, orderBy: { from: 'asc' } });
  hold('samples of the pool', samples.map(freeLeasesOf), expected.poolValues);
  hold('samples that count more than one reading', samples.filter((each) => each.count !== 1).length, 0);
  const log = await tx.logPosition.findFirst();
  hold('position in the log', log && Number(log.offset), expected.logOffset);
  const file = await tx.leaseFile.findFirst();
  hold('position in the lease file', file && Number(file.offset), expected.leasesOffset);
  await checkVerdicts(tx, hold);
  return { count, faults };
}

type Hold = (what: string, found: unknown, expected: unknown) => void;

const freeLeasesOf = ({ values }: { values: string }): number =>
  (JSON.parse(values) as OmapiCounters).freeLeases; // as recordPoolSamples writes it

/** Any source that tells a change may be the first, and what the others say of it joins that. */
async function checkEvents(tx: Tx, serverId: number, count: number, ids: ServerIds, hold: Hold) {
  const events = await tx.event.findMany({ where: { kind: 'state', serverId }, orderBy: { sortAt: 'asc' } });
  const stays = expectedAfter(count, ids).states.find((each) => each.serverId === serverId)?.stays;
  hold(
    `changes of state of server ${serverId}`,
    events.map(({ to, at }) => `${to}@${at.getTime()}`),
    stays,
  );
}

/** Status, stay, event and message of a verdict are of one transaction. */
async function checkVerdicts(tx: Tx, hold: Hold): Promise<void> {
  const status = await tx.pairStatus.findFirst();
  const spans = await tx.verdictSpan.findMany({ orderBy: { id: 'asc' } });
  const events = await tx.event.findMany({ where: { kind: 'verdict' }, orderBy: { id: 'asc' } });
  hold('verdict of the last stay', spans.at(-1)?.verdict, status?.verdict);
  hold('verdict of the last event', events.at(-1)?.to, status?.verdict);
  const open = spans.filter(({ until }) => until === null);
  hold('stays that go on', open.length, status === null ? 0 : 1);
  hold('messages of verdicts', await verdictsAgainstMessages(tx), { untold: [], unfounded: [] });
}
