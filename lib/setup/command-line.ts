/** What the command line of a running dhcpd says of its files; null where it leaves one to dhcpd's own default. */
export type DhcpdFiles = { config: string | null; leases: string | null };

/** Reads what `ps -eo args=` prints, one process a line. null when no dhcpd for IPv4 runs. */
export function dhcpdIn(processes: string): DhcpdFiles | null {
  for (const line of processes.split('\n')) {
    const [program = '', ...words] = line.trim().split(/\s+/);
    if (program.split('/').at(-1) !== 'dhcpd' || words.includes('-6')) continue;
    return { config: after(words, '-cf'), leases: after(words, '-lf') };
  }
  return null;
}

function after(words: readonly string[], option: string): string | null {
  const at = words.indexOf(option);
  const path = at === -1 ? undefined : words[at + 1];
  return path?.startsWith('/') ? path : null;
}

/** Where the systems that package dhcpd put its files. */
export const USUAL_PATHS = {
  config: [
    '/etc/dhcp/dhcpd.conf',
    '/etc/dhcpd.conf',
    '/etc/dhcp3/dhcpd.conf',
    '/usr/local/etc/dhcpd.conf',
    '/usr/local/etc/dhcp/dhcpd.conf',
  ],
  leases: [
    '/var/lib/dhcp/dhcpd.leases',
    '/var/lib/dhcpd/dhcpd.leases',
    '/var/lib/dhcp/db/dhcpd.leases',
    '/var/lib/dhcp3/dhcpd.leases',
    '/var/db/dhcpd/dhcpd.leases',
    '/var/db/dhcpd.leases',
    '/usr/local/var/db/dhcpd.leases',
  ],
  log: ['/var/log/dhcpd.log', '/var/log/dhcp.log', '/var/log/syslog', '/var/log/messages'],
} as const;
