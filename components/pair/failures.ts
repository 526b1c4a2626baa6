import type { SourceDto } from '../../lib/contracts/pair.ts';

/** One reason for which one or more sources of a server fail. */
export type CommonFailure = {
  message: string;
  kinds: SourceDto['kind'][];
  /** Failures in a row of the source that failed most often. */
  times: number;
  /** First failure of any of them, ISO. */
  since: string | null;
};

/** Why sources fail, each reason once: a server that is off fails them all alike. */
export function failuresOf(sources: readonly SourceDto[]): CommonFailure[] {
  const failures = new Map<string, CommonFailure>();
  for (const { kind, failure, consecutiveFailures, failingSince } of sources) {
    if (failure === null) continue;
    const known = failures.get(failure.message);
    failures.set(failure.message, {
      message: failure.message,
      kinds: [...(known?.kinds ?? []), kind],
      times: Math.max(known?.times ?? 0, consecutiveFailures),
      since: earlier(known?.since ?? null, failingSince),
    });
  }
  return [...failures.values()];
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) < Date.parse(b) ? a : b;
}
