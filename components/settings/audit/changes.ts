export type Change = { path: string; before: string | null; after: string | null };

/** What differs between two values, leaf by leaf, in the order of their names; null where there is none. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, present] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...present.keys()])].sort();
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: present.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== 'object') return new Map([[path, String(value)]]);
  // A list of plain words reads best as one.
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return new Map([[path, value.length === 0 ? 'none' : value.join(', ')]]);
  return new Map(
    Object.entries(value).flatMap(([name, each]) => [
      ...leavesOf(each, path === '' ? name : `${path}.${name}`),
    ]),
  );
}
