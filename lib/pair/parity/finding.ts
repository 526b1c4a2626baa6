import type { ConfigCorrection, ConfigFinding, ConfigPlace } from '../../contracts/config-review.ts';
import type { Place } from '../../dhcpd/config/config.ts';
import { CODES, type ConfigCode } from './codes.ts';
import { harmless } from './wording.ts';

/** What a check says; severity and reason come from its code unless it says otherwise. */
export type Draft = Omit<ConfigFinding, 'code' | 'severity' | 'why' | 'correction'> & {
  severity?: ConfigFinding['severity'];
  correction?: ConfigCorrection[];
  /** Server that lacks something altogether which its partner has. */
  lackedBy?: string;
};

/** A finding, with what the others are to know of it. */
export type Found = ConfigFinding & { code: ConfigCode } & Pick<Draft, 'lackedBy'>;

/** How many places of one server a finding names, and for how many it writes corrected lines. */
export const MOST_PLACES = 20;

export function findingOf(code: ConfigCode, draft: Draft): Found {
  const { severity, why } = CODES[code];
  const { subject, sentence, nextStep, places, correction = [], lackedBy } = draft;
  return {
    code,
    severity: draft.severity ?? severity,
    subject: harmless(subject),
    sentence: harmless(sentence),
    why,
    places: withoutRepeats(places),
    correction: eachOnce(correction),
    nextStep: harmless(nextStep),
    ...(lackedBy === undefined ? {} : { lackedBy }),
  };
}

/** The place as one of this server's. */
export function placeAt(server: string, { file, line, column }: Place, text: string): ConfigPlace {
  return { server, file, line, column, text: harmless(text) };
}

/** Two ranges of one pool, for one, are mended by the same lines. */
function eachOnce(corrections: readonly ConfigCorrection[]): ConfigCorrection[] {
  const byText = new Map(
    corrections.map((each) => [[each.server, each.file, ...each.lines].join('\0'), each] as const),
  );
  return [...byText.values()]
    .filter(({ lines }) => lines.length > 0)
    .map((each) => ({ ...each, lines: each.lines.map(harmless) }));
}

/** Each place once, and no more of a server than are of use. */
function withoutRepeats(places: readonly ConfigPlace[]): ConfigPlace[] {
  const seen = new Set<string>();
  const perServer = new Map<string, number>();
  return places.filter(({ server, file, line, column }) => {
    const key = `${server}\0${file}\0${line}\0${column}`;
    const count = perServer.get(server) ?? 0;
    if (seen.has(key) || count === MOST_PLACES) return false;
    seen.add(key);
    perServer.set(server, count + 1);
    return true;
  });
}
