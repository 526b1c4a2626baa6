import { makeSetUpKey } from '../store/set-up.ts';
import { listUsers, type ToldUser } from '../store/sign-ins.ts';
import { alignColumns } from './columns.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { oneLine } from './database/text.ts';
import { writeDown } from './database/write-down.ts';
import type { Io } from './io.ts';
import { setUpLink } from './set-up-link.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch users list [--json]
       pairwatch users set-up-link

Tells who may sign in. "set-up-link" prints, while there is nobody, the link by which the first user is made; it serves once
and for a day, and those printed before serve no more.

  --json          one JSON object
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch users`. Gives the exit status its help describes. */
export function usersCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'users', help: HELP, parse }, argv, io);
}

function parse(argv: string[]): Task | 'help' {
  const { values, positionals } = splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const [verb, ...more] = positionals;
  if (more.length === 0 && verb === 'list')
    return { config: values.config, work: list(values.json ?? false) };
  if (more.length === 0 && verb === 'set-up-link') return { config: values.config, work: printLink };
  throw new UsageError(`found ${positionals.join(' ') || 'nothing'}; expected list or set-up-link`);
}

const printLink: Task['work'] = async (database, io, settings) => {
  const key = await database.write((tx) => makeSetUpKey(tx, Date.now()));
  if (key === null) {
    io.stderr.write(
      'pairwatch users: Pairwatch is set up already; "pairwatch users list" tells who may sign in.\n',
    );
    return EXIT.failed;
  }
  await writeDown(database, io, { deed: 'set-up-link-made', target: null });
  io.stdout.write(`${setUpLink(settings, key)}\n`);
  return EXIT.done;
};

function list(json: boolean): Task['work'] {
  return async (database, io) => {
    const users = await database.read((tx) => listUsers(tx));
    print(io, { now: new Date().toISOString(), users }, { json, text: () => asTable(users) });
    return EXIT.done;
  };
}

const HEAD = ['e-mail', 'name', 'role', 'state'];

function asTable(users: readonly ToldUser[]): string {
  if (users.length === 0) return 'No users.\n';
  const rows = users.map(({ email, name, role, disabledAt }) => [
    oneLine(email),
    oneLine(name),
    role,
    disabledAt === null ? 'may sign in' : 'disabled',
  ]);
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}
