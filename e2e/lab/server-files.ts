import type { OmapiAlgorithm } from '../../lib/settings/settings.ts';
import {
  FAILOVER_PEER,
  OMAPI_KEY_NAME,
  OMAPI_PORT,
  PHONE_MAC_PREFIX,
  POOL_NAMES,
  POOLS,
  type PoolName,
  partnerOf,
  SERVER_ADDRESSES,
  type ServerName,
} from './topology.ts';

/** Silence after which dhcpd gives its partner up; the shortest time until it notices a cut cable. */
export const MAX_RESPONSE_DELAY_SECONDS = 10;

const POOL_PERMITS: Record<PoolName, string> = {
  desks: 'deny members of "phones";',
  phones: 'allow members of "phones";',
  guests: '',
};

/** The whole dhcpd.conf of one server. `secret` is base64. */
export function dhcpdConf(
  server: ServerName,
  key: { algorithm: OmapiAlgorithm; secret: string },
  mcltSeconds: number,
): string {
  const primaryOnly = `primary;\n  mclt ${mcltSeconds};\n  split 128;`;
  return `authoritative;
ddns-update-style none;
default-lease-time 3600;
max-lease-time 7200;
# No host of the lab answers pings for a lease, and asking would take a second each.
ping-check false;
# Every renewal is written, so that a client that comes again soon has its full lease time.
dhcp-cache-threshold 0;

key ${OMAPI_KEY_NAME} { algorithm ${key.algorithm}; secret ${key.secret}; }
omapi-port ${OMAPI_PORT};
omapi-key ${OMAPI_KEY_NAME};

failover peer "${FAILOVER_PEER}" {
  ${server === 'a' ? primaryOnly : 'secondary;'}
  address ${SERVER_ADDRESSES[server]};
  port 647;
  peer address ${SERVER_ADDRESSES[partnerOf(server)]};
  peer port 647;
  max-response-delay ${MAX_RESPONSE_DELAY_SECONDS};
  max-unacked-updates 100;
  load balance max seconds 3;
}

class "phones" { match if substring(hardware, 1, 3) = ${PHONE_MAC_PREFIX}; }

shared-network office {
  subnet 10.66.0.0 netmask 255.255.0.0 { option routers 10.66.0.1; }
${poolsOf('office')}
}

shared-network guests {
  subnet 10.67.0.0 netmask 255.255.0.0 { }
${poolsOf('guests')}
}
`;
}

function poolsOf(sharedNetwork: 'office' | 'guests'): string {
  return POOL_NAMES.filter((name) => POOLS[name].sharedNetwork === sharedNetwork)
    .map((name) => {
      const { low, high } = POOLS[name].range;
      const statements = [`failover peer "${FAILOVER_PEER}";`, POOL_PERMITS[name], `range ${low} ${high};`];
      return `  pool { ${statements.filter(Boolean).join(' ')} }`;
    })
    .join('\n');
}

/**
 * The sshd_config of one server; `environment` is what its sessions get beside their own. Their home is the server's folder:
 * what this machine's account has its shell do at each start may take long, and leave locks behind when a session is killed.
 */
export function sshdConfig(
  server: ServerName,
  paths: { home: string; hostKey: string; authorizedKeys: string },
  environment: string[],
): string {
  const variables = [`HOME=${paths.home}`, ...environment];
  return `ListenAddress ${SERVER_ADDRESSES[server]}
HostKey ${paths.hostKey}
AuthorizedKeysFile ${paths.authorizedKeys}
PidFile none
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
# Without PAM, sshd refuses a root whose password is locked.
UsePAM yes
# The lab's folder may lie in a world-writable one.
StrictModes no
Subsystem sftp internal-sftp
SetEnv ${variables.join(' ')}
`;
}

/** The chrony.conf of one server: it serves the time it has and never sets the machine's clock. */
export function chronyConf(server: ServerName, pidFile: string): string {
  return `local stratum 8
allow all
bindaddress ${SERVER_ADDRESSES[server]}
bindcmdaddress 127.0.0.1
bindcmdaddress /
pidfile ${pidFile}
user root
`;
}
