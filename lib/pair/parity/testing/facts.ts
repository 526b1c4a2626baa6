import type { FailoverPeer } from '../../../dhcpd/config/config.ts';
import { readDhcpdConfig } from '../../../dhcpd/config/read.ts';
import type { Both, ConfigFacts } from '../facts.ts';

/** The facts of a text that includes nothing. */
export async function factsOf(
  server: string,
  text: string,
  dhcpdVersion: string | null = null,
): Promise<ConfigFacts> {
  const config = await readDhcpdConfig('/etc/dhcp/dhcpd.conf', async () => text);
  return { server, host: null, config, dhcpdVersion };
}

export async function pairOf(primary: string, secondary: string): Promise<Both<ConfigFacts>> {
  return { primary: await factsOf('a', primary), secondary: await factsOf('b', secondary) };
}

/** The failover peer as its partner has it: the other role, and who is who the other way round. */
export function mirrored(peer: FailoverPeer): FailoverPeer {
  const { role, address, port, peerAddress, peerPort } = peer;
  return {
    ...peer,
    role: role === 'primary' ? 'secondary' : 'primary',
    address: peerAddress,
    port: peerPort,
    peerAddress: address,
    peerPort: port,
  };
}
