/** What can be sorted by; `pool` is the order of the addresses. */
export const SORTS = [
  'pool',
  'network',
  'size',
  'used',
  'primary',
  'secondary',
  'balance',
  'until',
  'age',
] as const;
export type SortId = (typeof SORTS)[number];

/** What the table shows, as its address says. Without a sort the worst pools come first. */
export type TableSearch = { q: string; atRisk: boolean; sort: { id: SortId; desc: boolean } | null };

/** `q=10.20.0.77`, `risk=1`, `sort=used` or, the greatest first, `sort=-used`; what is not understood is left out. */
export function readTableSearch(search: Pick<URLSearchParams, 'get'>): TableSearch {
  const text = search.get('sort') ?? '';
  const name = text.replace(/^-/, '');
  const id = SORTS.find((each) => each === name);
  return {
    q: search.get('q') ?? '',
    atRisk: search.get('risk') === '1',
    sort: id === undefined ? null : { id, desc: text.startsWith('-') },
  };
}

/** The same address with another state of the table; parameters that are not the table's stay. */
export function writeTableSearch(search: URLSearchParams, { q, atRisk, sort }: TableSearch): URLSearchParams {
  const next = new URLSearchParams(search);
  const set = (name: string, value: string | null) =>
    value === null ? next.delete(name) : next.set(name, value);
  set('q', q === '' ? null : q);
  set('risk', atRisk ? '1' : null);
  set('sort', sort === null ? null : `${sort.desc ? '-' : ''}${sort.id}`);
  return next;
}
