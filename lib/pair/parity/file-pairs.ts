import type { ConfigText } from './diff.ts';

/** A file, and the one that stands in its place: before, or on the other server. At least one of them is there. */
export type FilePair = { old: ConfigText | null; new: ConfigText | null };

/**
 * Which files stand in each other's place: those of one path, else the two dhcpd.conf, which come first, else those of one name
 * that no other file has. In the order of the new ones, then those that only the old one has.
 */
export function pairFiles(before: readonly ConfigText[], after: readonly ConfigText[]): FilePair[] {
  const partners = new Map<ConfigText, ConfigText>();
  const isFree = (file: ConfigText) => ![...partners.values()].includes(file);
  const pairUp = (candidateOf: (file: ConfigText) => ConfigText | undefined) => {
    for (const file of after) {
      const candidate = partners.has(file) ? undefined : candidateOf(file);
      if (candidate && isFree(candidate)) partners.set(file, candidate);
    }
  };
  pairUp(({ path }) => before.find((file) => file.path === path));
  pairUp((file) => (file === after[0] ? before[0] : undefined));
  pairUp(({ path }) => onlyOne(after, nameOf(path)) && onlyOne(before, nameOf(path)));
  return [
    ...after.map((file) => ({ old: partners.get(file) ?? null, new: file })),
    ...before.filter(isFree).map((file) => ({ old: file, new: null })),
  ];
}

/** The lines of a text; one that ends with a line break has no empty line behind it. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function onlyOne(files: readonly ConfigText[], name: string): ConfigText | undefined {
  const found = files.filter(({ path }) => nameOf(path) === name);
  return found.length === 1 ? found[0] : undefined;
}
