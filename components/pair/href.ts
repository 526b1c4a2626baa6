/** The address of a page of a pair; `part` begins with a slash, and is empty for the first of them. */
export const pairHref = (name: string, part = ''): string => `/pairs/${encodeURIComponent(name)}${part}`;
