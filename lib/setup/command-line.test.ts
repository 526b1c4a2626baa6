import { expect, it } from 'vitest';
import { dhcpdIn } from './command-line.ts';

it.each([
  ['Debian', '/usr/sbin/dhcpd -4 -q -cf /etc/dhcp/dhcpd.conf eth0', '/etc/dhcp/dhcpd.conf', null],
  ['built-in paths', 'dhcpd -f', null, null],
  ['both', 'dhcpd -cf /a/dhcpd.conf -lf /b/dhcpd.leases -pf /c', '/a/dhcpd.conf', '/b/dhcpd.leases'],
  ['a relative path, which is relative to who knows what', 'dhcpd -cf dhcpd.conf', null, null],
])('reads the command line of dhcpd: %s', (_, line, config, leases) => {
  expect(dhcpdIn(`/sbin/init\n${line}\nps -eo args=\n`)).toEqual({ config, leases });
});

it('takes no other process for dhcpd', () => {
  const others = [
    'grep dhcpd',
    'vi /etc/dhcp/dhcpd.conf',
    'dhcpd -6 -cf /etc/dhcp/dhcpd6.conf',
    'dhcpd-pools',
  ];
  expect(dhcpdIn(others.join('\n'))).toBeNull();
});
