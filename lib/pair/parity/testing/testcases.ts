import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readDhcpdConfig } from '../../../dhcpd/config/read.ts';
import type { Both, ConfigFacts, Role } from '../facts.ts';

const TESTCASES = fileURLToPath(new URL('../testcases/', import.meta.url));

/** Names of the golden folders. */
export const TESTCASE_NAMES = readdirSync(TESTCASES);

/** The pair of a golden folder: a.conf and b.conf by the names of their roles. */
export async function readTestcase(name: string): Promise<Both<ConfigFacts>> {
  return { primary: await read('primary', 'a'), secondary: await read('secondary', 'b') };

  async function read(role: Role, server: string): Promise<ConfigFacts> {
    const config = await readDhcpdConfig(`/etc/dhcp/${role}.conf`, async (path) =>
      readFileSync(path.replace('/etc/dhcp', TESTCASES + name), 'utf8'),
    );
    return { server, host: null, config, dhcpdVersion: null };
  }
}

export function expectedOf(name: string): unknown {
  return JSON.parse(readFileSync(`${TESTCASES}${name}/expected.json`, 'utf8'));
}
