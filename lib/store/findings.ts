import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  type FindingDto,
  type FindingListDto,
  type FindingQuery,
  findingSchema,
} from '../contracts/finding.ts';
import { formatTimeCursor } from '../contracts/parameter.ts';
import { type Evidence, evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Finding as FindingRow, Server } from '../db/generated/sqlite/client.ts';
import type { FindingRoom } from '../pair/finding.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso, toMs } from './time.ts';

export type CurrentFinding = {
  /** Names the same finding from one reading to the next; unique within its pair while it lasts. Begins with its room. */
  key: string;
  /** Null for a finding of the pair as a whole. */
  serverId: number | null;
  code: string;
  severity: FindingDto['severity'];
  since: number;
  sentence: string;
  nextStep: string | null;
  evidence: Evidence[];
};

export type StoredFinding = CurrentFinding & { id: number };

/** What is not as it should be with a pair, as it was last told; of one room when that is given. */
export async function openFindings(tx: Tx, pairId: number, room?: FindingRoom): Promise<StoredFinding[]> {
  const rows = await tx.finding.findMany({
    where: { pairId, until: null, ...(room && { key: { startsWith: `${room}:` } }) },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    serverId: row.serverId,
    code: row.code,
    severity: findingSchema.shape.severity.parse(row.severity),
    since: toMs(row.since),
    sentence: row.sentence,
    nextStep: row.nextStep,
    evidence: z.array(evidenceSchema).parse(row.evidence),
  }));
}

/**
 * Makes these the findings of a room about a pair at `now`: new ones begin, those that are told again go on with their
 * latest words, others of the room are over. Gives the new ones and those that are over.
 */
export async function saveFindings(
  tx: Tx,
  pairId: number,
  room: FindingRoom,
  now: number,
  current: readonly CurrentFinding[],
): Promise<{ opened: StoredFinding[]; closed: StoredFinding[] }> {
  const open = new Map((await openFindings(tx, pairId, room)).map((finding) => [finding.key, finding]));
  const observedAt = toDate(now);
  const opened: StoredFinding[] = [];
  const lasting: number[] = [];
  for (const finding of new Map(current.map((each) => [each.key, each])).values()) {
    const known = open.get(finding.key);
    open.delete(finding.key);
    if (known) {
      lasting.push(known.id);
      await retell(tx, known, finding);
    } else {
      const { since, evidence, ...columns } = finding;
      const told = { since: toDate(since), evidence: jsonColumn(evidence), observedAt };
      const { id } = await tx.finding.create({ data: { pairId, ...columns, ...told }, select: { id: true } });
      opened.push({ id, ...finding });
    }
  }
  const closed = [...open.values()];
  if (lasting.length > 0)
    await tx.finding.updateMany({ where: { id: { in: lasting } }, data: { observedAt } });
  if (closed.length > 0)
    await tx.finding.updateMany({
      where: { id: { in: closed.map(({ id }) => id) } },
      data: { until: observedAt },
    });
  return { opened, closed };
}

/** Since when it lasts stays as it was first told. */
async function retell(tx: Tx, { id, ...known }: StoredFinding, finding: CurrentFinding): Promise<void> {
  if (isDeepStrictEqual(known, { ...finding, since: known.since })) return;
  const { serverId, code, severity, sentence, nextStep } = finding;
  const evidence = jsonColumn(finding.evidence);
  await tx.finding.update({
    where: { id },
    data: { serverId, code, severity, sentence, nextStep, evidence },
  });
}

/** The findings of a pair; null for a name not in the settings. */
export async function listFindings(
  tx: Tx,
  pairName: string,
  { all, limit, cursor }: FindingQuery,
): Promise<Omit<FindingListDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: { servers: true },
  });
  if (!pair) return null;
  const lasting = cursor
    ? []
    : await tx.finding.findMany({
        where: { pairId: pair.id, until: null },
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
      });
  const over = all ? await findingsOver(tx, pair.id, cursor, limit + 1) : []; // one more tells whether that is all
  const page = over.slice(0, limit);
  const last = page.at(-1);
  return {
    findings: [...lasting, ...page].map((row) => findingDto(row, pair.servers)),
    nextCursor:
      over.length > limit && last?.until ? formatTimeCursor({ at: toMs(last.until), id: last.id }) : null,
  };
}

function findingsOver(
  tx: Tx,
  pairId: number,
  cursor: FindingQuery['cursor'],
  take: number,
): Promise<FindingRow[]> {
  const at = cursor && toDate(cursor.at);
  return tx.finding.findMany({
    where: {
      pairId,
      until: { not: null },
      ...(at && { OR: [{ until: { lt: at } }, { until: at, id: { lt: cursor.id } }] }),
    },
    orderBy: [{ until: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** A row as a page shows it, by the servers of its pair. Throws when a column does not hold what was written there. */
export function findingDto(row: FindingRow, servers: readonly Pick<Server, 'id' | 'name'>[]): FindingDto {
  return {
    id: row.id,
    server: servers.find(({ id }) => id === row.serverId)?.name ?? null,
    code: row.code,
    severity: findingSchema.shape.severity.parse(row.severity),
    since: toIso(row.since),
    until: toIso(row.until),
    observedAt: toIso(row.observedAt),
    sentence: row.sentence,
    nextStep: row.nextStep,
    evidence: z.array(evidenceSchema).parse(row.evidence),
  };
}
