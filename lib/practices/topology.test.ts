import { expect, it } from 'vitest';
import { readDhcpdConfig } from '../dhcpd/config/read.ts';
import { topologyChange } from './topology.ts';

const CONF = `
failover peer "pair" { primary; address 10.0.0.1; port 647; peer address 10.0.0.2; peer port 647; mclt 60; split 128; }
subnet 10.0.0.0 netmask 255.255.255.0 {
  option routers 10.0.0.254;
  pool { failover peer "pair"; range 10.0.0.10 10.0.0.99; }
}
`;
const read = (text: string) => readDhcpdConfig('/etc/dhcp/dhcpd.conf', async () => text);

it.each([
  ['another router', CONF.replace('10.0.0.254', '10.0.0.253'), null],
  ['another order and other words', `# moved\n${CONF.replace('; split 128', ';\n split 128')}`, null],
  [
    'a longer range',
    CONF.replace('10.0.0.99', '10.0.0.120'),
    'now has range 10.0.0.10–10.0.0.120 of 10.0.0.0/24, peer pair; has no more range 10.0.0.10–10.0.0.99 of 10.0.0.0/24, peer pair',
  ],
  [
    'another partner',
    CONF.replace('peer address 10.0.0.2', 'peer address 10.0.0.3'),
    'now has failover peer pair primary 10.0.0.1:647 with 10.0.0.3:647; has no more failover peer pair primary 10.0.0.1:647 with 10.0.0.2:647',
  ],
])('tells of %s', async (_, text, expected) => {
  expect(topologyChange(await read(CONF), await read(text))).toBe(expected);
});
