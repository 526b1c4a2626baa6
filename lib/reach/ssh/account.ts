import type { SshReachSettings } from '../../settings/settings.ts';

/** An account on another machine, and what proves both to each other. */
export type SshAccount = Omit<SshReachSettings, 'kind'>;

/** As ssh names it, with the port. */
export function accountName({ user, host, port }: SshAccount): string {
  return `${user}@${host.includes(':') ? `[${host}]` : host}:${port}`;
}
