import { isAbsolute } from 'node:path';
import { DatabaseError } from './errors.ts';

export type DatabaseTarget =
  | { engine: 'sqlite'; path: string; name: string }
  | { engine: 'postgresql'; url: string; name: string };

/**
 * Which database a URL means: `file:/absolute/path.db` or `postgresql://user@host/database`. `name` is how messages
 * call it, without a password. Throws `DatabaseError` of kind `bad-url`.
 */
export function parseDatabaseUrl(url: string): DatabaseTarget {
  if (url.startsWith('file:')) return sqliteTarget(url);
  if (/^postgres(ql)?:\/\//.test(url)) return postgresqlTarget(url);
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  throw badUrl(scheme ? `a URL that begins with ${scheme}` : 'a text that is no URL');
}

function sqliteTarget(url: string): DatabaseTarget {
  const path = url.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  if (!isAbsolute(path)) throw badUrl(`the relative path ${url}`);
  if (path.endsWith('/')) throw badUrl(`the folder ${url}`);
  if (path.includes('?')) throw badUrl(`options after the path in ${url}`);
  return { engine: 'sqlite', path, name: path };
}

function postgresqlTarget(url: string): DatabaseTarget {
  if (!URL.canParse(url))
    throw badUrl('a postgresql URL that can not be parsed (encode special characters as %XX)');
  const { username, host, pathname, searchParams } = new URL(url);
  if (pathname.length < 2) throw badUrl('a postgresql URL without a database name');
  const address = searchParams.get('host') ?? (host || 'localhost'); // as `pg` reads it
  return {
    engine: 'postgresql',
    url,
    name: `postgresql://${username && `${username}@`}${address}${pathname}`,
  };
}

function badUrl(found: string): DatabaseError {
  return new DatabaseError(
    'bad-url',
    `DATABASE_URL: found ${found}, expected file:/absolute/path.db (SQLite) or postgresql://user:password@host/database.`,
  );
}
