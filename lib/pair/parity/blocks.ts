import { formatIpv4 } from '../../contracts/ipv4.ts';
import type {
  ConfiguredPool,
  Contents,
  DhcpClass,
  FailoverPeer,
  Host,
  Parameter,
  Permit,
  Statement,
  Subclass,
  Subnet,
} from '../../dhcpd/config/config.ts';

/** Parameters whose value dhcpd wants in quotes. */
const QUOTED = new Set(['filename', 'server-name', 'lease-file-name', 'pid-file-name', 'interface']);

/** The statement that sets the parameter, as dhcpd reads it. */
export function parameterLine({ name, value }: Pick<Parameter, 'name' | 'value'>): string {
  if (name === 'authoritative') return value === true ? 'authoritative;' : 'not authoritative;';
  if (value === 'allow' || value === 'deny' || value === 'ignore') return `${value} ${name};`;
  const quoted = QUOTED.has(name) && typeof value === 'string' && !value.startsWith('"');
  return `${name} ${quoted ? `"${value}"` : value};`;
}

export function optionLine({ name, text }: { name: string; text: string }): string {
  return `option ${name} ${text};`;
}

export function statementLine({ keyword, text }: Pick<Statement, 'keyword' | 'text'>): string {
  const line = text === '' ? keyword : `${keyword} ${text}`;
  return line.endsWith('}') ? line : `${line};`;
}

/** What the block sets, a statement a line. */
export function contentsLines({ options, parameters, statements }: Contents): string[] {
  return [...options.map(optionLine), ...parameters.map(parameterLine), ...statements.map(statementLine)];
}

export function block(head: string, lines: readonly string[]): string[] {
  return [`${head} {`, ...lines.map((line) => `  ${line}`), '}'];
}

export function quoted(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}

type PeerChange = {
  name?: string;
  role?: FailoverPeer['role'];
  set?: Record<string, string | number>;
  remove?: readonly string[];
};

/** The block of the failover peer with these changes; parameters keep their order, new ones come last. */
export function peerBlock(peer: FailoverPeer, { name, role, set = {}, remove = [] }: PeerChange): string[] {
  const parameters = new Map<string, string>([[role ?? peer.role, '']]);
  for (const { keyword, text } of peer.given) {
    if (keyword !== 'primary' && keyword !== 'secondary') parameters.set(keyword, text);
  }
  for (const keyword of remove) parameters.delete(keyword);
  for (const [keyword, value] of Object.entries(set)) parameters.set(keyword, String(value));
  const lines = [...parameters].map(([keyword, text]) => statementLine({ keyword, text }));
  return block(`failover peer ${quoted(name ?? peer.name)}`, lines);
}

/** The pool's block, with the name its failover peer has at the server it is written for. */
export function poolBlock(pool: ConfiguredPool, peer: string | null, contents: Contents | null): string[] {
  return block('pool', [
    ...(peer === null ? [] : [`failover peer ${quoted(peer)};`]),
    ...pool.permits.map(permitLine),
    ...(contents === null ? [] : contentsLines(contents)),
    ...pool.ranges.map(({ low, high }) => rangeLine({ first: low, last: high })),
  ]);
}

export function permitLine({ action, clients, className, after }: Permit): string {
  switch (clients) {
    case 'known':
    case 'unknown':
      return `${action} ${clients}-clients;`;
    case 'members':
      return `${action} members of ${quoted(className ?? '')};`;
    case 'after':
      return `${action} after ${after ?? ''};`;
    default:
      return `${action} ${clients} clients;`;
  }
}

export function rangeLine({ first, last }: { first: string; last: string }): string {
  return first === last ? `range ${first};` : `range ${first} ${last};`;
}

export function subnetHead({ low, high }: Pick<Subnet, 'low' | 'high'>): string {
  return `subnet ${formatIpv4(low)} netmask ${formatIpv4(~(low ^ high) >>> 0)}`;
}

export function hostBlock(host: Host): string[] {
  const { name, hardware, clientId, fixedAddresses, group } = host;
  const lines = contentsLines(host);
  if (fixedAddresses.length > 0) lines.unshift(`fixed-address ${fixedAddresses.join(', ')};`);
  if (group !== null) lines.unshift(`group ${quoted(group)};`);
  const isOption = host.options.some((option) => /dhcp-client-identifier$/i.test(option.name));
  if (clientId !== null && !isOption) lines.unshift(`uid ${clientId};`);
  if (hardware) lines.unshift(`hardware ${hardware.type} ${hardware.address};`);
  return block(`host ${/^[\w.-]+$/.test(name) ? name : quoted(name)}`, lines);
}

export function classBlock(declared: DhcpClass): string[] {
  const limit = declared.leaseLimit === null ? [] : [`lease limit ${declared.leaseLimit};`];
  const matches = declared.matches.map((match) => `${match};`);
  return block(`class ${quoted(declared.name)}`, [...matches, ...limit, ...contentsLines(declared)]);
}

export function subclassLines(subclass: Subclass): string[] {
  const head = `subclass ${quoted(subclass.class)} ${subclass.data}`;
  const limit = subclass.leaseLimit === null ? [] : [`lease limit ${subclass.leaseLimit};`];
  const lines = [...limit, ...contentsLines(subclass)];
  return lines.length === 0 ? [`${head};`] : block(head, lines);
}
