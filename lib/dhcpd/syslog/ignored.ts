import { shape } from './shape.ts';

/** Messages that are known and say nothing to keep, each with why. */
const IGNORED: readonly { why: string; shapes: readonly string[] }[] = [
  {
    why: 'printed at every start',
    shapes: [
      'Copyright {years} Internet Systems Consortium.',
      'All rights reserved.',
      'For info, please visit {address}',
      'PID file: {path}',
      'WARNING: failover as of versions {text}',
    ],
  },
  {
    why: 'which interfaces it serves, which the configuration says too',
    shapes: ['Listening on {socket}', 'Sending on   {socket}'],
  },
  {
    why: "the start script's own words",
    shapes: ['Launching {text}', 'Starting {text}', 'Stopping {text}', 'check syslog for diagnostics.'],
  },
  {
    why: 'advice that follows every fatal message',
    shapes: [
      'If you think you have received this message due to a bug rather',
      'than a configuration issue please read the section on submitting',
      'bugs on either our web page at www.isc.org or in the README file',
      'before submitting a bug.  These pages explain the proper',
      'process and the information we find helpful for debugging.',
    ],
  },
  {
    why: 'goes on from a message that is a fact',
    shapes: [
      'Remove host declaration {host} or remove {address}',
      'from the dynamic address pool for {network}',
      '  check for failed database rewrite attempt!',
      'Please read the dhcpd.leases manual page if you',
      "don't know what to do about this.",
      '{place}: Failed to send {bytes:int} byte long packet over {interface} interface.',
      'send_packet: please consult README file regarding broadcast address.',
    ],
  },
  {
    why: "a client's odd packet, of no meaning for the pair",
    shapes: [
      'Received DHCPv4 packet without client-id option and empty hlen field.',
      'Accepted DHCPv4 packet with one-character client-id - a future version of ISC DHCP will reject this',
      'type {type:int} from {mac} via {via}: unknown packet type',
      'DHCPLEASEQUERY from {text}',
    ],
  },
];

const shapes = IGNORED.flatMap((group) => group.shapes.map((source) => shape(source)));

/** The empty line after a fatal message, and the caret under an echoed line of a faulty file. */
const BLANK_OR_CARET = /^ *\^?$/;

/** Whether a message is one that says nothing to keep. */
export function isIgnored(message: string): boolean {
  return BLANK_OR_CARET.test(message) || shapes.some(({ read }) => read(message) !== null);
}
