'use client';
export function Palette(_: { onlyPairs: boolean; onClose(): void; onOpen(above: 'keys' | 'silence'): void }) {
  return null;
}
