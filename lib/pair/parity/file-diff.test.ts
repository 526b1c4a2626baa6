import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileDiff } from './file-diff.ts';
import { linesOf, pairFiles } from './file-pairs.ts';

const file = (path: string, text = path) => ({ path, text });
const pairs = (before: string[], after: string[]) =>
  pairFiles(
    before.map((path) => file(path)),
    after.map((path) => file(path)),
  ).map(({ old, new: new_ }) => `${old?.path ?? '-'} ${new_?.path ?? '-'}`);

describe('pairFiles', () => {
  it('puts files of one path beside each other, whatever their order', () => {
    expect(pairs(['/d.conf', '/a', '/b'], ['/d.conf', '/b', '/a'])).toEqual([
      '/d.conf /d.conf',
      '/b /b',
      '/a /a',
    ]);
  });

  it('knows the two dhcpd.conf by their place, and includes by their names', () => {
    expect(
      pairs(
        ['/etc/dhcpd.conf', '/etc/hosts.conf'],
        ['/usr/local/etc/dhcpd.conf', '/usr/local/etc/hosts.conf'],
      ),
    ).toEqual(['/etc/dhcpd.conf /usr/local/etc/dhcpd.conf', '/etc/hosts.conf /usr/local/etc/hosts.conf']);
  });

  it('does not guess which of several of one name is meant', () => {
    expect(pairs(['/d', '/1/x', '/2/x'], ['/d', '/3/x'])).toEqual(['/d /d', '- /3/x', '/1/x -', '/2/x -']);
  });

  it('leaves out none and repeats none', () => {
    const paths = fc.uniqueArray(fc.constantFrom('/a', '/b', '/1/a', '/1/b', '/2/a', '/2/c'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(paths, paths, (before, after) => {
        const found = pairFiles(
          before.map((path) => file(path)),
          after.map((path) => file(path)),
        );
        expect(found.flatMap(({ old }) => old?.path ?? []).toSorted()).toEqual(before.toSorted());
        expect(found.flatMap(({ new: new_ }) => new_?.path ?? []).toSorted()).toEqual(after.toSorted());
      }),
    );
  });
});

describe('fileDiff', () => {
  it('tells what differs, with the lines around it', () => {
    expect(fileDiff({ old: file('/a', 'one\ntwo\n'), new: file('/a', 'one\n2\n') })).toEqual({
      oldPath: '/a',
      newPath: '/a',
      oldLines: 2,
      newLines: 2,
      hunks: [{ oldStart: 1, newStart: 1, lines: [' one', '-two', '+2'] }],
    });
  });

  it('has no hunks for files that are alike, and takes no line end for a difference', () => {
    expect(fileDiff({ old: file('/a', 'x\r\ny'), new: file('/a', 'x\ny\n') }).hunks).toEqual([]);
  });

  it('has all of a file that stands alone', () => {
    expect(fileDiff({ old: null, new: file('/a', 'x\n') })).toMatchObject({
      oldPath: null,
      oldLines: 0,
      hunks: [{ newStart: 1, lines: ['+x'] }],
    });
  });

  it('gives up on texts that have nothing in common', () => {
    const lines = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word} ${index}\n`).join('');
    expect(fileDiff({ old: file('/a', lines('a')), new: file('/a', lines('b')) }).hunks).toBeNull();
  });
});

it('linesOf counts lines as an editor does', () => {
  expect(linesOf('')).toEqual([]);
  expect(linesOf('a')).toEqual(['a']);
  expect(linesOf('a\n')).toEqual(['a']);
  expect(linesOf('a\n\n')).toEqual(['a', '']);
});
