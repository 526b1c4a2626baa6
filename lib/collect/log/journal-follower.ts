import { z } from 'zod';
import type { Command, Reach } from '../../reach/reach.ts';
import { SourceError } from '../failure.ts';

export type JournalLine = { text: string; cursor: string | null };

export type JournalFollower = {
  /** What came since the last poll. Throws when journalctl could not be started or ended, and starts it again at the next. */
  poll(signal: AbortSignal): Promise<JournalLine[]>;
  close(): Promise<void>;
};

/** The stream is not read further while so many lines wait to be taken. */
const MAX_WAITING = 10_000;
/** Time for the first lines, or for the refusal, to come: a poll that starts journalctl must not say it works too soon. */
const FIRST_WORD_MS = 500;

/** Follows what a systemd unit writes to the journal, from `cursor` on, else from now on. */
export function followJournal(reach: Reach, unit: string, cursor: string | null): JournalFollower {
  let lines: JournalLine[] = [];
  let running: { ended: Promise<void>; abort: AbortController } | null = null;
  let failure: unknown = null;
  let wake: () => void = () => {};
  let lastCursor = cursor;

  async function run(signal: AbortSignal): Promise<void> {
    try {
      for await (const step of reach.stream(commandFor(unit, lastCursor), signal)) {
        if (step.kind === 'ended') throw ended(unit, step.code, step.stderr);
        const line = { text: step.text, cursor: cursorOf(step.text) };
        lastCursor = line.cursor ?? lastCursor;
        lines.push(line);
        if (lines.length >= MAX_WAITING) await new Promise<void>((resolve) => (wake = resolve));
      }
    } catch (error) {
      failure = error;
    } finally {
      running = null;
    }
  }

  return {
    async poll(signal) {
      if (failure === null && running === null) {
        const abort = new AbortController();
        running = { ended: run(abort.signal), abort };
        await Promise.race([running.ended, pause(FIRST_WORD_MS, signal)]);
      }
      const taken = lines;
      lines = [];
      wake();
      if (taken.length === 0 && failure !== null) {
        const error = failure;
        failure = null;
        throw error;
      }
      return taken;
    },
    async close() {
      const stopping = running;
      stopping?.abort.abort();
      wake();
      await stopping?.ended;
    },
  };
}

function commandFor(unit: string, cursor: string | null): Command {
  const from = cursor === null ? ['--lines=0'] : [`--after-cursor=${cursor}`];
  return ['journalctl', '--output=json', '--follow', '--no-pager', `--unit=${unit}`, ...from];
}

const cursorSchema = z.object({ __CURSOR: z.string() });

function cursorOf(text: string): string | null {
  try {
    return cursorSchema.parse(JSON.parse(text)).__CURSOR;
  } catch {
    return null; // a line that was cut off; it has no place to go on after
  }
}

function ended(unit: string, code: number | null, stderr: string): SourceError {
  const reason = stderr.trim().split('\n').at(-1) || `exit ${code ?? 'by a signal'}`;
  return new SourceError(
    'unreadable',
    `journalctl for ${unit} ended: ${reason}; the account must be in the group systemd-journal or adm to read it`,
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const giveUp = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
