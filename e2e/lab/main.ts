import { constants } from 'node:os';
import { type Command, parseArguments, usage } from './arguments.ts';
import { createLab, type Lab, type LabStatus } from './lab.ts';
import { LabError } from './lab-error.ts';
import type { Removed } from './removal.ts';
import { POOL_NAMES, partnerOf, SERVER_NAMES } from './topology.ts';

/** Does what the command asks and gives the line that says so. */
async function perform(lab: Lab, command: Command): Promise<string> {
  switch (command.verb) {
    case 'up': {
      const { verb: _, ...options } = command;
      const { elapsedMs, removed } = await lab.up({ ...options, detached: true });
      const before = removed.namespaces.length > 0 ? ` after removing ${removedText(removed)}` : '';
      return `${lab.name}: up in ${(elapsedMs / 1000).toFixed(1)} s, a and b normal, files in ${lab.folder}${before}`;
    }
    case 'down':
      return `${lab.name}: down, removed ${removedText(await lab.down())}`;
    case 'kill':
      return `${command.server}: killed dhcpd pid ${(await lab.kill(command.server)).pid}`;
    case 'stop':
      return `${command.server}: stopped dhcpd pid ${(await lab.stop(command.server)).pid}`;
    case 'start':
      return `${command.server}: started dhcpd pid ${(await lab.start(command.server)).pid}`;
    case 'partition':
      await lab.partition();
      return 'a and b: cut from each other';
    case 'isolate':
      await lab.isolate(command.node);
      return `${command.node}: cut from everybody`;
    case 'heal':
      await lab.heal();
      return 'nothing is cut';
    case 'skew': {
      const { dhcpd, chronyd, sshd } = await lab.skew(command.server, command.seconds);
      const clock = `clock ${signed(command.seconds)} s`;
      return `${command.server}: ${clock}, started dhcpd pid ${dhcpd}, chronyd pid ${chronyd}, sshd pid ${sshd}`;
    }
    case 'partner-down':
      await lab.partnerDown(command.server);
      return `${command.server}: told that ${partnerOf(command.server)} is down`;
    case 'load': {
      const { clients, acknowledged } = await lab.load(command.clients);
      return `client: ${acknowledged} of ${clients} clients have a lease in desks`;
    }
    case 'fill': {
      const { size, rounds } = await lab.fill(command.pool);
      return `client: all ${size} addresses of ${command.pool} taken in ${rounds} rounds`;
    }
    case 'status':
      return statusText(lab, await lab.status());
    case 'exec':
      throw new LabError('`exec` ends as its command does and has no line of its own');
  }
}

/** Runs the command on this terminal and gives its exit code; a signal counts as in a shell. */
function execute(lab: Lab, { node, command, args }: Extract<Command, { verb: 'exec' }>): Promise<number> {
  const child = lab.exec(node, command, args, { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // The terminal sends this one to the command as well, which decides what it means.
  process.on('SIGINT', () => {});
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function removedText({ processes, namespaces }: Removed): string {
  return `${processes} processes and ${namespaces.length} namespaces`;
}

function signed(seconds: number): string {
  return seconds > 0 ? `+${seconds}` : `${seconds}`;
}

function statusText(lab: Lab, { namespaces, faults, servers }: LabStatus): string {
  const lines = [
    `${lab.name}: files in ${lab.folder}, namespaces ${namespaces.join(', ')}`,
    `network: ${faults.join(', ') || 'nothing is cut'}`,
  ];
  for (const name of SERVER_NAMES) {
    const { failover, daemons, skewSeconds, pools } = servers[name];
    const states = failover ? `${failover.local}, partner ${failover.partner}` : 'no answer over OMAPI';
    const pids = Object.entries(daemons).map(([daemon, pid]) => `${daemon} ${pid}`);
    const clock = skewSeconds === 0 ? '' : `; clock ${signed(skewSeconds)} s`;
    lines.push(`${name}: ${states}; ${pids.join(', ') || 'nothing runs'}${clock}`);
    const counts = POOL_NAMES.map((pool) => {
      const { size, taken, free, backup } = pools[pool];
      return `${pool} ${taken}/${size} taken, ${free} free, ${backup} backup`;
    });
    lines.push(`${name}: ${counts.join('; ')}`);
  }
  return lines.join('\n');
}

async function main(argv: string[]): Promise<number> {
  if (argv.length === 0 || argv[0] === '--help' || argv[0] === 'help') {
    process.stdout.write(`usage: npm run lab -- VERB; the verbs:\n${usage()}\n`);
    return argv.length === 0 ? 2 : 0;
  }
  try {
    const command = parseArguments(argv);
    const lab = createLab();
    if (command.verb === 'exec') return await execute(lab, command);
    process.stdout.write(`${await perform(lab, command)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    process.stderr.write(`lab: ${error.message}\n`);
    return error.exitCode;
  }
}

process.exitCode = await main(process.argv.slice(2));
