import type { DhcpdConfig } from '../../dhcpd/config/config.ts';

/** What is known of one server's configuration. */
export type ConfigFacts = {
  /** Name of the server. */
  server: string;
  /** As Pairwatch's settings have it; null where they don't tell. */
  host: string | null;
  config: DhcpdConfig;
  /** Such as `4.4.3-P1`; null when it is not known. */
  dhcpdVersion: string | null;
};

/** The same of both servers of a pair. */
export type Both<T> = { primary: T; secondary: T };

export type Role = keyof Both<unknown>;

export const ROLES: readonly Role[] = ['primary', 'secondary'];

export function partnerRole(role: Role): Role {
  return role === 'primary' ? 'secondary' : 'primary';
}
