import { readFile, stat } from 'node:fs/promises';
import { resultOf, stepsOf } from '../command.ts';
import { LineConversation } from '../conversation.ts';
import { tooLarge } from '../path-error.ts';
import {
  type Command,
  type CommandResult,
  type CommandStep,
  type Conversation,
  type FileStat,
  MAX_TEXT_BYTES,
  type Reach,
  type ReachedFile,
  type RunOptions,
} from '../reach.ts';
import { LocalCalls } from './calls.ts';
import { startLocalCommand, startLocalTalk } from './local-command.ts';
import { fileStat, LocalFile } from './local-file.ts';

/** The files and commands of this machine. */
export class LocalReach implements Reach {
  readonly where = 'this machine';
  readonly #calls = new LocalCalls();

  async stat(path: string, signal: AbortSignal): Promise<FileStat> {
    return fileStat(await this.#calls.run(path, signal, () => stat(path, { bigint: true })));
  }

  open(path: string, signal: AbortSignal): Promise<ReachedFile> {
    return LocalFile.open(path, signal, this.#calls);
  }

  async readText(path: string, signal: AbortSignal): Promise<string> {
    const { size } = await this.stat(path, signal);
    if (size > MAX_TEXT_BYTES) throw tooLarge(path, { where: '', account: '' }, MAX_TEXT_BYTES);
    return this.#calls.run(path, signal, () => readFile(path, 'utf8'));
  }

  async run(command: Command, signal: AbortSignal, options: RunOptions = {}): Promise<CommandResult> {
    this.#calls.assertOpen();
    return resultOf(startLocalCommand(command, options), signal);
  }

  async *stream(command: Command, signal: AbortSignal): AsyncGenerator<CommandStep> {
    this.#calls.assertOpen();
    yield* stepsOf(startLocalCommand(command), signal);
  }

  async converse(command: Command): Promise<Conversation> {
    this.#calls.assertOpen();
    return new LineConversation(startLocalTalk(command));
  }

  async close(): Promise<void> {
    this.#calls.close();
  }
}
