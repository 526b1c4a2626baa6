import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Has Node's inspector take any free port when it is asked for; see live-memory.ts. */
const INSPECTABLE = '--inspect-port=127.0.0.1:0';
const LAUNCHER = fileURLToPath(new URL('../../../bin/pairwatch', import.meta.url));

export type PartName = 'collector' | 'web';
export const PART_NAMES: readonly PartName[] = ['collector', 'web'];
/** What a collector's command line has; Next gives its process a title in place of one. */
const COLLECTOR = '\0collect\0';

/** The product as an operator starts it: a launcher with its two processes. */
export type Product = {
  url: string;
  /** The process of a part; null while it is not there. */
  pidOf(part: PartName): number | null;
  /** null as long as the launcher runs. */
  end(): number | NodeJS.Signals | null;
  stop(): Promise<number | NodeJS.Signals | null>;
};

export type ProductOptions = { configPath: string; databaseUrl: string | null; logPath: string; url: string };

/** Starts the product; `logPath` gets what it says. It ends with us at the latest. */
export function startProduct({ configPath, databaseUrl, logPath, url }: ProductOptions): Product {
  const log = openSync(logPath, 'a');
  const { DATABASE_URL: _other, ...env } = process.env;
  const child = spawn(process.execPath, [LAUNCHER, 'start', '--config', configPath], {
    stdio: ['ignore', log, log],
    env: {
      ...env,
      NODE_OPTIONS: INSPECTABLE,
      PAIRWATCH_LOG: 'warn',
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
    },
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  return {
    url,
    pidOf: (part) => childrenOf(child.pid ?? 0).find((pid) => partOf(pid) === part) ?? null,
    end: () => child.exitCode ?? child.signalCode,
    async stop() {
      child.kill('SIGTERM');
      const how = await ended;
      process.off('exit', killWithUs);
      return how;
    },
  };
}

/** A port of loopback that nobody has. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function childrenOf(pid: number): number[] {
  return procText(`${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
}

function partOf(pid: number): PartName | null {
  const command = procText(`${pid}/cmdline`);
  if (command === '') return null; // it has ended
  return command.includes(COLLECTOR) ? 'collector' : 'web';
}

/** Empty for a process that is gone meanwhile. */
export function procText(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
