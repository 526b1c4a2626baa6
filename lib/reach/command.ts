import { ReachError } from './error.ts';
import { LineCutter } from './lines.ts';
import {
  type CommandResult,
  type CommandStep,
  MAX_OUTPUT_BYTES,
  MAX_STDERR_BYTES,
  type RunOptions,
} from './reach.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A command under way, here or at the other end of a connection. */
export type RunningCommand = {
  /** In words, for messages. */
  label: string;
  stdout: AsyncIterable<Uint8Array>;
  /** How it ended, once its output was read; rejects with ReachError when that will never be known. */
  ended: Promise<{ code: number | null; stderr: string }>;
  kill(): void;
};

/** Output and end of a command. Throws `too-large` above `maxBytes` of output; then, and on abort, the command is ended. */
export async function outputOf(
  running: RunningCommand,
  signal: AbortSignal,
  maxBytes: number,
): Promise<{ stdout: Buffer; stderr: string; code: number | null }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of untilAborted(running, signal)) {
    length += bytes.length;
    if (length > maxBytes)
      throw new ReachError('too-large', `${running.label} wrote more than ${maxBytes} bytes.`);
    parts.push(bytes);
  }
  const end = await unlessAborted(running.ended, signal, `waiting for the end of ${running.label}`);
  return { stdout: Buffer.concat(parts, length), ...end };
}

/** As Reach.run gives it. */
export async function resultOf(running: RunningCommand, signal: AbortSignal): Promise<CommandResult> {
  const { stdout, stderr, code } = await outputOf(running, signal, MAX_OUTPUT_BYTES);
  return { stdout: stdout.toString('utf8'), stderr, code };
}

/** As Reach.stream gives it: nothing is read from the command faster than its lines are taken. */
export async function* stepsOf(running: RunningCommand, signal: AbortSignal): AsyncGenerator<CommandStep> {
  const cutter = new LineCutter();
  for await (const bytes of untilAborted(running, signal)) {
    for (const text of cutter.push(bytes)) yield { kind: 'line', text };
  }
  const rest = cutter.finish();
  if (rest !== null) yield { kind: 'line', text: rest };
  const end = await unlessAborted(running.ended, signal, `waiting for the end of ${running.label}`);
  yield { kind: 'ended', ...end };
}

/** The output of a command; whoever leaves early, or aborts, ends the command. */
async function* untilAborted(running: RunningCommand, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = running.stdout[Symbol.asyncIterator]();
  const during = `waiting for the output of ${running.label}`;
  let done = false;
  try {
    while (!done) {
      const next = await unlessAborted(iterator.next(), signal, during);
      if (next.done) done = true;
      else yield next.value;
    }
  } finally {
    if (!done) {
      running.kill();
      running.ended.catch(() => {}); // nobody waits for it any more
    }
  }
}

/** The beginning or the end of what a command complained, as text. */
export class Complaint {
  readonly #kept: NonNullable<RunOptions['complaint']>;
  #bytes = Buffer.alloc(0);

  constructor(kept: RunOptions['complaint'] = 'end') {
    this.#kept = kept;
  }

  push(bytes: Uint8Array): void {
    const all = Buffer.concat([this.#bytes, bytes]);
    const most = MAX_STDERR_BYTES[this.#kept];
    this.#bytes = this.#kept === 'end' ? all.subarray(-most) : all.subarray(0, most);
  }

  text(): string {
    return this.#bytes.toString('utf8');
  }
}
