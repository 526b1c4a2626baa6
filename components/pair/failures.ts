import type { SourceDto } from '../../lib/contracts/pair.ts';

/** One reason for which one or more sources of a server fail. */
export type CommonFailure = {
  /** Of the first of them. */
  message: string;
  kinds: SourceDto['kind'][];
  /** The other files it holds for, where the messages differ in nothing else. */
  otherFiles: string[];
  /** Failures in a row of the source that failed most often. */
  times: number;
  /** First failure of any of them, ISO. */
  since: string | null;
};

/** Not a file: `//` of an address, or a `/` within a word. */
const FILE = /(?<![\w/])\/[\w.@+-][\w./@+-]*[\w]/g;

/** Why sources fail, each reason once: a server that is off fails them all alike, and so does an account that may read none of its files. */
export function failuresOf(sources: readonly SourceDto[]): CommonFailure[] {
  const failures = new Map<string, CommonFailure>();
  for (const { kind, failure, consecutiveFailures, failingSince } of sources) {
    if (failure === null) continue;
    const reason = failure.message.replaceAll(FILE, '/');
    const known = failures.get(reason);
    failures.set(reason, {
      message: known?.message ?? failure.message,
      kinds: [...(known?.kinds ?? []), kind],
      otherFiles: known ? withFileOf(known, failure.message) : [],
      times: Math.max(known?.times ?? 0, consecutiveFailures),
      since: earlier(known?.since ?? null, failingSince),
    });
  }
  return [...failures.values()];
}

function withFileOf(known: CommonFailure, message: string): string[] {
  const [file] = message.match(FILE) ?? [];
  const isNew = file !== undefined && !known.message.includes(file) && !known.otherFiles.includes(file);
  return isNew ? [...known.otherFiles, file] : known.otherFiles;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) < Date.parse(b) ? a : b;
}
