import { systemClock } from '../clock.ts';
import type { SetupFound } from '../contracts/setup.ts';
import { OmapiClient } from '../omapi/client.ts';
import { connectTcp } from '../omapi/connect-tcp.ts';
import { OmapiError, type OmapiErrorKind } from '../omapi/errors.ts';
import type { FailoverStateObject } from '../omapi/failover-state.ts';
import type { ServerSettings } from '../settings/settings.ts';
import { resolveStep } from './host.ts';
import { type Step, StepError } from './steps.ts';

const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 3_000;

/** Names that people give a failover peer, tried where none is known: dhcpd lists none, and says of each whether it is one. */
const USUAL_NAMES = [
  'failover',
  'failover-partner',
  'dhcp-failover',
  'dhcp',
  'partner',
  'failover-peer',
  'dhcpd-failover',
  'dhcp-peer',
  'peer',
  'foo',
];

/** What a test of OMAPI found out of one server. */
export type OmapiTold = {
  found: SetupFound;
  state: FailoverStateObject | null;
};

/** How the test is to be made: `addresses` lie one in each pool, null where nobody knows the pools yet. */
export type OmapiTest = {
  server: ServerSettings;
  peer: string | null;
  addresses: readonly string[] | null;
};

const OF_KEY: readonly OmapiErrorKind[] = ['key-unknown', 'key-not-selected', 'key-malformed', 'key-needed'];
const OF_SECRET: readonly OmapiErrorKind[] = ['secret-wrong', 'algorithm-unsupported', 'signature-wrong'];

/**
 * The steps from a name to the pools of one dhcpd, and what they find out. `close` has to be called at the end. Everything
 * only reads.
 */
export function omapiSteps({ server, peer, addresses }: OmapiTest): {
  steps: Step[];
  told: OmapiTold;
  close(): void;
} {
  const { host, omapi } = server;
  const told: OmapiTold = { found: {}, state: null };
  let client: OmapiClient | null = null;
  let refusal: OmapiError | null = null;
  let roundTripMs: number | null = null;

  const opened = () =>
    (client ??= new OmapiClient({
      host,
      port: omapi.port,
      key: omapi.key ?? undefined,
      connectTimeoutMs: CONNECT_WITHIN_MS,
      requestTimeoutMs: ANSWER_WITHIN_MS,
    }));

  const steps: Step[] = [
    resolveStep(host),
    {
      id: 'connected',
      about: `connect to ${host}:${omapi.port}`,
      async try(signal) {
        const startedAt = performance.now();
        const socket = await connectTcp({ host, port: omapi.port }, CONNECT_WITHIN_MS, systemClock, signal);
        const tookMs = performance.now() - startedAt;
        socket.destroy();
        return `connected to ${host}:${omapi.port} in ${tookMs.toFixed(1)} ms`;
      },
    },
    {
      id: 'omapi',
      about: 'OMAPI greeting',
      async try(signal) {
        try {
          ({ roundTripMs } = await opened().ping(signal));
        } catch (error) {
          if (!(error instanceof OmapiError) || ![...OF_KEY, ...OF_SECRET].includes(error.kind)) throw error;
          refusal = error;
        }
        return 'OMAPI 100/24: a dhcpd speaks there';
      },
    },
    {
      id: 'key',
      about: 'key',
      async try() {
        if (refusal && OF_KEY.includes(refusal.kind)) throw refusal;
        if (omapi.key) return `key ${omapi.key.name} is known`;
        return {
          status: 'note',
          text: 'no key is asked for',
          why: 'Whoever reaches the port can change and stop this server. Set `omapi-key` in its dhcpd.conf, and let only this host reach the port.',
        };
      },
    },
    {
      id: 'secret',
      about: 'secret of the key',
      async try() {
        if (refusal) throw refusal;
        const inTime = roundTripMs === null ? '' : `, answered in ${roundTripMs.toFixed(1)} ms`;
        return omapi.key ? `secret is right${inTime}` : `answers without a signature${inTime}`;
      },
    },
    {
      id: 'peer',
      about: peer === null ? 'name of the failover peer' : `failover peer "${peer}"`,
      async try(signal) {
        told.state = await stateOf(opened(), peer, signal);
        if (told.state === null)
          return {
            status: 'note',
            text: 'the name of the failover peer is not known yet',
            why: 'dhcpd tells no names, and it has none of the usual ones. The next step reads it from dhcpd.conf where it may; else type it: it stands behind `failover peer` there.',
          };
        const { name, hierarchy, localState, partnerState } = told.state;
        told.found = { peers: [name], role: hierarchy };
        const text = `peer "${name}" found: ${hierarchy}, ${localState}/${partnerState}`;
        if (hierarchy === server.role) return text;
        return {
          status: 'note',
          text,
          why: `It says of itself that it is the ${hierarchy}, and ${server.role} was chosen for ${server.name}. Choose ${hierarchy} for it, and the other role for the other server.`,
        };
      },
    },
    {
      id: 'pools',
      about: 'pools',
      isByItself: true,
      async try(signal) {
        if (addresses === null)
          return {
            status: 'note',
            text: 'pools are not asked for yet',
            why: 'OMAPI finds a pool by an address of it, and which there are stands in dhcpd.conf: the next step reads that. Without it Pairwatch watches the pair, but no pools.',
          };
        if (addresses.length === 0) throw new StepError(NO_POOLS);
        const handles = new Set<number>();
        for (const address of addresses) handles.add((await opened().poolCounters(address, signal)).handle);
        return `${handles.size} ${handles.size === 1 ? 'pool' : 'pools'} readable`;
      },
    },
  ];
  return { steps, told, close: () => client?.close() };
}

const NO_POOLS =
  'dhcpd.conf has no pool in failover: only ranges inside `pool { … }` with `failover peer` are. The page /runbook/config-pools tells more.';

/** null where no name is given and none of the usual ones is right. */
async function stateOf(
  client: OmapiClient,
  peer: string | null,
  signal: AbortSignal,
): Promise<FailoverStateObject | null> {
  if (peer !== null) return client.failoverState(peer, signal);
  for (const name of USUAL_NAMES) {
    try {
      return await client.failoverState(name, signal);
    } catch (error) {
      if (!(error instanceof OmapiError) || error.kind !== 'peer-unknown') throw error;
    }
  }
  return null;
}
