import { outputOf, type RunningCommand, resultOf } from '../command.ts';
import type { TalkingCommand } from '../conversation.ts';
import { ReachError } from '../error.ts';
import { noPermission, type Reader, unreadable } from '../path-error.ts';
import type { FileStat, ReachedFile, RunOptions } from '../reach.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { CommandFile } from './command-file.ts';
import type { SshConnection } from './connection.ts';
import { startRemoteCommand, startRemoteTalk } from './remote-command.ts';
import { SftpChannel } from './sftp-channel.ts';
import { SftpFile } from './sftp-file.ts';
import {
  type NamedStat,
  readStatAnswer,
  STAT_DIALECTS,
  type StatDialect,
  statCommand,
} from './stat-command.ts';

const NEVER = new AbortController().signal;

/** What the account of a connection may do, found out as it is needed: SFTP, commands, or both. */
export class SshSession {
  readonly #connection: SshConnection;
  readonly #reader: Reader;
  #sftp: Promise<SftpChannel | null> | null = null;
  #sftpRefusal = '';
  /** The stat(1) there; null when none may be run, undefined while nobody knows. */
  #dialect: StatDialect | null | undefined;
  #statRefusal = '';

  constructor(connection: SshConnection, user: string) {
    this.#connection = connection;
    this.#reader = { where: connection.where, account: user };
  }

  /** By SFTP where it may be used, without an identity; else by stat(1). */
  async stat(path: string, signal: AbortSignal): Promise<FileStat> {
    const sftp = await this.#sftpChannel(signal);
    if (sftp) return { ...(await sftp.stat(path, signal)), identity: null };
    return this.#mustStat(path, signal);
  }

  async open(path: string, formerNames: readonly string[], signal: AbortSignal): Promise<ReachedFile> {
    const channel = await this.#sftpChannel(signal);
    const reader = this.#reader;
    if (channel) {
      const statByCommand = this.#statByCommand.bind(this);
      return SftpFile.open(path, { channel, reader, statByCommand }, signal);
    }
    const access = {
      reader,
      usable: () => this.#connection.usable,
      statByCommand: this.#mustStat.bind(this),
      output: this.#outputOf.bind(this),
    };
    return CommandFile.open(path, formerNames, access, signal);
  }

  /** Starts a shell command that ends by itself. Throws `not-allowed`. */
  start(command: string, signal: AbortSignal, options: RunOptions = {}): Promise<RunningCommand> {
    return startRemoteCommand(this.#connection, command, { ...options, goesOn: false, signal });
  }

  /** Starts one that goes on until it is ended. Throws `not-allowed`. */
  startFollowing(command: string, signal: AbortSignal): Promise<RunningCommand> {
    return startRemoteCommand(this.#connection, command, { goesOn: true, signal });
  }

  /** Starts one that is to be talked to. Throws `not-allowed`. */
  startTalk(command: string, signal: AbortSignal): Promise<TalkingCommand> {
    return startRemoteTalk(this.#connection, command, signal);
  }

  /** The one SFTP channel, started when it is needed and again when it broke; null where none is allowed. */
  async #sftpChannel(signal: AbortSignal): Promise<SftpChannel | null> {
    this.#sftp ??= this.#startSftp();
    const channel = await unlessAborted(this.#sftp, signal, 'starting SFTP');
    if (channel === null || channel.usable || !this.#connection.usable) return channel;
    this.#sftp = this.#startSftp();
    return unlessAborted(this.#sftp, signal, 'starting SFTP again');
  }

  async #startSftp(): Promise<SftpChannel | null> {
    try {
      // For all who wait for it, so not given up when one of them leaves.
      const sftp = await this.#connection.sftp(NEVER);
      return new SftpChannel(sftp, this.#connection, this.#reader);
    } catch (error) {
      if (error instanceof ReachError && error.kind === 'not-allowed') {
        this.#sftpRefusal = error.message;
        return null;
      }
      this.#sftp = null;
      throw error;
    }
  }

  async #mustStat(path: string, signal: AbortSignal): Promise<NamedStat> {
    const found = await this.#statByCommand(path, signal);
    if (found) return found;
    throw new ReachError(
      'not-allowed',
      `${this.#reader.where} may neither use SFTP nor run stat, so no file can be read there; allow one of them. SFTP: ${this.#sftpRefusal} stat: ${this.#statRefusal}`,
    );
  }

  /** What stat(1) tells of a path; null where it may not be run. */
  async #statByCommand(path: string, signal: AbortSignal): Promise<NamedStat | null> {
    if (this.#dialect === null) return null;
    for (const dialect of this.#dialect ? [this.#dialect] : STAT_DIALECTS) {
      const found = await this.#askStat(dialect, path, signal);
      if (found) {
        this.#dialect = dialect;
        return found;
      }
    }
    // It was understood before: this is a trouble of the moment.
    if (this.#dialect) throw unreadable(path, this.#reader, this.#statRefusal);
    this.#dialect = null;
    return null;
  }

  async #askStat(dialect: StatDialect, path: string, signal: AbortSignal): Promise<NamedStat | null> {
    try {
      const result = await resultOf(await this.start(statCommand(dialect, path), signal), signal);
      this.#statRefusal = firstLine(result.stderr || result.stdout) || `no answer, exit ${result.code}`;
      return readStatAnswer(result, path, this.#reader);
    } catch (error) {
      if (!(error instanceof ReachError) || error.kind !== 'not-allowed') throw error;
      this.#statRefusal = error.message;
      return null;
    }
  }

  async #outputOf(command: string, path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    const { stdout, stderr } = await outputOf(await this.start(command, signal), signal, maxBytes);
    if (stderr === '' || /No such file/.test(stderr)) return stdout; // a missing one is seen by whoever looks next
    if (/Permission denied/.test(stderr)) throw noPermission(path, this.#reader, new Error(stderr));
    if (/^tail: /.test(stderr)) throw unreadable(path, this.#reader, firstLine(stderr));
    throw new ReachError(
      'not-allowed',
      `${this.#reader.where} could not run ${command}: ${firstLine(stderr)}. See command= before its key in authorized_keys.`,
    );
  }
}

const firstLine = (text: string) => text.trim().split('\n')[0]?.slice(0, 200) ?? '';
