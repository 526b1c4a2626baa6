import { formatAddress } from '../../dhcpd/address.ts';
import type { DhcpdConfig } from '../../dhcpd/config/config.ts';
import type { LeaseFileReading } from './lease-file.ts';

/** A place in a file that dhcpd would not take, that could not be read, or that holds what counts nowhere. */
export type Problem = { file: string; line: number; text: string };

export function configProblems({ warnings }: DhcpdConfig): Problem[] {
  return warnings.map(({ file, line, message }) => ({ file, line, text: message }));
}

/** What is damaged in a lease file, and which of its addresses lie in no range: the first of each, and how many more. */
export function leaseFileProblems({ path: file, problems, outside, table }: LeaseFileReading): Problem[] {
  const damaged = problems.first.map(({ line, text }) => ({ file, line, text }));
  const strays = outside.map(({ address, line }) => ({
    file,
    line,
    text: `lease ${formatAddress(address)} lies in no range of the configuration; it is left out`,
  }));
  return [
    ...damaged,
    ...more(file, damaged, problems.count, 'damaged places'),
    ...strays,
    ...more(file, strays, table.outside.count, 'addresses that lie in no range'),
  ];
}

function more(file: string, named: Problem[], count: number, what: string): Problem[] {
  const last = named.at(-1);
  if (!last || count <= named.length) return [];
  return [{ file, line: last.line, text: `there are ${count - named.length} more ${what}` }];
}
