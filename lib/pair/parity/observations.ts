import type { ConfigFinding } from '../../contracts/config-review.ts';
import type { Observation } from '../lasting.ts';

/** The findings of a review as the pair's findings tell them. `readAt` is when the files were read, ISO; null if not known. */
export function configObservations(
  findings: readonly ConfigFinding[],
  readAt: string | null = null,
): Observation[] {
  return findings.map(({ code, severity, subject, sentence, nextStep, places, correction }) => ({
    key: configKey({ code, subject }),
    server: onlyServer(correction.length > 0 ? correction : places),
    code,
    severity,
    sentence,
    nextStep,
    evidence: places.map(({ server, file, line, column, text }) => ({
      server,
      source: 'config' as const,
      text: `${file}:${line}:${column}: ${text}`,
      observedAt: readAt,
    })),
  }));
}

export function configKey({ code, subject }: Pick<ConfigFinding, 'code' | 'subject'>): string {
  return `config:${code}:${subject}`;
}

/** The one server whose file has to change; null where both have to, or either. */
function onlyServer(about: readonly { server: string }[]): string | null {
  const servers = new Set(about.map(({ server }) => server));
  const [server = null] = servers;
  return servers.size === 1 ? server : null;
}
