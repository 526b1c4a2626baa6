import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DhcpdConfig } from '../config.ts';
import { readDhcpdConfig } from '../read.ts';

/** The folder of the golden folders, each with an `input/dhcpd.conf`. */
export const TESTCASES = fileURLToPath(new URL('../testcases/', import.meta.url));

/** Reads a golden folder as if its input lay at the root. */
export function readTestcase(name: string): Promise<DhcpdConfig> {
  const root = `${TESTCASES}${name}/input`;
  return readDhcpdConfig('/dhcpd.conf', async (path) => readFileSync(`${root}${path}`, 'utf8'));
}
