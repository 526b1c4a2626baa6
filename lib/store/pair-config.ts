import { z } from 'zod';
import type { LastingConfigFinding, PairConfigDto, ServerConfigDto } from '../contracts/config.ts';
import { type ConfigFinding, configFindingSchema } from '../contracts/config-review.ts';
import { findingSchema } from '../contracts/finding.ts';
import { evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import type { FindingRoom } from '../pair/finding.ts';
import { configKey } from '../pair/parity/observations.ts';
import { SEVERITIES } from '../pair/parity/severity.ts';
import { filesOf, versionHead } from './config-versions.ts';
import { byRole, serverRole } from './servers.ts';
import { sourceDto } from './sources.ts';
import { toIso } from './time.ts';

/** The part of a pair in which what came of holding its two configurations against each other is kept whole. */
export const CONFIG_REVIEW_PART = 'config-review';

const ROOM: FindingRoom = 'config';
const latest = { orderBy: { id: 'desc' }, take: 1 } as const;

const ALL_OF_CONFIG = {
  servers: {
    where: { removedAt: null },
    include: {
      sources: { where: { kind: 'config' } },
      configVersions: { ...latest, select: { id: true, readAt: true } },
      configTests: latest,
    },
  },
  parts: { where: { part: CONFIG_REVIEW_PART } },
  findings: { where: { until: null, key: { startsWith: `${ROOM}:` } }, orderBy: { id: 'asc' } },
} satisfies Prisma.PairInclude;

type PairRow = Prisma.PairGetPayload<{ include: typeof ALL_OF_CONFIG }>;
type ServerRow = PairRow['servers'][number];

/**
 * Both configurations of a pair as they were read last, what is wrong with them, and what dhcpd itself said of them; the texts
 * of the files where they are asked for. Null for a name not in the settings.
 */
export async function pairConfig(
  tx: Tx,
  pairName: string,
  { files }: { files: boolean },
  now: number,
): Promise<Omit<PairConfigDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: ALL_OF_CONFIG,
  });
  if (!pair) return null;
  const servers: ServerConfigDto[] = [];
  for (const server of pair.servers.sort(byRole)) {
    const [version] = server.configVersions;
    const texts = files && version ? await tx.configVersion.findUnique({ where: { id: version.id } }) : null;
    servers.push(serverDto(server, texts && filesOf(texts.files), now));
  }
  const [review] = pair.parts;
  return {
    servers,
    comparedAt: toIso(review?.observedAt ?? null),
    findings: findingsOf(pair),
  };
}

function serverDto(
  row: ServerRow,
  files: { path: string; text: string }[] | null,
  now: number,
): ServerConfigDto {
  const { name, role } = row;
  const [[source], [version], [test]] = [row.sources, row.configVersions, row.configTests];
  return {
    name,
    role: serverRole(role),
    source: source ? sourceDto(source, now) : null,
    version: version ? { ...versionHead(version, name), files } : null,
    test: test ? { id: test.id, server: name, at: toIso(test.at), ok: test.ok, output: test.output } : null,
  };
}

const reviewSchema = z.object({ findings: z.array(configFindingSchema) });

/** Those that last, with what only the whole review tells of them. */
function findingsOf({ findings, parts, servers }: PairRow): LastingConfigFinding[] {
  const reviewed = parts.flatMap(({ value }) => reviewSchema.parse(value).findings);
  const byKey = new Map(reviewed.map((finding) => [configKey(finding), finding]));
  const told = findings.map((row): LastingConfigFinding => {
    const known: Partial<ConfigFinding> = byKey.get(row.key) ?? {};
    return {
      id: row.id,
      server: servers.find(({ id }) => id === row.serverId)?.name ?? null,
      code: row.code,
      severity: findingSchema.shape.severity.parse(row.severity),
      since: toIso(row.since),
      observedAt: toIso(row.observedAt),
      sentence: row.sentence,
      nextStep: row.nextStep,
      evidence: z.array(evidenceSchema).parse(row.evidence),
      why: known.why ?? null,
      places: known.places ?? [],
      correction: known.correction ?? [],
    };
  });
  return SEVERITIES.flatMap((severity) => told.filter((finding) => finding.severity === severity));
}
