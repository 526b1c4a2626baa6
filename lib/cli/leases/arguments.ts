import {
  EXPECTED,
  LEASE_STATES,
  type LeaseFilter,
  type LeaseState,
  readClientId,
  readHostname,
  readIp,
  readMac,
} from '../../contracts/lease-filter.ts';
import { DEFAULT_CONF } from '../default-paths.ts';
import { splitArguments } from '../split-arguments.ts';
import { UsageError } from '../usage-error.ts';

export const HELP = `Usage: pairwatch leases --conf FILE --leases FILE [options]

Prints the current lease of every address that has one: the last block in dhcpd's lease file, and beside it that of the
failover partner.

  -c, --conf FILE            dhcpd.conf, which says what addresses there are (default /etc/dhcp/dhcpd.conf)
  -l, --leases FILE          dhcpd.leases (default: what dhcpd.conf says, else /var/lib/dhcp/dhcpd.leases)
      --partner-leases FILE  the partner's lease file
      --table                for people (default)
      --json                 one JSON object, a line for each address
  -h, --help                 this text

Only leases that match all of these, on one of the servers:
      --ip ADDRESS           ${EXPECTED.ip}
      --mac MAC              ${EXPECTED.mac}
      --client ID            ${EXPECTED.client}
      --hostname TEXT        ${EXPECTED.hostname}
      --state STATE          ${EXPECTED.state}

Exit status: 0 printed, if only nothing; 2 these options are wrong; 3 a file can't be read.
`;

export type LeasesArguments = {
  conf: string;
  /** null: what the configuration says. */
  leases: string | null;
  partnerLeases: string | null;
  json: boolean;
  filter: LeaseFilter;
};

/** The checked options, or `help`. Throws UsageError that says what is wrong. */
export function parseArguments(argv: string[]): LeasesArguments | 'help' {
  const values = readOptions(argv);
  if (values.help) return 'help';
  if (values.json && values.table) throw new UsageError('both --json and --table are given');
  return {
    conf: values.conf ?? values.config ?? DEFAULT_CONF,
    leases: values.leases ?? null,
    partnerLeases: values['partner-leases'] ?? null,
    json: values.json ?? false,
    filter: {
      ...(values.ip !== undefined && { addresses: read('ip', values.ip, readIp) }),
      ...(values.mac !== undefined && { hardware: read('mac', values.mac, readMac) }),
      ...(values.client !== undefined && { clientIds: read('client', values.client, readClientId) }),
      ...(values.hostname !== undefined && { hostname: read('hostname', values.hostname, readHostname) }),
      ...(values.state !== undefined && { state: read('state', values.state, readState) }),
    },
  };
}

function read<Value>(
  name: keyof typeof EXPECTED,
  text: string,
  understand: (text: string) => Value | null,
): Value {
  const value = understand(text);
  if (value === null) throw new UsageError(`--${name} is "${text}"; expected ${EXPECTED[name]}`);
  return value;
}

function readState(text: string): LeaseState | null {
  return LEASE_STATES.find((state) => state === text) ?? null;
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: false,
    options: {
      conf: { type: 'string', short: 'c' },
      config: { type: 'string' },
      leases: { type: 'string', short: 'l' },
      'partner-leases': { type: 'string' },
      json: { type: 'boolean' },
      table: { type: 'boolean' },
      ip: { type: 'string' },
      mac: { type: 'string' },
      client: { type: 'string' },
      hostname: { type: 'string' },
      state: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
