import { MAX_UNACKED_UPDATES, type NetworkPlan, type Plan, SPLIT, wholeSeconds } from '../model/plan.ts';
import type { ServerId } from '../model/server.ts';
import { KEY_ALGORITHM, KEY_NAME } from './identity.ts';

/** The dhcpd.conf of one of the two servers, valid for a real dhcpd (reference 5). `secret` is base64. */
export function configText(plan: Plan, id: ServerId, omapi: { port: number; secret: string }): string {
  const { timing, identity } = plan;
  const other = identity.servers[id === 'a' ? 'b' : 'a'];
  const own = identity.servers[id];
  const primaryOnly = `primary;
  mclt ${wholeSeconds(timing.mcltMs)};
  split ${SPLIT};`;
  return `# ${own.name}: one of the two servers that Pairwatch simulates.

authoritative;
ddns-update-style none;
default-lease-time 600;
max-lease-time 900;

key ${KEY_NAME} {
  algorithm ${KEY_ALGORITHM};
  secret "${omapi.secret}";
}
omapi-port ${omapi.port};
omapi-key ${KEY_NAME};

failover peer "${identity.peer}" {
  ${id === 'a' ? primaryOnly : 'secondary;'}
  address ${own.address};
  port 647;
  peer address ${other.address};
  peer port 647;
  max-response-delay ${wholeSeconds(timing.maxResponseDelayMs)};
  max-unacked-updates ${MAX_UNACKED_UPDATES};
  load balance max seconds 3;
  min-balance ${wholeSeconds(timing.balanceMs)};
  max-balance ${wholeSeconds(timing.balanceMs)};
}
${plan.networks.map((network) => sharedNetwork(network, identity.peer)).join('')}`;
}

function sharedNetwork({ name, subnet, netmask, router, pools }: NetworkPlan, peer: string): string {
  const poolBlocks = pools.map((pool) => {
    const leaseSeconds = wholeSeconds(pool.leaseMs);
    return `
  # ${pool.name}
  pool {
    failover peer "${peer}";
    default-lease-time ${leaseSeconds};
    max-lease-time ${leaseSeconds};
    range ${pool.firstAddress} ${pool.lastAddress};
  }
`;
  });
  return `
shared-network ${name} {
  subnet ${subnet} netmask ${netmask} {
    option routers ${router};
  }
${poolBlocks.join('')}}
`;
}
