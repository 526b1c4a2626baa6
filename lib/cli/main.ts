import { checkCommand } from './check.ts';
import { collectCommand } from './collect.ts';
import { USAGE_EXIT_CODE } from './config-option.ts';
import { demoCommand } from './demo.ts';
import type { Io } from './io.ts';
import { omapiCommand } from './omapi.ts';
import { startCommand } from './start.ts';

type Command = { run: (argv: string[], io: Io) => Promise<number>; summary: string };

const COMMANDS: Record<string, Command> = {
  start: {
    run: startCommand,
    summary: 'run the collector and the web pages for the pairs in pairwatch.yaml',
  },
  demo: { run: demoCommand, summary: 'the same on a simulated pair: no DHCP server needed' },
  check: { run: checkCommand, summary: 'check pairwatch.yaml and say every mistake in it' },
  collect: { run: collectCommand, summary: 'run the collector alone' },
  omapi: { run: omapiCommand, summary: 'ask one dhcpd over OMAPI and print all it says' },
};

/** Runs one command of `bin/pairwatch` and gives the exit code. */
export async function main(argv: string[]): Promise<number> {
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
  return command.run(rest, io);
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: pairwatch COMMAND [options]\n\n${lines.join('\n')}\n\n"pairwatch COMMAND --help" tells the options of a command.\n`;
}
