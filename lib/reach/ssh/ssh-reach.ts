import type { Backoff } from '../../backoff.ts';
import { systemClock } from '../../clock.ts';
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
  type OpenOptions,
  type Reach,
  type ReachedFile,
  type RunOptions,
} from '../reach.ts';
import { accountName, type SshAccount } from './account.ts';
import { KeptSession, type KeptSessionOptions } from './kept-session.ts';
import { shellCommand } from './shell-quote.ts';

const DEFAULT_BACKOFF: Backoff = { firstMs: 500, factor: 2, maxMs: 5_000 };
const DEFAULT_REFUSED_BACKOFF: Backoff = { firstMs: 10_000, factor: 2, maxMs: 120_000 };
const CHUNK_BYTES = 1024 * 1024;

/** The files and commands of another machine, over one SSH connection that is kept. */
export class SshReach implements Reach {
  readonly where: string;
  readonly #user: string;
  readonly #kept: KeptSession;

  /** Connects to nothing yet. */
  constructor(account: SshAccount, options: Partial<KeptSessionOptions> = {}) {
    this.where = accountName(account);
    this.#user = account.user;
    this.#kept = new KeptSession(account, {
      connectTimeoutMs: 10_000,
      requestTimeoutMs: 30_000,
      keepaliveMs: 5_000,
      backoff: DEFAULT_BACKOFF,
      refusedBackoff: DEFAULT_REFUSED_BACKOFF,
      clock: systemClock,
      random: Math.random,
      ...options,
    });
  }

  async stat(path: string, signal: AbortSignal): Promise<FileStat> {
    const session = await this.#kept.get(signal);
    return session.stat(path, signal);
  }

  async open(path: string, signal: AbortSignal, options: OpenOptions = {}): Promise<ReachedFile> {
    const session = await this.#kept.get(signal);
    return session.open(path, options.formerNames ?? [], signal);
  }

  async readText(path: string, signal: AbortSignal): Promise<string> {
    const file = await this.open(path, signal);
    try {
      const { size } = await file.stat(signal);
      if (size > MAX_TEXT_BYTES)
        throw tooLarge(path, { where: this.where, account: this.#user }, MAX_TEXT_BYTES);
      const chunks: Uint8Array[] = [];
      for (let offset = 0; offset < size; offset += CHUNK_BYTES)
        chunks.push(await file.read(offset, Math.min(CHUNK_BYTES, size - offset), signal));
      return Buffer.concat(chunks).toString('utf8');
    } finally {
      await file.close();
    }
  }

  async run(command: Command, signal: AbortSignal, options: RunOptions = {}): Promise<CommandResult> {
    const session = await this.#kept.get(signal);
    return resultOf(await session.start(shellCommand(command), signal, options), signal);
  }

  async *stream(command: Command, signal: AbortSignal): AsyncGenerator<CommandStep> {
    const session = await this.#kept.get(signal);
    yield* stepsOf(await session.startFollowing(shellCommand(command), signal), signal);
  }

  async converse(command: Command, signal: AbortSignal): Promise<Conversation> {
    const session = await this.#kept.get(signal);
    return new LineConversation(await session.startTalk(shellCommand(command), signal));
  }

  async close(): Promise<void> {
    this.#kept.close();
  }
}
