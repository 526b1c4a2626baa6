/** What is a letter of Markdown's own language, here or there. */
const SIGNS = /[\\`*_{}[\]()#~|!$^]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text of one line in which nothing is markup, also not a link that a wiki would make of an address. */
export function plain(text: string): string {
  return text
    .trim()
    .replace(SIGNS, '\\$&')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}\\.`)
    .replace(/@/g, '&#64;')
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** A text as it stands, within a line or the cell of a table. */
export function codeSpan(text: string): string {
  if (text.trim() === '') return '';
  // In a table no code can have a backslash before a bar: the one would take away the other's.
  if (text.includes('\\|')) return plain(text);
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  // A cell of a table ends at a bar, also within code, unless that is escaped.
  return `${fence}${pad}${text.replace(/\|/g, '\\|')}${pad}${fence}`;
}

/** Lines as they stand, fenced by more backticks than any of them has. */
export function fenced(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
