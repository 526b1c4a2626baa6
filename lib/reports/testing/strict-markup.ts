export type Element = { name: string; attributes: Record<string, string> };

/** A file of HTML that is well-formed XML, taken apart: its elements in their order, and all that stands in them as one text. */
export function readStrict(html: string): { elements: Element[]; text: string } {
  const elements: Element[] = [];
  const open: string[] = [];
  let text = '';
  let at = html.match(/^<!DOCTYPE html>/)?.[0].length ?? 0;
  while (at < html.length) {
    if (html[at] !== '<') {
      const end = html.indexOf('<', at);
      const part = html.slice(at, end < 0 ? undefined : end);
      if (/[<>]/.test(part)) throw new Error(`a sign of markup stands in a text: ${part.slice(0, 80)}`);
      if (open.at(-1) !== 'style') text += decoded(part);
      at += part.length;
      continue;
    }
    const tag = html.slice(at).match(TAG);
    if (!tag) throw new Error(`no tag begins at ${html.slice(at, at + 80)}`);
    const [whole, isEnd, name = '', rest = '', isEmpty] = tag;
    if (isEnd) {
      if (open.pop() !== name) throw new Error(`${whole} ends what it did not begin`);
    } else {
      elements.push({ name, attributes: attributesOf(rest) });
      if (!isEmpty) open.push(name);
    }
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} never end`);
  return { elements, text };
}

const TAG = /^<(\/)?([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*(\/)?>/;

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );
}

const CHARACTERS: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function decoded(text: string): string {
  return text.replace(/&[^;]{0,8};?/g, (entity) => {
    const character = CHARACTERS[entity];
    if (character === undefined) throw new Error(`${entity} is no entity of ours`);
    return character;
  });
}
