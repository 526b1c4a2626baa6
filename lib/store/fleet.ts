import type { FleetPairDto } from '../contracts/fleet.ts';
import { VERDICTS_BY_RISK, verdictSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { fillSince } from '../pair/sentence.ts';
import { agedFleetPair } from '../pair/staleness.ts';
import { byRole, serverRole } from './servers.ts';
import { toIso, toMs } from './time.ts';

const IN_SHORT = {
  name: true,
  title: true,
  intervalMs: true,
  status: { select: { verdict: true, code: true, sentenceTemplate: true, since: true, checkedAt: true } },
  servers: {
    where: { removedAt: null },
    select: { name: true, role: true, host: true, zone: true },
  },
} satisfies Prisma.PairSelect;

type PairRow = Prisma.PairGetPayload<{ select: typeof IN_SHORT }>;

/**
 * All pairs of the settings in short as pages show them at `now`, in the order of `listPairs`: the worst first, else in the
 * order of the settings. Throws when a column does not hold what was written.
 */
export async function listFleet(tx: Tx, now: number): Promise<FleetPairDto[]> {
  const rows = await tx.pair.findMany({
    where: { removedAt: null },
    select: IN_SHORT,
    orderBy: { position: 'asc' },
  });
  const risk = ({ verdict }: FleetPairDto) => VERDICTS_BY_RISK.indexOf(verdict);
  return rows.map((row) => fleetPairDto(row, now)).sort((a, b) => risk(a) - risk(b));
}

function fleetPairDto({ status, servers, ...row }: PairRow, now: number): FleetPairDto {
  const named = {
    ...row,
    servers: servers.sort(byRole).map(({ role, ...server }) => ({ ...server, role: serverRole(role) })),
  };
  if (status === null) return agedFleetPair({ ...named, ...NEVER_JUDGED }, now);
  return agedFleetPair(
    {
      ...named,
      verdict: verdictSchema.parse(status.verdict),
      code: status.code,
      sentence: fillSince(status.sentenceTemplate, toMs(status.since), now, 'UTC'),
      checkedAt: toIso(status.checkedAt),
    },
    now,
  );
}

/** `agedFleetPair` finds the words for a pair that was never checked. */
const NEVER_JUDGED = { verdict: 'unknown', code: '', sentence: '', checkedAt: null } as const;
