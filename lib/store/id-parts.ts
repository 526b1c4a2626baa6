/** SQLite takes no more than 999 parameters in a statement. */
const IDS_PER_STATEMENT = 500;

/** Ids in parts that one statement can name. */
export function* idParts(ids: Iterable<number>): Generator<number[]> {
  const all = [...ids];
  for (let from = 0; from < all.length; from += IDS_PER_STATEMENT)
    yield all.slice(from, from + IDS_PER_STATEMENT);
}
