import { emailSchema } from '../contracts/sign-in.ts';
import type { UserDto } from '../contracts/user.ts';
import { inviteSchema, roleSchema } from '../contracts/user.ts';
import type { Database, Tx } from '../db/client.ts';
import type { Settings } from '../settings/settings.ts';
import { takeFactors } from '../store/factors.ts';
import { makePasswordLink } from '../store/password-links.ts';
import { makeSetUpKey } from '../store/set-up.ts';
import { changeUser, inviteUser, listUsers, userIdOf } from '../store/users.ts';
import { alignColumns } from './columns.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, checked } from './database/options.ts';
import { oneLine } from './database/text.ts';
import { timeWithAge } from './database/time.ts';
import { writeDown } from './database/write-down.ts';
import type { Io } from './io.ts';
import { passwordLink, setUpLink } from './set-up-link.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch users list [--json]
       pairwatch users invite E-MAIL --name NAME [--role ROLE] [--pairs NAMES] [--by NAME]
       pairwatch users set-role E-MAIL ROLE [--by NAME]
       pairwatch users disable|enable E-MAIL [--by NAME]
       pairwatch users password-link E-MAIL [--by NAME]
       pairwatch users reset-factors E-MAIL [--by NAME]
       pairwatch users set-up-link

Tells and changes who may sign in. "invite" makes a user and, as "password-link" does for one there is, prints a link to hand over:
whoever opens it chooses the password and is signed in. It serves once and for three days. "set-up-link" prints, while there is
nobody, the link by which the first user is made; it serves once and for a day. Of each kind those printed before serve no more. "reset-factors" takes
authenticator app, recovery codes and passkeys from somebody who lost them, and signs him out everywhere: the password alone serves.

  --name NAME     what the user is called in the history
  --role ROLE     viewer (default), operator or admin
  --pairs NAMES   pairs that may be seen, separated by commas (default: all)
  --by NAME       who does it (default: this account's name)
  --json          one JSON object
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch users`. Gives the exit status its help describes. */
export function usersCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'users', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  return { config: values.config, work: workOf(positionals, values, io) };
}

type Values = ReturnType<typeof readOptions>['values'];

function workOf(positionals: string[], values: Values, io: Io): Task['work'] {
  const [verb, email, role] = positionals;
  if (positionals.length === 1 && verb === 'list') return list(values.json ?? false);
  if (positionals.length === 1 && verb === 'set-up-link') return printSetUpLink;
  const by = actorOf(values.by, io);
  if (positionals.length === 2 && verb === 'invite') return invite(email, values, by);
  if (positionals.length === 2 && verb === 'disable') return change(email, { disabled: true }, by);
  if (positionals.length === 2 && verb === 'enable') return change(email, { disabled: false }, by);
  if (positionals.length === 2 && verb === 'password-link') return newLink(email, by);
  if (positionals.length === 2 && verb === 'reset-factors') return resetFactors(email, by);
  if (positionals.length === 3 && verb === 'set-role')
    return change(email, { role: checked('ROLE', roleSchema, role) }, by);
  throw new UsageError(
    `found ${positionals.join(' ') || 'nothing'}; expected list, invite E-MAIL, set-role E-MAIL ROLE, disable E-MAIL, enable E-MAIL, password-link E-MAIL, reset-factors E-MAIL or set-up-link`,
  );
}

const printSetUpLink: Task['work'] = async (database, io, settings) => {
  const key = await database.write((tx) => makeSetUpKey(tx, Date.now()));
  if (key === null) {
    io.stderr.write(
      'pairwatch users: Pairwatch is set up already; "pairwatch users list" tells who may sign in, "pairwatch users password-link" lets one of them in again.\n',
    );
    return EXIT.failed;
  }
  await writeDown(database, io, { deed: 'set-up-link-made', target: null });
  io.stdout.write(`${setUpLink(settings, key)}\n`);
  return EXIT.done;
};

function invite(
  email: string | undefined,
  { name, role = 'viewer', pairs }: Values,
  by: string,
): Task['work'] {
  const { shape } = inviteSchema;
  const user = {
    email: emailOf(email),
    name: checked('--name', shape.name, name),
    role: checked('--role', shape.role, role),
    pairs: checked('--pairs', shape.pairs, pairs?.split(',').map((each) => each.trim()) ?? null),
  };
  return (database, io, settings) =>
    printLink(database, io, { settings, by, user: (tx, now) => inviteUser(tx, { ...user, by, now }) });
}

function newLink(email: string | undefined, by: string): Task['work'] {
  const address = emailOf(email);
  return (database, io, settings) =>
    printLink(database, io, { settings, by, user: (tx) => userIdOf(tx, address) });
}

/** Makes a link for whom `user` gives the id of. */
async function printLink(
  database: Database,
  io: Io,
  { settings, by, user }: { settings: Settings; by: string; user(tx: Tx, now: number): Promise<string> },
): Promise<number> {
  const now = Date.now();
  const { key } = await database.write(async (tx) =>
    makePasswordLink(tx, { id: await user(tx, now), by, now }),
  );
  io.stdout.write(`${passwordLink(settings, key)}\n`);
  return EXIT.done;
}

function change(
  email: string | undefined,
  changes: Parameters<typeof changeUser>[1]['changes'],
  by: string,
): Task['work'] {
  const address = emailOf(email);
  return async (database, io) => {
    const now = Date.now();
    await database.write(async (tx) => {
      await changeUser(tx, { id: await userIdOf(tx, address), changes, by, now });
    });
    const what = changes.role
      ? `has the role ${changes.role}`
      : changes.disabled
        ? 'is disabled'
        : 'is enabled';
    io.stdout.write(`${address} ${what} now.\n`);
    return EXIT.done;
  };
}

function resetFactors(email: string | undefined, by: string): Task['work'] {
  const address = emailOf(email);
  return async (database, io) => {
    const now = Date.now();
    const ended = await database.write(async (tx) =>
      takeFactors(tx, { id: await userIdOf(tx, address), by, now }),
    );
    const places = ended === 1 ? 'one place' : `${ended} places`;
    io.stdout.write(`${address} signs in by the password alone now, and was signed out in ${places}.\n`);
    return EXIT.done;
  };
}

const emailOf = (text: string | undefined): string => checked('E-MAIL', emailSchema, text);

function list(json: boolean): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const users = await database.read((tx) => listUsers(tx, now));
    print(io, { now: new Date(now).toISOString(), users }, { json, text: () => asTable(users, now) });
    return EXIT.done;
  };
}

const HEAD = ['e-mail', 'name', 'role', 'pairs', 'state', 'factors', 'last seen'];
const STATES = { active: 'may sign in', invited: 'no password yet', disabled: 'disabled' };

function asTable(users: readonly UserDto[], now: number): string {
  if (users.length === 0) return 'No users.\n';
  const rows = users.map(({ email, name, role, pairs, state, hasApp, passkeys, lastSeenAt }) => [
    oneLine(email),
    oneLine(name),
    role,
    pairs === null ? 'all' : oneLine(pairs.join(', ')),
    STATES[state],
    factorsWord(hasApp, passkeys),
    lastSeenAt === null ? 'never' : timeWithAge(lastSeenAt, now),
  ]);
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

function factorsWord(hasApp: boolean, passkeys: number): string {
  const words = [...(hasApp ? ['app'] : []), ...(passkeys > 0 ? [`passkeys: ${passkeys}`] : [])];
  return words.length === 0 ? '-' : words.join(', ');
}

function readOptions(argv: string[]) {
  return splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      pairs: { type: 'string' },
      by: { type: 'string' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
