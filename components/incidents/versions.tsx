'use client';

import dynamic from 'next/dynamic';

/** Loaded when first opened. */
export const Versions = dynamic(async () => (await import('./earlier-versions.tsx')).EarlierVersions, {
  ssr: false,
});

/** Opens what was removed of a list; nothing where nothing was. */
export function RemovedButton({ count, onOpen }: { count: number; onOpen(): void }) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="min-h-[24px] text-13 text-muted underline decoration-dotted underline-offset-3 hover:text-ink"
    >
      {count} removed
    </button>
  );
}
