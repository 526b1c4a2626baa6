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

/** What dhcpd complained of in a test that failed. */
export type Refusal = {
  at: number;
  /** The first complaint; null where it printed none. */
  first: { place: { file: string; line: number } | null; text: string } | null;
  /** All of them, with the lines of the file that it shows. */
  complaints: string;
};

/** That dhcpd would not start again. */
export function refusalOf(server: string, { at, first, complaints }: Refusal): Observation {
  const place = first?.place ?? null;
  const said = clipped((first?.text ?? 'it does not say why').replace(/\.$/, ''));
  return {
    key: refusalKey(server),
    server,
    code: CODE,
    severity: 'error',
    sentence: `dhcpd on ${server} refuses its dhcpd.conf: ${place ? `${place.file} line ${place.line}: ` : ''}${said}; it would not start again.`,
    nextStep: `Mend ${place ? `line ${place.line} of ${place.file}` : 'dhcpd.conf'} on ${server} before anything restarts dhcpd there, and check it with dhcpd -t.`,
    evidence: [
      {
        server,
        source: 'config',
        text: complaints || 'dhcpd -t failed and printed no complaint.',
        observedAt: new Date(at).toISOString(),
      },
    ],
  };
}

const KEY = `config:${CODE}:`;

/** The key of what `refusalOf` tells of a server. */
export const refusalKey = (server: string): string => `${KEY}${server}`;

export const isRefusalKey = (key: string): boolean => key.startsWith(KEY);
