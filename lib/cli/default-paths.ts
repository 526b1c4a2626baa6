/** Where Debian's dhcpd has its files, as dhcpd-pools looks for them. */
export const DEFAULT_CONF = '/etc/dhcp/dhcpd.conf';
export const DEFAULT_LEASES = '/var/lib/dhcp/dhcpd.leases';
