import type { Block } from '../../reports/document.ts';

/** `2025-11-21 10:42:30.5 UTC`: a drill is a matter of seconds. */
export function utcSecond(time: string): string {
  const [whole = '', tenth = '0'] = time.replace('Z', '').split('.');
  return `${whole.replace('T', ' ')}.${tenth.slice(0, 1)} UTC`;
}

/** A heading of the first level, with the name by which it is led to. */
export const heading = (text: string, id: string): Block => ({ kind: 'heading', level: 1, text, id });
/** A paragraph of running text. */
export const paragraph = (text: string, look?: 'lead' | 'muted'): Block => ({
  kind: 'paragraph',
  text,
  ...(look && { look }),
});
