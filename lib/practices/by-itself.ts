import type { PracticeCode } from '../contracts/practice.ts';
import { practiceKind } from './catalogue.ts';

/** What Pairwatch reads of each server of a pair. */
export type ReadOf = {
  name: string;
  config: boolean;
  leases: boolean;
  clock: boolean;
  /** dhcpd -t was run there. */
  isTested: boolean;
}[];

/** Why a duty that Pairwatch could do by itself is left to a person here; null where it does it, or never could. */
export function whyByHand(code: PracticeCode, servers: ReadOf): string | null {
  if (!practiceKind(code).isByItself) return null;
  const [test, words] = NEEDS[code] ?? [];
  if (!test || !words) return null;
  const lacking = servers.find((server) => !test(server));
  if (!lacking) return null;
  // One lease file that can be copied is better than none.
  return code === 'lease-backup' && servers.some(test) ? null : words(lacking.name);
}

type Server = ReadOf[number];
const NEEDS: Partial<
  Record<PracticeCode, [has: (server: Server) => boolean, lack: (name: string) => string]>
> = {
  'sync-check': [
    ({ config, isTested }) => config && isTested,
    (name) =>
      `dhcpd -t was not run on ${name}: its settings name no dhcpd.conf, or Pairwatch may not run it there.`,
  ],
  'lease-age-audit': [({ leases }) => leases, (name) => `The settings name no lease file of ${name}.`],
  'clock-check': [({ clock }) => clock, (name) => `The clock of ${name} is not read.`],
  'lease-backup': [({ leases }) => leases, (name) => `The settings name no lease file of ${name}.`],
};
