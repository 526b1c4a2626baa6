import { readFile } from 'node:fs/promises';
import type { DhcpdConfig } from '../../dhcpd/config/config.ts';
import { DhcpdConfigError } from '../../dhcpd/config/error.ts';
import { readDhcpdConfig } from '../../dhcpd/config/read.ts';
import { InputError, unreadable } from '../input-error.ts';

/** Reads a dhcpd.conf with its includes. Throws InputError. */
export async function readConf(path: string): Promise<DhcpdConfig> {
  try {
    return await readDhcpdConfig(path, (file) => readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof DhcpdConfigError) throw new InputError(error.message, { cause: error });
    throw unreadable(path, "dhcpd's configuration", error);
  }
}
