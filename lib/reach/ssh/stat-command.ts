import { noPermission, notFound, type Reader } from '../path-error.ts';
import type { CommandResult, FileSize } from '../reach.ts';
import { shellQuote } from './shell-quote.ts';

/** A file's size, and what tells it from every other. */
export type NamedStat = FileSize & { identity: string };

/** stat(1) as GNU and BusyBox have it, and as the BSDs do. */
export const STAT_DIALECTS = ['gnu', 'bsd'] as const;
export type StatDialect = (typeof STAT_DIALECTS)[number];

/** Device, inode and second of birth, then size and second of last change. */
const OPTIONS: Record<StatDialect, string> = {
  gnu: "-c '%d:%i:%W %s %Y'",
  bsd: "-f '%d:%i:%B %z %m'",
};

/** The shell command that tells of a file, in English, following links. */
export function statCommand(dialect: StatDialect, path: string): string {
  return `env LC_ALL=C stat -L ${OPTIONS[dialect]} -- ${shellQuote(path)}`;
}

/**
 * What stat(1) said of a file; null when this was no answer of stat's: another dialect, or an account that runs something
 * else instead. Throws `not-found` and `permission`.
 */
export function readStatAnswer(
  { stdout, stderr, code }: CommandResult,
  path: string,
  reader: Reader,
): NamedStat | null {
  const answer = /^(\w+:\d+:\S+) (\d+) (\d+)\n$/.exec(stdout);
  if (code === 0 && answer) {
    const [, identity = '', size, modified] = answer;
    return { identity, size: Number(size), modifiedMs: Number(modified) * 1000 };
  }
  if (!/^stat: /.test(stderr)) return null;
  if (/No such file or directory|Not a directory/.test(stderr))
    throw notFound(path, reader, new Error(stderr.trim()));
  if (/Permission denied/.test(stderr)) throw noPermission(path, reader, new Error(stderr.trim()));
  return null;
}
