import type { Contents, OptionSetting, Place, Statement } from '../../dhcpd/config/config.ts';
import { optionLine, parameterLine, statementLine } from './blocks.ts';
import { canonicalText } from './canonical.ts';
import type { Both } from './facts.ts';

/** An option, or a parameter of dhcpd, of which the innermost in a scope and those around it counts. */
export type Setting = Place & {
  /** The same for two settings of one thing, such as `option routers`. */
  key: string;
  /** Equal where the meaning is. */
  value: string;
  /** As it is to be written. */
  statement: string;
};

export type Settings = ReadonlyMap<string, Setting>;

/** A statement of which all count that stand in a scope and around it, such as `if … { … }`. */
export type Executed = Place & { keyword: string; value: string; statement: string };

/** What is a server's own affair, or a check of its own. */
const OF_ONE_SERVER = new Set([
  'option dhcp-client-identifier',
  'option dhcp-server-identifier',
  'server-identifier',
  'local-address',
  'lease-file-name',
  'pid-file-name',
  'log-facility',
  'db-time-format',
  'lease-id-format',
  'dont-use-fsync',
  'delayed-ack',
  'max-ack-delay',
  'omapi-port',
  'omapi-key',
]);

/** Statements that dhcpd runs or collects; of any other one, the innermost counts. */
const EXECUTED = new Set([
  'add',
  'append',
  'break',
  'default',
  'define',
  'else',
  'elsif',
  'eval',
  'execute',
  'if',
  'log',
  'on',
  'prepend',
  'return',
  'set',
  'supersede',
  'switch',
  'unset',
  'zone',
]);

/** Values that dhcpd takes where the files are silent (reference 5, and dhcpd.conf(5)). */
export const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['abandon-lease-time', '86400'],
  ['always-broadcast', 'false'],
  ['authoritative', 'false'],
  ['booting', 'allow'],
  ['bootp', 'allow'],
  ['ddns-updates', 'true'],
  ['declines', 'allow'],
  ['default-lease-time', '43200'],
  ['duplicates', 'allow'],
  ['get-lease-hostnames', 'false'],
  ['max-lease-time', '86400'],
  ['min-lease-time', '300'],
  ['min-secs', '0'],
  ['one-lease-per-client', 'false'],
  ['ping-check', 'true'],
  ['unknown-clients', 'allow'],
  ['use-host-decl-names', 'false'],
]);

/** What a block sets for itself, by key; of two settings of one thing the last. */
export function settingsOf({ options, parameters, statements }: Contents): Settings {
  const settings = new Map<string, Setting>();
  const put = (key: string, value: string, statement: string, { file, line, column }: Place) => {
    if (!OF_ONE_SERVER.has(key)) settings.set(key, { key, value, statement, file, line, column });
  };
  for (const option of options) {
    if (isDefinition(option)) continue;
    put(`option ${optionName(option.name)}`, canonicalText(option.text), optionLine(option), option);
  }
  for (const parameter of parameters) {
    put(parameter.name.toLowerCase(), String(parameter.value), parameterLine(parameter), parameter);
  }
  for (const statement of statements) {
    if (isExecuted(statement)) continue;
    put(statement.keyword, canonicalText(statement.text), statementLine(statement), statement);
  }
  return settings;
}

/** What a block has dhcpd run or collect. */
export function executedOf({ statements }: Contents): Executed[] {
  return statements.filter(isExecuted).map((statement) => {
    const { keyword, text, file, line, column } = statement;
    return { keyword, value: canonicalText(text), statement: statementLine(statement), file, line, column };
  });
}

function isExecuted({ keyword, text }: Statement): boolean {
  return EXECUTED.has(keyword) || text.endsWith('}');
}

/** `option NAME code N = TYPE` and `option space NAME` hold everywhere, wherever they stand. */
export function definitionsOf(scopes: readonly Contents[]): Settings {
  const definitions = new Map<string, Setting>();
  for (const option of scopes.flatMap(({ options }) => options)) {
    if (!isDefinition(option)) continue;
    const { file, line, column } = option;
    const name = option.name.toLowerCase();
    const key = name === 'space' ? `option space ${option.text}` : `option ${optionName(name)}`;
    const value = canonicalText(option.text);
    definitions.set(key, { key, value, statement: optionLine(option), file, line, column });
  }
  return definitions;
}

function isDefinition({ name, text }: OptionSetting): boolean {
  return name.toLowerCase() === 'space' || /^code \d/i.test(text);
}

/** Options of DHCP itself may be named with or without their space. */
function optionName(name: string): string {
  return name.toLowerCase().replace(/^dhcp\./, '');
}

/** One thing that is set differently; undefined where a server leaves it to dhcpd. */
export type SettingDifference = { key: string } & Both<Setting | undefined>;

/** What of these keys the two servers do not set to the same. */
export function differencesIn(keys: Iterable<string>, lookUp: (key: string) => Both<Setting | undefined>) {
  const differences: SettingDifference[] = [];
  for (const key of keys) {
    const { primary, secondary } = lookUp(key);
    const silent = DEFAULTS.get(key);
    if ((primary?.value ?? silent) !== (secondary?.value ?? silent)) {
      differences.push({ key, primary, secondary });
    }
  }
  return differences;
}

export function keysOf(one: Settings, other: Settings): Set<string> {
  return new Set([...one.keys(), ...other.keys()]);
}
