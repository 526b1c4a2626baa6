import type { DhcpdConfig, FailoverPeer, Place } from '../../dhcpd/config/config.ts';
import { alignColumns } from '../columns.ts';

/** The configuration for people: who fails over to whom, what is given out where, and every warning with its place. */
export function reportAsTable(config: DhcpdConfig): string {
  const sections = [filesText(config), peersText(config), rangesText(config), warningsText(config)];
  return sections.filter((text) => text !== '').join('\n');
}

function filesText({ files, omapiPort, omapiKey, leaseFile, hosts, classes }: DhcpdConfig): string {
  const omapi =
    omapiPort === null
      ? 'off'
      : `port ${omapiPort}, ${omapiKey === null ? 'without a key' : `key ${omapiKey}`}`;
  const rows = [
    ['files', files.join(', ')],
    ['OMAPI', omapi],
    ['lease file', leaseFile ?? "dhcpd's default"],
    ['hosts', String(hosts.length)],
    ['classes', String(classes.length)],
  ];
  return linesText(alignColumns(rows, 2));
}

function peersText({ peers }: DhcpdConfig): string {
  if (peers.length === 0) return 'no failover peer\n';
  const rows = peers.map((peer) => [peer.name, peer.role, reached(peer), balance(peer), placeOf(peer)]);
  return linesText(alignColumns([['failover peer', 'role', 'from and to', 'limits', 'at'], ...rows], 5));
}

function reached({ address, port, peerAddress, peerPort }: FailoverPeer): string {
  return `${address ?? 'any'}:${port} → ${peerAddress ?? 'not given'}:${peerPort}`;
}

function balance({ mcltSeconds, split, maxResponseDelaySeconds }: FailoverPeer): string {
  const limits = [`max-response-delay ${maxResponseDelaySeconds} s`];
  if (mcltSeconds !== null) limits.unshift(`mclt ${mcltSeconds} s`);
  if (split !== null) limits.push(`split ${split}`);
  return limits.join(', ');
}

function rangesText({ ranges }: DhcpdConfig): string {
  if (ranges.length === 0) return 'no range\n';
  const rows = ranges.map((range) => [
    `${range.first} - ${range.last}`,
    range.sharedNetwork,
    range.subnet ?? 'in no subnet',
    range.peer ?? 'no failover',
    placeOf(range),
    String(range.high - range.low + 1),
  ]);
  const heads = ['range', 'shared network', 'subnet', 'failover peer', 'at', 'addresses'];
  return linesText(alignColumns([heads, ...rows], heads.length - 1));
}

function warningsText({ warnings }: DhcpdConfig): string {
  return linesText(
    warnings.map(
      (warning) =>
        `${placeOf(warning)}: ${warning.refused ? 'dhcpd refuses this' : 'warning'}: ${warning.message}`,
    ),
  );
}

function placeOf({ file, line }: Place): string {
  return `${file}:${line}`;
}

function linesText(lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
