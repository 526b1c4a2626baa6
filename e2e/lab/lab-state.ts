import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OMAPI_ALGORITHMS } from '../../lib/settings/settings.ts';
import { LabError } from './lab-error.ts';
import { processIdentity } from './processes.ts';

export const DAEMON_NAMES = ['dhcpd', 'chronyd', 'sshd'] as const;
export type DaemonName = (typeof DAEMON_NAMES)[number];

const serverState = z.strictObject({
  skewSeconds: z.number(),
  daemons: z.partialRecord(z.enum(DAEMON_NAMES), processIdentity),
});

/** What one verb leaves for the next one, which may be another process: `<folder>/lab.json`. */
const labState = z.strictObject({
  /** Pids and namespaces of another boot are nobody's. */
  bootId: z.string(),
  /** Whose lab this is: nobody else may replace it while that process lives. Null: it stays up by itself. */
  owner: processIdentity.nullable(),
  algorithm: z.enum(OMAPI_ALGORITHMS),
  secret: z.base64(),
  mcltSeconds: z.int().positive(),
  servers: z.strictObject({ a: serverState, b: serverState }),
});
export type LabState = z.infer<typeof labState>;

const FILE = 'lab.json';

/** This boot of the machine. */
export function currentBootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** The state in `folder`; undefined when there is none of this boot. Throws LabError when it cannot be read. */
export function readLabState(folder: string): LabState | undefined {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = labState.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new LabError(`${path} is not a lab's state (${z.prettifyError(parsed.error)}); remove it by hand`);
  }
  return parsed.data.bootId === currentBootId() ? parsed.data : undefined;
}

/** Replaces the state in `folder` at once, so that a crash leaves the old one or the new one. */
export function writeLabState(folder: string, state: LabState): void {
  const path = join(folder, FILE);
  writeFileSync(`${path}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it, with the path
  }
}
