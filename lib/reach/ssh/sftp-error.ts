import ssh2 from 'ssh2';
import { ReachError } from '../error.ts';
import { noPermission, notFound, type Reader, unreadable } from '../path-error.ts';

const { STATUS_CODE } = ssh2.utils.sftp;

/** What an SFTP server's refusal means for a path. */
export function sftpError(error: unknown, path: string, reader: Reader): ReachError {
  if (error instanceof ReachError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === STATUS_CODE.NO_SUCH_FILE) return notFound(path, reader, error);
  if (code === STATUS_CODE.PERMISSION_DENIED) return noPermission(path, reader, error);
  return unreadable(path, reader, error instanceof Error ? error.message : String(error), error);
}
