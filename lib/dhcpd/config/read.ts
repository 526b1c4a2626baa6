import { dirname } from 'node:path/posix';
import type { DhcpdConfig } from './config.ts';
import { Cursor } from './cursor.ts';
import { readStatements } from './statements.ts';

/** Gives the whole text of a file, or throws. */
export type ReadText = (path: string) => Promise<string>;

export type ReadOptions = {
  /**
   * What relative `include` paths are relative to: dhcpd's working folder (reference 5). Without it the folder of the
   * file itself, which is where a copy has its includes.
   */
  includeFolder?: string;
};

/**
 * Reads a dhcpd.conf with everything it includes: failover peers, pools, OMAPI, file names. Statements that mean
 * nothing for these are passed over, so a file of any dhcpd version can be read.
 * @throws DhcpdConfigError with file, line and column for a text that dhcpd would not accept either, an include that
 * can't be read, or includes that go in a circle. What `readText` throws for the file itself comes through.
 */
export async function readDhcpdConfig(
  path: string,
  readText: ReadText,
  { includeFolder = dirname(path) }: ReadOptions = {},
): Promise<DhcpdConfig> {
  const config: DhcpdConfig = {
    peers: [],
    pools: [],
    omapiPort: null,
    omapiKey: null,
    keys: [],
    leaseFile: null,
    warnings: [],
  };
  await readStatements({
    cursor: new Cursor(await readText(path), path),
    config,
    scope: { network: null, subnet: null, pool: null },
    block: null,
    includes: { readText, folder: includeFolder, open: [path] },
  });
  return config;
}
