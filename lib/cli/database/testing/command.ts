import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import type { Io } from '../../io.ts';

const SETTINGS = `
pairs:
  - name: office
    peer: pair
    servers:
      - { role: primary, name: dhcp-a, host: 192.0.2.11, omapi: { port: 7911 } }
      - { role: secondary, name: dhcp-b, host: 192.0.2.12, omapi: { port: 7911 } }
data: .
`;

export type Ran = { code: number; stdout: string; stderr: string };

/** A folder with settings and the database they name, opened as the collector does. */
export async function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-cli-'));
  const url = `file:${join(folder, 'pairwatch.db')}`;
  const config = join(folder, 'pairwatch.yaml');
  writeFileSync(config, SETTINGS, { mode: 0o600 });
  await migrate(url);
  const db: Database = await openDatabase(url, { role: 'collector' });

  /** Runs a command on them; `SUDO_USER` stands for who is at the terminal. */
  async function run(command: (argv: string[], io: Io) => Promise<number>, ...argv: string[]): Promise<Ran> {
    const written = { stdout: '', stderr: '' };
    const io = {
      stdout: { write: (text: string) => (written.stdout += text) },
      stderr: { write: (text: string) => (written.stderr += text) },
      env: { PAIRWATCH_CONFIG: config, SUDO_USER: 'ada' },
    };
    return { code: await command(argv, io), ...written };
  }

  async function close(): Promise<void> {
    await db.close();
    rmSync(folder, { recursive: true });
  }
  return { db, run, close };
}

export type Place = Awaited<ReturnType<typeof makePlace>>;
