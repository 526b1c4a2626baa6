import { fileURLToPath } from 'node:url';
import type { Settings } from '../settings/settings.ts';
import { type Leave, whyNotServe } from '../settings/whoever-reaches.ts';
import { USAGE_EXIT_CODE } from './config-option.ts';
import type { Io } from './io.ts';
import { listenFailure } from './listen-failure.ts';
import { addressOfPages, newSetUpLink } from './set-up-link.ts';
import { supervise } from './supervisor.ts';
import { WEB_FLAGS } from './web-flags.ts';

/** The launcher and the built web server, found from dist/pairwatch.js, where this code ends up. */
const LAUNCHER = fileURLToPath(new URL('../bin/pairwatch', import.meta.url));
const WEB_SERVER = fileURLToPath(new URL('../.next/standalone/server.js', import.meta.url));
const READY_WITHIN_MS = 30_000;
const READY_LOOK_EVERY_MS = 100;

export type Ways = {
  intro: (url: string) => string;
  makePast?: () => Promise<void>;
  /** Told when the pages answer, before that is said. */
  onReady?: () => void;
  leave: Leave;
  /** Everybody may do everything, with simulated pairs. */
  isDemo?: boolean;
};

/**
 * Runs collector and web server until a signal asks to end, or one of them can't be helped by a restart.
 * Gives the exit code. `intro` is said once the pages answer. `makePast` makes what the collector goes on from, while the
 * web server starts already: until the database is there, its pages say so, and until the collector is, nothing is said.
 */
export async function runProduct(
  { settings, configPath }: { settings: Settings; configPath: string },
  io: Io,
  { intro, makePast, onReady, leave, isDemo = false }: Ways,
): Promise<number> {
  const { host, port } = settings.listen;
  const url = addressOfPages({ ...settings, publicUrl: null });
  const say = (line: string) => io.stderr.write(`pairwatch: ${line}\n`);
  const refusal = whyNotServe({ ...settings, signIn: settings.signIn && !isDemo }, leave);
  if (refusal) {
    say(refusal);
    return USAGE_EXIT_CODE;
  }
  const taken = await listenFailure(host, port);
  if (taken) {
    say(taken);
    return 1;
  }
  const stopRequested = new Promise<number>((resolve) => {
    // Every time: at Ctrl-C the terminal sends one signal and npm another, which must not cut the stop short.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(0));
  });
  const supervisor = supervise(
    [{ name: 'web', args: [...WEB_FLAGS, WEB_SERVER], env: webEnvironment(settings, isDemo, io.env) }],
    say,
  );
  const readiness = new AbortController();
  const { signal } = readiness;
  async function begin(): Promise<void> {
    await makePast?.();
    supervisor.add({
      name: 'collector',
      toldTo: 'web',
      args: [LAUNCHER, 'collect', '--config', configPath],
      env: { ...io.env, ...logEnvironment(settings, io.env), NODE_ENV: 'production' },
    });
    const slow = setTimeout(
      () => say(`no page answers at ${url} yet; the lines above may say why`),
      READY_WITHIN_MS,
    );
    const isReady = await whenReady(url, signal, (answer) => !makePast || answer.ok);
    clearTimeout(slow);
    if (!isReady) return;
    onReady?.();
    io.stdout.write(`${intro(settings.publicUrl ?? url)}\n`);
    if (!settings.signIn || settings.proxySignIn || !settings.passwords || isDemo) return;
    // The collector makes the database; before it is there, nobody can have signed up.
    if (!(await whenReady(url, signal, (answer) => answer.ok))) return;
    const link = await newSetUpLink(settings);
    if (link) io.stdout.write(`Nobody can sign in yet. Within 24 h, make the first user, once: ${link}\n`);
  }
  // It settles early only by failing.
  const failed = begin().then(() => new Promise<never>(() => {}));
  try {
    return await Promise.race([stopRequested, supervisor.gaveUp, failed]);
  } finally {
    readiness.abort();
    await supervisor.stop();
  }
}

function webEnvironment(settings: Settings, isDemo: boolean, env: Io['env']): NodeJS.ProcessEnv {
  return {
    ...env,
    ...logEnvironment(settings, env),
    NODE_ENV: 'production',
    HOSTNAME: settings.listen.host,
    PORT: String(settings.listen.port),
    DATABASE_URL: settings.databaseUrl,
    PAIRWATCH_CONFIG: settings.path,
    PAIRWATCH_DATA: settings.dataFolder,
    PAIRWATCH_SIGN_IN: isDemo ? 'demo' : settings.signIn ? 'on' : 'off',
    PAIRWATCH_PUBLIC_URL: settings.publicUrl ?? undefined,
    PAIRWATCH_PASSWORDS: settings.passwords ? 'on' : 'off',
    PAIRWATCH_OIDC: settings.oidc ? JSON.stringify(settings.oidc) : undefined,
    PAIRWATCH_PROXY_SIGN_IN: settings.proxySignIn ? JSON.stringify(settings.proxySignIn) : undefined,
    PAIRWATCH_TRUSTED_PROXIES: settings.trustedProxies.join(','),
    PAIRWATCH_PRIVACY: JSON.stringify(settings.privacy),
    PAIRWATCH_AUDIT_LEASE_READS: settings.audit.leaseReads ? 'on' : 'off',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** What is set in the environment goes before the settings: it is what somebody wants of this one start. */
function logEnvironment({ log: { level, format } }: Settings, env: Io['env']): NodeJS.Dict<string> {
  return {
    ...(level !== null && { PAIRWATCH_LOG: env.PAIRWATCH_LOG ?? level }),
    ...(format !== null && { PAIRWATCH_LOG_FORMAT: env.PAIRWATCH_LOG_FORMAT ?? format }),
  };
}

/** Waits until a page answers well enough; false when told to stop before that. */
async function whenReady(
  url: string,
  signal: AbortSignal,
  isEnough: (health: Response) => boolean,
): Promise<boolean> {
  while (!signal.aborted) {
    // The server is still starting: refused connections are what we wait out.
    // A signal of its own for each try: fetch leaves a listener on the one it is given.
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.any([signal]) }).catch(() => null);
    if (answer && isEnough(answer)) return true;
    await new Promise((resolve) => setTimeout(resolve, READY_LOOK_EVERY_MS));
  }
  return false;
}
