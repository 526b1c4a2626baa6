import type { Block } from '../document.ts';

export const heading = (text: string, id: string, level: 1 | 2 = 1): Block => ({
  kind: 'heading',
  level,
  text,
  id,
});
export const paragraph = (text: string, look?: 'lead' | 'muted'): Block =>
  look === undefined ? { kind: 'paragraph', text } : { kind: 'paragraph', text, look };

/** Letters, digits and hyphens of a name, to be part of an id. */
export const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
