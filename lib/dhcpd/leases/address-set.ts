const WORDS_PER_PAGE = 65536 / 32;
/** Of 8 KiB each. Addresses beyond that many networks of /16 are not kept. */
const MAX_PAGES = 1024;

/** Distinct addresses, a bit each, in pages by their upper 16 bits. Plain data, fit for `postMessage`. */
export type AddressSet = { count: number; pages: Map<number, Uint32Array> };

export function emptyAddressSet(): AddressSet {
  return { count: 0, pages: new Map() };
}

/** Whether the address was new. */
export function addAddress(set: AddressSet, address: number): boolean {
  const page = pageOf(set, address >>> 16);
  const word = (address >>> 5) & (WORDS_PER_PAGE - 1);
  const bit = 1 << (address & 31);
  const before = page?.[word];
  if (!page || before === undefined || (before & bit) !== 0) return false;
  page[word] = before | bit;
  set.count++;
  return true;
}

function pageOf(set: AddressSet, upper: number): Uint32Array | undefined {
  let page = set.pages.get(upper);
  if (!page && set.pages.size < MAX_PAGES) {
    page = new Uint32Array(WORDS_PER_PAGE);
    set.pages.set(upper, page);
  }
  return page;
}

/** The addresses of a set, page by page. */
export function* addressesOf(set: AddressSet): Generator<number> {
  for (const [upper, words] of set.pages) {
    for (const [index, word] of words.entries()) {
      for (let bit = 0; word >>> bit !== 0 && bit < 32; bit++) {
        if ((word >>> bit) & 1) yield upper * 65536 + index * 32 + bit;
      }
    }
  }
}
