import { expect, it } from 'vitest';
import { parseDatabaseUrl } from './url.ts';

it.each([
  ['file:/var/lib/pairwatch/pairwatch.db', '/var/lib/pairwatch/pairwatch.db'],
  ['file:///var/lib/pairwatch.db', '/var/lib/pairwatch.db'],
  ['file:/a folder/päir.db', '/a folder/päir.db'],
])('reads %s as an SQLite file', (url, path) => {
  expect(parseDatabaseUrl(url)).toEqual({ engine: 'sqlite', path, name: path });
});

it.each([
  [
    'postgresql://pair:s3cret@db.example:5433/pairwatch?sslmode=verify-full',
    'postgresql://pair@db.example:5433/pairwatch',
  ],
  ['postgres://db.example/pairwatch', 'postgresql://db.example/pairwatch'],
  ['postgresql://pair@localhost/pairwatch?host=%2Frun', 'postgresql://pair@/run/pairwatch'],
  ['postgresql:///pairwatch?host=/run/postgresql', 'postgresql:///run/postgresql/pairwatch'],
])('reads %s as PostgreSQL and names it without its password', (url, name) => {
  expect(parseDatabaseUrl(url)).toEqual({ engine: 'postgresql', url, name });
});

it.each([
  ['', 'no URL'],
  ['pairwatch.db', 'no URL'],
  ['file:pairwatch.db', 'relative path'],
  ['file:./pairwatch.db', 'relative path'],
  ['file:/var/lib/', 'folder'],
  ['file:/a.db?connection_limit=1', 'options'],
  ['mysql://db/pairwatch', 'begins with mysql:'],
  ['postgresql://db.example', 'without a database name'],
  ['postgresql://user:pass#word@db:x/y', 'can not be parsed'],
])('refuses %j and says what is wrong and what is right', (url, found) => {
  const parse = () => parseDatabaseUrl(url);
  expect(parse).toThrow(expect.objectContaining({ kind: 'bad-url' }));
  expect(parse).toThrow(found);
  expect(parse).toThrow('expected file:/absolute/path.db');
});
