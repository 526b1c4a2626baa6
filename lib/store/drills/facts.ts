import { z } from 'zod';
import type { DrillObservation } from '../../contracts/drill.ts';
import { formatIpv4 } from '../../contracts/ipv4.ts';
import { balanceSchema, clocksSchema } from '../../contracts/truth.ts';
import { evidenceSchema } from '../../contracts/verdict.ts';
import type { Tx } from '../../db/client.ts';
import { type DrillFacts, type DrillServerFacts, iso, STAMP_MS } from '../../practices/drill/facts.ts';
import { answeringStays } from '../answering-spans.ts';
import { toDate, toIso, toMs } from '../time.ts';
import type { PairDrill } from './rows.ts';

const SECOND_MS = 1000;
const MOST_EVENTS = 2_000;

/** Lines of a log, by what they say, that bear on a drill: clients that got nothing, addresses given twice. */
const FAILING_LINES = ['no-free-leases', 'partner-holds-all-free', 'lease-conflict'];
const TELLING_LINES = [
  'connection-refused-here',
  'connection-refused-by-partner',
  'pool-imbalanced',
  'commit-failed',
  'lease-not-written',
  'rewrite-failed',
];

/** What the database knows of a pair since its drill began, for one look at `now`. */
export async function drillFacts(
  tx: Tx,
  drill: PairDrill,
  startedAt: number,
  now: number,
): Promise<DrillFacts> {
  const { pairId, plan } = drill;
  const servers = await tx.server.findMany({
    where: { pairId, removedAt: null },
    include: { sources: true, status: true },
  });
  const parts = await tx.pairPart.findMany({ where: { pairId, part: { in: ['clocks', 'balance'] } } });
  const part = (name: string) => parts.find((each) => each.part === name)?.value;
  const clocks = clockOffsets(part('clocks'));
  const survivor = servers.find(({ name }) => name === plan.survivor);
  const offset = clocks.find(({ server }) => server === plan.survivor);
  const silence = drill.record.observations.findLast(
    (each) => each.kind === 'silent' && each.server === plan.server,
  );
  return {
    servers: servers.map(({ name, sources, status }): DrillServerFacts => {
      const omapi = sources.find(({ kind }) => kind === 'omapi');
      return {
        name,
        lastSuccessAt: toMs(omapi?.lastSuccessAt ?? null),
        failingSince: toMs(omapi?.failingSince ?? null),
        failure: omapi?.failureMessage ?? null,
        present: status && { state: status.localState, observedAt: toMs(status.observedAt) },
      };
    }),
    observations: [
      ...(await eventObservations(tx, pairId, startedAt - STAMP_MS)),
      ...(await answeringObservations(tx, pairId, { from: startedAt, to: now })),
      ...balanceObservations(part('balance')),
      ...(survivor && silence
        ? await grantsOf(tx, { server: survivor, offset, since: Date.parse(silence.at) })
        : []),
    ],
    clocks,
    readsLeases:
      survivor?.sources.some(({ kind, lastSuccessAt }) => kind === 'leases' && lastSuccessAt !== null) ??
      false,
  };
}

function clockOffsets(value: unknown): DrillFacts['clocks'] {
  const clocks = clocksSchema.safeParse(value).data;
  return (clocks?.servers ?? []).flatMap(({ name, best }) =>
    best === null
      ? []
      : [
          {
            server: name,
            offsetMs: best.offsetMs,
            uncertaintyMs: best.uncertaintyMs,
            measuredAt: iso(best.at),
          },
        ],
  );
}

async function eventObservations(tx: Tx, pairId: number, since: number): Promise<DrillObservation[]> {
  const rows = await tx.event.findMany({
    where: {
      pairId,
      sortAt: { gte: toDate(since) },
      OR: [
        { kind: 'state' },
        { kind: 'config' },
        { kind: 'log', to: { in: [...FAILING_LINES, ...TELLING_LINES] } },
      ],
    },
    include: { server: { select: { name: true } } },
    orderBy: [{ sortAt: 'asc' }, { id: 'asc' }],
    take: MOST_EVENTS,
  });
  return rows.map((row) => {
    const evidence = z.array(evidenceSchema).parse(row.evidence);
    const at = toIso(row.sortAt);
    if (row.kind === 'state' && row.server)
      return {
        kind: 'state',
        key: `event:${row.id}`,
        server: row.server.name,
        from: row.from,
        to: row.to,
        at,
        stampAt: row.clock === 'server' ? toIso(row.at) : null,
        evidence,
      };
    return {
      kind: 'note',
      key: `event:${row.id}`,
      at,
      weight: FAILING_LINES.includes(row.to) ? 'failure' : 'remark',
      sentence: row.count > 1 ? `${row.sentence} (${row.count} times)` : row.sentence,
      // What changed in a configuration is longer than a drill has to tell.
      evidence: row.kind === 'config' ? [] : evidence,
    };
  });
}

async function answeringObservations(
  tx: Tx,
  pairId: number,
  time: { from: number; to: number },
): Promise<DrillObservation[]> {
  const stays = await answeringStays(tx, pairId, time);
  return stays.map(({ servers, from, until }) => {
    const text =
      servers === 0
        ? 'No server answered clients.'
        : servers === 1
          ? 'One server answered clients.'
          : 'Both servers answered clients.';
    return {
      kind: 'answering',
      key: `answering:${from}`,
      servers,
      at: iso(from),
      until: iso(until),
      evidence: [{ server: null, source: 'pairwatch', text, observedAt: iso(until) }],
    };
  });
}

/** Verdicts that leave nothing for dhcpd to move. */
const BALANCED = ['balanced', 'uneven', 'none-free'];

function balanceObservations(value: unknown): DrillObservation[] {
  const pools = balanceSchema.safeParse(value).data ?? [];
  const sides = pools.flatMap(({ primary, secondary }) => [primary, secondary]);
  const readAt = sides.map((side) => side?.at ?? null);
  // Until each counter of each side was read nobody can say.
  if (sides.length === 0 || readAt.includes(null) || pools.some(({ verdict }) => verdict === 'unknown'))
    return [];
  const at = iso(Math.min(...readAt.flatMap((each) => each ?? [])));
  const others = pools.filter(({ verdict }) => !BALANCED.includes(verdict));
  const count = `${pools.length} ${pools.length === 1 ? 'pool is' : 'pools are'}`;
  const sentence =
    others.length === 0
      ? `${count} shared within what dhcpd allows.`
      : `Not shared evenly: ${others.map(({ title, verdict }) => `${title} (${verdict})`).join(', ')}.`;
  const [source] = sides.flatMap((side) => side?.source ?? []);
  return [
    {
      kind: 'balance',
      key: `balance:${at}`,
      at,
      isBalanced: others.length === 0,
      sentence,
      evidence: [
        { server: null, source: source === 'leases' ? 'leases' : 'pools', text: sentence, observedAt: at },
      ],
    },
  ];
}

type Grants = {
  server: { id: number; name: string };
  offset: DrillFacts['clocks'][number] | undefined;
  since: number;
};

/** Leases that a server gave or renewed after a time, by the stamps in its lease file, which are its own clock's. */
async function grantsOf(tx: Tx, { server, offset, since }: Grants): Promise<DrillObservation[]> {
  const { offsetMs = 0, uncertaintyMs } = offset ?? {};
  // A stamp is whole seconds, cut off: only one that is certainly later counts.
  const first = Math.ceil((since + offsetMs + (uncertaintyMs ?? SECOND_MS)) / SECOND_MS);
  const where = { serverId: server.id, state: 'active', startsSeconds: { gte: first } };
  const earliest = await tx.lease.findFirst({ where, orderBy: { startsSeconds: 'asc' } });
  if (earliest?.startsSeconds == null) return [];
  const count = await tx.lease.count({ where });
  const stamp = earliest.startsSeconds * SECOND_MS;
  return [
    {
      kind: 'grants',
      key: `grants:${server.name}:${since}`,
      server: server.name,
      at: iso(Math.max(since, Math.round(stamp - offsetMs))),
      uncertaintyMs: uncertaintyMs === undefined ? null : Math.round(uncertaintyMs) + SECOND_MS,
      count,
      evidence: [
        {
          server: server.name,
          source: 'leases',
          text: `lease ${formatIpv4(Number(earliest.address))} starts ${iso(stamp)}`,
          observedAt: toIso(earliest.observedAt),
        },
      ],
    },
  ];
}
