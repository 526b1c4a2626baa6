import { readFile } from 'node:fs/promises';
import type { OmapiAccess } from '../../../components/runbook/omapi-access.ts';
import { log } from '../../../lib/log.ts';
import { parseSettingsDocument } from '../../../lib/settings/document.ts';
import type { SettingsFile } from '../../../lib/settings/schema.ts';
import { checkShape } from '../../../lib/settings/shape.ts';

/**
 * How to reach dhcpd on the partner of `lostServer` over OMAPI, as pairwatch.yaml has it, without any secret. Null when the
 * settings can't be read here or don't name it: the page says so and leaves the blanks to the reader.
 */
export async function readOmapiAccess(pairName: string, lostServer: string): Promise<OmapiAccess | null> {
  const settings = await readSettings();
  const servers = settings?.pairs.find(({ name }) => name === pairName)?.servers;
  const lost = servers?.find(({ name }) => name === lostServer);
  const survivor = servers?.find(({ name }) => name !== lostServer);
  if (!lost || !survivor) return null;
  const { host, omapi } = survivor;
  return {
    host,
    port: omapi.port,
    key: omapi.key ? { name: omapi.key.name, algorithm: omapi.key.algorithm } : null,
    readsLostOverSsh: lost.reach !== undefined,
  };
}

async function readSettings(): Promise<SettingsFile | null> {
  const path = process.env.PAIRWATCH_CONFIG;
  if (!path) return null;
  try {
    const document = parseSettingsDocument(await readFile(path, 'utf8'));
    return 'problems' in document ? null : checkShape(document.value).file;
  } catch (error) {
    log.warn({ err: error, path }, 'the settings could not be read for the partner-down page');
    return null;
  }
}
