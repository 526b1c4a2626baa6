import { type PairDto, type PairListQuery, pairSchema, type ServerDto } from '../contracts/pair.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import type { Answering } from '../pair/judgement.ts';
import { fillSince } from '../pair/sentence.ts';
import { agedPair } from '../pair/staleness.ts';
import { pairStatus } from './pair-status.ts';
import { byRole, serverRole } from './servers.ts';
import { sourceDto } from './sources.ts';
import { toIso } from './time.ts';

/** All that a page shows of a pair, or all but what its servers' further sources tell. */
export const pairWith = (sources: PairListQuery['sources']) =>
  ({
    status: true,
    findings: { where: { until: null, severity: { in: ['error', 'warning'] } }, select: { severity: true } },
    servers: {
      where: { removedAt: null },
      include: {
        status: true,
        sources: { ...(sources === 'omapi' && { where: { kind: 'omapi' } }), orderBy: { id: 'asc' } },
        stateSpans: { where: { until: null } },
      },
    },
  }) satisfies Prisma.PairInclude;

type PairRow = Prisma.PairGetPayload<{ include: ReturnType<typeof pairWith> }>;
type ServerRow = PairRow['servers'][number];

/** A pair as a page shows it at `now`: what was judged last, aged. Throws when a column does not hold what was written. */
export function pairDto(row: PairRow, now: number): PairDto {
  const status = row.status && pairStatus(row.status);
  const servers = row.servers.sort(byRole).map((server) => serverDto(server, status?.answering ?? [], now));
  const settings = {
    name: row.name,
    title: row.title,
    kind: pairSchema.shape.kind.parse(row.kind),
    peer: row.peerName,
    intervalMs: row.intervalMs,
    findingCounts: { error: countOf(row, 'error'), warning: countOf(row, 'warning') },
    servers,
  };
  if (status === null) return agedPair({ ...settings, ...NEVER_JUDGED, since: toIso(row.addedAt) }, now);
  const { answering, since, checkedAt, ...judgement } = status;
  return agedPair(
    {
      ...settings,
      ...judgement,
      sentence: fillSince(status.sentenceTemplate, since, now, 'UTC'),
      since: new Date(since).toISOString(),
      checkedAt: new Date(checkedAt).toISOString(),
    },
    now,
  );
}

function countOf({ findings }: PairRow, severity: 'error' | 'warning'): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** `agedPair` finds the words for a pair that was never checked. */
const NEVER_JUDGED = {
  verdict: 'unknown',
  code: '',
  sentence: '',
  sentenceTemplate: '',
  nextStep: null,
  checkedAt: null,
  evidence: [],
  link: { status: 'unknown', text: '' },
  skew: null,
} satisfies Partial<PairDto>;

function serverDto(row: ServerRow, answering: Answering[], now: number): ServerDto {
  const { status } = row;
  const [openSpan] = row.stateSpans;
  const found = answering.find(({ server }) => server === row.name);
  return {
    name: row.name,
    role: serverRole(row.role),
    host: row.host,
    zone: row.zone,
    state: status?.localState ?? null,
    partnerState: status?.partnerState ?? null,
    since: toIso(openSpan?.from ?? null),
    observedAt: toIso(status?.observedAt ?? null),
    answering: found?.answering ?? null,
    answeringReason: found?.reason ?? 'Not judged yet.',
    mcltSeconds: status?.mcltSeconds ?? null,
    unackedUpdates: status?.unackedUpdates ?? null,
    sources: row.sources.map((source) => sourceDto(source, now)),
  };
}
