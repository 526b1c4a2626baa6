import type { Io } from './io.ts';

type Run = (argv: string[], io: Io) => Promise<number>;

/** Loaded only when it is called: a check that runs every minute must not load the database client. */
type Command = { load: () => Promise<Run>; summary: string };

const COMMANDS: Record<string, Command> = {
  start: {
    load: async () => (await import('./start.ts')).startCommand,
    summary: 'run the collector and the web pages for the pairs in pairwatch.yaml',
  },
  demo: {
    load: async () => (await import('./demo.ts')).demoCommand,
    summary: 'the same on a simulated pair: no DHCP server needed',
  },
  check: {
    load: async () => (await import('./check.ts')).checkCommand,
    summary: 'check pairwatch.yaml, or the two dhcpd.conf of a pair against each other',
  },
  doctor: {
    load: async () => (await import('./doctor.ts')).doctorCommand,
    summary: 'check everything from Node to the OMAPI secret, and say what to do',
  },
  diagnostics: {
    load: async () => (await import('./diagnostics.ts')).diagnosticsCommand,
    summary: 'pack what helps whoever looks into a fault, without secrets',
  },
  collect: {
    load: async () => (await import('./collect.ts')).collectCommand,
    summary: 'run the collector alone',
  },
  status: {
    load: async () => (await import('./status.ts')).statusCommand,
    summary: 'tell how the pairs are, from the database, with the exit status Nagios takes',
  },
  drills: {
    load: async () => (await import('./drills.ts')).drillsCommand,
    summary: 'tell what came of failover drills',
  },
  incidents: {
    load: async () => (await import('./incidents.ts')).incidentsCommand,
    summary: 'tell which incidents are open',
  },
  report: {
    load: async () => (await import('./report.ts')).reportCommand,
    summary: 'write the report on an incident, or check that a bundle was not altered',
  },
  alerts: {
    load: async () => (await import('./alerts.ts')).alertsCommand,
    summary: 'tell which alerts fire',
  },
  ack: {
    load: async () => (await import('./ack.ts')).ackCommand,
    summary: 'say that you look after an incident or an alert',
  },
  silence: {
    load: async () => (await import('./silence.ts')).silenceCommand,
    summary: 'have nobody told of some alerts for a while',
  },
  endpoints: {
    load: async () => (await import('./endpoints.ts')).endpointsCommand,
    summary: 'tell who is told, and test the way there',
  },
  deliveries: {
    load: async () => (await import('./deliveries.ts')).deliveriesCommand,
    summary: 'tell what was sent to whom, and what failed',
  },
  users: {
    load: async () => (await import('./users.ts')).usersCommand,
    summary: 'tell and change who signs in, and make the links by which people come in',
  },
  token: {
    load: async () => (await import('./token.ts')).tokenCommand,
    summary: 'make, list and revoke the tokens that programs show instead of signing in',
  },
  backups: {
    load: async () => (await import('./backups.ts')).backupsCommand,
    summary: 'tell which copies of lease files there are, and write one out to be put back',
  },
  backup: {
    load: async () => (await import('./backup.ts')).backupCommand,
    summary: 'copy the database of Pairwatch itself, while it runs, and check the copy',
  },
  restore: {
    load: async () => (await import('./restore.ts')).restoreCommand,
    summary: 'put such a copy in the place of the database',
  },
  secrets: {
    load: async () => (await import('./secrets.ts')).secretsCommand,
    summary: 'replace the key that seals what the database must not show',
  },
  replay: {
    load: async () => (await import('./replay.ts')).replayCommand,
    summary: 'send messages again',
  },
  omapi: {
    load: async () => (await import('./omapi.ts')).omapiCommand,
    summary: 'ask one dhcpd over OMAPI and print all it says',
  },
  pools: {
    load: async () => (await import('./pools.ts')).poolsCommand,
    summary: 'count the leases in a lease file, or check them for Nagios, as dhcpd-pools does',
  },
  leases: {
    load: async () => (await import('./leases.ts')).leasesCommand,
    summary: 'print the current leases in the lease files of one server or a pair',
  },
  conf: {
    load: async () => (await import('./conf.ts')).confCommand,
    summary: 'print what is read of a dhcpd.conf, and what is wrong with it',
  },
};

/** For a command line that can't be understood. */
const USAGE_EXIT_CODE = 2;

/** Runs one command of `bin/pairwatch` and gives the exit code. */
export async function main(argv: string[]): Promise<number> {
  // Who reads the output may stop early, as head does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const io: Io = { stdout: process.stdout, stderr: process.stderr, env: process.env };
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(usage());
    return name === undefined ? USAGE_EXIT_CODE : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    io.stderr.write(`pairwatch: there is no command "${name}".\n\n${usage()}`);
    return USAGE_EXIT_CODE;
  }
  const run = await command.load();
  return run(rest, io);
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: pairwatch COMMAND [options]\n\n${lines.join('\n')}\n\n"pairwatch COMMAND --help" tells the options of a command.\n`;
}
