import { isRole, ROLES, type Role } from '../access/role.ts';
import { type TokenDto, tokenNameSchema } from '../contracts/user.ts';
import { createToken, listTokens, revokeToken } from '../store/tokens.ts';
import { alignColumns } from './columns.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, checked, durationOf } from './database/options.ts';
import { oneLine } from './database/text.ts';
import { timeWithAge } from './database/time.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch token create --name NAME [--role ROLE] [--pairs NAMES] [--expires TIME] [--by NAME]
       pairwatch token list [--json]
       pairwatch token revoke NAME [--by NAME]

Makes what a program sends as "Authorization: Bearer TOKEN". "create" prints the token alone, this once: only its hash is kept.

  --name NAME     what it is for, such as prometheus
  --role ROLE     what it may do: viewer (default), operator or admin
  --pairs NAMES   the only pairs it sees, separated by commas (default: all)
  --expires TIME  for how long it serves, such as 90d (default: until it is revoked)
  --by NAME       who makes or revokes it (default: this account's name)
  --json          one JSON object
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch token`. Gives the exit status its help describes. */
export function tokenCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'token', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  return { config: values.config, work: workOf(positionals, values, io) };
}

type Values = ReturnType<typeof readOptions>['values'];

function workOf([verb, name, ...more]: string[], values: Values, io: Io): Task['work'] {
  if (verb === 'create' && name === undefined) return create(values, io);
  if (verb === 'list' && name === undefined) return list(values.json ?? false);
  if (verb === 'revoke' && name !== undefined && more.length === 0)
    return revoke(name, actorOf(values.by, io));
  throw new UsageError(
    `found ${[verb, name, ...more].filter(Boolean).join(' ') || 'nothing'}; expected create, list, or revoke NAME`,
  );
}

function create(values: Values, io: Io): Task['work'] {
  const { role = 'viewer' } = values;
  const name = checked('--name', tokenNameSchema, values.name);
  if (!isRole(role)) throw new UsageError(`--role is "${role}"; expected one of ${ROLES.join(', ')}`);
  const forMs = values.expires === undefined ? null : durationOf('--expires', values.expires);
  const pairs = values.pairs === undefined ? null : pairsOf(values.pairs);
  const by = actorOf(values.by, io);
  return async (database, to) => {
    const now = Date.now();
    const expiresAt = forMs === null ? null : now + forMs;
    const made: Role = role;
    const token = await database.write((tx) =>
      createToken(tx, { name, role: made, pairs, expiresAt, by, now }),
    );
    to.stdout.write(`${token}\n`);
    return EXIT.done;
  };
}

function pairsOf(text: string): string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  if (names.includes(''))
    throw new UsageError(`--pairs is "${text}"; expected names of pairs, separated by commas`);
  return names;
}

function list(json: boolean): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const tokens = await database.read((tx) => listTokens(tx));
    const answer = { now: new Date(now).toISOString(), tokens };
    print(io, answer, { json, text: () => asTable(tokens, now) });
    return EXIT.done;
  };
}

function revoke(name: string, by: string): Task['work'] {
  return async (database, io) => {
    await database.write((tx) => revokeToken(tx, { name, by, now: Date.now() }));
    io.stdout.write(`The token ${name} is revoked by ${by}.\n`);
    return EXIT.done;
  };
}

const HEAD = ['id', 'name', 'role', 'state', 'last used', 'made by'];

function asTable(tokens: readonly TokenDto[], now: number): string {
  if (tokens.length === 0) return 'No tokens.\n';
  const rows = tokens.map((token) => [
    String(token.id),
    oneLine(token.name),
    token.role,
    stateOf(token, now),
    token.lastUsedAt === null ? 'never' : timeWithAge(token.lastUsedAt, now),
    oneLine(token.createdBy),
  ]);
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

function stateOf({ revokedAt, expiresAt }: TokenDto, now: number): string {
  if (revokedAt !== null) return `revoked ${timeWithAge(revokedAt, now)}`;
  if (expiresAt === null) return 'serves';
  return Date.parse(expiresAt) > now ? `serves until ${timeWithAge(expiresAt, now)}` : 'is over';
}

function readOptions(argv: string[]) {
  return splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      pairs: { type: 'string' },
      expires: { type: 'string' },
      by: { type: 'string' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
