import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../e2e/support/product.ts';
import { WEB_FLAGS } from '../../lib/cli/web-flags.ts';

const SERVER = fileURLToPath(new URL('../../.next/standalone/server.js', import.meta.url));
const READY_WITHIN_MS = 20_000;

/** Runs the built web server alone on a database, as the product does. Rejects when it answers nothing within 20 s. */
export async function startWebServer(
  databaseUrl: string,
  dataFolder: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [...WEB_FLAGS, SERVER], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PAIRWATCH_SIGN_IN: 'off',
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      PAIRWATCH_DATA: dataFolder,
      NEXT_MANUAL_SIG_HANDLE: 'true',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + READY_WITHIN_MS;
  // Refused while it starts.
  while (!(await fetch(`${url}/api/live`, { method: 'HEAD' }).catch(() => null))) {
    if (Date.now() > until || child.exitCode !== null) {
      child.kill();
      throw new Error(
        `the web server ${SERVER} did not answer within ${READY_WITHIN_MS / 1000} s; is it built?`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
