import { describe, expect, it } from 'vitest';
import { KeyReader, nameOfPress, type Press, SEQUENCE_MS } from './key-reader.ts';

const KNOWN = ['j', 'g o', 'g p', '?', 'mod+k'];

/** What a reader makes of presses, each with its time in ms. */
function readAll(presses: readonly (readonly [name: string, at: number])[]): (string | null)[] {
  const reader = new KeyReader();
  return presses.map(([name, at]) => reader.read(name, at, KNOWN));
}

describe('KeyReader', () => {
  it('reads single keys at once', () => {
    expect(
      readAll([
        ['j', 0],
        ['?', 5],
        ['x', 9],
      ]),
    ).toEqual(['j', '?', null]);
  });

  it('reads two keys one after the other', () => {
    expect(
      readAll([
        ['g', 0],
        ['o', 200],
        ['o', 300],
      ]),
    ).toEqual([null, 'g o', null]);
  });

  it('waits for the second for a while only', () => {
    expect(
      readAll([
        ['g', 0],
        ['o', SEQUENCE_MS],
      ]),
    ).toEqual([null, 'g o']);
    expect(
      readAll([
        ['g', 0],
        ['o', SEQUENCE_MS + 1],
      ]),
    ).toEqual([null, null]);
  });

  it('takes a key that does not go on with a sequence for itself, or for the begin of another', () => {
    expect(
      readAll([
        ['g', 0],
        ['j', 10],
        ['o', 20],
      ]),
    ).toEqual([null, 'j', null]);
    expect(
      readAll([
        ['g', 0],
        ['g', 10],
        ['p', 20],
      ]),
    ).toEqual([null, null, 'g p']);
  });
});

describe('nameOfPress', () => {
  const press = (part: Partial<Press>): Press => ({
    key: 'k',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...part,
  });

  it.each([
    [{ key: 'k' }, 'k'],
    [{ key: '?' }, '?'],
    [{ key: ' ' }, 'Space'],
    [{ key: 'K', ctrlKey: true }, 'mod+k'],
    [{ key: 'k', metaKey: true }, 'mod+k'],
    [{ key: 'k', altKey: true }, null],
    [{ key: 'Control', ctrlKey: true }, null],
    [{ key: 'Home', ctrlKey: true }, null],
  ])('calls %j %s', (part, name) => {
    expect(nameOfPress(press(part))).toBe(name);
  });
});
