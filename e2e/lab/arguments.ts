import { OMAPI_ALGORITHMS, type OmapiAlgorithm } from '../../lib/settings/settings.ts';
import { LabError } from './lab-error.ts';
import {
  ISOLABLE_NAMES,
  type IsolableName,
  NODE_NAMES,
  type NodeName,
  POOL_NAMES,
  type PoolName,
  SERVER_NAMES,
  type ServerName,
} from './topology.ts';

export type Command =
  | { verb: 'up'; algorithm?: OmapiAlgorithm; mcltSeconds?: number }
  | { verb: 'down' | 'partition' | 'heal' | 'status' }
  | { verb: 'kill' | 'stop' | 'start' | 'partner-down'; server: ServerName }
  | { verb: 'isolate'; node: IsolableName }
  | { verb: 'skew'; server: ServerName; seconds: number }
  | { verb: 'load'; clients: number }
  | { verb: 'fill'; pool: PoolName }
  | { verb: 'exec'; node: NodeName; command: string; args: string[] };

/** Every verb with what follows it. */
const USAGE: Record<Command['verb'], string> = {
  up: '[--algorithm ALGORITHM] [--mclt SECONDS]',
  down: '',
  kill: 'a|b',
  stop: 'a|b',
  start: 'a|b',
  partition: '',
  isolate: ISOLABLE_NAMES.join('|'),
  heal: '',
  skew: 'a|b SECONDS',
  'partner-down': 'a|b',
  load: 'CLIENTS',
  fill: POOL_NAMES.join('|'),
  status: '',
  exec: `${NODE_NAMES.join('|')} COMMAND [ARGUMENT…]`,
};
const VERBS = Object.keys(USAGE) as Command['verb'][]; // keys of a const object

const MAX_CLIENTS = 5_000;
const MAX_SKEW_SECONDS = 30 * 86_400;
const MAX_MCLT_SECONDS = 86_400;

/** All verbs with what follows them, one a line. */
export function usage(): string {
  return VERBS.map((verb) => `  ${`${verb} ${USAGE[verb]}`.trim()}`).join('\n');
}

/** What a command line asks for. Throws LabError (exit code 2) with what was found and what is allowed. */
export function parseArguments(argv: string[]): Command {
  const [first, ...rest] = argv;
  const verb = oneOf('the verb', first, VERBS);
  switch (verb) {
    case 'up':
      return { verb, ...upOptions(rest) };
    case 'down':
    case 'partition':
    case 'heal':
    case 'status':
      take(verb, rest, 0);
      return { verb };
    case 'kill':
    case 'stop':
    case 'start':
    case 'partner-down':
      return { verb, server: oneOf('the server', take(verb, rest, 1)[0], SERVER_NAMES) };
    case 'isolate':
      return { verb, node: oneOf('the node', take(verb, rest, 1)[0], ISOLABLE_NAMES) };
    case 'skew': {
      const [server, offset] = take(verb, rest, 2);
      return { verb, server: oneOf('the server', server, SERVER_NAMES), seconds: skewSeconds(offset) };
    }
    case 'load':
      return { verb, clients: wholeNumber('the number of clients', take(verb, rest, 1)[0], MAX_CLIENTS) };
    case 'fill':
      return { verb, pool: oneOf('the pool', take(verb, rest, 1)[0], POOL_NAMES) };
    case 'exec': {
      const [node, command, ...args] = rest;
      const known = oneOf('the node', node, NODE_NAMES);
      if (command === undefined) throw refusal('the command', command, `exec ${USAGE.exec}`);
      return { verb, node: known, command, args };
    }
  }
}

function upOptions(words: string[]): { algorithm?: OmapiAlgorithm; mcltSeconds?: number } {
  const options: { algorithm?: OmapiAlgorithm; mcltSeconds?: number } = {};
  for (let index = 0; index < words.length; index += 2) {
    const value = words[index + 1];
    const option = oneOf('the option of up', words[index], ['--algorithm', '--mclt']);
    if (option === '--algorithm') options.algorithm = oneOf('the algorithm', value, OMAPI_ALGORITHMS);
    else options.mcltSeconds = wholeNumber('the MCLT in seconds', value, MAX_MCLT_SECONDS);
  }
  return options;
}

/** Exactly so many words, or a refusal that shows the verb's usage. */
function take(verb: Command['verb'], words: string[], count: number): string[] {
  if (words.length > count) {
    throw new LabError(
      `"${words[count]}" is too much after \`${verb}\`; allowed: ${verb} ${USAGE[verb]}`.trimEnd(),
      2,
    );
  }
  return words;
}

function oneOf<const T extends string>(what: string, found: string | undefined, allowed: readonly T[]): T {
  const match = allowed.find((value) => value === found);
  if (match !== undefined) return match;
  throw refusal(what, found, allowed.join(', '));
}

function wholeNumber(what: string, found: string | undefined, max: number): number {
  const number = /^[1-9]\d*$/.test(found ?? '') ? Number(found) : Number.NaN;
  if (number <= max) return number;
  throw refusal(what, found, `a whole number from 1 to ${max}`);
}

function skewSeconds(found: string | undefined): number {
  const match = /^([+-]?\d+(?:\.\d+)?)s?$/.exec(found ?? '');
  const seconds = Number(match?.[1]);
  if (Math.abs(seconds) <= MAX_SKEW_SECONDS) return seconds;
  throw refusal('the offset', found, `seconds such as +20s, -90s or 0, at most 30 days`);
}

function refusal(what: string, found: string | undefined, allowed: string): LabError {
  return new LabError(`${what} is ${found === undefined ? 'missing' : `"${found}"`}; allowed: ${allowed}`, 2);
}
