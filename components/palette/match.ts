/** What a line of the palette is found by. */
export type Findable = {
  title: string;
  /** Further words it is found by, which are not its name. */
  keywords: string;
};

/**
 * Those that have every word that was typed, the best first: a title that begins so, then one with a word that does, then
 * any. Equals keep their order. Nothing typed finds everything.
 */
export function matching<Item extends Findable>(items: readonly Item[], typed: string): Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...items];
  return items
    .map((item) => ({ item, rank: rankOf(item, words) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

const NOT_FOUND = Number.POSITIVE_INFINITY;

/** The sum of how well each word fits: the lower the better. */
function rankOf({ title, keywords }: Findable, words: readonly string[]): number {
  const name = title.toLowerCase();
  const others = keywords.toLowerCase();
  return words.reduce((sum, word) => sum + rankOfWord(name, others, word), 0);
}

function rankOfWord(name: string, others: string, word: string): number {
  if (name.startsWith(word)) return 0;
  if (beginsWord(name, word)) return 1;
  if (beginsWord(others, word)) return 2;
  if (name.includes(word)) return 3;
  return others.includes(word) ? 4 : NOT_FOUND;
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
