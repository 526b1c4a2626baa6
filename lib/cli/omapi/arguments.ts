import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { OMAPI_ALGORITHMS, parseAlgorithm } from '../../omapi/codec/hmac.ts';
import { splitArguments } from '../split-arguments.ts';
import { UsageError } from '../usage-error.ts';

export const HELP = `Usage: pairwatch omapi --host HOST --peer NAME [options]

Asks one dhcpd over OMAPI for its view of a failover relationship, and for the counters of pools, and prints
all it says. It only reads: nothing it can send changes the server.

  --host HOST        name or IPv4 address of the server
  --port PORT        its omapi-port (default 7911)
  --peer NAME        the failover peer's name in dhcpd.conf, capitals included
  --address IP       an address of a pool whose counters to show; may be given several times
  --key-file FILE    file with the key: the bare base64 secret, or a 'key NAME { algorithm …; secret …; }' block
  --key-name NAME    the key that omapi-key names in dhcpd.conf; needed unless the file has just one block
  --algorithm NAME   ${OMAPI_ALGORITHMS.join(', ')}
                     (default: the file's, else hmac-md5, the only one that works before dhcpd 4.4.3)
  --json             print one JSON object
  --help             this text

Exit status: 0 all was answered, 1 the server said no, 2 these options are wrong, 3 the server could not be reached.
`;

/** An IPv6 address or host:port would only fail later, as a name that gives no address. Emptiness is told apart. */
const HOST = /^[\w.-]*$/;

const PORT_RANGE = '--port must be a whole number from 1 to 65535';

const argumentsSchema = z.object({
  host: z
    .string({ error: '--host is missing: give the name or address of the server' })
    .min(1, '--host is empty')
    .regex(HOST, '--host must be a host name or an IPv4 address, without a port: OMAPI has no IPv6'),
  port: z
    .string()
    .regex(/^\d+$/, PORT_RANGE)
    .default('7911')
    .transform(Number)
    .pipe(z.int(PORT_RANGE).min(1, PORT_RANGE).max(65535, PORT_RANGE)),
  peer: z
    .string({
      error: '--peer is missing: OMAPI lists no peers; the name stands in dhcpd.conf as failover peer "NAME"',
    })
    .min(1, '--peer is empty'),
  address: z
    .array(z.string().refine(isIPv4, { error: '--address must be an IPv4 address such as 10.0.0.20' }))
    .default([]),
  'key-name': z.string().min(1, '--key-name is empty').optional(),
  'key-file': z.string().optional(),
  algorithm: z.string().transform(toAlgorithm).optional(),
  json: z.boolean().default(false),
});

export type OmapiArguments = z.infer<typeof argumentsSchema>;

/** The checked options, or `help`. Throws UsageError with everything that is wrong with them. */
export function parseArguments(argv: string[]): OmapiArguments | 'help' {
  const values = readOptions(argv);
  if (values.help) return 'help';
  const checked = argumentsSchema.safeParse(values);
  if (!checked.success) throw new UsageError(checked.error.issues.map((issue) => issue.message).join('; '));
  if (checked.data['key-name'] !== undefined && checked.data['key-file'] === undefined) {
    throw new UsageError(
      '--key-name needs --key-file: the secret is read from a file, never from the command line',
    );
  }
  if (checked.data.algorithm !== undefined && checked.data['key-file'] === undefined) {
    throw new UsageError('--algorithm needs --key-file: without a key nothing is signed');
  }
  return checked.data;
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: false,
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      peer: { type: 'string' },
      address: { type: 'string', multiple: true },
      'key-name': { type: 'string' },
      'key-file': { type: 'string' },
      algorithm: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;

function toAlgorithm(text: string, context: z.RefinementCtx) {
  const algorithm = parseAlgorithm(text);
  if (algorithm) return algorithm;
  context.addIssue({ code: 'custom', message: `--algorithm must be one of ${OMAPI_ALGORITHMS.join(', ')}` });
  return z.NEVER;
}
