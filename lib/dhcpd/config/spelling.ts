import type { Token } from './tokens.ts';

/** The tokens in one line, spaced the same way however they were spaced in `text`. */
export function joinTokens(tokens: readonly Token[], text: string): string {
  let joined = '';
  let before = '';
  for (const { start, end } of tokens) {
    const token = text.slice(start, end);
    joined += joined === '' || touches(before, token) ? token : ` ${token}`;
    before = token;
  }
  return joined;
}

/** Whether two tokens stand together without a blank, as in `f(a, b)`, `2026/11/21` and `!=`. */
function touches(before: string, token: string): boolean {
  if (/^[,;)\]/]$/.test(token) || /^[([/]$/.test(before)) return true;
  if (token === '(') return /^[\w.-]+$/.test(before) && !/^(?:if|elsif|and|or|not)$/i.test(before);
  return /^[!~=]$/.test(before) && /^[=~]$/.test(token);
}
