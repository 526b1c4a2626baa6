import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../settings/settings.ts';
import type { Io } from './io.ts';
import { supervise } from './supervisor.ts';

/** The launcher and the built web server, found from dist/pairwatch.js, where this code ends up. */
const LAUNCHER = fileURLToPath(new URL('../bin/pairwatch', import.meta.url));
const WEB_SERVER = fileURLToPath(new URL('../.next/standalone/server.js', import.meta.url));
const READY_WITHIN_MS = 30_000;
const READY_LOOK_EVERY_MS = 100;

/**
 * Runs collector and web server until a signal asks to end, or one of them can't be helped by a restart.
 * Gives the exit code. `intro` is said once the pages answer.
 */
export async function runProduct(
  { settings, configPath }: { settings: Settings; configPath: string },
  io: Io,
  intro: (url: string) => string,
): Promise<number> {
  const { host, port } = settings.listen;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const say = (line: string) => io.stderr.write(`pairwatch: ${line}\n`);
  const taken = await listenFailure(host, port);
  if (taken) {
    say(taken);
    return 1;
  }
  const stopRequested = new Promise<number>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve(0));
  });
  const supervisor = supervise(
    [
      {
        name: 'collector',
        args: [LAUNCHER, 'collect', '--config', configPath],
        env: { ...io.env, NODE_ENV: 'production' },
      },
      { name: 'web', args: [WEB_SERVER], env: webEnvironment(settings, io.env) },
    ],
    say,
  );
  const readiness = new AbortController();
  void whenReady(url, readiness.signal).then((ready) => ready && io.stdout.write(`${intro(url)}\n`));
  const exitCode = await Promise.race([stopRequested, supervisor.gaveUp]);
  readiness.abort();
  await supervisor.stop();
  return exitCode;
}

function webEnvironment(settings: Settings, env: Io['env']): NodeJS.ProcessEnv {
  return {
    ...env,
    NODE_ENV: 'production',
    HOSTNAME: settings.listen.host,
    PORT: String(settings.listen.port),
    DATABASE_URL: settings.databaseUrl,
    NEXT_MANUAL_SIG_HANDLE: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Why nothing can listen there, in words for the operator; null when it can. */
async function listenFailure(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `${host}:${port} is taken by another program, perhaps another Pairwatch. Stop that one, or set \`listen:\` to another port.`,
        EACCES: `${host}:${port} may not be used by this user. Choose a port above 1023 in \`listen:\`.`,
        EADDRNOTAVAIL: `${host} is not an address of this machine. Mend \`listen:\`.`,
      };
      resolve(reasons[error.code ?? ''] ?? `${host}:${port} can't be listened on: ${error.message}`);
    });
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

async function whenReady(url: string, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!signal.aborted && Date.now() < deadline) {
    // The server is still starting: refused connections are what we wait out.
    const answer = await fetch(`${url}/api/health`, { signal }).catch(() => null);
    if (answer) return true;
    await new Promise((resolve) => setTimeout(resolve, READY_LOOK_EVERY_MS));
  }
  return false;
}
