import type { ClientChannel } from 'ssh2';
import { Complaint, type RunningCommand } from '../command.ts';
import type { TalkingCommand } from '../conversation.ts';
import { ReachError } from '../error.ts';
import type { RunOptions } from '../reach.ts';
import type { SshConnection } from './connection.ts';

/** What sshd says in place of a command's output where it is told to allow nothing but SFTP. */
const SFTP_ONLY = 'This service allows sftp connections only.';

/**
 * Starts a shell command on the other machine. One that is to end by itself finds its standard input at its end, lest an
 * SFTP server started in its place wait for requests; one that `goesOn` can be sent a signal instead, which SSH allows
 * only before that. Throws `not-allowed`.
 */
export async function startRemoteCommand(
  connection: SshConnection,
  command: string,
  { goesOn, complaint, signal }: RunOptions & { goesOn: boolean; signal: AbortSignal },
): Promise<RunningCommand> {
  const channel = await connection.exec(command, signal);
  if (!goesOn) channel.eof();
  return {
    label: command,
    stdout: outputOf(channel, connection),
    ended: endOf(channel, connection, { command, stderr: new Complaint(complaint) }),
    kill() {
      channel.signal('TERM');
      channel.destroy();
    },
  };
}

/** Starts a shell command on the other machine that is to be talked to. Throws `not-allowed`. */
export async function startRemoteTalk(
  connection: SshConnection,
  command: string,
  signal: AbortSignal,
): Promise<TalkingCommand> {
  const channel = await connection.exec(command, signal);
  return {
    label: command,
    where: connection.where,
    input: channel,
    output: channel,
    ended: endOf(channel, connection, { command, stderr: new Complaint() }),
    leave: () => channel.destroy(),
  };
}

function endOf(
  channel: ClientChannel,
  connection: SshConnection,
  { command, stderr }: { command: string; stderr: Complaint },
): Promise<{ code: number | null; stderr: string }> {
  channel.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    // null: ended by a signal; nothing: the connection, or the server, gave up before it knew.
    channel.once('close', (code: number | null | undefined) => {
      if (code !== undefined) resolve({ code, stderr: stderr.text() });
      else reject(connection.ended ?? untold(connection, command));
    });
  });
  ended.catch(() => {}); // whoever reads the output asks for the end afterwards
  return ended;
}

async function* outputOf(channel: ClientChannel, connection: SshConnection): AsyncGenerator<Uint8Array> {
  // Destroying the channel at the end of its output would close it before the command's exit code came.
  const chunks: AsyncIterable<Buffer> = channel.iterator({ destroyOnReturn: false });
  for await (const bytes of chunks) {
    if (bytes.toString('latin1', 0, SFTP_ONLY.length) === SFTP_ONLY)
      throw new ReachError(
        'not-allowed',
        `${connection.where} may run no commands, only SFTP: ForceCommand internal-sftp stands in sshd_config, or command= in authorized_keys.`,
      );
    yield bytes;
  }
}

function untold(connection: SshConnection, command: string): ReachError {
  return new ReachError(
    'disconnected',
    `${connection.where} ended ${command} without a word of how it ended.`,
  );
}
