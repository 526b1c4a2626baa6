import { createHash } from 'node:crypto';
import type { DhcpdConfig } from '../../dhcpd/config/config.ts';
import { DhcpdConfigError } from '../../dhcpd/config/error.ts';
import { readDhcpdConfig } from '../../dhcpd/config/read.ts';
import { maskAllSecrets } from '../../dhcpd/config/secrets.ts';
import type { Reach } from '../../reach/reach.ts';
import { SourceError } from '../failure.ts';
import type { ReadingValue } from '../reading.ts';
import { type ConfigTester, NOT_TESTED } from './config-test.ts';
import { PartialRead, type Source } from './source.ts';

export type ConfigSource = Source<'config'> & {
  /** The configuration as last read; null before the first success. */
  latest(): DhcpdConfig | null;
};

/**
 * Reads one server's dhcpd.conf with its includes, which is parsed only when one of its files changed. `wantedPeer` names
 * the peer of the settings, if they name one. `test`, where there is one, is told of each reading, also of a text that
 * can't be understood: dhcpd has a word for that too.
 */
export function configSource(
  reach: Pick<Reach, 'readText'>,
  path: string,
  wantedPeer: string | null,
  test: ConfigTester | null = null,
): ConfigSource {
  let latest: ReadingValue['config'] | null = null;
  return {
    kind: 'config',
    latest: () => latest?.config ?? null,
    async read(signal) {
      const texts = new Map<string, string>();
      const readText = async (file: string) => {
        const text = texts.get(file) ?? (await reach.readText(file, signal));
        texts.set(file, text);
        return text;
      };
      const tested = async (hash: string) => (test ? test({ hash, texts }, signal) : NOT_TESTED);
      if (latest === null || (await hashOf(latest.config.files, readText)) !== latest.hash) {
        try {
          latest = await readAnew(readText, texts);
        } catch (error) {
          const isOfText = error instanceof DhcpdConfigError || error instanceof SourceError;
          if (!isOfText || test === null) throw error;
          throw new PartialRead<'config'>(
            error.message,
            await tested(await hashOf(texts.keys(), readText)),
            error,
          );
        }
      }
      const word = await tested(latest.hash);
      if (word.test !== latest.test || word.testRefused !== latest.testRefused)
        latest = { ...latest, ...word };
      return latest;
    },
  };

  async function readAnew(
    readText: (file: string) => Promise<string>,
    texts: ReadonlyMap<string, string>,
  ): Promise<ReadingValue['config']> {
    const config = await readDhcpdConfig(path, readText);
    const peerName = peerOf(config, wantedPeer, path);
    const masked = maskAllSecrets(config.files.map((file) => texts.get(file) ?? ''));
    return {
      peerName,
      poolCount: config.pools.filter((pool) => pool.peer === peerName).length,
      config,
      hash: await hashOf(config.files, readText),
      files: config.files.map((path, index) => ({ path, text: masked[index] ?? '' })),
      ...NOT_TESTED,
    };
  }
}

async function hashOf(files: Iterable<string>, readText: (file: string) => Promise<string>): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const text = await readText(file);
    hash.update(`${file}\n${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}

/** The pair's failover peer: the wanted one if the configuration has it, else the only one there is. */
export function peerOf(config: DhcpdConfig, wantedPeer: string | null, path: string): string {
  const names = config.peers.map(({ name }) => name);
  const list = names.map((name) => `"${name}"`).join(', ');
  if (wantedPeer !== null) {
    if (names.includes(wantedPeer)) return wantedPeer;
    const found = names.length === 0 ? 'no failover peer' : `only ${list}`;
    throw new SourceError(
      'peer-unknown',
      `${path} declares ${found}, but pairwatch.yaml says peer: ${wantedPeer}; put the right name there`,
    );
  }
  const [only, ...others] = names;
  if (only === undefined)
    throw new SourceError(
      'peer-unknown',
      `${path} declares no failover peer; Pairwatch watches failover pairs only`,
    );
  if (others.length > 0)
    throw new SourceError(
      'peer-unknown',
      `${path} declares several failover peers (${list}); say which one in pairwatch.yaml with peer:`,
    );
  return only;
}
