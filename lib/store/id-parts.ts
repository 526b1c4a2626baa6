/** SQLite takes no more than 999 parameters in a statement. */
const IDS_PER_STATEMENT = 500;

/** Ids in parts that one statement can name, or of as many as said. */
export function* idParts(ids: Iterable<number>, most = IDS_PER_STATEMENT): Generator<number[]> {
  const all = [...ids];
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most);
}
