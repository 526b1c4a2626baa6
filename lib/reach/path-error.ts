import { ReachError } from './error.ts';

/** Who reads where: the account and the machine, as an operator knows them. */
export type Reader = {
  /** `dhcp@10.0.0.1:22`; empty for this machine. */
  where: string;
  /** What setfacl takes: an account's name or number. */
  account: string;
};

export function notFound(path: string, { where }: Reader, cause?: unknown): ReachError {
  return new ReachError(
    'not-found',
    `${path} does not exist${on(where)}. Check the path in pairwatch.yaml; to see what is there: ls -l ${folderOf(path)}`,
    cause,
  );
}

export function noPermission(path: string, { where, account }: Reader, cause?: unknown): ReachError {
  return new ReachError(
    'permission',
    `${path} may not be read by ${account}${on(where)}. Give that account read permission on it and x on its folders, for example: sudo setfacl -m u:${account}:r ${path}`,
    cause,
  );
}

export function unreadable(path: string, { where }: Reader, why: string, cause?: unknown): ReachError {
  return new ReachError(
    'unreadable',
    `${path}${on(where)} could not be read: ${why}. Check that it is a plain file and that its disk is well.`,
    cause,
  );
}

export function tooLarge(path: string, { where }: Reader, maxBytes: number): ReachError {
  return new ReachError(
    'too-large',
    `${path}${on(where)} is larger than ${maxBytes / 1024 / 1024} MiB, too large for a configuration. Check the path in pairwatch.yaml.`,
  );
}

const on = (where: string) => (where === '' ? '' : ` on ${where}`);

const folderOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')));
