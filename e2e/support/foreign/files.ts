import { appendFileSync } from 'node:fs';

/** A text that somebody chose whom nobody asked, for one place; `most` characters at most, on one line. */
export type Plant = (place: string, most?: number) => string;

type Places = { name: string; configPath: string; leasesPath: string };

/** Where an end is set to a text; that of a host name is DHCP's own. */
export const MOST = { name: 80, reason: 200, hostname: 255, line: 500 };
/** Within ranges of the demo's pair, at the end where its own clients seldom are. */
const HELD = ['10.20.2.208', '10.20.2.209'];

/** Adds to the files of a simulated server what clients, and whoever can write them, may have put there. */
export function plantInFiles(server: Places, plant: Plant): void {
  appendFileSync(server.configPath, configText(server.name, plant));
  appendFileSync(server.leasesPath, HELD.map((address, index) => leaseText(address, index, plant)).join(''));
}

/** Has a server's dhcpd say what others have it say. */
export function plantInLog({ name, path }: { name: string; path: string }, plant: Plant): void {
  appendFileSync(path, logText(name, plant));
}

/** The two servers differ, so that pages show both beside each other. */
function configText(name: string, plant: Plant): string {
  const own = (place: string) => quoted(`${plant(place)} ${name}`);
  return `
# ${plant('comment of dhcpd.conf')} ${name}
option domain-name ${own('option of dhcpd.conf')};
option vendor-text code 222 = text;
class ${own('class of dhcpd.conf')} {
  match if substring(option vendor-class-identifier, 0, 4) = ${quoted(plant('match of dhcpd.conf'))};
}
`;
}

function leaseText(address: string, index: number, plant: Plant): string {
  const at = (ms: number) => {
    const time = new Date(ms);
    const [day = '', clock = ''] = time.toISOString().split('T');
    return `${time.getUTCDay()} ${day.replaceAll('-', '/')} ${clock.slice(0, 8)}`;
  };
  const nowMs = Date.now();
  return `lease ${address} {
  starts ${at(nowMs)};
  ends ${at(nowMs + 3_600_000)};
  cltt ${at(nowMs)};
  binding state active;
  next binding state free;
  hardware ethernet 02:66:6f:72:65:0${index};
  uid ${quoted(plant('client identifier'))};
  set vendor-class-identifier = ${quoted(plant('vendor class'))};
  set note = ${quoted(plant('variable of a lease'))};
  option agent.circuit-id ${quoted(plant('circuit of a relay'))};
  client-hostname ${quoted(plant('host name of a client', MOST.hostname))};
}
`;
}

function logText(name: string, plant: Plant): string {
  const text = (place: string) => plant(`log: ${place}`);
  const client = (mac: string) => `${mac} (${text('host name')}) via eth0`;
  const lines = [
    `Internet Systems Consortium DHCP Server ${text('version')}`,
    `commit_leases: unable to commit, fsync: ${text('error')}`,
    `/etc/dhcp/dhcpd.conf line 7: ${text('mistake')}`,
    `Can't open lease database /var/lib/dhcp/dhcpd.leases: ${text('reason')} --`,
    `Impossible case at ${text('case')}.`,
    `DHCPDISCOVER from ${client('02:66:6f:72:65:01')}: network ${text('network')}: no free leases`,
    `DHCPREQUEST for 10.20.2.208 from ${client('02:66:6f:72:65:00')}: unknown lease 10.20.2.208.`,
    `failover peer ${text('peer')}: I move from normal to communications-interrupted`,
    `bind update on 10.20.2.208 from demo rejected: ${text('rejection')}`,
    text('what nobody knows'),
  ];
  const time = new Date().toISOString();
  return lines.map((line) => `${time} ${name} dhcpd[800]: ${line}\n`).join('');
}

/** As dhcpd writes a text: what is not printable ASCII as three octal digits of each byte. */
export function quoted(text: string): string {
  const escaped = [...Buffer.from(text)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 32 && byte < 127 ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${escaped.join('')}"`;
}
