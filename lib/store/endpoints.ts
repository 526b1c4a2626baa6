import {
  type EndpointDto,
  type EndpointFilter,
  type EndpointKind,
  endpointFilterSchema,
  endpointKindSchema,
} from '../contracts/endpoint.ts';
import type { Tx } from '../db/client.ts';
import { countOf } from '../pair/count.ts';
import { endpointFigures, WAITING } from './endpoint-figures.ts';
import { appendEvent } from './events.ts';
import { jsonColumn } from './json.ts';
import { SETTINGS_FILE } from './origin.ts';
import { type DamagedRow, readableRows } from './readable-rows.ts';
import { toDate, toIso } from './time.ts';
import { bumpTopics } from './topics.ts';

export { endpointAlertFacts } from './endpoint-figures.ts';

/** An endpoint without its secrets. `address`: where it leads, without path, query and secrets. */
export type EndpointSetting = {
  name: string;
  kind: EndpointKind;
  address: string;
  filter: EndpointFilter;
};

export type TellableEndpoint = Pick<EndpointSetting, 'name' | 'filter'>;

/**
 * Makes these the endpoints of the settings. What left them is removed, and what waits for an endpoint that is not there
 * is given up; one that comes back or leads elsewhere now is enabled again. A name that was given in a browser is the
 * settings' from here on.
 */
export async function syncEndpoints(
  tx: Tx,
  endpoints: readonly EndpointSetting[],
  now: number,
): Promise<void> {
  await tx.endpoint.updateMany({
    where: { origin: 'settings', removedAt: null, name: { notIn: endpoints.map(({ name }) => name) } },
    data: { removedAt: toDate(now) },
  });
  for (const endpoint of endpoints) await syncEndpoint(tx, endpoint, now);
  const present = await tx.endpoint.findMany({ where: { removedAt: null }, select: { name: true } });
  const waiting = await tx.message.groupBy({
    by: ['endpoint'],
    where: { ...WAITING, endpoint: { notIn: present.map(({ name }) => name) } },
  });
  for (const { endpoint } of waiting) {
    await giveUpWaiting(tx, endpoint, `${SETTINGS_FILE} does not name it any more`, now);
  }
  await bumpTopics(tx, ['endpoints']);
}

async function syncEndpoint(tx: Tx, { name, ...setting }: EndpointSetting, now: number): Promise<void> {
  const { kind, address } = setting;
  const columns = { kind, address, filter: jsonColumn(setting.filter) };
  // Without its filter, which is written anew: a damaged one must not be in the way.
  const select = { removedAt: true, origin: true, kind: true, address: true };
  const known = await tx.endpoint.findUnique({ where: { name }, select });
  if (!known) {
    await tx.endpoint.create({ data: { name, origin: 'settings', ...columns, createdAt: toDate(now) } });
    return;
  }
  const isSame =
    known.removedAt === null &&
    known.origin === 'settings' &&
    known.kind === kind &&
    known.address === address;
  await tx.endpoint.update({
    where: { name },
    data: {
      ...columns,
      origin: 'settings',
      sealed: null,
      unusableReason: null,
      actor: null,
      removedAt: null,
      ...(!isSame && { disabledAt: null, disabledReason: null }),
    },
  });
}

/** Gives up all that waits for an endpoint, and says so in an event. */
export async function giveUpWaiting(tx: Tx, endpoint: string, why: string, now: number): Promise<void> {
  const { count } = await tx.message.updateMany({
    where: { endpoint, ...WAITING },
    data: { deadAt: toDate(now) },
  });
  if (count === 0) return;
  await tellOfEndpoint(tx, endpoint, {
    to: 'given-up',
    sentence: `${countOf(count, 'message')} for the endpoint ${endpoint} ${count === 1 ? 'was' : 'were'} given up: ${why}.`,
    now,
  });
}

async function tellOfEndpoint(
  tx: Tx,
  endpoint: string,
  { to, sentence, now }: { to: string; sentence: string; now: number },
): Promise<void> {
  await appendEvent(tx, {
    key: `endpoint:${endpoint}:${to}:${now}`,
    pairId: null,
    serverId: null,
    kind: 'delivery',
    at: now,
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
    from: null,
    to,
    sentence,
    evidence: [],
  });
  await bumpTopics(tx, ['endpoints', 'events']);
}

/**
 * Those that messages are written for: a disabled one too, so that once it is enabled it is told how what it knows of went on.
 */
export async function endpointsToTell(tx: Tx): Promise<TellableEndpoint[]> {
  return (await readable(tx)).rows.map(({ name, filter }) => ({ name, filter }));
}

/** Rows whose filter can't be read: nobody knows what they are to be told, so they are told nothing. */
export async function damagedEndpoints(tx: Tx): Promise<DamagedRow[]> {
  return (await readable(tx)).damaged;
}

function readable(tx: Tx, of: { origin?: string } = {}) {
  const order = { where: { removedAt: null, ...of }, orderBy: { name: 'asc' } } as const;
  return readableRows(
    {
      name: 'Endpoint',
      all: () => tx.endpoint.findMany(order),
      ids: async () =>
        (await tx.endpoint.findMany({ ...order, select: { name: true } })).map(({ name }) => name),
      one: (name: string) => tx.endpoint.findUnique({ where: { name } }),
      idOf: ({ name }) => name,
    },
    (row) => ({ ...row, filter: endpointFilterSchema.parse(row.filter) }),
  );
}

/** Names of those that messages are sent to: all but disabled ones. */
export async function enabledEndpoints(tx: Tx): Promise<string[]> {
  const rows = await tx.endpoint.findMany({
    where: { removedAt: null, disabledAt: null },
    orderBy: { name: 'asc' },
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}

/** Sends nothing there any more until somebody enables it, and says so in an event. Does nothing to one that is disabled. */
export async function disableEndpoint(tx: Tx, name: string, reason: string, now: number): Promise<void> {
  const { count } = await tx.endpoint.updateMany({
    where: { name, removedAt: null, disabledAt: null },
    data: { disabledAt: toDate(now), disabledReason: reason },
  });
  if (count === 0) return;
  const sentence = `Nothing is sent to the endpoint ${name} any more: ${reason}`;
  await tellOfEndpoint(tx, name, { to: 'disabled', sentence, now });
}

export type SealedEndpoint = TellableEndpoint & {
  sealed: string;
  /** Why its channel did not open when a collector last tried; null where it opened, or was not tried. */
  unusable: string | null;
};

/** Those made in a browser, disabled ones among them, with their sealed channels. */
export async function sealedEndpoints(tx: Tx): Promise<SealedEndpoint[]> {
  const { rows } = await readable(tx, { origin: 'database' });
  return rows.flatMap(({ name, filter, sealed, unusableReason }) =>
    sealed === null ? [] : { name, filter, sealed, unusable: unusableReason },
  );
}

/** Keeps whether the channel of an endpoint opens: `unusable` is why it does not. One that was sealed anew meanwhile is left alone. */
export async function noteUnusable(
  tx: Tx,
  { name, sealed, unusable }: Pick<SealedEndpoint, 'name' | 'sealed' | 'unusable'>,
): Promise<void> {
  const { count } = await tx.endpoint.updateMany({
    where: { name, sealed, removedAt: null },
    data: { unusableReason: unusable },
  });
  if (count > 0) await bumpTopics(tx, ['endpoints']);
}

/** All endpoints there are, by name. What was delivered or given up is counted for 30 days. */
export async function listEndpoints(tx: Tx, now: number): Promise<EndpointDto[]> {
  const { rows } = await readable(tx);
  const listed: EndpointDto[] = [];
  for (const row of rows) {
    listed.push({
      name: row.name,
      kind: endpointKindSchema.parse(row.kind),
      origin: row.origin === 'settings' ? 'settings' : 'database',
      address: row.address,
      filter: row.filter,
      disabled: row.disabledAt && { at: toIso(row.disabledAt), reason: row.disabledReason ?? '' },
      unusable: row.unusableReason,
      ...(await endpointFigures(tx, row.name, now)),
    });
  }
  return listed;
}
