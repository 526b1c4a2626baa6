import { describe, expect, it } from 'vitest';
import type { ServerConfigDto } from '../../lib/contracts/config.ts';
import { chosenVersions } from './chosen-versions.ts';
import { unreadWords } from './unread-words.ts';

const AT = '2026-11-21T10:00:00.000Z';
const source: NonNullable<ServerConfigDto['source']> = {
  kind: 'config',
  freshness: 'fresh',
  intervalMs: 60_000,
  lastAttemptAt: AT,
  lastSuccessAt: AT,
  failingSince: null,
  consecutiveFailures: 0,
  failure: null,
  roundTripMs: 1,
};
const server = (name: string, changes: Partial<ServerConfigDto> = {}): ServerConfigDto => ({
  name,
  role: 'primary',
  source,
  version: { id: 1, server: name, readAt: AT, files: null },
  test: null,
  ...changes,
});
const words = (changes: Partial<ServerConfigDto>, comparedAt: string | null = AT) =>
  unreadWords({ servers: [server('a'), server('b', changes)], comparedAt });

describe('an empty list of findings', () => {
  it('is good news only where both files are read and compared', () => {
    expect(words({})).toBeNull();
  });

  it.each([
    ['never read', { version: null }],
    ['read no more', { source: null }],
    ['can’t be read now', { source: { ...source, failure: { kind: 'permission', message: '' } } }],
    ['can’t be read now', { source: { ...source, freshness: 'stale' as const } }],
  ])('says of a file that it is %s', (word, changes) => {
    expect(words(changes)).toContain(word);
    expect(words(changes)).toContain('of b ');
  });

  it('waits for the comparison', () => {
    expect(words({}, null)).toMatch(/about to be/);
  });
});

describe('chosenVersions', () => {
  const version = (id: number, of: string, minute: number) => ({
    id,
    server: of,
    readAt: `2026-11-21T10:0${minute}:00.000Z`,
  });
  const versions = [version(4, 'a', 4), version(3, 'b', 3), version(2, 'a', 2), version(1, 'b', 1)];
  const ids = (search: Record<string, string>) => {
    const { version: chosen, against } = chosenVersions(versions, search);
    return [chosen?.id ?? null, against?.id ?? null];
  };

  it.each([
    [{}, [4, 2]],
    [{ version: '3' }, [3, 1]],
    [{ version: '2' }, [2, null]],
    [{ version: '4', against: '3' }, [4, 3]],
    [{ version: '9' }, [4, 2]],
    [{ server: 'b', read: '2026-11-21T10:03:00Z' }, [3, 1]],
    [{ server: 'a', read: '2026-11-21T10:03:00Z' }, [4, 2]],
  ])('has %j show %j', (search, expected) => {
    expect(ids(search)).toEqual(expected);
  });

  it('has none where none is kept', () => {
    expect(chosenVersions([], {})).toEqual({ version: null, against: null });
  });
});
