import type { Tx } from '../db/client.ts';
import { DhcpdConfigError } from '../dhcpd/config/error.ts';
import { readDhcpdConfig } from '../dhcpd/config/read.ts';
import { configDiff } from '../pair/parity/diff.ts';
import { topologyChange } from '../practices/topology.ts';
import { saveConfigTest } from '../store/config-tests.ts';
import { saveConfigVersion } from '../store/config-versions.ts';
import { appendEvent } from '../store/events.ts';
import { CONFIG_REVIEW_PART } from '../store/pair-config.ts';
import { savePairParts } from '../store/pair-parts.ts';
import { TOPOLOGY_CHANGED } from '../store/practices.ts';
import type { Changes } from './changes.ts';
import type { PairMemory } from './memory.ts';
import type { ConfigFile } from './reading.ts';

/**
 * Keeps a configuration that is new, and tells what of it changed; what dhcpd itself said of it; and what came of holding it
 * against the partner's.
 */
export async function ingestConfig(
  tx: Tx,
  memory: PairMemory,
  { serverId, config, configTest, review }: Pick<Changes, 'serverId' | 'config' | 'configTest' | 'review'>,
): Promise<void> {
  if (configTest !== null) await saveConfigTest(tx, serverId, configTest);
  if (review !== null) {
    const { checkedAt, findings } = review;
    await savePairParts(tx, memory.pairId, { [CONFIG_REVIEW_PART]: { findings } }, checkedAt);
  }
  if (config === null) return;
  const { hash, files, readAt } = config;
  const before = await saveConfigVersion(tx, serverId, config);
  if (before === null) return;
  const server = memory.servers.find((each) => each.serverId === serverId)?.name ?? null;
  const topology = await topologyChanged(before, files);
  const diff = configDiff(before, files);
  const changed = diff.split('\n').filter((line) => line.startsWith('--- ')).length;
  const where = changed === 0 ? 'in a secret' : changed === 1 ? 'in one file' : `in ${changed} files`;
  await appendEvent(tx, {
    key: `config:${serverId}:${hash}:${readAt}`,
    pairId: memory.pairId,
    serverId,
    kind: 'config',
    at: readAt,
    clock: 'pairwatch',
    observedAt: readAt,
    sortAt: readAt,
    from: null,
    to: topology === null ? 'changed' : TOPOLOGY_CHANGED,
    sentence: `The configuration of ${server} changed ${where}${topology === null ? '' : `: it ${topology}`}. dhcpd takes it up when it is restarted.`,
    evidence: [
      {
        server,
        source: 'config',
        text: diff === '' ? 'The files differ in secrets alone, which are not shown.' : diff,
        observedAt: new Date(readAt).toISOString(),
      },
    ],
  });
}

/** What of servers, ranges and the peer is another; null for nothing, or where the text before can't be understood. */
async function topologyChanged(
  before: readonly ConfigFile[],
  after: readonly ConfigFile[],
): Promise<string | null> {
  try {
    return topologyChange(await configOf(before), await configOf(after));
  } catch (error) {
    // A version that dhcpd would not take either was kept; whether it named the same servers is not known.
    if (error instanceof DhcpdConfigError) return null;
    throw error;
  }
}

function configOf(files: readonly ConfigFile[]) {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return readDhcpdConfig(files[0]?.path ?? '', async (path) => {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`${path} was not kept`);
    return text;
  });
}
