import { complaintsOf, readTestOutput } from '../../dhcpd/config/test-output.ts';
import type { Observation } from '../lasting.ts';
import { clipped } from './wording.ts';

/** What dhcpd itself said of a server's configuration when it was asked by `dhcpd -t`; secrets are masked in `output`. */
export type ConfigTest = {
  at: number;
  ok: boolean;
  output: string;
  /** Such as `4.4.3-P1`. */
  version: string | null;
};

const CODE = 'config-refused-by-dhcpd';

/** That dhcpd would not start again; null while its last test was fine. */
export function refusalOf(server: string, { at, ok, output }: ConfigTest): Observation | null {
  if (ok) return null;
  const [first] = readTestOutput(output).complaints;
  const place = first?.file != null ? `${first.file} line ${first.line}` : null;
  const said = clipped((first?.text ?? 'it does not say why').replace(/\.$/, ''));
  return {
    key: refusalKey(server),
    server,
    code: CODE,
    severity: 'error',
    sentence: `dhcpd on ${server} refuses its dhcpd.conf: ${place ? `${place}: ` : ''}${said}; it would not start again.`,
    nextStep: `Mend ${place ?? 'dhcpd.conf'} on ${server} before anything restarts dhcpd there, and check it with dhcpd -t.`,
    evidence: [
      {
        server,
        source: 'config',
        text: complaintsOf(output) || output,
        observedAt: new Date(at).toISOString(),
      },
    ],
  };
}

const KEY = `config:${CODE}:`;

/** The key of what `refusalOf` tells of a server. */
export const refusalKey = (server: string): string => `${KEY}${server}`;

export const isRefusalKey = (key: string): boolean => key.startsWith(KEY);
