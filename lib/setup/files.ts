import type { SetupFound } from '../contracts/setup.ts';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import { DhcpdConfigError } from '../dhcpd/config/error.ts';
import { readDhcpdConfig } from '../dhcpd/config/read.ts';
import { isReachError } from '../reach/error.ts';
import { openReach } from '../reach/open-reach.ts';
import type { Reach } from '../reach/reach.ts';
import type { ServerSettings } from '../settings/settings.ts';
import { type DhcpdFiles, dhcpdIn, USUAL_PATHS } from './command-line.ts';
import { type Step, StepError, type Told } from './steps.ts';

export type FilesTold = { found: SetupFound; config: DhcpdConfig | null };

const SEEN_BYTES = 4096;
/** What a lease file has: its first lines, or any of its entries. */
const OF_A_LEASE_FILE =
  /^(?:#.*lease|authoring-byte-order|server-duid|lease\s|failover\s+peer|host\s|group\s|class\s)/m;

/**
 * The steps that get at the files of one server, and what they find: those that are named, else those that the running dhcpd
 * uses, else those at the usual places. `close` has to be called at the end. Of what stands in a file nothing is told but the
 * names of failover peers and counts.
 */
export function fileSteps(
  server: ServerSettings,
  wantedPeer: string | null,
): { steps: Step[]; told: FilesTold; close(): Promise<void> } {
  const told: FilesTold = { found: {}, config: null };
  const { kind } = server.reach;
  const reach = openReach(server.reach);
  let running: DhcpdFiles | null = null;

  const login: Step = {
    id: 'login',
    about: `log in to ${reach.where}`,
    async try(signal) {
      try {
        await reach.stat(server.config?.path ?? USUAL_PATHS.config[0], signal);
      } catch (error) {
        // The file is for the next steps: here it counts whether anybody answered.
        if (!isReachError(error, 'not-found', 'permission', 'unreadable', 'not-allowed')) throw error;
      }
      return `logged in to ${reach.where}: its host key is the one trusted, and it takes our key`;
    },
  };

  const steps: Step[] = [
    ...(kind === 'ssh' ? [login] : []),
    {
      id: 'dhcpd',
      about: 'the running dhcpd',
      isByItself: true,
      async try(signal) {
        running = await runningDhcpd(reach, signal);
        if (running === null)
          return {
            status: 'note',
            text: `no dhcpd is seen among the processes of ${reach.where}`,
            why:
              kind === 'ssh'
                ? 'It is stopped, runs in a container, or the account may not list processes. Paths are looked for at the usual places.'
                : 'Where the servers are other machines, their files are read over SSH. Paths are looked for at the usual places.',
          };
        const { config, leases } = running;
        const paths = [config && `-cf ${config}`, leases && `-lf ${leases}`].filter(Boolean).join(' ');
        return paths === '' ? 'dhcpd runs, with the paths built into it' : `dhcpd runs with ${paths}`;
      },
    },
    {
      id: 'config',
      about: 'dhcpd.conf',
      isByItself: true,
      async try(signal) {
        const path = await find(
          'dhcpd.conf',
          server.config?.path,
          running?.config,
          USUAL_PATHS.config,
          signal,
        );
        if (typeof path !== 'string') return path;
        const config = await read(path, signal);
        told.config = config;
        told.found.config = path;
        return tellConfig(config, path);
      },
    },
    {
      id: 'leases',
      about: 'lease file',
      isByItself: true,
      async try(signal) {
        const usual = told.config?.leaseFile
          ? [told.config.leaseFile, ...USUAL_PATHS.leases]
          : USUAL_PATHS.leases;
        const path = await find('lease file', server.leases?.path, running?.leases, usual, signal);
        if (typeof path !== 'string') return path;
        const { size, beginning } = await look(path, signal);
        if (size > 0 && !OF_A_LEASE_FILE.test(beginning))
          throw new StepError(
            `${path} begins like no lease file. Check the path: it is dhcpd's \`-lf\`, or \`lease-file-name\` in dhcpd.conf.`,
          );
        told.found.leases = path;
        return `${path} readable, ${inWords(size)}`;
      },
    },
    {
      id: 'log',
      about: 'log',
      isByItself: true,
      async try(signal) {
        if (server.log?.kind === 'journal') return journal(server.log.unit, signal);
        const path = await find('log', server.log?.path, null, USUAL_PATHS.log, signal);
        if (typeof path !== 'string') return 'no log is named, so none is read';
        const { size } = await look(path, signal);
        told.found.log = path;
        if (server.log === null) return `no log is read; ${path} is readable, should dhcpd write there`;
        return `${path} readable, ${inWords(size)}`;
      },
    },
  ];

  /** The path that is named; else the first of the others that is there; else a note. */
  async function find(
    what: string,
    named: string | undefined,
    used: string | null | undefined,
    usual: readonly string[],
    signal: AbortSignal,
  ): Promise<string | Told> {
    if (named !== undefined) return named;
    for (const path of [...(used ? [used] : []), ...usual]) {
      try {
        await reach.stat(path, signal);
        return path;
      } catch (error) {
        // It is there: that it may not be read is told when it is.
        if (isReachError(error, 'permission')) return path;
        if (!isReachError(error, 'not-found', 'not-allowed', 'unreadable')) throw error;
      }
    }
    return {
      status: 'note',
      text: `no ${what} at the usual places of ${reach.where}`,
      why: `Looked for: ${usual.join(', ')}. Where it lies elsewhere, type its path; without it Pairwatch does without what it tells.`,
    };
  }

  async function read(path: string, signal: AbortSignal): Promise<DhcpdConfig> {
    try {
      return await readDhcpdConfig(path, (file) => reach.readText(file, signal));
    } catch (error) {
      if (!(error instanceof DhcpdConfigError)) throw error;
      // Not what stands there: whoever asks may name any file of this machine.
      const { file, line, column } = error.place;
      throw new StepError(
        `${file}:${line}:${column} is not as dhcpd.conf has it. If this is the right file, see on the server what dhcpd says of it: dhcpd -t -cf ${path}`,
      );
    }
  }

  function tellConfig({ peers, pools, omapiPort }: DhcpdConfig, path: string): Told {
    const names = peers.map(({ name }) => name);
    if (names.length > 0) told.found.peers = names;
    if (omapiPort !== null) told.found.omapiPort = omapiPort;
    const chosen =
      peers.find(({ name }) => name === wantedPeer) ?? (peers.length === 1 ? peers[0] : undefined);
    if (!chosen) return choosePeer(names, wantedPeer, path);
    told.found.role = chosen.role;
    if (chosen.peerAddress) told.found.partnerHost = chosen.peerAddress;
    const count = pools.filter(({ peer }) => peer === chosen.name).length;
    const text = `${path} readable: peer "${chosen.name}", ${chosen.role}, ${count} ${count === 1 ? 'pool' : 'pools'} in failover`;
    if (chosen.role === server.role) return text;
    return {
      status: 'note',
      text,
      why: `It says ${chosen.role}, and ${server.role} was chosen for ${server.name}. Choose ${chosen.role} for it, unless this is the other server's file.`,
    };
  }

  async function look(path: string, signal: AbortSignal): Promise<{ size: number; beginning: string }> {
    const file = await reach.open(path, signal);
    try {
      const { size } = await file.stat(signal);
      const bytes = await file.read(0, SEEN_BYTES, signal);
      return { size, beginning: Buffer.from(bytes).toString('utf8') };
    } finally {
      await file.close();
    }
  }

  async function journal(unit: string, signal: AbortSignal): Promise<Told> {
    const { code, stdout, stderr } = await reach.run(
      ['journalctl', '--quiet', '--no-pager', '--lines=1', `--unit=${unit}`],
      signal,
    );
    if (code !== 0)
      throw new StepError(`journalctl for ${unit} ended with code ${code}: ${stderr.trim().split('\n')[0]}`);
    if (stdout.trim() !== '') return `the journal of ${unit} is readable`;
    return {
      status: 'note',
      text: `the journal has nothing of ${unit}`,
      why: 'The unit has another name, never ran, or the account may not read its lines: usermod -aG systemd-journal ACCOUNT lets it.',
    };
  }

  return { steps, told, close: () => reach.close() };
}

function choosePeer(names: readonly string[], wanted: string | null, path: string): Told {
  if (names.length === 0)
    throw new StepError(`${path} declares no failover peer; Pairwatch watches failover pairs only.`);
  const list = names.map((name) => `"${name}"`).join(', ');
  if (wanted !== null)
    throw new StepError(
      `${path} declares ${list}, but not "${wanted}". Type the name as it stands there, capitals included.`,
    );
  return {
    status: 'note',
    text: `${path} readable: several failover peers`,
    why: `It declares ${list}: choose the one of this pair.`,
  };
}

/** null also where processes may not be listed. */
async function runningDhcpd(reach: Reach, signal: AbortSignal): Promise<DhcpdFiles | null> {
  try {
    const { code, stdout } = await reach.run(['ps', '-eo', 'args='], signal);
    return code === 0 ? dhcpdIn(stdout) : null;
  } catch (error) {
    if (isReachError(error, 'not-allowed', 'not-found', 'too-large')) return null;
    throw error;
  }
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

function inWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toPrecision(3)} ${UNITS[power]}`;
}

/** An address in each pool of a failover peer, by which OMAPI finds it. */
export function addressesIn({ pools }: DhcpdConfig, peer: string): string[] {
  return pools.flatMap((pool) => (pool.peer === peer && pool.ranges[0] ? [pool.ranges[0].low] : []));
}
