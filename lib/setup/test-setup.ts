import type { SetupFound, SetupLine, SetupStep } from '../contracts/setup.ts';
import { showHostKey } from '../reach/ssh/show-host-key.ts';
import type { PairSettings, ServerSettings } from '../settings/settings.ts';
import { clockSteps } from './clock.ts';
import { addressesIn, type FilesTold, fileSteps } from './files.ts';
import { resolveStep } from './host.ts';
import { type OmapiTold, omapiSteps } from './omapi.ts';
import { pairSteps } from './pair.ts';
import { type Step, trySteps } from './steps.ts';

export type SetupTold = { lines: SetupLine[]; found: SetupFound };

export type ServerTest = {
  step: Exclude<SetupStep, 'check'>;
  /** Its place in the pair, for its lines. */
  index: number;
  server: ServerSettings;
  peer: string | null;
};

/** Tries one step of one server's settings against the server itself. Only reads. Never throws for what it tries. */
export async function testServer(
  { step, index, server, peer }: ServerTest,
  signal: AbortSignal,
): Promise<SetupTold> {
  const run = (steps: readonly Step[]) => trySteps(steps, { server: index, signal });
  switch (step) {
    case 'host':
      return { lines: await run([resolveStep(server.host)]), found: {} };
    case 'omapi': {
      const { steps, told, close } = omapiSteps({ server, peer, addresses: null });
      const lines = await run(steps).finally(close);
      return { lines, found: told.found };
    }
    case 'files': {
      const { steps, told, close } = fileSteps(server, peer);
      const lines = await run(steps).finally(close);
      return { lines, found: told.found };
    }
    case 'clock': {
      const { steps, close } = clockSteps(server);
      return { lines: await run(steps).finally(close), found: {} };
    }
  }
}

/** Asks an SSH server for its host key: somebody has to say whether it is the right one before anything is sent. */
export async function testHostKey(
  { index, host, port }: { index: number; host: string; port: number },
  signal: AbortSignal,
): Promise<SetupTold> {
  const found: SetupFound = {};
  const steps: Step[] = [
    {
      id: 'host-key',
      about: `host key of ${host}:${port}`,
      async try(during) {
        found.hostKey = await showHostKey({ host, port }, during);
        const { type, fingerprint, command } = found.hostKey;
        return {
          status: 'ask',
          text: `${host}:${port} shows the host key ${type} ${fingerprint}`,
          why: `Trust it only if the server says the same at its own console: ${command}`,
        };
      },
    },
    { id: 'login', about: 'log in', try: async () => '' },
    { id: 'config', about: 'dhcpd.conf', try: async () => '' },
    { id: 'leases', about: 'lease file', try: async () => '' },
    { id: 'log', about: 'log', try: async () => '' },
  ];
  return { lines: await trySteps(steps, { server: index, signal }), found };
}

/** Tries everything of both servers at once, then what they say of each other. `indexOf`: a server's place, for its lines. */
export async function testPair(
  pair: PairSettings,
  indexOf: (server: ServerSettings) => number,
  signal: AbortSignal,
): Promise<SetupTold> {
  const files = await Promise.all(
    pair.servers.map(async (server) => {
      const isNamed = server.config ?? server.leases ?? server.log;
      const { steps, told, close } = fileSteps(server, pair.peer);
      const named = isNamed ? steps.filter(({ id }) => isOfNamed(id, server)) : [];
      const lines = await trySteps(named, { server: indexOf(server), signal }).finally(close);
      return { lines, told };
    }),
  );
  const peer = pair.peer ?? peerOf(files.map(({ told }) => told));
  const config = files.map(({ told }) => told.config).find((each) => each !== null) ?? null;
  const addresses = config && peer !== null ? addressesIn(config, peer) : null;
  const asked = await Promise.all(
    pair.servers.map(async (server, index) => {
      const { steps, told, close } = omapiSteps({ server, peer, addresses });
      const clock = clockSteps(server);
      const [lines, clockLines] = await Promise.all([
        trySteps(steps, { server: indexOf(server), signal }).finally(close),
        trySteps(clock.steps, { server: indexOf(server), signal }).finally(() => clock.close()),
      ]);
      return { server, told, lines: [...lines, ...(files[index]?.lines ?? []), ...clockLines] };
    }),
  );
  const lines = asked.flatMap((each) => each.lines);
  return {
    lines: [...lines, ...(await linesOfPair(asked, signal))],
    found: peer === null ? {} : { peers: [peer] },
  };
}

async function linesOfPair(
  asked: readonly { server: ServerSettings; told: OmapiTold }[],
  signal: AbortSignal,
): Promise<SetupLine[]> {
  const [one, other] = asked.map(({ server, told }) => ({ server, state: told.state }));
  return one && other ? trySteps(pairSteps([one, other]), { server: null, signal }) : [];
}

/** The check tries what the settings name, and looks for nothing else. */
function isOfNamed(id: string, { config, leases, log, reach }: ServerSettings): boolean {
  const named = { login: reach.kind === 'ssh', config, leases, log };
  return Object.entries(named).some(([step, value]) => step === id && Boolean(value));
}

/** The name both files have, or the only one of those read. */
function peerOf(told: readonly FilesTold[]): string | null {
  const names = new Set(told.flatMap(({ found }) => found.peers ?? []));
  const [only, ...others] = names;
  return others.length === 0 ? (only ?? null) : null;
}
